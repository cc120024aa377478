import { createHmac } from 'node:crypto'
import type { Channel } from './channel.ts'
import { type EmailConfig, emailChannel } from './email/channel.ts'
import { type Patience, usualPatience } from './http.ts'
import { type TelegramChannel, telegramChannel } from './telegram/channel.ts'
import { webLinkChannel } from './web-link/channel.ts'
import { zaloBotChannel } from './zalo-bot/channel.ts'
import { type ZaloOaConfig, zaloOaChannel } from './zalo-oa/channel.ts'
import { type TokenStore, zaloTokens } from './zalo-oa/tokens.ts'
import { type ZaloTemplateConfig, zaloTemplateChannel } from './zalo-template/channel.ts'

export type { BotCommand, BotCommands, TelegramChannel } from './telegram/channel.ts'

export interface ChannelsConfig {
  telegram?: { token: string; apiRoot: string; webhookSecret?: string }
  /** One bot for each token; the platform allows fifty people on one. */
  zaloBot?: { tokens: string[]; apiRoot: string; webhookSecret?: string }
  /** People from outside can open the page that signed links lead to. */
  web?: boolean
  zaloOa?: Omit<ZaloOaConfig, 'root' | 'access' | 'buttonsRefused' | 'proxy' | 'patience' | 'now'> & {
    roots: { openapi: string; oauth: string; business: string }
    refreshToken?: string
    /** Forms the account may send where it may not write freely; without any there is no such channel. */
    templates?: ZaloTemplateConfig['templates']
    templateWays?: ZaloTemplateConfig['templateWays']
    devMode?: boolean
    /** What the account must keep; the adapters keep nothing. */
    kept: { tokens: TokenStore; buttonsRefused: ZaloOaConfig['buttonsRefused'] }
  }
  email?: Omit<EmailConfig, 'patience'>
  /** URL of an HTTP proxy that all platforms are reached through, those on this machine included. */
  proxy?: string
  /** Real time, ms since the epoch; dates what a platform gives without a date. */
  now?: () => number
  patience?: Partial<Patience>
}

/** Makes the adapters of the platforms that are configured. Nothing is asked of a platform yet. */
export function openChannels(config: ChannelsConfig): Channel[] {
  const { telegram, zaloBot, email, proxy, now = Date.now } = config
  const shared = { proxy, now, patience: { ...usualPatience, ...config.patience } }
  const channels: Channel[] = []
  if (telegram) channels.push(telegramChannel({ ...shared, ...telegram, apiRoot: bare(telegram.apiRoot) }))
  for (const [place, token] of (zaloBot?.tokens ?? []).entries()) {
    const webhookSecret = secretOf(zaloBot!.webhookSecret, token, place)
    channels.push(zaloBotChannel({ ...shared, token, webhookSecret, apiRoot: bare(zaloBot!.apiRoot) }))
  }
  if (email) channels.push(emailChannel({ ...shared, ...email }))
  const page = config.web ? [webLinkChannel()] : []
  return [...channels, ...officialAccount(config, shared), ...page]
}

type Shared = Pick<ZaloOaConfig, 'proxy' | 'patience' | 'now'>

function officialAccount({ zaloOa }: ChannelsConfig, shared: Shared): Channel[] {
  if (!zaloOa) return []
  const { roots, kept, refreshToken: seed } = zaloOa
  const access = zaloTokens({
    ...zaloOa,
    ...shared,
    store: kept.tokens,
    oauthRoot: bare(roots.oauth),
    ...(seed && { seed }),
  })
  const root = bare(roots.openapi)
  const chat = zaloOaChannel({ ...zaloOa, ...shared, root, access, buttonsRefused: kept.buttonsRefused })
  const { templates = {}, templateWays = ['uid', 'phone'], devMode = false } = zaloOa
  if (Object.keys(templates).length === 0) return [chat]
  const forms = {
    oaId: zaloOa.oaId,
    templates,
    templateWays,
    devMode,
    ...shared,
    roots: { openapi: root, business: bare(roots.business) },
    ...(zaloOa.appSecretProof && { proofSecret: zaloOa.appSecret }),
  }
  return [chat, zaloTemplateChannel(forms, access)]
}

/** Only Telegram has a menu of commands beside the text box. */
export function hasCommandMenu(channel: Channel): channel is TelegramChannel {
  return 'announceCommands' in channel
}

/**
 * Zalo's webhook does not say which bot it is for, and people's ids differ from bot to bot. So every bot but the first has
 * a secret of its own, made from the one that is configured: the channel that does not call a request forged is the one
 * it was sent to.
 */
function secretOf(secret: string | undefined, token: string, place: number): string | undefined {
  if (!secret || place === 0) return secret
  return createHmac('sha256', secret).update(token.split(':')[0]!).digest('hex')
}

function bare(root: string): string {
  return root.replace(/\/+$/, '')
}
