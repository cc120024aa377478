import { join } from 'node:path'
import type { Step } from './domain/ask.ts'
import type { QuietHours } from './domain/time.ts'
import { slips, type Slip } from './settings/slips.ts'
import type { BotToken, LogLevel } from './settings/kinds.ts'
import { settings, type Bilingual, type Setting, type Values } from './settings/table.ts'

export { describeProblems, describeWarnings } from './settings/describe.ts'
export type { Slip } from './settings/slips.ts'
export type { BotToken, LogLevel } from './settings/kinds.ts'
export type { Bilingual } from './settings/table.ts'

/** How a platform's messages reach us. Without a `secret` one is derived from the application's (src/secret.ts). */
export type Delivery = { kind: 'polling' } | { kind: 'webhook'; publicUrl: string; secret?: string }

export interface TelegramSettings extends BotToken {
  apiRoot: string
  delivery: Delivery
  /** 0 means no gate. */
  ratePerSecond: number
}

/** Zalo lets a bot speak with 50 people, so an office may have several: the same settings, one token each. */
export interface ZaloBotSettings {
  bots: BotToken[]
  apiRoot: string
  delivery: Delivery
  ratePerSecond: number
  /** What an invite shows (and its QR code holds) for people to open the chat with the bot. */
  link?: string
}

/** Without any token the platforms are simulated; with one, the others are off. */
export type Platforms =
  | { kind: 'drill' }
  | { kind: 'real'; telegram: TelegramSettings; zaloBot?: ZaloBotSettings }
  | { kind: 'real'; telegram?: TelegramSettings; zaloBot: ZaloBotSettings }

export interface Config {
  port: number
  host: string
  /** Without a slash at its end. */
  publicUrl?: string
  /** Absolute. */
  dataDir: string
  redisUrl?: string
  logLevel: LogLevel
  /** IANA name. */
  defaultTimezone: string
  /** Absent: kept in a file of `dataDir`, see `appSecret` in src/secret.ts. */
  appSecret?: string
  httpsProxy?: string
  platforms: Platforms
  /** Who writes, as the first message tells it, and the number to check with. */
  office: { name: string; phone?: string }
  /** Null: people may be written to at any hour. */
  quietHours: QuietHours | null
  sqliteSynchronous: 'NORMAL' | 'FULL'
  inviteValidMs: number
  inboxRetentionMs: number
  /** What a new ask freezes when the import names no policy of its own. */
  steps: { acknowledge: Step[]; readiness: Step[]; deadline: Step[] }
}

/** One setting that is wrong. It never holds the value: that may be a secret. */
export interface Problem {
  name: string
  why: Bilingual
  /** A line that would do, 'PORT=8080'. */
  example: string
}

export type Configuration =
  | { kind: 'config'; config: Config; warnings: Slip[] }
  | { kind: 'refused'; problems: Problem[] }

export type Environment = Record<string, string | undefined>

/** Reads every setting, or says of all the wrong ones at once what they must be. An empty value counts as unset. */
export function readConfig(env: Environment): Configuration {
  const { values, problems } = readValues(env)
  problems.push(...missingPublicUrl(env, values))
  if (!isComplete(values, problems)) return { kind: 'refused', problems }
  return { kind: 'config', config: configOf(values), warnings: slips(env) }
}

/** Adds what `.env` in `dir` says to the environment, where that says nothing yet. No such file is fine. */
export function loadEnvFile(dir: string): void {
  try {
    process.loadEnvFile(join(dir, '.env'))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

const given = (env: Environment, name: string) => env[name]?.trim() || undefined

function readValues(env: Environment): { values: Partial<Values>; problems: Problem[] } {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const [name, setting] of Object.entries<Setting<unknown> & { fallback?: string }>(settings)) {
    const text = given(env, name) ?? given(env, setting.also ?? '') ?? setting.fallback
    const read = text === undefined ? undefined : setting.read.safeParse(text)
    if (read?.success) values[name] = read.data
    if (read?.success === false) problems.push(problem(name, setting.must, setting.example))
  }
  return { values, problems }
}

/** Every setting is there, or somebody was told why not. */
const isComplete = (_values: Partial<Values>, problems: Problem[]): _values is Values => problems.length === 0

const problem = (name: string, why: Bilingual, example: string): Problem => ({
  name,
  why,
  example: `${name}=${example}`,
})

function missingPublicUrl(env: Environment, values: Partial<Values>): Problem[] {
  if (given(env, 'PUBLIC_URL')) return []
  const telegram = values.TELEGRAM_BOT_TOKEN && values.TELEGRAM_MODE === 'webhook' ? ['TELEGRAM_MODE'] : []
  const zalo = values.ZALO_BOT_TOKEN && values.ZALO_BOT_MODE === 'webhook' ? ['ZALO_BOT_MODE'] : []
  const modes = [...telegram, ...zalo].map((name) => `${name}=webhook`)
  if (modes.length === 0) return []
  const why = {
    vi: `phải có khi đặt ${modes.join(' và ')}, để nền tảng biết gửi tin về đâu`,
    en: `is required with ${modes.join(' and ')}: it tells the platform where to send messages`,
  }
  return [problem('PUBLIC_URL', why, settings.PUBLIC_URL.example)]
}

function configOf(values: Values): Config {
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    dataDir: values.DATA_DIR,
    redisUrl: values.REDIS_URL,
    logLevel: values.LOG_LEVEL,
    defaultTimezone: values.DEFAULT_TIMEZONE,
    appSecret: values.APP_SECRET,
    httpsProxy: values.HTTPS_PROXY,
    platforms: platformsOf(values),
    office: { name: values.OFFICE_NAME, phone: values.OFFICE_PHONE },
    quietHours: values.QUIET_HOURS,
    sqliteSynchronous: values.SQLITE_SYNCHRONOUS,
    inviteValidMs: values.INVITE_VALID,
    inboxRetentionMs: values.INBOX_RETENTION,
    steps: {
      acknowledge: values.ACKNOWLEDGE_STEPS,
      readiness: values.READINESS_STEPS,
      deadline: values.DEADLINE_STEPS,
    },
  }
}

function platformsOf(values: Values): Platforms {
  const telegram = telegramOf(values)
  const zaloBot = zaloBotOf(values)
  if (telegram) return { kind: 'real', telegram, zaloBot }
  return zaloBot ? { kind: 'real', zaloBot } : { kind: 'drill' }
}

function telegramOf(values: Values): TelegramSettings | undefined {
  return (
    values.TELEGRAM_BOT_TOKEN && {
      ...values.TELEGRAM_BOT_TOKEN,
      apiRoot: values.TELEGRAM_API_ROOT,
      delivery: deliveryOf(values.TELEGRAM_MODE, values.PUBLIC_URL, values.TELEGRAM_WEBHOOK_SECRET),
      ratePerSecond: values.TELEGRAM_RATE_PER_SECOND,
    }
  )
}

function zaloBotOf(values: Values): ZaloBotSettings | undefined {
  return (
    values.ZALO_BOT_TOKEN && {
      bots: values.ZALO_BOT_TOKEN,
      apiRoot: values.ZALO_BOT_API_ROOT,
      delivery: deliveryOf(values.ZALO_BOT_MODE, values.PUBLIC_URL, values.ZALO_BOT_WEBHOOK_SECRET),
      ratePerSecond: values.ZALO_BOT_RATE_PER_SECOND,
      link: values.ZALO_BOT_LINK,
    }
  )
}

function deliveryOf(mode: 'polling' | 'webhook', publicUrl?: string, secret?: string): Delivery {
  return mode === 'webhook' && publicUrl ? { kind: 'webhook', publicUrl, secret } : { kind: 'polling' }
}
