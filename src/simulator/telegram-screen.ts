import { randomBytes } from 'node:crypto'
import type { PhoneMessage } from './phone.ts'
import type { Bot, Chat, Stored } from './telegram-state.ts'
import type { Entity, Message } from './telegram-wire.ts'

/** A message as its person sees it. */
export function onScreen({ wire, from, at, edits }: Stored, bot: Bot): PhoneMessage {
  const rows = wire.reply_markup?.inline_keyboard ?? []
  return {
    id: wire.message_id,
    from,
    text: wire.text ?? wire.caption ?? (wire.contact ? wire.contact.phone_number : ''),
    buttons: rows.map((row) => row.map((one) => ({ label: one.text, data: one.callback_data ?? '' }))),
    at,
    edits,
    bot: bot.account,
    ...looksOf(wire),
    media: mediaKinds.find((kind) => wire[kind] !== undefined),
    ...(wire.document?.file_name && { fileName: wire.document.file_name }),
    replyTo: wire.reply_to_message?.message_id,
  }
}

/** A command looks like a link, but nobody made it look so. */
function looksOf({ entities, caption_entities }: Message): Pick<PhoneMessage, 'entities'> {
  const shown = (entities ?? caption_entities ?? []).filter(({ type }) => type !== 'bot_command')
  return shown.length > 0 ? { entities: shown } : {}
}

const mediaKinds = ['photo', 'document', 'voice', 'video', 'sticker', 'location', 'contact', 'dice']

/**
 * What its person put into the text, and the commands that Telegram itself finds there, only in ASCII: `/tình` with its marks
 * is plain text to it.
 */
export function entitiesIn(text: string, own: Entity[] = []): { entities?: Entity[] } {
  const found = text.matchAll(
    /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>\p{M}])/gu,
  )
  const commands = [...found].map((one) => ({
    type: 'bot_command',
    offset: one.index,
    length: one[0].length,
  }))
  const entities = [...commands, ...own].toSorted((a, b) => a.offset - b.offset)
  return entities.length > 0 ? { entities } : {}
}

function member(bot: Bot, status: string): { user: Bot['user']; status: string; until_date?: number } {
  return status === 'kicked' ? { user: bot.user, status, until_date: 0 } : { user: bot.user, status }
}

/** Telegram gives numbers without a plus: 84912000111. */
export function international(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  return digits.startsWith('0') ? `84${digits.slice(1)}` : digits
}

export function pressId(): string {
  return randomBytes(8).readBigUInt64BE().toString()
}

/** The same for all presses in one chat with one bot. */
export function chatInstance(bot: Bot, chat: Chat): string {
  return `-${BigInt(bot.user.id) * 7919n + BigInt(chat.person.id)}`
}

/** Where a forwarded message came from. */
export const passedOn = (now: number) => ({
  type: 'user' as const,
  sender_user: { id: 7_000_000_001, is_bot: false, first_name: 'Người chuyển' },
  date: Math.floor(now / 1000),
})

/** What a bot was to somebody, and is from now on. */
export const membership = (bot: Bot, blocked: boolean) => ({
  old_chat_member: member(bot, blocked ? 'member' : 'kicked'),
  new_chat_member: member(bot, blocked ? 'kicked' : 'member'),
})
