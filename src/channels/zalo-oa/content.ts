import type { Content } from '../../domain/message.ts'
import { fetchable } from '../files.ts'
import type { Event } from './event.ts'
import { pressIn } from './message.ts'

type Media = Extract<Content, { kind: 'media' }>['what']

const media: Record<string, Media> = {
  user_send_image: 'photo',
  user_send_gif: 'photo',
  user_send_audio: 'voice',
  user_send_video: 'video',
  user_send_sticker: 'sticker',
  user_send_location: 'location',
  user_send_file: 'file',
  user_send_link: 'other',
  user_send_business_card: 'other',
}

const echoes = ['text', 'image', 'gif', 'list', 'file', 'sticker', 'template'].map(
  (what) => `oa_send_${what}`,
)

/** What the person did, or what became of a message of ours; undefined for all that means nothing to us. */
export function contentOf(happened: Event, root?: string): Content | undefined {
  const { event_name: name, message } = happened
  switch (name) {
    case 'follow':
    case 'user_click_chatnow':
      return { kind: 'opened' }
    case 'unfollow':
      return { kind: 'closed' }
    case 'user_withdraw':
      return { kind: 'withdrawn' }
    case 'user_send_text':
      return said(happened)
    case 'user_submit_info':
      return submitted(happened)
    case 'user_received_message':
      return receipt('delivered', message)
    case 'user_seen_message':
      return receipt('seen', message)
    default:
      return echoes.includes(name) ? echo(happened) : mediaOf(happened, root)
  }
}

function said({ message, event_name }: Event): Content | undefined {
  if (message?.text === undefined) return undefined
  const press = pressIn(message.text)
  if (press) return { kind: 'press', ...press, pressId: message.msg_id ?? event_name }
  const replyTo = message.quote_msg_id
  return { kind: 'text', text: message.text.normalize('NFC'), ...(replyTo && { replyTo }) }
}

/** The person confirmed it on a form of Zalo's own; that is as near as it comes to the platform vouching. */
function submitted({ info }: Event): Content | undefined {
  const phone = info?.phone?.replace(/[^\d+]/g, '')
  if (!phone) return undefined
  const name = info?.name?.normalize('NFC').trim()
  return {
    kind: 'phone',
    phone: phone.startsWith('84') ? `+${phone}` : phone,
    own: true,
    ...(name && { name }),
  }
}

function receipt(what: 'delivered' | 'seen', message: Event['message']): Content | undefined {
  const messages = message?.msg_ids ?? (message?.msg_id ? [message.msg_id] : [])
  return messages.length > 0 ? { kind: 'receipt', what, messages } : undefined
}

function echo({ message, sender }: Event): Content | undefined {
  if (!message?.msg_id) return undefined
  const byHand = sender?.admin_id !== undefined
  return { kind: 'echo', message: message.msg_id, text: message.text?.normalize('NFC') ?? '', byHand }
}

function mediaOf({ event_name, message }: Event, root: string | undefined): Content | undefined {
  const what = Object.hasOwn(media, event_name) ? media[event_name] : undefined
  if (!what) return undefined
  const payload = message?.attachments?.[0]?.payload
  const caption = message?.text?.normalize('NFC')
  const ref = fetchable(payload?.url, { root: root ?? ZALO, hosts: HOSTS })
  const fileName = typeof payload?.name === 'string' ? payload.name.normalize('NFC') : ''
  return {
    kind: 'media',
    what,
    ...(caption && { caption }),
    ...(ref && { ref }),
    ...(fileName && { fileName }),
    ...(message?.quote_msg_id && { replyTo: message.quote_msg_id }),
  }
}

/** Only what lies on Zalo's own hosts is fetched; their addresses may still begin with http. */
export const HOSTS = /(^|\.)(zdn|zadn)\.vn$/
const ZALO = 'https://openapi.zalo.me'
