import { resolve } from 'node:path'
import { z } from 'zod'
import {
  LOG_LEVELS,
  apiRoot,
  botToken,
  channelOrder,
  differentBots,
  duration,
  mailbox,
  namedMailbox,
  onOff,
  platformMode,
  proxy,
  publicUrl,
  quietHours,
  redisUrl,
  smtpUrl,
  steps,
  templateParameters,
  templateWays,
  webAddress,
  webAddresses,
  wholeNumber,
  type TemplateSource,
  zaloId,
  zoneName,
} from './kinds.ts'

/** What an IT officer reads when a setting is wrong; both languages are shown. */
export interface Bilingual {
  vi: string
  en: string
}

/** One environment variable: how it is read, what it must be, and a value that would do. */
export interface Setting<T> {
  read: z.ZodType<T, string>
  must: Bilingual
  example: string
  /** Another name under which the surroundings may already provide it. */
  also?: string
}

/** A setting with a value of its own when nobody sets it. */
export interface DefaultedSetting<T> extends Setting<T> {
  fallback: string
}

const needs = (vi: string, en: string): Bilingual => ({ vi, en })
const mode = needs('chỉ nhận polling hoặc webhook', 'must be polling or webhook')
const perSecond = needs(
  'phải là số nguyên từ 0 đến 1000 (0 là không giới hạn)',
  'must be a whole number from 0 to 1000 (0 means no limit)',
)
const root = needs('phải là địa chỉ bắt đầu bằng https:// hoặc http://', 'must be an https or http address')
const positiveDuration = needs(
  'phải là một khoảng thời gian theo ISO 8601, dài hơn 0',
  'must be an ISO 8601 duration longer than zero',
)
const chain = needs(
  'phải là các bước cách nhau bằng dấu phẩy, mỗi bước gồm remind, backup hoặc coordinators rồi một khoảng thời gian ISO 8601; ghi off nếu không nhắc',
  'must be steps separated by commas, each one of remind, backup or coordinators and then an ISO 8601 duration; or off for none',
)

const optional = <T>(read: z.ZodType<T, string>, must: Bilingual, example: string): Setting<T> => ({
  read,
  must,
  example,
})
const defaulted = <T>(
  fallback: string,
  read: z.ZodType<T, string>,
  must: Bilingual,
  example = fallback,
): DefaultedSetting<T> => ({ fallback, read, must, example })

const switched = needs('chỉ nhận on hoặc off', 'must be on or off')
const content = needs('chỉ nhận full hoặc notice', 'must be full or notice')
const positiveNumber = needs('phải là số nguyên lớn hơn 0', 'must be a whole number above 0')
const digits = needs('phải là dãy chữ số', 'must be a row of digits')
const secret = needs('phải có ít nhất 8 ký tự', 'must have at least 8 characters')
const order = needs(
  'phải là các kênh cách nhau bằng dấu phẩy, mỗi kênh một lần: chosen, telegram, zalo-oa, zalo-template, zalo-bot, web, email',
  'must be channels separated by commas, each once: chosen, telegram, zalo-oa, zalo-template, zalo-bot, web, email',
)

type TemplateSettings<Topic extends string> = Record<`ZALO_TEMPLATE_${Topic}_ID`, Setting<string>> &
  Record<`ZALO_TEMPLATE_${Topic}_PARAMS`, Setting<Record<string, TemplateSource>>>

/** For each kind of message: the template approved for it, and what its parameters are filled in with. */
function templateSettings<Topic extends string>(...kinds: Topic[]): TemplateSettings<Topic> {
  const pairs = kinds.flatMap((kind) => [
    [`ZALO_TEMPLATE_${kind}_ID`, optional(zaloId, digits, '123456')],
    [
      `ZALO_TEMPLATE_${kind}_PARAMS`,
      optional(
        templateParameters,
        needs(
          'phải có dạng tham_số=nguồn, cách nhau bằng dấu phẩy; nguồn: name, address, office, conference, subject, when, phone, token, link',
          'must look like parameter=source, separated by commas; sources: name, address, office, conference, subject, when, phone, token, link',
        ),
        'ten=name, noi_dung=subject, han=when, lien_ket=token',
      ),
    ],
  ])
  return Object.fromEntries(pairs) as TemplateSettings<Topic>
}

/** Every setting there is, in the order of `.env.example`, which tells people what each is for. */
export const settings = {
  PORT: defaulted(
    '8080',
    wholeNumber(0, 65_535),
    needs('phải là số nguyên từ 0 đến 65535', 'must be a whole number from 0 to 65535'),
  ),
  HOST: defaulted(
    '127.0.0.1',
    z.string().regex(/^[A-Za-z0-9.:-]+$/),
    needs(
      'phải là địa chỉ IP hoặc tên máy, không kèm http:// và cổng',
      'must be an IP address or a host name, without http:// or a port',
    ),
  ),
  PUBLIC_URL: optional(
    publicUrl,
    needs(
      'phải là địa chỉ https, không kèm tài khoản, dấu ? hoặc # (http chỉ dùng được với localhost)',
      'must be an https address without an account, ? or # (http only for localhost)',
    ),
    'https://caunoi.example.vn',
  ),
  DATA_DIR: defaulted(
    './data',
    z.string().transform((dir) => resolve(dir)),
    needs('phải là đường dẫn thư mục', 'must be the path of a folder'),
  ),
  REDIS_URL: optional(
    redisUrl,
    needs(
      'phải là địa chỉ redis:// hoặc rediss://, hoặc đường dẫn tuyệt đối của socket',
      'must be a redis:// or rediss:// address, or the absolute path of a socket',
    ),
    'redis://127.0.0.1:6379',
  ),
  LOG_LEVEL: defaulted(
    'info',
    z.enum(LOG_LEVELS),
    needs(`phải là một trong: ${LOG_LEVELS.join(', ')}`, `must be one of: ${LOG_LEVELS.join(', ')}`),
  ),
  DEFAULT_TIMEZONE: defaulted(
    'Asia/Ho_Chi_Minh',
    zoneName,
    needs('phải là tên múi giờ IANA', 'must be the IANA name of a time zone'),
  ),
  APP_SECRET: optional(
    z.string().min(32),
    needs(
      'phải có ít nhất 32 ký tự; bỏ trống thì chương trình tự tạo trong DATA_DIR',
      'must have at least 32 characters; leave it empty to have one made in DATA_DIR',
    ),
    '<openssl rand -hex 32>',
  ),
  HTTPS_PROXY: {
    ...optional(
      proxy,
      needs(
        'phải là địa chỉ http:// hoặc https:// của proxy',
        'must be the http or https address of a proxy',
      ),
      'http://proxy.example.vn:3128',
    ),
    also: 'https_proxy',
  },
  TELEGRAM_BOT_TOKEN: optional(
    botToken,
    needs(
      'phải có dạng <dãy số>:<mã bí mật> đúng như BotFather đã cấp',
      'must look like <digits>:<secret>, as BotFather gave it',
    ),
    '<123456789:AA...>',
  ),
  TELEGRAM_API_ROOT: defaulted('https://api.telegram.org', apiRoot, root),
  TELEGRAM_MODE: defaulted('polling', platformMode, mode),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
    needs(
      'phải có từ 1 đến 256 ký tự, chỉ gồm A-Z, a-z, 0-9, _ và -',
      'must have 1 to 256 characters out of A-Z, a-z, 0-9, _ and -',
    ),
    '<openssl rand -hex 32>',
  ),
  TELEGRAM_RATE_PER_SECOND: defaulted('25', wholeNumber(0, 1000), perSecond),
  TELEGRAM_CONTENT: defaulted('full', z.enum(['full', 'notice']), content),
  ZALO_BOT_TOKEN: optional(
    differentBots,
    needs(
      'phải là một hoặc nhiều mã dạng <dãy số>:<mã bí mật>, cách nhau bằng dấu phẩy, mỗi mã của một bot khác nhau',
      'must be one or more tokens that look like <digits>:<secret>, separated by commas, each of a different bot',
    ),
    '<123456789:abc-xyz>',
  ),
  ZALO_BOT_API_ROOT: defaulted('https://bot-api.zaloplatforms.com', apiRoot, root),
  ZALO_BOT_MODE: defaulted('polling', platformMode, mode),
  ZALO_BOT_WEBHOOK_SECRET: optional(
    z.string().regex(/^[!-~]{8,256}$/),
    needs(
      'phải có từ 8 đến 256 ký tự, không dấu và không có khoảng trắng',
      'must have 8 to 256 characters, plain ASCII without spaces',
    ),
    '<openssl rand -hex 32>',
  ),
  ZALO_BOT_RATE_PER_SECOND: defaulted('5', wholeNumber(0, 1000), perSecond),
  ZALO_BOT_LINK: optional(
    webAddresses,
    needs(
      'phải là một hoặc nhiều địa chỉ https://, cách nhau bằng dấu phẩy, theo thứ tự các bot',
      'must be one or more https addresses, separated by commas, in the order of the bots',
    ),
    'https://zalo.me/1234567890',
  ),
  ZALO_BOT_SEATS: defaulted('50', wholeNumber(1, 100_000), positiveNumber),
  ZALO_BOT_MONTHLY: defaulted('3000', wholeNumber(1, 999_999), positiveNumber),
  ZALO_APP_ID: optional(zaloId, digits, '1234567890123456789'),
  ZALO_APP_SECRET: optional(z.string().min(8), secret, '<khoa-bi-mat-cua-ung-dung>'),
  ZALO_OA_ID: optional(zaloId, digits, '1234567890123456789'),
  ZALO_OA_SECRET_KEY: optional(z.string().min(8), secret, '<oa-secret-key>'),
  ZALO_OA_REFRESH_TOKEN: optional(z.string().min(8), secret, '<refresh-token>'),
  ZALO_OA_REDIRECT_URI: optional(webAddress, root, 'https://caunoi.example.vn/oauth/zalo-oa'),
  ZALO_OA_PKCE_VERIFIER: optional(
    z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
    needs(
      'phải có từ 43 đến 128 ký tự, chỉ gồm A-Z, a-z, 0-9 và - . _ ~',
      'must have 43 to 128 characters out of A-Z, a-z, 0-9 and - . _ ~',
    ),
    '<openssl rand -hex 32>',
  ),
  ZALO_OA_BUTTONS: defaulted(
    'auto',
    z.enum(['auto', 'on', 'off']),
    needs('chỉ nhận auto, on hoặc off', 'must be auto, on or off'),
  ),
  ZALO_OA_RPM: defaulted('60', wholeNumber(1, 4000), positiveNumber),
  ZALO_APPSECRET_PROOF: defaulted('off', onOff, switched),
  ZALO_SITE_VERIFICATION: optional(
    z.string().regex(/^[A-Za-z0-9_-]{4,100}$/),
    needs(
      'chỉ gồm A-Z, a-z, 0-9, _ và - (phần mã trong zalo_verifier<MÃ>.html)',
      'must consist of A-Z, a-z, 0-9, _ and - (the code in zalo_verifier<CODE>.html)',
    ),
    'AbCdEf123456',
  ),
  ZALO_SITE_VERIFICATION_FILE: optional(
    z.string().transform((file) => resolve(file)),
    needs('phải là đường dẫn tệp đã tải về', 'must be the path of the downloaded file'),
    './zalo_verifierAbCdEf123456.html',
  ),
  ZALO_OPENAPI_ROOT: defaulted('https://openapi.zalo.me', apiRoot, root),
  ZALO_OAUTH_ROOT: defaulted('https://oauth.zaloapp.com', apiRoot, root),
  ZALO_BUSINESS_ROOT: defaulted('https://business.openapi.zalo.me', apiRoot, root),
  ...templateSettings('ASSIGNMENT', 'READINESS', 'DEADLINE', 'NOTICE'),
  ZALO_TEMPLATE_CHANNELS: defaulted(
    'uid, phone',
    templateWays,
    needs('chỉ gồm uid và phone, cách nhau bằng dấu phẩy', 'must be uid, phone or both, separated by commas'),
  ),
  ZALO_ZBS_DEV_MODE: defaulted('off', onOff, switched),
  SMTP_URL: optional(
    smtpUrl,
    needs('phải là địa chỉ smtp:// hoặc smtps://', 'must be an smtp:// or smtps:// address'),
    'smtps://user:password@mail.example.vn',
  ),
  MAIL_FROM: optional(
    mailbox,
    needs('phải là một địa chỉ thư điện tử', 'must be an e-mail address'),
    'Văn phòng UBND tỉnh <caunoi@example.vn>',
  ),
  MAIL_REPLY_TO: optional(
    namedMailbox,
    needs(
      'phải là họ tên một cán bộ kèm địa chỉ thư điện tử',
      'must be the name of an officer with an e-mail address',
    ),
    'Nguyễn Văn An <an@example.vn>',
  ),
  MAIL_CONTENT: defaulted('full', z.enum(['full', 'notice']), content),
  CHANNEL_ORDER: defaulted(
    'chosen, zalo-oa, zalo-bot, zalo-template, email, telegram, web',
    channelOrder,
    order,
  ),
  CHANNEL_ORDER_ABROAD: defaulted(
    'chosen, telegram, zalo-oa, zalo-bot, email, zalo-template, web',
    channelOrder,
    order,
  ),
  FALLBACK_AFTER: defaulted('PT10M', duration, positiveDuration),
  FALLBACK_AFTER_URGENT: defaulted('PT2M', duration, positiveDuration),
  UNDELIVERED_AFTER: defaulted('PT5M', duration, positiveDuration),
  OFFICE_NAME: defaulted(
    'Ban Tổ chức',
    z.string().max(120),
    needs('dài nhất 120 ký tự', 'must have at most 120 characters'),
    'Văn phòng UBND tỉnh',
  ),
  OFFICE_PHONE: optional(
    z
      .string()
      .max(60)
      .regex(/(\d\D*){3}/),
    needs('phải là số điện thoại, dài nhất 60 ký tự', 'must be a telephone number of at most 60 characters'),
    '0219 3 800 100',
  ),
  QUIET_HOURS: defaulted(
    '21:00-06:00',
    quietHours,
    needs('phải có dạng HH:MM-HH:MM, hoặc off', 'must look like HH:MM-HH:MM, or be off'),
  ),
  SQLITE_SYNCHRONOUS: defaulted(
    'NORMAL',
    z.enum(['NORMAL', 'FULL']),
    needs('chỉ nhận NORMAL hoặc FULL', 'must be NORMAL or FULL'),
  ),
  INVITE_VALID: defaulted('P14D', duration, positiveDuration),
  LINK_VALID: defaulted('P30D', duration, positiveDuration),
  INBOX_RETENTION: defaulted('P30D', duration, positiveDuration),
  LETTER_RETENTION: defaulted('P365D', duration, positiveDuration),
  MEDIA_RETENTION: defaulted('P90D', duration, positiveDuration),
  ANNOUNCE_CONFIRM_FROM: defaulted(
    '100',
    wholeNumber(1, 1_000_000),
    needs('phải là số nguyên từ 1', 'must be a whole number from 1'),
  ),
  SEEN_RECEIPTS: defaulted('off', onOff, switched),
  ACKNOWLEDGE_STEPS: defaulted(
    'remind PT4H, backup P1D, coordinators P2D',
    steps((iso, act) => ({ after: iso, do: act })),
    chain,
  ),
  READINESS_STEPS: defaulted(
    'remind PT45M, backup PT30M, coordinators PT30M',
    steps((iso, act) => ({ beforeClose: iso, do: act })),
    chain,
  ),
  DEADLINE_STEPS: defaulted(
    'remind P3D, remind P1D',
    steps((iso, act) => ({ before: iso, do: act })),
    chain,
  ),
} satisfies Record<string, Setting<unknown>>

/** What the settings are once read; one that nobody sets and that has no default is absent. */
export type Values = {
  [Name in keyof typeof settings]: (typeof settings)[Name] extends DefaultedSetting<infer T>
    ? T
    : (typeof settings)[Name] extends Setting<infer T>
      ? T | undefined
      : never
}
