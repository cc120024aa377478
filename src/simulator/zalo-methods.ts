import { BrokenBody, isRecord, structure, text } from './fields.ts'
import type { Fields } from './fields.ts'
import { granted, Refusal } from './refusal.ts'
import type { Answer, Incoming } from './platform.ts'
import type { Looks } from './phone.ts'
import { bad, deleteWebhook, getWebhookInfo, setWebhook, testWebhook } from './zalo-webhook.ts'
import { putZalo, vietnamDay } from './zalo-state.ts'
import type { Said, ZaloBot, ZaloChat, ZaloWorld } from './zalo-state.ts'

/** The platform's limit for texts and captions, markup included; counted in UTF-16 units. */
export const ZALO_TEXT_LIMIT = 2000

type Method = (world: ZaloWorld, bot: ZaloBot, call: Incoming) => Answer | Promise<Answer>

/** These eleven are all there is; names are matched exactly. What Telegram has besides does not exist here. */
const methods = new Map<string, Method>(
  Object.entries<Method>({
    getMe: (_world, bot) => getMe(bot),
    getUpdates: (_world, bot, call) => getUpdates(bot, call),
    setWebhook: (world, bot, call) => setWebhook(world, bot, call.fields),
    testWebhook: (world, bot) => testWebhook(world, bot),
    deleteWebhook: (world, bot) => deleteWebhook(world, bot),
    getWebhookInfo: (_world, bot) => getWebhookInfo(bot),
    sendMessage: (world, bot, call) => sendMessage(world, bot, call.fields),
    sendPhoto: (world, bot, call) => sendPhoto(world, bot, call.fields),
    sendSticker: (world, bot, call) => sendSticker(world, bot, call.fields),
    sendVoice: (world, bot, call) => sendVoice(world, bot, call.fields),
    sendChatAction: (world, bot, call) => sendChatAction(world, bot, call.fields),
  }),
)

/** Runs one call for a known bot; every refusal becomes an answer here. */
export async function answerZalo(world: ZaloWorld, bot: ZaloBot, call: Incoming): Promise<Answer> {
  const method = methods.get(call.method)
  if (!method) return zaloRefusal(404, 'Not Found')
  try {
    return await method(world, bot, call)
  } catch (error) {
    if (error instanceof Refusal) return zaloRefusal(error.code, error.message)
    if (error instanceof BrokenBody) return zaloRefusal(400, `Bad Request: ${error.message}`)
    throw error
  }
}

const usual: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request timeout',
  426: 'Daily limit exceeded',
  429: 'Quota exceeded',
}

/** Zalo's envelope has no place for a time to wait. */
export function zaloRefusal(code: number, description = usual[code] ?? 'Internal Server Error'): Answer {
  return { status: code, body: { ok: false, error_code: code, description } }
}

function getMe(bot: ZaloBot): Answer {
  return granted({
    id: bot.account,
    account_name: bot.accountName,
    account_type: 'BASIC',
    can_join_groups: false,
    display_name: bot.name,
  })
}

/** One event and no acknowledgement: whoever is answered and loses the answer has lost the event. */
async function getUpdates(bot: ZaloBot, call: Incoming): Promise<Answer> {
  if (bot.updates.webhook) throw bad("can't use getUpdates while a webhook is set; call deleteWebhook first")
  const seconds = Number(text(call.fields, 'timeout') ?? 30)
  if (!(seconds >= 0)) throw bad('timeout must be a number of seconds')
  const event = await bot.updates.next(Math.min(seconds, 60) * 1000, (listener) => call.onHangUp(listener))
  return event ? granted(event) : zaloRefusal(408)
}

function sendMessage(world: ZaloWorld, bot: ZaloBot, fields: Fields): Answer {
  const chat = writableChat(bot, fields)
  const content = text(fields, 'text') ?? ''
  if (content.trim() === '') throw bad('message text is empty')
  if (content.length > ZALO_TEXT_LIMIT) throw bad('message is too long')
  const mode = text(fields, 'parse_mode')
  if (mode !== undefined && !['markdown', 'html'].includes(mode)) throw bad('unsupported parse_mode')
  const entities = checkedStyles(fields, content.length)
  return send(world, bot, chat, { from: 'bot', text: content, ...(entities.length > 0 && { entities }) })
}

const styles = new Set('b i u s f_13 f_15 f_18 f_20 lst_1 lst_2 ind_1 ind_2 ind_3 ind_4 ind_5'.split(' '))

/** Styles lie within the text, counted in UTF-16 units; a parse mode would have the last word. */
function checkedStyles(fields: Fields, length: number): Looks[] {
  const given = structure(fields, 'text_styles')
  if (given === undefined || text(fields, 'parse_mode') !== undefined) return []
  if (!Array.isArray(given)) throw bad('text_styles must be an array')
  return given.flatMap((style: unknown) => {
    const { start, len, st } = isRecord(style) ? style : {}
    const inside =
      typeof start === 'number' && typeof len === 'number' && start >= 0 && len > 0 && start + len <= length
    if (!inside || !Array.isArray(st)) throw bad('text_styles is invalid')
    return st.map((each: unknown) => {
      const isKnown = typeof each === 'string' && (styles.has(each) || /^c_[0-9a-f]{6}$/.test(each))
      if (!isKnown) throw bad('text_styles is invalid')
      return { type: each, offset: start, length: len }
    })
  })
}

function sendPhoto(world: ZaloWorld, bot: ZaloBot, fields: Fields): Answer {
  const chat = writableChat(bot, fields)
  if (!isHttps(text(fields, 'photo'))) throw bad('photo must be an https address')
  const caption = text(fields, 'caption') ?? ''
  if (caption.length > ZALO_TEXT_LIMIT) throw bad('caption is too long')
  return send(world, bot, chat, { from: 'bot', text: caption, media: 'photo' })
}

function sendSticker(world: ZaloWorld, bot: ZaloBot, fields: Fields): Answer {
  const chat = writableChat(bot, fields)
  if (!text(fields, 'sticker')) throw bad('sticker is empty')
  return send(world, bot, chat, { from: 'bot', text: '', media: 'sticker' })
}

function sendVoice(world: ZaloWorld, bot: ZaloBot, fields: Fields): Answer {
  const chat = writableChat(bot, fields)
  const url = text(fields, 'voice_url')
  if (!isHttps(url) || !/\.aac(?:\?|$)/i.test(url ?? ''))
    throw bad('voice_url must be an https address of an aac file')
  return send(world, bot, chat, { from: 'bot', text: '', media: 'voice' })
}

/** Answered without a result, unlike everything else. */
function sendChatAction(world: ZaloWorld, bot: ZaloBot, fields: Fields): Answer {
  const chat = writableChat(bot, fields)
  if (!['typing', 'upload_photo'].includes(text(fields, 'action') ?? '')) throw bad('action is invalid')
  chat.typingAt = Date.now()
  world.changed(chat.person)
  return { status: 200, body: { ok: true } }
}

function send(world: ZaloWorld, bot: ZaloBot, chat: ZaloChat, said: Said): Answer {
  if ((bot.gate?.wait(chat.id, Date.now()) ?? 0) > 0) throw new Refusal(429, 'Too Many Requests')
  spendMessage(world, bot)
  const { id, at } = putZalo(world, bot, chat, said)
  return granted({ message_id: id, date: at })
}

/** The plan's allowance starts anew with each month in Vietnam. */
function spendMessage(world: ZaloWorld, bot: ZaloBot): void {
  const month = vietnamDay(world.now()).slice(0, 7)
  if (bot.sent.month !== month) bot.sent = { month, count: 0 }
  if (bot.sent.count >= bot.monthly) throw new Refusal(429, 'Quota exceeded')
  bot.sent.count += 1
}

function writableChat(bot: ZaloBot, fields: Fields): ZaloChat {
  const chat = bot.chats.get(text(fields, 'chat_id') ?? '')
  if (!chat?.seated) throw bad('chat not found')
  if (chat.blocked) throw new Refusal(403, 'Forbidden')
  return chat
}

function isHttps(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:'
}
