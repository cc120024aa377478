import { flag, isRecord, structure, text, whole } from './fields.ts'
import type { Fields } from './fields.ts'
import { isLoopback, webhookUrl } from './outgoing.ts'
import { granted, Refusal } from './refusal.ts'
import type { Answer } from './platform.ts'
import { bad } from './telegram-checks.ts'
import { existingChat, tooMany } from './telegram-sending.ts'
import type { Bot, World } from './telegram-state.ts'
import { WebhookPusher } from './telegram-webhook.ts'
import type { DeliveryTimes, WebhookSettings } from './telegram-webhook.ts'

export function getMe(bot: Bot): Answer {
  return granted({
    ...bot.user,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  })
}

export function getUpdates(
  bot: Bot,
  fields: Fields,
  onHangUp: (listener: () => void) => void,
): Promise<Answer> {
  if (bot.webhook)
    throw new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  rememberAllowed(bot, fields)
  const limit = Math.min(Math.max(whole(fields, 'limit') ?? 100, 1), 100)
  const timeout = Math.max(whole(fields, 'timeout') ?? 0, 0)
  return bot.polling.poll({ offset: whole(fields, 'offset'), limit, timeout }, onHangUp)
}

/** Left out, the former choice holds; an empty list returns to the platform's default. */
function rememberAllowed(bot: Bot, fields: Fields): void {
  const allowed = structure(fields, 'allowed_updates')
  if (Array.isArray(allowed)) bot.updates.allowed = allowed.map(String)
}

export function setWebhook(bot: Bot, fields: Fields, times: DeliveryTimes): Answer {
  const url = text(fields, 'url') ?? ''
  if (url === '') return deleteWebhook(bot, fields)
  const settings = webhookSettings(url, fields)
  if (bot.webhookOncePerSecond && Date.now() - bot.webhookSetAt < 1000) throw tooMany(1)
  bot.webhookSetAt = Date.now()
  rememberAllowed(bot, fields)
  if (flag(fields, 'drop_pending_updates')) bot.updates.clear()
  const same = JSON.stringify(bot.webhook) === JSON.stringify(settings)
  if (same) return granted(true, 'Webhook is already set')
  bot.polling.end('setWebhook request')
  bot.pusher?.stop()
  bot.webhook = settings
  bot.pusher = new WebhookPusher(settings, bot.updates, times)
  return granted(true, 'Webhook was set')
}

function webhookSettings(url: string, fields: Fields): WebhookSettings {
  const parsed = webhookUrl(url)
  if (!parsed) throw bad('bad webhook: An HTTPS URL must be provided for webhook')
  if (!isLoopback(parsed) && !['', '443', '80', '88', '8443'].includes(parsed.port))
    throw bad('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  const secret = text(fields, 'secret_token') ?? ''
  if (secret.length > 256) throw bad('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw bad('secret token contains unallowed characters')
  const maxConnections = Math.min(Math.max(whole(fields, 'max_connections') ?? 40, 1), 100)
  return { url, secret: secret || undefined, maxConnections }
}

export function deleteWebhook(bot: Bot, fields: Fields): Answer {
  if (flag(fields, 'drop_pending_updates')) bot.updates.clear()
  if (!bot.webhook) return granted(true, 'Webhook is already deleted')
  bot.pusher?.stop()
  bot.pusher = undefined
  bot.webhook = undefined
  return granted(true, 'Webhook was deleted')
}

export function getWebhookInfo(bot: Bot): Answer {
  const allowed = bot.updates.allowed
  const error = bot.pusher?.lastError
  return granted({
    url: bot.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.size,
    ...(bot.webhook ? { max_connections: bot.webhook.maxConnections } : {}),
    ...(error ? { last_error_date: Math.floor(error.at / 1000), last_error_message: error.message } : {}),
    ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
  })
}

export function setMyCommands(bot: Bot, fields: Fields): Answer {
  const commands = structure(fields, 'commands')
  if (!Array.isArray(commands)) throw bad("can't parse commands: expected an Array of BotCommand")
  if (commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH')
  for (const command of commands) checkCommand(command)
  bot.profile.set('commands', { commands })
  return granted(true)
}

function checkCommand(command: unknown): void {
  if (!isRecord(command)) throw bad("can't parse BotCommand: expected an Object")
  const name = (text(command, 'command') ?? '').replace(/^\//, '')
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw bad('BOT_COMMAND_INVALID')
  const length = (text(command, 'description') ?? '').length
  if (length < 1 || length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID')
}

export function getMyCommands(bot: Bot): Answer {
  return granted(bot.profile.get('commands')?.commands ?? [])
}

/** `setMyDescription` and its short sister: one text with a limit. */
export function setProfileText(name: 'description' | 'short_description' | 'name', limit: number) {
  return (bot: Bot, fields: Fields): Answer => {
    const value = text(fields, name) ?? ''
    if (value.length > limit)
      throw bad(`BOT_${name === 'short_description' ? 'SHORT_DESCRIPTION' : name.toUpperCase()}_TOO_LONG`)
    bot.profile.set(name, { [name]: value })
    return granted(true)
  }
}

export function getProfileText(name: string) {
  return (bot: Bot): Answer => granted(bot.profile.get(name) ?? { [name]: '' })
}

export function getChat(world: World, bot: Bot, fields: Fields): Answer {
  const chat = existingChat(world, bot, fields)
  if (!chat.started) throw bad('chat not found')
  return granted({ ...chat.wire, accent_color_id: 0, max_reaction_count: 11 })
}

export function getFile(bot: Bot, fields: Fields): Answer {
  const id = text(fields, 'file_id') ?? ''
  const bytes = bot.files.get(id)?.bytes
  if (!bytes) throw bad('invalid file_id')
  if (bytes.length > 20 * 1024 * 1024) throw bad('file is too big')
  return granted({
    file_id: id,
    file_unique_id: `u${id.slice(4, 16)}`,
    file_size: bytes.length,
    file_path: `files/${id}`,
  })
}
