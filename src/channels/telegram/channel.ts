import { Api } from 'grammy'
import type { Outgoing, SendResult } from '../../domain/message.ts'
import { textsIn } from '../../domain/texts/index.ts'
import {
  type Abilities,
  type Channel,
  ChannelError,
  type Profile,
  type Received,
  type WebhookRequest,
} from '../channel.ts'
import { jsonOf, type Patience, sameSecret } from '../http.ts'
import { pollUntilAborted } from '../polling.ts'
import { entitiesOf } from './entities.ts'
import { fetching } from './fetch.ts'
import { chatId, replyTo, sendAfter } from './media.ts'
import { parseUpdates, updateId } from './parse.ts'
import { reasonOf, telegramPoller, UPDATES_WE_READ } from './poll.ts'
import { editResultOf, resultOf } from './result.ts'
import { type BotFetch, botFetch, dispatcherVia } from './wire.ts'

export interface TelegramConfig {
  token: string
  /** Without a slash at its end. */
  apiRoot: string
  webhookSecret?: string
  proxy?: string
  patience: Patience
  now: () => number
}

export interface BotCommands {
  vi: BotCommand[]
  en: BotCommand[]
}
export interface BotCommand {
  /** Lower-case letters, digits and underscores, without the slash. */
  command: string
  description: string
}

export interface TelegramChannel extends Channel {
  edit: NonNullable<Channel['edit']>
  noticePress: NonNullable<Channel['noticePress']>
  /** Fills the menu beside the text box. Vietnamese is shown to everyone whose app is not in English. Throws `ChannelError`. */
  announceCommands(commands: BotCommands): Promise<void>
}

const abilities: Abilities = {
  buttons: true,
  edits: true,
  textLimit: 4096,
  media: true,
  formats: true,
  linksUnderWords: true,
}

/** A Telegram bot, through grammY. What Telegram answers is documented at https://core.telegram.org/bots/api. */
export function telegramChannel(config: TelegramConfig): TelegramChannel {
  const { token, patience, now } = config
  const account = token.split(':')[0]!
  const dispatcher = dispatcherVia(config.proxy)
  const api = apiOf(config, botFetch({ dispatcher, answerMs: patience.answerMs }))
  const poll: Channel['poll'] = (sink, signal, onState) => {
    const answerMs = patience.pollSeconds * 1000 + patience.answerMs / 2
    const pollApi = apiOf(config, botFetch({ dispatcher, answerMs, signal }))
    const poller = telegramPoller({ api: pollApi, account, sink, patience, now })
    return pollUntilAborted(poller, { signal, patience, onState })
  }
  return {
    name: 'telegram',
    account,
    abilities,
    send: (letter) => send(api, letter),
    edit: (letter, platformId) => edit(api, letter, platformId),
    fetch: fetching(api, config),
    noticePress: (pressId) => noticePress(api, pressId),
    receive: (request) => receive(request, { secret: config.webhookSecret, account, now: now() }),
    poll,
    registerWebhook: (url) => orChannelError(registerWebhook(api, url, config.webhookSecret)),
    profile: () => orChannelError(profile(api)),
    announceCommands: (commands) => orChannelError(announceCommands(api, commands)),
  }
}

/** `botFetch` keeps the time, because it knows what had left when the time was up; grammY's own limit is out of the way. */
function apiOf({ token, apiRoot, patience }: TelegramConfig, fetch: BotFetch): Api {
  const timeoutSeconds = patience.pollSeconds + (2 * patience.answerMs) / 1000
  return new Api(token, { apiRoot, timeoutSeconds, fetch })
}

/** The text goes first, so that what is urgent does not wait for a picture and can be edited like any other. */
async function send(api: Api, letter: Outgoing): Promise<SendResult> {
  const result = await sendText(api, letter)
  if (result.kind === 'sent' && letter.media) await sendAfter(api, result.platformId, letter, letter.media)
  return result
}

async function sendText(api: Api, letter: Outgoing): Promise<SendResult> {
  try {
    const sent = await api.sendMessage(chatId(letter.chat), textOf(letter), {
      ...keyboardOf(letter),
      ...looksOf(letter),
      ...(letter.replyTo && { reply_parameters: replyTo(letter.replyTo) }),
    })
    return { kind: 'sent', platformId: String(sent?.message_id ?? '') }
  } catch (error) {
    return resultOf(error)
  }
}

async function edit(api: Api, letter: Outgoing, platformId: string): Promise<SendResult> {
  if (!/^\d+$/.test(platformId)) return { kind: 'refused', what: 'message', reason: 'message-gone' }
  try {
    await api.editMessageText(chatId(letter.chat), Number(platformId), textOf(letter), looksOf(letter))
    return { kind: 'sent', platformId }
  } catch (error) {
    return editResultOf(error, platformId)
  }
}

/** What stands in place of the letters of the phone: the button that shares one's own number, until it is taken away. */
function keyboardOf({ asksPhone }: Outgoing) {
  if (asksPhone === undefined) return {}
  if (!asksPhone) return { reply_markup: { remove_keyboard: true as const } }
  const share = { text: textsIn('vi').admission.sharePhoneLabel, request_contact: true as const }
  return { reply_markup: { keyboard: [[share]], resize_keyboard: true, one_time_keyboard: true } }
}

/** The platform takes only https on a button: any other link stands in the text. */
const textOf = ({ text, link }: Outgoing) => (link && !link.onButton ? `${text}\n${link.url}` : text)

/** Links stay links, but without the large preview that would push the choices off a phone's screen. */
function looksOf(letter: Outgoing) {
  const { buttons, link } = letter
  const choices = buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data })))
  const rows = [...choices, ...(link?.onButton ? [[{ text: link.label, url: link.url }]] : [])]
  return {
    ...entitiesOf(letter),
    link_preview_options: { is_disabled: true },
    ...(rows.length > 0 && { reply_markup: { inline_keyboard: rows } }),
  }
}

/** The spinner on the button stops by itself later; that a late answer is refused is of no interest to anyone. */
async function noticePress(api: Api, pressId: string): Promise<void> {
  try {
    await api.answerCallbackQuery(pressId)
  } catch {
    // Best effort, as the port promises.
  }
}

/** The secret is compared before the body is looked at: a stranger learns nothing about what we can read. */
function receive(
  { headers, body }: WebhookRequest,
  { secret, account, now }: { secret?: string; account: string; now: number },
): Received {
  const shown = headers['x-telegram-bot-api-secret-token']
  if (!secret || !shown || !sameSecret(shown, secret)) return { kind: 'forged' }
  const update = jsonOf(body)
  if (updateId(update) === undefined) return { kind: 'malformed' }
  return { kind: 'accepted', ...parseUpdates([update], { account, now }) }
}

async function registerWebhook(api: Api, url: string, secret: string | undefined): Promise<void> {
  if (!secret) throw new ChannelError('a Telegram webhook needs a secret (TELEGRAM_WEBHOOK_SECRET)')
  const current = await api.getWebhookInfo()
  // Telegram does not tell which secret it holds; that we refused its last calls shows that it is an old one.
  const refused = /\b40[13]\b/.test(current.last_error_message ?? '')
  if (current.url === url && !refused) return
  await api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES_WE_READ, max_connections: 40 })
}

async function profile(api: Api): Promise<Profile> {
  const { username, first_name } = await api.getMe()
  return { userName: username, displayName: first_name }
}

async function announceCommands(api: Api, { vi, en }: BotCommands): Promise<void> {
  await api.setMyCommands(vi)
  await api.setMyCommands(en, { language_code: 'en' })
}

async function orChannelError<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof ChannelError) throw error
    throw new ChannelError(`Telegram: ${reasonOf(error).reason}`)
  }
}
