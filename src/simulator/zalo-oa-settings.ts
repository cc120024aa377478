import { MINUTE, SECOND } from '../domain/time.ts'

/** A template as the console holds it; `<name>` in its text and in a button's address stands for a parameter. */
export interface OaTemplate {
  id: string
  name: string
  text: string
  params?: OaTemplateParam[]
  /** At most two. */
  buttons?: { title: string; url: string }[]
  /** Only ENABLE can be sent; that unless given. */
  status?: TemplateStatus
  /** Whether it may be sent by user id; so unless `false`. */
  uid?: boolean
  tag?: 'TRANSACTION' | 'CUSTOMER_CARE' | 'PROMOTION'
}

export type TemplateStatus = 'PENDING_REVIEW' | 'ENABLE' | 'REJECT' | 'DISABLE'

export interface OaTemplateParam {
  name: string
  /** 1 name, 2 phone, 3 address, 4 code … 11 time, 13 address of a page; 9 (a product, 200 characters) unless given. */
  kind?: number
  /** So unless `false`. */
  require?: boolean
  maxLength?: number
  minLength?: number
  acceptNull?: boolean
}

/** Where the sources of the facts disagree about what is signed and said; the first of each pair unless given. */
export interface OaVariants {
  signedId?: 'app' | 'oa'
  /** `header`: the mac is over `X-ZEvent-Timestamp`, which then differs from the body's. */
  signedTime?: 'body' | 'header'
  signedWith?: 'oa-key' | 'app-secret'
  receiptFrom?: 'user' | 'oa'
  submitInfo?: 'new' | 'old'
}

export interface ZaloOaOptions {
  appId: string
  appSecret: string
  oaId: string
  /** Signs webhooks; '' stands for the app secret. */
  oaSecretKey: string
  name: string
  /** The first one, good for one use within 90 days; a first access token is issued with it. */
  refreshToken: string
  port?: number
  /** Simulated time, ms since the epoch: windows, lives, quotas, nights and timestamps follow it. */
  now?: () => number
  /** Real time, ms, by which requests per minute are counted. */
  wallClock?: () => number
  /** `false`: buttons on `message/cs` are refused with -233, as the documentation has it. */
  buttons?: boolean
  /** Requests a minute; 4,000 unless given. */
  rpm?: number
  /** Consultation messages a month between 48 hours and 7 days after the last interaction; 500 unless given. */
  allowance?: number
  webhook?: { url: string }
  /** Waits before the repetitions of a webhook; 30 s, 5, 15, 30 minutes and an hour unless given. */
  retryLadderMs?: number[]
  /** How many times faster than real time the ladder runs, asked anew for each wait; 1 unless given. */
  scale?: number | (() => number)
  /** How long a webhook may take to answer, real time; 2 s unless given. */
  answerWithinMs?: number
  variants?: OaVariants
  /** Every call must carry a right `appsecret_proof`. */
  proof?: boolean
  templates?: OaTemplate[]
  /** Template messages a day; 500 unless given. */
  dailyQuota?: number
  /** Whether templates by phone are refused from 22:00 to 06:00 in Vietnam; so unless `false`. */
  nightHours?: boolean
  /** Numbers of administrators, who alone get `mode: "development"`. */
  admins?: string[]
  /** Whether phones report what was delivered; so unless `false`. */
  receipts?: boolean
  /** Where media that people send are kept. */
  mediaRoot?: string
}

export type OaSettings = Required<Omit<ZaloOaOptions, 'webhook' | 'port' | 'templates' | 'variants'>> & {
  variants: Required<OaVariants>
}

export function settingsOf(options: ZaloOaOptions): OaSettings {
  return {
    now: Date.now,
    wallClock: Date.now,
    buttons: true,
    rpm: 4_000,
    allowance: 500,
    retryLadderMs: [30 * SECOND, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE],
    scale: 1,
    answerWithinMs: 2 * SECOND,
    proof: false,
    dailyQuota: 500,
    nightHours: true,
    admins: [],
    receipts: true,
    mediaRoot: 'https://f20-zpc.zdn.vn',
    ...given(options),
    variants: {
      signedId: 'app',
      signedTime: 'body',
      signedWith: 'oa-key',
      receiptFrom: 'user',
      submitInfo: 'new',
      ...options.variants,
    },
  }
}

/** What is left undefined leaves the default. */
function given(options: ZaloOaOptions): ZaloOaOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
