import { z } from 'zod'
import type { Address, Content, Inbound } from '../../domain/message.ts'
import { entities, markedBy } from './entities.ts'

/** Whose updates these are, and the moment they are read (Telegram does not say when a button was pressed). */
export interface Reader {
  account: string
  now: number
}

const id = z.number().int()
/** Seconds; the bound is the last that a date can hold. */
const date = id.nonnegative().max(8.64e12)
const chat = z.object({ id, type: z.string() })
const from = z.object({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
})
const file = z
  .object({ file_id: z.string().optional(), file_name: z.string().optional().catch(undefined) })
  .optional()
const contact = z.object({ phone_number: z.string(), user_id: id.optional() })

const message = z.object({
  message_id: id,
  date,
  chat,
  from: from.optional(),
  text: z.string().optional(),
  entities,
  caption: z.string().optional(),
  caption_entities: entities,
  reply_to_message: z.object({ message_id: id }).optional(),
  forward_origin: z.unknown().optional(),
  contact: contact.optional(),
  photo: z.array(z.object({ file_id: z.string() })).optional(),
  document: file,
  animation: file,
  video: file,
  video_note: file,
  voice: file,
  audio: file,
  sticker: file,
  location: z.unknown().optional(),
  venue: z.unknown().optional(),
  poll: z.unknown().optional(),
  dice: z.unknown().optional(),
  story: z.unknown().optional(),
  checklist: z.unknown().optional(),
  paid_media: z.unknown().optional(),
  live_photo: z.unknown().optional(),
})
type Message = z.infer<typeof message>

const press = z.object({ id: z.string(), from, message: z.object({ chat }), data: z.string() })
const membership = z.object({ chat, from, date, new_chat_member: z.object({ status: z.string() }) })

/** `<letter>.<number>`: the letters are ours, so whatever has another form was not pressed under one of them. */
const PRESS = /^([A-Za-z0-9_-]{1,58})\.([1-9]\d{0,4})$/
const START = /^\/start(?:@\w+)?(?:\s+([^]*))?$/i

/** Translates updates; `ignored` are those that mean nothing to us: groups, bots, edits, services, forged buttons. */
export function parseUpdates(updates: unknown[], reader: Reader): { inbound: Inbound[]; ignored: number } {
  const inbound = updates.map((update) => parseUpdate(update, reader)).filter((one) => one !== undefined)
  return { inbound, ignored: updates.length - inbound.length }
}

const update = z.object({ update_id: id.nonnegative() })

/** The id by which Telegram is told that an update was taken; undefined when this is no update. */
export function updateId(raw: unknown): number | undefined {
  return update.safeParse(raw).data?.update_id
}

function parseUpdate(raw: unknown, reader: Reader): Inbound | undefined {
  const number = updateId(raw)
  if (number === undefined || typeof raw !== 'object' || raw === null) return undefined
  const happened = whatHappened(raw, reader)
  return happened && { channel: 'telegram', account: reader.account, eventId: `u${number}`, ...happened }
}

type Happened = Pick<Address, 'chat'> & Pick<Inbound, 'at' | 'senderName' | 'content'>

function whatHappened(raw: object, reader: Reader): Happened | undefined {
  if ('message' in raw) return fromMessage(message.safeParse(raw.message).data)
  if ('callback_query' in raw) return fromPress(press.safeParse(raw.callback_query).data, reader.now)
  if ('my_chat_member' in raw) return fromMembership(membership.safeParse(raw.my_chat_member).data)
  return undefined
}

function fromMessage(said: Message | undefined): Happened | undefined {
  if (!said || said.chat.type !== 'private' || said.from?.is_bot) return undefined
  const content = contentOf(said)
  return (
    content && { chat: String(said.chat.id), at: said.date * 1000, senderName: nameOf(said.from), content }
  )
}

function fromPress(pressed: z.infer<typeof press> | undefined, now: number): Happened | undefined {
  const place = PRESS.exec(pressed?.data ?? '')
  if (!pressed || !place || pressed.message.chat.type !== 'private') return undefined
  const content: Content = { kind: 'press', letter: place[1]!, number: Number(place[2]), pressId: pressed.id }
  return { chat: String(pressed.message.chat.id), at: now, senderName: nameOf(pressed.from), content }
}

/** What the bot is now to the person: shut out, or let in (again). */
const doors: Record<string, 'closed' | 'opened' | undefined> = { kicked: 'closed', member: 'opened' }

function fromMembership(change: z.infer<typeof membership> | undefined): Happened | undefined {
  if (!change || change.chat.type !== 'private') return undefined
  const kind = doors[change.new_chat_member.status]
  if (!kind) return undefined
  return {
    chat: String(change.chat.id),
    at: change.date * 1000,
    senderName: nameOf(change.from),
    content: { kind },
  }
}

function contentOf(said: Message): Content | undefined {
  if (said.text !== undefined) return fromText(said.text, said)
  if (said.contact) return { kind: 'phone', phone: said.contact.phone_number, own: isOwnContact(said) }
  const media = mediaOf(said)
  const caption = said.caption?.normalize('NFC')
  const repliedTo = said.reply_to_message?.message_id
  const replyTo = repliedTo === undefined ? {} : { replyTo: String(repliedTo) }
  const marked = markedBy(said.caption ?? '', said.caption_entities)
  return media && { kind: 'media', ...media, caption, ...marked, ...replyTo }
}

/** Anyone can pass on anyone's card; only one that bears the sender's own id, and was not forwarded, proves a number. */
function isOwnContact({ contact: card, from: sender, forward_origin }: Message): boolean {
  return card?.user_id !== undefined && card.user_id === sender?.id && forward_origin === undefined
}

/** Some keyboards send letters and their marks apart (NFD); inside, text is always NFC. */
function fromText(text: string, { reply_to_message: repliedTo, entities: looks }: Message): Content {
  const start = START.exec(text)
  if (start) return { kind: 'start', payload: start[1]?.trim() ?? '' }
  return {
    kind: 'text',
    text: text.normalize('NFC'),
    replyTo: repliedTo && String(repliedTo.message_id),
    ...markedBy(text, looks),
  }
}

type Media = Pick<Extract<Content, { kind: 'media' }>, 'what' | 'ref' | 'fileName'>

/** An animation and a venue carry a document and a location beside them for old clients, so they come first. */
function mediaOf(said: Message): Media | undefined {
  if (said.photo?.length) return { what: 'photo', ref: said.photo.at(-1)!.file_id }
  const moving = said.animation ?? said.video ?? said.video_note
  if (moving) return { what: 'video', ref: moving.file_id }
  if (said.voice) return { what: 'voice', ref: said.voice.file_id }
  if (said.sticker) return { what: 'sticker', ref: said.sticker.file_id }
  const document = said.document ?? said.audio
  if (document) {
    const fileName = document.file_name?.normalize('NFC')
    return { what: 'file', ref: document.file_id, ...(fileName && { fileName }) }
  }
  if (said.venue ?? said.location) return { what: 'location' }
  if (said.poll ?? said.dice ?? said.story ?? said.checklist ?? said.paid_media ?? said.live_photo)
    return { what: 'other' }
  return undefined
}

function nameOf(person: z.infer<typeof from> | undefined): string | undefined {
  return [person?.first_name, person?.last_name].filter(Boolean).join(' ') || undefined
}
