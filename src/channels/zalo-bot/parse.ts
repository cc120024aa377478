import { z } from 'zod'
import type { Content, Inbound } from '../../domain/message.ts'

/** Whose messages these are, and the moment they are read (for those that bear no date). */
export interface Reader {
  account: string
  now: number
}

const id = z.union([z.string().min(1), z.number().int().transform(String)])
const text = z.string().optional()

const message = z.object({
  message_id: id,
  from: z.object({ id: id.optional(), display_name: text, is_bot: z.boolean().optional() }).optional(),
  chat: z.object({ id, chat_type: text }),
  date: z.coerce.number().optional().catch(undefined),
  text,
  caption: text,
  photo: text.catch(undefined),
  photo_url: text.catch(undefined),
  sticker: z.unknown().optional(),
  voice_url: text.catch(undefined),
})
type Message = z.infer<typeof message>

const event = z.object({ event_name: z.string().optional(), message: z.unknown().optional() })

/** Some answers wrap the event in `{ ok, result }`, some do not; a poll's result may be one event, several, or none. */
export function eventsOf(json: unknown): unknown[] {
  if (json === null || json === undefined) return []
  if (Array.isArray(json)) return json
  return typeof json === 'object' && 'result' in json ? eventsOf(json.result) : [json]
}

/** The platform's id of the message in an event; it tells whether the platform repeats itself. */
export function messageId(raw: unknown): string | undefined {
  return z.object({ message: z.object({ message_id: id }) }).safeParse(raw).data?.message.message_id
}

/** Translates events; `ignored` are those that mean nothing to us: groups, bots, kinds that are not in the documentation. */
export function parseEvents(events: unknown[], reader: Reader): { inbound: Inbound[]; ignored: number } {
  const inbound = events.map((one) => parseEvent(one, reader)).filter((one) => one !== undefined)
  return { inbound, ignored: events.length - inbound.length }
}

function parseEvent(raw: unknown, { account, now }: Reader): Inbound | undefined {
  const happened = event.safeParse(raw).data
  const said = message.safeParse(happened?.message).data
  if (!said || isGroup(said) || said.from?.is_bot) return undefined
  const content = contentOf(said, happened?.event_name ?? '')
  return (
    content && {
      channel: 'zalo-bot',
      account,
      chat: said.chat.id,
      eventId: `m${said.message_id}`,
      at: momentOf(said.date) ?? now,
      senderName: said.from?.display_name || undefined,
      content,
    }
  )
}

function isGroup({ chat }: Message): boolean {
  return chat.id.startsWith('zgr-') || (chat.chat_type ?? 'PRIVATE').toUpperCase() !== 'PRIVATE'
}

/** The last moment that a date can hold, in ms. */
const LATEST = 8.64e15

/** Documented in milliseconds, seen in seconds. */
function momentOf(date: number | undefined): number | undefined {
  if (date === undefined || date <= 0 || date > LATEST) return undefined
  return Math.round(date < 1e12 ? date * 1000 : date)
}

/** The fields that are there say more than the event's name, of which several spellings exist. */
function contentOf(said: Message, eventName: string): Content | undefined {
  if (said.text !== undefined) return { kind: 'text', text: said.text.normalize('NFC') }
  const caption = said.caption?.normalize('NFC')
  const photo = said.photo_url ?? said.photo
  if (photo !== undefined || eventName.startsWith('message.image')) {
    return { kind: 'media', what: 'photo', caption, ref: photo }
  }
  if (said.voice_url !== undefined || eventName.startsWith('message.voice')) {
    return { kind: 'media', what: 'voice', ref: said.voice_url }
  }
  if (said.sticker !== undefined || eventName.startsWith('message.sticker'))
    return { kind: 'media', what: 'sticker' }
  if (eventName.startsWith('message.unsupported')) return { kind: 'media', what: 'other' }
  return undefined
}
