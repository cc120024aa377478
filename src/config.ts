import { join } from 'node:path'
import type { Step } from './domain/ask.ts'
import type { ReachSettings } from './domain/reach.ts'
import type { QuietHours } from './domain/time.ts'
import { slips, type Slip } from './settings/slips.ts'
import type { LogLevel } from './settings/kinds.ts'
import { type Platforms, platformsOf } from './settings/platforms.ts'
import { missingTogether, problem, type Problem } from './settings/together.ts'
import { settings, type Setting, type Values } from './settings/table.ts'

export { describeProblems, describeWarnings } from './settings/describe.ts'
export type { Slip } from './settings/slips.ts'
export type { BotToken, LogLevel } from './settings/kinds.ts'
export type { Bilingual } from './settings/table.ts'
export type * from './settings/platforms.ts'
export type { Problem } from './settings/together.ts'

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
  /** How long a signed link to somebody's cards may be used. */
  linkValidMs: number
  inboxRetentionMs: number
  confirmFrom: number
  letterRetentionMs: number
  mediaRetentionMs: number
  /** Whether it is kept that a person has looked at a message. */
  seenReceipts: boolean
  reach: ReachSettings
  /** What proves to Zalo that the domain is ours: the code, and the downloaded file's path. */
  siteVerification?: { code: string; file?: string }
  /** What a new ask freezes when the import names no policy of its own. */
  steps: { acknowledge: Step[]; readiness: Step[]; deadline: Step[] }
}

export type Configuration =
  | { kind: 'config'; config: Config; warnings: Slip[] }
  | { kind: 'refused'; problems: Problem[] }

export type Environment = Record<string, string | undefined>

/** Reads every setting, or says of all the wrong ones at once what they must be. An empty value counts as unset. */
export function readConfig(env: Environment): Configuration {
  const { values, problems } = readValues(env)
  problems.push(...missingTogether(values, (name) => given(env, name) !== undefined))
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
    linkValidMs: values.LINK_VALID,
    inboxRetentionMs: values.INBOX_RETENTION,
    confirmFrom: values.ANNOUNCE_CONFIRM_FROM,
    letterRetentionMs: values.LETTER_RETENTION,
    mediaRetentionMs: values.MEDIA_RETENTION,
    seenReceipts: values.SEEN_RECEIPTS,
    reach: {
      order: values.CHANNEL_ORDER,
      orderAbroad: values.CHANNEL_ORDER_ABROAD,
      fallbackMs: values.FALLBACK_AFTER,
      urgentFallbackMs: values.FALLBACK_AFTER_URGENT,
      undeliveredMs: values.UNDELIVERED_AFTER,
    },
    ...(values.ZALO_SITE_VERIFICATION && {
      siteVerification: {
        code: values.ZALO_SITE_VERIFICATION,
        file: values.ZALO_SITE_VERIFICATION_FILE,
      },
    }),
    steps: {
      acknowledge: values.ACKNOWLEDGE_STEPS,
      readiness: values.READINESS_STEPS,
      deadline: values.DEADLINE_STEPS,
    },
  }
}
