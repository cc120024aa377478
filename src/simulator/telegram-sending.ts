import { flag, isRecord, structure, text, whole } from './fields.ts'
import type { Fields } from './fields.ts'
import { granted, Refusal } from './refusal.ts'
import type { Answer } from './platform.ts'
import { bad, CAPTION_LIMIT, markedText, replyMarkup, TEXT_LIMIT, trimmed } from './telegram-checks.ts'
import type { Marked } from './telegram-html.ts'
import { sentMedia } from './telegram-media.ts'
import { chatWith, put, quoted } from './telegram-state.ts'
import type { Bot, Chat, Stored, World } from './telegram-state.ts'
import type { Message } from './telegram-wire.ts'

export function sendMessage(world: World, bot: Bot, fields: Fields): Answer {
  const marked = markedText(fields, 'text')
  if (marked.text === '') throw bad('message text is empty')
  const chat = writableChat(world, bot, fields)
  const { text: shown, entities } = trimmed(marked)
  if (shown === '') throw bad('text must be non-empty')
  if (shown.length > TEXT_LIMIT) throw bad('message is too long')
  return send(world, bot, chat, fields, { text: shown, ...(entities.length > 0 ? { entities } : {}) })
}

export function sendPhoto(world: World, bot: Bot, fields: Fields): Answer {
  return sendFile(world, bot, fields, 'photo')
}

export function sendDocument(world: World, bot: Bot, fields: Fields): Answer {
  return sendFile(world, bot, fields, 'document')
}

function sendFile(world: World, bot: Bot, fields: Fields, kind: 'photo' | 'document'): Answer {
  const caption = captionOf(fields)
  const chat = writableChat(world, bot, fields)
  return send(world, bot, chat, fields, { ...sentMedia(bot, fields, kind), ...caption })
}

function captionOf(fields: Fields): Partial<Message> {
  const { text: shown, entities } = trimmed(markedText(fields, 'caption'))
  if (shown.length > CAPTION_LIMIT) throw bad('message caption is too long')
  if (shown === '') return {}
  return { caption: shown, ...(entities.length > 0 ? { caption_entities: entities } : {}) }
}

function send(world: World, bot: Bot, chat: Chat, fields: Fields, content: Partial<Message>): Answer {
  const markup = replyMarkup(fields)
  const reply = repliedTo(chat, fields)
  flood(bot, String(chat.person.id))
  if (markup.keyboard) chat.keyboard = markup.keyboard
  const inline = markup.inline ? { reply_markup: markup.inline } : {}
  return granted(put(world, bot, chat, 'bot', { ...quoted(reply), ...content, ...inline }).wire)
}

function repliedTo(chat: Chat, fields: Fields): Stored | undefined {
  const parameters = structure(fields, 'reply_parameters')
  const inner = isRecord(parameters) ? parameters : undefined
  if (inner && inner.message_id === undefined) throw bad('can\'t find field "message_id"')
  const id = inner ? whole(inner, 'message_id') : whole(fields, 'reply_to_message_id')
  if (id === undefined || id === 0) return undefined
  const stored = chat.messages.get(id)
  if (!stored && !flag(inner ?? fields, 'allow_sending_without_reply'))
    throw bad('message to be replied not found')
  return stored
}

export function editMessageText(world: World, bot: Bot, fields: Fields): Answer {
  const marked = markedText(fields, 'text')
  if (marked.text === '') throw bad('message text is empty')
  const { chat, stored } = ownMessage(world, bot, fields)
  const shown = trimmed(marked)
  if (shown.text === '') throw bad('text must be non-empty')
  if (shown.text.length > TEXT_LIMIT) throw bad('MESSAGE_TOO_LONG')
  if (stored.wire.text === undefined) throw bad('there is no text in the message to edit')
  return change(world, bot, chat, stored, { ...stored.wire, ...textOf(shown), ...inlineOf(fields) })
}

export function editMessageReplyMarkup(world: World, bot: Bot, fields: Fields): Answer {
  const { chat, stored } = ownMessage(world, bot, fields)
  return change(world, bot, chat, stored, { ...stored.wire, ...inlineOf(fields) })
}

function textOf(marked: Marked): Partial<Message> {
  return { text: marked.text, entities: marked.entities.length > 0 ? marked.entities : undefined }
}

/** An edit that names no keyboard takes the old one away. */
function inlineOf(fields: Fields): Partial<Message> {
  const { inline, keyboard } = replyMarkup(fields)
  if (keyboard) throw bad("message can't be edited")
  return { reply_markup: inline }
}

function change(world: World, bot: Bot, chat: Chat, stored: Stored, wire: Message): Answer {
  if (fingerprint(stored.wire) === fingerprint(wire))
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same ' +
        'as a current content and reply markup of the message',
    )
  flood(bot, undefined)
  stored.wire = { ...wire, edit_date: Math.floor(world.now() / 1000) }
  stored.edits += 1
  world.changed(chat.person)
  return granted(stored.wire)
}

function fingerprint(wire: Message): string {
  return JSON.stringify([wire.text, wire.entities ?? [], wire.reply_markup ?? null])
}

function ownMessage(world: World, bot: Bot, fields: Fields): { chat: Chat; stored: Stored } {
  const chat = writableChat(world, bot, fields)
  const id = whole(fields, 'message_id')
  if (!id) throw bad('message identifier is not specified')
  const stored = chat.messages.get(id)
  if (!stored) throw bad('message to edit not found')
  if (stored.from !== 'bot') throw bad("message can't be edited")
  return { chat, stored }
}

const actions = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker ' +
    'find_location record_video_note upload_video_note'
  ).split(' '),
)

export function sendChatAction(world: World, bot: Bot, fields: Fields): Answer {
  if (!actions.has(text(fields, 'action') ?? '')) throw bad('wrong parameter action in request')
  const chat = writableChat(world, bot, fields)
  chat.typingAt = Date.now()
  world.changed(chat.person)
  return granted(true)
}

export function answerCallbackQuery(world: World, bot: Bot, fields: Fields): Answer {
  const query = bot.queries.get(text(fields, 'callback_query_id') ?? '')
  if (!query || Date.now() - query.at > world.answerWithinMs)
    throw bad('query is too old and response timeout expired or query ID is invalid')
  const shown = text(fields, 'text') ?? ''
  if (shown.length > 200) throw bad('MESSAGE_TOO_LONG')
  if (shown && !query.answered)
    query.chat.notices.push({
      text: shown,
      alert: flag(fields, 'show_alert'),
      bot: bot.account,
      at: world.now(),
    })
  query.answered = true
  world.changed(query.chat.person)
  return granted(true)
}

/** The chat a bot may write to: it exists, its person has spoken first, and has not shut the bot out. */
export function writableChat(world: World, bot: Bot, fields: Fields): Chat {
  const chat = existingChat(world, bot, fields)
  if (!chat.started) throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user")
  if (chat.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user')
  return chat
}

export function existingChat(world: World, bot: Bot, fields: Fields): Chat {
  const given = text(fields, 'chat_id')
  if (given === undefined || given === '') throw bad('chat_id is empty')
  const person = world.people.get(Number(given))
  if (!person) throw bad('chat not found')
  return chatWith(bot, person)
}

function flood(bot: Bot, chat: string | undefined): void {
  const seconds = bot.gate?.wait(chat, Date.now()) ?? 0
  if (seconds > 0) throw tooMany(seconds)
}

export function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, seconds)
}
