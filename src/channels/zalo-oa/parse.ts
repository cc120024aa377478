import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Content, Inbound } from '../../domain/message.ts'

/** Which account these events are of, and the moment they are read (for those that bear no date). */
export interface Reader {
  oaId: string
  now: number
  body: Uint8Array
  /** Told by a header: the event is about a template sent by phone. */
  byPhone: boolean
}

const id = z.union([z.string().min(1).max(200), z.number().transform(String)])
const text = z.string().optional().catch(undefined)
const someone = z.object({ id: id.optional(), admin_id: id.optional() }).optional().catch(undefined)

const attachment = z.object({
  type: z.string().catch(''),
  payload: z.object({ url: text }).catch({ url: undefined }),
})

const message = z
  .object({
    msg_id: id.optional(),
    msg_ids: z.array(id).max(1000).optional(),
    text,
    quote_msg_id: id.optional().catch(undefined),
    attachments: z.array(attachment).max(50).optional().catch(undefined),
    delivery_time: z.coerce.number().optional().catch(undefined),
  })
  .optional()
  .catch(undefined)

export const event = z.object({
  event_name: z.string().max(100),
  app_id: id.optional(),
  oa_id: id.optional(),
  sender: someone,
  recipient: someone,
  follower: someone,
  user_id: id.optional(),
  timestamp: z.coerce.string().optional().catch(undefined),
  message,
  info: z
    .object({ name: text, phone: z.union([z.string(), z.number().transform(String)]).optional() })
    .optional()
    .catch(undefined),
})
export type Event = z.infer<typeof event>

/** The text a button of ours comes back as: whose letter, and which choice of it. */
export const PRESS = /^#cn:([\w-]{1,60})\.(\d{1,3})$/

/** Undefined when it means nothing to us: groups, anonymous visitors, tags, calls, reactions, and kinds nobody lists. */
export function inboundOf(raw: Event, reader: Reader): Inbound | undefined {
  const content = contentOf(raw)
  const chat = chatOf(raw, reader)
  if (!content || chat === undefined) return undefined
  const channel = reader.byPhone ? 'zalo-template' : 'zalo-oa'
  return {
    channel,
    account: reader.oaId,
    chat: reader.byPhone ? `phone:${chat}` : chat,
    eventId: eventIdOf(raw, reader),
    at: momentOf(raw) ?? reader.now,
    content,
  }
}

/** Sources differ on who is whose sender in receipts: the person is whoever is not the account. */
function chatOf({ sender, recipient, follower, user_id }: Event, { oaId }: Reader): string | undefined {
  const people = [follower?.id, sender?.id, recipient?.id, user_id]
  return people.find((one) => one !== undefined && one !== oaId)
}

/** The platform repeats what it thinks we missed, letter for letter. */
function eventIdOf({ event_name, message }: Event, { body }: Reader): string {
  if (message?.msg_id && !message.msg_ids) return `${event_name}/${message.msg_id}`
  return `${event_name}/${createHash('sha256').update(body).digest('base64url').slice(0, 32)}`
}

/** The last moment that a date can hold, in ms. */
const LATEST = 8.64e15

function momentOf({ message, timestamp }: Event): number | undefined {
  const at = message?.delivery_time ?? Number(timestamp)
  return Number.isFinite(at) && at > 0 && at <= LATEST ? Math.round(at) : undefined
}

const MEDIA: Record<string, Extract<Content, { kind: 'media' }>['what']> = {
  user_send_image: 'photo',
  user_send_file: 'file',
  user_send_audio: 'voice',
  user_send_video: 'video',
  user_send_sticker: 'sticker',
  user_send_location: 'location',
  user_send_link: 'other',
  user_send_business_card: 'other',
}

function contentOf(raw: Event): Content | undefined {
  const { event_name: name, message: said } = raw
  const what = MEDIA[name]
  if (what) return media(what, raw)
  switch (name) {
    case 'user_send_text':
      return said?.text === undefined ? undefined : textOf(said.text, said.quote_msg_id, said.msg_id)
    case 'follow':
    case 'user_click_chatnow':
      return { kind: 'opened' }
    case 'unfollow':
      return { kind: 'closed' }
    case 'user_submit_info':
      return raw.info?.phone
        ? { kind: 'phone', phone: raw.info.phone, own: true, ...(raw.info.name && { name: raw.info.name }) }
        : undefined
    case 'user_received_message':
    case 'user_seen_message':
      return receipt(name === 'user_seen_message' ? 'seen' : 'delivered', raw)
    case 'user_withdraw':
      return { kind: 'withdrawn' }
    default:
      return /^oa_send_(text|image|gif|list|file|sticker|template)$/.test(name) ? echo(raw) : undefined
  }
}

function textOf(typed: string, quoted: string | undefined, msgId: string | undefined): Content {
  const pressed = PRESS.exec(typed.trim())
  if (pressed) return { kind: 'press', letter: pressed[1]!, number: Number(pressed[2]), pressId: msgId ?? '' }
  return { kind: 'text', text: typed.normalize('NFC'), ...(quoted && { replyTo: quoted }) }
}

function receipt(what: 'delivered' | 'seen', { message: said }: Event): Content | undefined {
  const messages = said?.msg_ids ?? (said?.msg_id ? [said.msg_id] : [])
  return messages.length > 0 ? { kind: 'receipt', what, messages } : undefined
}

function echo({ message: said, sender }: Event): Content | undefined {
  if (!said?.msg_id) return undefined
  const byHand = sender?.admin_id !== undefined
  return { kind: 'echo', message: said.msg_id, text: said.text ?? '', byHand }
}

/** What people send lies on these hosts and nowhere else; anything else may be a trap for whoever fetches it. */
const OWN_HOSTS = /(^|\.)(zdn\.vn|zadn\.vn)$/

function media(what: Extract<Content, { kind: 'media' }>['what'], { message: said }: Event): Content {
  const url = said?.attachments?.[0]?.payload.url
  const caption = said?.text?.normalize('NFC') || undefined
  const isOwn = url !== undefined && URL.canParse(url) && isZalo(new URL(url))
  return { kind: 'media', what, ...(caption && { caption }), ...(isOwn && { ref: url }) }
}

const isZalo = ({ protocol, hostname, username, port }: URL) =>
  (protocol === 'https:' || protocol === 'http:') &&
  username === '' &&
  port === '' &&
  OWN_HOSTS.test(hostname)
