import { type Topic, topicName, topics } from './topics.ts'
import type { BotToken, TemplateSource } from './kinds.ts'
import type { Values } from './table.ts'

/** How a platform's messages reach us. Without a `secret` one is derived from the application's (src/secret.ts). */
export type Delivery = { kind: 'polling' } | { kind: 'webhook'; publicUrl: string; secret?: string }

export interface TelegramSettings extends BotToken {
  apiRoot: string
  delivery: Delivery
  /** 0 means no gate. */
  ratePerSecond: number
  content: Content
}

/** Zalo lets a bot speak with 50 people, so an office may have several: the same settings, one token each. */
export interface ZaloBotSettings {
  bots: BotToken[]
  apiRoot: string
  delivery: Delivery
  ratePerSecond: number
  /** What an invite shows (and its QR code holds) for people to open the chat with a bot, in the order of the bots. */
  links: string[]
  /** What the plan allows each bot. */
  seats: number
  monthly: number
}

export interface ZaloTemplate {
  id: string
  params: Record<string, TemplateSource>
}

/** The official account, and the templates it may send where it may not write freely. */
export interface ZaloOaSettings {
  appId: string
  appSecret: string
  oaId: string
  /** Signs webhooks; the app's secret where the console shows no other. */
  secretKey: string
  refreshToken?: string
  redirectUri?: string
  pkceVerifier?: string
  buttons: 'auto' | 'on' | 'off'
  perMinute: number
  appSecretProof: boolean
  roots: { openapi: string; oauth: string; business: string }
  templates: Partial<Record<Topic, ZaloTemplate>>
  templateWays: ('uid' | 'phone')[]
  devMode: boolean
}

export interface EmailSettings {
  smtpUrl: string
  from: string
  replyTo: string
  content: Content
}

/** `notice`: one line and a link; what it says stays on the office's own server. */
export type Content = 'full' | 'notice'

/** Without any of them the platforms are simulated; with one, the others are off. */
export type Platforms =
  | { kind: 'drill' }
  | {
      kind: 'real'
      telegram?: TelegramSettings
      zaloBot?: ZaloBotSettings
      zaloOa?: ZaloOaSettings
      email?: EmailSettings
    }

/** The platforms that the settings name. */
export function platformsOf(values: Values): Platforms {
  const all = {
    telegram: telegramOf(values),
    zaloBot: zaloBotOf(values),
    zaloOa: zaloOaOf(values),
    email: emailOf(values),
  }
  const named = Object.fromEntries(Object.entries(all).filter(([, platform]) => platform !== undefined))
  return Object.keys(named).length > 0 ? { kind: 'real', ...named } : { kind: 'drill' }
}

function telegramOf(values: Values): TelegramSettings | undefined {
  return (
    values.TELEGRAM_BOT_TOKEN && {
      ...values.TELEGRAM_BOT_TOKEN,
      apiRoot: values.TELEGRAM_API_ROOT,
      delivery: deliveryOf(values.TELEGRAM_MODE, values.PUBLIC_URL, values.TELEGRAM_WEBHOOK_SECRET),
      ratePerSecond: values.TELEGRAM_RATE_PER_SECOND,
      content: values.TELEGRAM_CONTENT,
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
      links: values.ZALO_BOT_LINK ?? [],
      seats: values.ZALO_BOT_SEATS,
      monthly: values.ZALO_BOT_MONTHLY,
    }
  )
}

function zaloOaOf(values: Values): ZaloOaSettings | undefined {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_ID: oaId } = values
  if (!appId || !appSecret || !oaId) return undefined
  return {
    appId,
    appSecret,
    oaId,
    secretKey: values.ZALO_OA_SECRET_KEY ?? appSecret,
    refreshToken: values.ZALO_OA_REFRESH_TOKEN,
    redirectUri: values.ZALO_OA_REDIRECT_URI,
    pkceVerifier: values.ZALO_OA_PKCE_VERIFIER,
    buttons: values.ZALO_OA_BUTTONS,
    perMinute: values.ZALO_OA_RPM,
    appSecretProof: values.ZALO_APPSECRET_PROOF,
    roots: {
      openapi: values.ZALO_OPENAPI_ROOT,
      oauth: values.ZALO_OAUTH_ROOT,
      business: values.ZALO_BUSINESS_ROOT,
    },
    templates: templatesOf(values),
    templateWays: values.ZALO_TEMPLATE_CHANNELS,
    devMode: values.ZALO_ZBS_DEV_MODE,
  }
}

function templatesOf(values: Values): ZaloOaSettings['templates'] {
  const pairs = topics.flatMap((topic) => {
    const name = `ZALO_TEMPLATE_${topicName(topic)}` as const
    const [id, params] = [values[`${name}_ID`], values[`${name}_PARAMS`]]
    return id && params ? [[topic, { id, params }] as const] : []
  })
  return Object.fromEntries(pairs)
}

function emailOf(values: Values): EmailSettings | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, MAIL_REPLY_TO: replyTo } = values
  return smtpUrl && from && replyTo ? { smtpUrl, from, replyTo, content: values.MAIL_CONTENT } : undefined
}

function deliveryOf(mode: 'polling' | 'webhook', publicUrl?: string, secret?: string): Delivery {
  return mode === 'webhook' && publicUrl ? { kind: 'webhook', publicUrl, secret } : { kind: 'polling' }
}
