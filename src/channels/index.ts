import { createHmac } from 'node:crypto'
import type { Channel } from './channel.ts'
import { type EmailConfig, emailChannel } from './email/channel.ts'
import { type Patience, usualPatience } from './http.ts'
import { type TelegramChannel, telegramChannel } from './telegram/channel.ts'
import type { UploadStores } from './uploads.ts'
import type { ZaloAccess } from './zalo-access.ts'
import { webLinkChannel } from './web-link/channel.ts'
import { type ZaloTemplateConfig, zaloTemplateChannel } from './zalo-template/channel.ts'
import { zaloBotChannel } from './zalo-bot/channel.ts'
import { type OaProfile, zaloOaChannel, type ZaloOaConfig } from './zalo-oa/channel.ts'

export type { BotCommand, BotCommands, TelegramChannel } from './telegram/channel.ts'

export interface ChannelsConfig {
  telegram?: { token: string; apiRoot: string; webhookSecret?: string }
  /** One bot for each token; the platform allows fifty people on one. */
  zaloBot?: { tokens: string[]; apiRoot: string; webhookSecret?: string }
  /** People from outside can open the page that signed links lead to. */
  web?: boolean
  /** `access` and `store` are shared with whoever else speaks for the official account. */
  zaloOa?: Omit<ZaloOaConfig, 'proxy' | 'patience' | 'now'>
  /** The forms of the same account; `access` is the account's. */
  zaloTemplate?: Omit<ZaloTemplateConfig, 'proxy' | 'patience' | 'now'> & { access: ZaloAccess }
  email?: Omit<EmailConfig, 'patience'>
  /** Where each account's uploads are remembered; without it every file is uploaded for everybody. */
  uploads?: UploadStores
  /** URL of an HTTP proxy that all platforms are reached through, those on this machine included. */
  proxy?: string
  /** Real time, ms since the epoch; dates what a platform gives without a date. */
  now?: () => number
  patience?: Partial<Patience>
}

/** Makes the adapters of the platforms that are configured. Nothing is asked of a platform yet. */
export function openChannels(config: ChannelsConfig): Channel[] {
  const { telegram, zaloBot, zaloOa, zaloTemplate, email, uploads, proxy, now = Date.now } = config
  const shared = { proxy, now, patience: { ...usualPatience, ...config.patience } }
  const channels: Channel[] = []
  if (telegram) {
    const known = uploads?.('telegram', telegram.token.split(':')[0]!)
    channels.push(
      telegramChannel({ ...shared, ...telegram, apiRoot: bare(telegram.apiRoot), uploads: known }),
    )
  }
  for (const [place, token] of (zaloBot?.tokens ?? []).entries()) {
    const webhookSecret = secretOf(zaloBot!.webhookSecret, token, place)
    channels.push(zaloBotChannel({ ...shared, token, webhookSecret, apiRoot: bare(zaloBot!.apiRoot) }))
  }
  if (email) channels.push(emailChannel({ ...shared, ...email }))
  if (zaloOa) {
    const known = uploads?.('zalo-oa', zaloOa.oaId)
    channels.push(zaloOaChannel({ ...shared, ...zaloOa, root: bare(zaloOa.root), uploads: known }))
  }
  if (zaloTemplate) {
    const roots = { openapi: bare(zaloTemplate.roots.openapi), business: bare(zaloTemplate.roots.business) }
    channels.push(zaloTemplateChannel({ ...shared, ...zaloTemplate, roots }, zaloTemplate.access))
  }
  if (config.web) channels.push(webLinkChannel())
  return channels
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

/** What the platform says of the official account; throws `ChannelError` when it cannot be asked. */
export const zaloOaProfile = (
  config: NonNullable<ChannelsConfig['zaloOa']> & { proxy?: string },
): Promise<OaProfile> =>
  zaloOaChannel({
    ...config,
    root: bare(config.root),
    patience: usualPatience,
    now: Date.now,
  }).profile()
