import type { Api } from 'grammy'
import { ChannelError, type Profile } from '../channel.ts'
import { UPDATES_WE_READ } from './poll.ts'

export interface BotCommands {
  vi: BotCommand[]
  en: BotCommand[]
}
export interface BotCommand {
  /** Lower-case letters, digits and underscores, without the slash. */
  command: string
  description: string
}

export async function registerWebhook(api: Api, url: string, secret: string | undefined): Promise<void> {
  if (!secret) throw new ChannelError('a Telegram webhook needs a secret (TELEGRAM_WEBHOOK_SECRET)')
  const current = await api.getWebhookInfo()
  // Telegram does not tell which secret it holds; that we refused its last calls shows that it is an old one.
  const refused = /\b40[13]\b/.test(current.last_error_message ?? '')
  if (current.url === url && !refused) return
  await api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES_WE_READ, max_connections: 40 })
}

export async function profile(api: Api): Promise<Profile> {
  const { username, first_name } = await api.getMe()
  return { userName: username, displayName: first_name }
}

export async function announceCommands(api: Api, { vi, en }: BotCommands): Promise<void> {
  await api.setMyCommands(vi)
  await api.setMyCommands(en, { language_code: 'en' })
}
