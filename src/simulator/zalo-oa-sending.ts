import { z } from 'zod'
import { DAY, HOUR } from '../domain/time.ts'
import { checked, invalid, jsonBody, OaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { deliver, tellEcho } from './zalo-oa-events.ts'
import { addressed, readMessage } from './zalo-oa-shapes.ts'
import type { OaContent } from './zalo-oa-shapes.ts'
import { countOne, putOa, usedUp } from './zalo-oa-state.ts'
import type { OaChat, OaEntry, OaWorld, Said } from './zalo-oa-state.ts'
import { usableUpload } from './zalo-oa-uploads.ts'
import { vietnamDay } from './zalo-state.ts'

export const FREE_MS = 48 * HOUR
export const WINDOW_MS = 7 * DAY

/** `POST /v3.0/oa/message/cs` */
export function sendConsultation(world: OaWorld, request: OaRequest): unknown {
  const { recipient, message } = checked(addressed, jsonBody(request))
  const content = readMessage(message)
  if (content.kind === 'buttons' && !world.settings.buttons)
    throw new OaRefusal(-233, 'message type is unsupported')
  const said = saidOf(world, content)
  const chat = reachable(world, recipient.user_id)
  if (said.replyTo && !chat.messages.has(said.replyTo)) throw invalid('message.quote_message_id')
  const quota = spend(world, chat)
  const entry = putOa(world, chat, said)
  echo(world, chat, entry, content)
  deliver(world, chat, entry)
  return { ...receiptOf(world, chat, entry), quota }
}

export function receiptOf(world: OaWorld, chat: OaChat, { shown }: OaEntry) {
  return { message_id: String(shown.id), user_id: chat.userId, sent_time: String(world.settings.now()) }
}

function saidOf(world: OaWorld, content: OaContent): Said {
  const said: Said = { way: 'cs', text: content.text, replyTo: content.quote }
  switch (content.kind) {
    case 'text':
      return said
    case 'buttons':
      return { ...said, buttons: content.buttons }
    case 'form':
      return { ...said, form: 'open' }
    case 'file':
      return { ...said, media: 'file', text: usableUpload(world, content.token, 'file', 'token').name }
    case 'media':
      return { ...said, media: mediaOf(world, content) }
    default:
      return content satisfies never
  }
}

function mediaOf(world: OaWorld, content: Extract<OaContent, { kind: 'media' }>): string {
  const { media, attachmentId } = content
  if (attachmentId !== undefined && media !== 'sticker')
    usableUpload(world, attachmentId, media, 'attachment_id')
  return media === 'image' ? 'photo' : media
}

/** The person whom a consultation message may reach now; else the refusal that says why not. */
function reachable(world: OaWorld, userId: string): OaChat {
  const chat = related(world, userId)
  if (chat.lastInteraction === undefined) throw new OaRefusal(-232, 'User has not interacted with the OA')
  if (chat.restricted) throw new OaRefusal(-244, 'User has restricted this type of message from the OA')
  if (world.settings.now() - chat.lastInteraction > WINDOW_MS)
    throw new OaRefusal(-230, 'User has not interacted with the OA in the past 7 days')
  return chat
}

/** Someone whom this id names and who has not turned away. */
export function related(world: OaWorld, userId: string): OaChat {
  const chat = world.chats.get(userId)
  if (!chat || chat.relation === 'left') throw new OaRefusal(-213, 'User has not followed the OA')
  return chat
}

/** Free within 48 hours of the last interaction, from the month's allowance after that. */
function spend(world: OaWorld, chat: OaChat) {
  const { now, allowance, oaId } = world.settings
  const owner = { owner_type: 'OA', owner_id: oaId }
  if (now() - chat.lastInteraction! <= FREE_MS)
    return { quota_type: 'reply', ...owner, remain: '8', total: '8' }
  const month = vietnamDay(now()).slice(0, 7)
  if (!countOne(world, 'consultations', month, allowance)) throw new OaRefusal(-211, 'Out of quota')
  const remain = String(allowance - usedUp(world, 'consultations', month))
  return { quota_type: 'sub_quota', ...owner, remain, total: String(allowance) }
}

function echo(world: OaWorld, chat: OaChat, { shown }: OaEntry, content: OaContent): void {
  const msg_id = String(shown.id)
  switch (content.kind) {
    case 'media':
      return tellEcho(world, chat, `oa_send_${content.media}`, { msg_id, ...captioned(content) })
    case 'file':
      return tellEcho(world, chat, 'oa_send_file', {
        msg_id,
        attachments: [{ type: 'file', payload: { name: shown.text } }],
      })
    case 'text':
    case 'buttons':
    case 'form':
      return tellEcho(world, chat, 'oa_send_text', { msg_id, text: shown.text })
    default:
      return content satisfies never
  }
}

function captioned({ text, media, url }: Extract<OaContent, { kind: 'media' }>) {
  const attachments = [{ type: media, payload: url === undefined ? {} : { url } }]
  return text === '' ? { attachments } : { text, attachments }
}

const reaction = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().min(1) }),
  sender_action: z.strictObject({ react_icon: z.string().min(1), react_message_id: z.string().min(1) }),
})

const MOST_REACTIONS = 50

/** `POST /v2.0/oa/message`: reactions only, its messages are closed. */
export function react(world: OaWorld, request: OaRequest): unknown {
  const body = jsonBody(request)
  if (typeof body === 'object' && body !== null && 'message' in body)
    throw new OaRefusal(-240, 'This API is closed, use v3')
  const { recipient, sender_action } = checked(reaction, body)
  const chat = related(world, recipient.user_id)
  const entry = chat.messages.get(sender_action.react_message_id)
  if (entry?.way !== 'me') throw invalid('sender_action.react_message_id')
  const { react_icon } = sender_action
  if (react_icon === '/-remove') entry.reactions.length = 0
  else if (entry.reactions.length >= MOST_REACTIONS) throw new OaRefusal(-210, 'react_icon is over the limit')
  else entry.reactions.push(react_icon)
  world.changed(chat)
  tellEcho(world, chat, 'oa_reacted_message', { msg_id: sender_action.react_message_id, react_icon })
  return { message_id: sender_action.react_message_id, user_id: chat.userId }
}
