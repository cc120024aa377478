import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Address, Content, Inbound } from '../../domain/message.ts'
import { contentOf } from './content.ts'
import { type Event, event } from './event.ts'

/** Whose events these are, and the moment they are read (for those that bear no date). */
export interface Reader {
  appId: string
  oaId: string
  now: number
  /** Of the API: what lies there may be fetched as well. Without a slash at its end. */
  root?: string
  /** The webhook says that this is about templates sent to phone numbers. */
  isTemplate: boolean
}

export type Parsed =
  | { kind: 'event'; inbound: Inbound[]; ignored: number }
  | { kind: 'foreign' }
  | { kind: 'probe' }
  | { kind: 'malformed' }

/** Translates one event; `ignored` counts what means nothing to us. `raw` tells repetitions of what has no id. */
export function parseEvent(json: unknown, raw: Uint8Array, reader: Reader): Parsed {
  if (isProbe(json)) return { kind: 'probe' }
  const happened = event.safeParse(json).data
  if (!happened) return { kind: 'malformed' }
  if (happened.app_id !== undefined && happened.app_id !== reader.appId) return { kind: 'foreign' }
  if (!isAboutUs(happened, reader.oaId)) return { kind: 'foreign' }
  const inbound = reader.isTemplate ? templateReceipt(happened, reader) : chatEvent(happened, reader)
  const at = happened.timestamp ?? reader.now
  const name = happened.info?.name
  const whole = inbound.map(({ address, content }): Inbound => {
    const eventId = idOf(happened, raw)
    return { ...address, eventId, at, ...(name && { senderName: name }), content }
  })
  const ignoredRef = whole.some(({ content }) => content.kind === 'media' && lostRef(happened, content))
  return { kind: 'event', inbound: whole, ignored: (whole.length === 0 ? 1 : 0) + (ignoredRef ? 1 : 0) }
}

/** The console's test of the address has no event in it. */
export const isProbe = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !('event_name' in json)

/** Where the event names our side, it is the account we serve. */
function isAboutUs({ oa_id, oaId, sender, recipient, event_name }: Event, ours: string): boolean {
  const named = oa_id ?? oaId
  if (named !== undefined) return named === ours
  if (sender === undefined && recipient === undefined) return event_name !== undefined
  return sender?.id === ours || recipient?.id === ours
}

interface Meant {
  address: Address
  content: Content
}

/** The chat is with the one of the two who is not the account; which of them that is differs from event to event. */
function chatEvent(happened: Event, { oaId, root }: Reader): Meant[] {
  const chat = chatOf(happened, oaId)
  const content = chat === undefined ? undefined : contentOf(happened, root)
  if (chat === undefined || !content) return []
  const address: Address = { channel: 'zalo-oa', account: oaId, chat }
  return [{ address, content }]
}

function chatOf({ sender, recipient, follower, user_id }: Event, oaId: string): string | undefined {
  if (follower) return follower.id
  if (sender && sender.id !== oaId) return sender.id
  if (recipient && recipient.id !== oaId) return recipient.id
  return user_id
}

const phone = /^84\d{8,10}$/

function templateReceipt(happened: Event, { oaId }: Reader): Meant[] {
  const to = [happened.recipient?.id, happened.sender?.id].find((id) => id !== undefined && id !== oaId)
  const content = contentOf(happened)
  if (to === undefined || content?.kind !== 'receipt') return []
  // A hash in place of a number still leaves the message's id to go by.
  const chat = phone.test(to) ? `phone:${to}` : `hash:${to}`
  return [{ address: { channel: 'zalo-template', account: oaId, chat }, content }]
}

function idOf({ event_name, message }: Event, raw: Uint8Array): string {
  const id = message?.msg_id
  return id ? `${event_name}:${id}` : createHash('sha256').update(raw).digest('hex')
}

/** There was an address, and it was not one of Zalo's. */
const lostRef = ({ message }: Event, { ref }: Extract<Content, { kind: 'media' }>) =>
  ref === undefined && z.string().safeParse(message?.attachments?.[0]?.payload?.url).success
