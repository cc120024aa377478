import { Api } from 'grammy'
import type { Outgoing, SendResult } from '../../domain/message.ts'
import { textsIn } from '../../domain/texts/index.ts'
import { abilities } from '../abilities.ts'
import { type Channel, ChannelError, type Received, type WebhookRequest } from '../channel.ts'
import { jsonOf, type Patience, sameSecret } from '../http.ts'
import { pollUntilAborted } from '../polling.ts'
import { uploadedOnce, type UploadStore } from '../uploads.ts'
import { announceCommands, type BotCommands, profile, registerWebhook } from './account.ts'
import { entitiesOf } from './entities.ts'
import { fetching } from './fetch.ts'
import { type Carrier, chatId, replyTo, sendAfter } from './media.ts'
import { parseUpdates, updateId } from './parse.ts'
import { reasonOf, telegramPoller } from './poll.ts'
import { editResultOf, resultOf } from './result.ts'
import { retract } from './retract.ts'
import { type BotFetch, botFetch, dispatcherVia } from './wire.ts'

export type { BotCommand, BotCommands } from './account.ts'

export interface TelegramConfig {
  token: string
  /** Without a slash at its end. */
  apiRoot: string
  webhookSecret?: string
  /** By what names the bot's files are known; without one every file is uploaded anew. */
  uploads?: UploadStore
  proxy?: string
  patience: Patience
  now: () => number
}

export interface TelegramChannel extends Channel {
  edit: NonNullable<Channel['edit']>
  retract: NonNullable<Channel['retract']>
  noticePress: NonNullable<Channel['noticePress']>
  /** Fills the menu beside the text box. Vietnamese is shown to everyone whose app is not in English. Throws `ChannelError`. */
  announceCommands(commands: BotCommands): Promise<void>
}

/** A Telegram bot, through grammY. What Telegram answers is documented at https://core.telegram.org/bots/api. */
export function telegramChannel(config: TelegramConfig): TelegramChannel {
  const { token, patience, now } = config
  const account = token.split(':')[0]!
  const dispatcher = dispatcherVia(config.proxy)
  const api = apiOf(config, botFetch({ dispatcher, answerMs: patience.answerMs }))
  const uploadApi = apiOf(config, botFetch({ dispatcher, answerMs: UPLOAD_PATIENCE * patience.answerMs }))
  const carrier = { api, uploadApi, uploads: uploadedOnce(config.uploads) }
  const poll: Channel['poll'] = (sink, signal, onState) => {
    const answerMs = patience.pollSeconds * 1000 + patience.answerMs / 2
    const pollApi = apiOf(config, botFetch({ dispatcher, answerMs, signal }))
    const poller = telegramPoller({ api: pollApi, account, sink, patience, now })
    return pollUntilAborted(poller, { signal, patience, onState })
  }
  return {
    name: 'telegram',
    account,
    abilities: abilities.telegram,
    send: (letter, next) => send(carrier, letter, next),
    edit: (letter, platformId) => edit(api, letter, platformId),
    fetch: fetching(api, config),
    retract: (letter, platformId) => retract(api, letter, platformId),
    noticePress: (pressId) => noticePress(api, pressId),
    receive: (request) => receive(request, { secret: config.webhookSecret, account, now: now() }),
    poll,
    registerWebhook: (url) => orChannelError(registerWebhook(api, url, config.webhookSecret)),
    profile: () => orChannelError(profile(api)),
    announceCommands: (commands) => orChannelError(announceCommands(api, commands)),
  }
}

/** So many times as long as for anything else: 20 MB over a slow line. */
const UPLOAD_PATIENCE = 6

/** `botFetch` keeps the time, because it knows what had left when the time was up; grammY's own limit is out of the way. */
function apiOf({ token, apiRoot, patience }: TelegramConfig, fetch: BotFetch): Api {
  const timeoutSeconds = patience.pollSeconds + (2 * UPLOAD_PATIENCE * patience.answerMs) / 1000
  return new Api(token, { apiRoot, timeoutSeconds, fetch })
}

/** The text goes first, so that what is urgent does not wait for a picture and can be edited like any other. */
async function send(
  carrier: Carrier,
  letter: Outgoing,
  next: Parameters<Channel['send']>[1],
): Promise<SendResult> {
  const result = await sendText(carrier.api, letter)
  const { chat, media } = letter
  if (result.kind !== 'sent' || !media) return result
  return { ...result, ...(await sendAfter(carrier, { chat, media }, result.platformId, next)) }
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

async function orChannelError<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof ChannelError) throw error
    throw new ChannelError(`Telegram: ${reasonOf(error).reason}`)
  }
}
