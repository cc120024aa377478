import { resolve } from 'node:path'
import { z } from 'zod'
import {
  LOG_LEVELS,
  apiRoot,
  botToken,
  differentBots,
  duration,
  platformMode,
  proxy,
  publicUrl,
  quietHours,
  redisUrl,
  steps,
  webAddress,
  wholeNumber,
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
  ZALO_BOT_LINK: optional(webAddress, root, 'https://zalo.me/1234567890'),
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
  INBOX_RETENTION: defaulted('P30D', duration, positiveDuration),
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
