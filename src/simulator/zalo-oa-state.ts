import { Newest } from './phone.ts'
import type { PhoneMessage } from './phone.ts'
import type { OaSettings, OaTemplate } from './zalo-oa-settings.ts'
import type { OaTokens } from './zalo-oa-tokens.ts'
import type { OaWebhook } from './zalo-oa-webhook.ts'
import { hexId } from './zalo-state.ts'

export interface OaPerson {
  id: string
  name: string
  /** As given. */
  phone?: string
}

export interface OaWorld {
  settings: OaSettings
  tokens: OaTokens
  webhook: OaWebhook
  /** By the id under which the Official Account knows the person. */
  chats: Map<string, OaChat>
  templates: Map<string, OaTemplate>
  uploads: Map<string, Upload>
  /** Counters that begin anew with each period, such as a month. */
  counts: Map<string, { period: string; count: number }>
  /** Template messages sent by phone, by their id. */
  sentByPhone: Map<string, { deliveredAt?: number }>
  changed(chat: OaChat): void
  order(): number
  /** Where the platform is, once it is. */
  url: string
  /** What people sent, by name; the newest. */
  files: Newest<string, Buffer>
}

export interface Upload {
  kind: 'image' | 'gif' | 'file'
  name: string
  at: number
}

export interface OaChat {
  userId: string
  userIdByApp: string
  person: OaPerson
  /** The number as the platform writes it, `84…`. */
  number?: string
  /** `none`: never met the Official Account; `left`: unfollowed it. */
  relation: 'none' | 'open' | 'left'
  follows: boolean
  /** The person refuses messages of the Official Account in the settings of the chat. */
  restricted: boolean
  lastInteraction?: number
  /** Nothing reaches a phone that is off until it is on again. */
  phoneOn: boolean
  messages: Newest<string, OaEntry>
  shared?: { name: string; phone: string }
}

export interface OaButton {
  label: string
  type: 'open' | 'show' | 'hide'
  /** The address or the text that is sent. */
  data: string
}

/** How a message came: by the API's three ways, from a human in the console, or from the person. */
export type Way = 'cs' | 'uid' | 'phone' | 'console' | 'me'

export interface OaEntry {
  shown: PhoneMessage
  order: number
  way: Way
  delivered: boolean
  seen: boolean
  /** Sent by a button that shows nothing of it. */
  hidden?: boolean
  buttons: OaButton[]
  /** The form that asks for name and number. */
  form?: 'open' | 'answered'
  trackingId?: string
  reactions: string[]
}

const KEPT_MESSAGES = 500

export function newChat(world: OaWorld, person: OaPerson): OaChat {
  return {
    userId: bigId(`${world.settings.oaId}/${person.id}`),
    userIdByApp: bigId(`${world.settings.appId}/${person.id}`),
    person,
    number: person.phone === undefined ? undefined : platformNumber(person.phone),
    relation: 'none',
    follows: false,
    restricted: false,
    phoneOn: true,
    messages: new Newest(KEPT_MESSAGES),
  }
}

/** The person did something that opens the window. */
export function interacted(world: OaWorld, chat: OaChat): void {
  chat.relation = 'open'
  chat.lastInteraction = world.settings.now()
}

export interface Said {
  way: Way
  text: string
  media?: string
  replyTo?: string
  buttons?: OaButton[]
  form?: 'open'
  trackingId?: string
}

export function putOa(world: OaWorld, chat: OaChat, said: Said): OaEntry {
  const order = world.order()
  const buttons = said.buttons ?? []
  const shown: PhoneMessage = {
    id: hexId(`${world.settings.oaId}#${order}`),
    from: said.way === 'me' ? 'me' : 'bot',
    text: said.text,
    buttons: buttons.map(({ label, data }) => [{ label, data }]),
    at: world.settings.now(),
    edits: 0,
    bot: world.settings.oaId,
    ...(said.media === undefined ? {} : { media: said.media }),
    ...(said.replyTo ? { replyTo: said.replyTo } : {}),
  }
  const { way, form, trackingId } = said
  const entry = { shown, order, way, buttons, form, trackingId, delivered: false, seen: false, reactions: [] }
  chat.messages.set(String(shown.id), entry)
  return entry
}

/** Nineteen digits, as the platform's ids have, which no JavaScript number holds. */
function bigId(source: string): string {
  const least = 1_000_000_000_000_000_000n
  return String(least + (BigInt(`0x${hexId(source)}`) % (8n * least)))
}

/** Digits only, with 84 for the leading 0. */
export function platformNumber(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^0/, '84')
}

/** Counts one more in this period, or says that the period is used up. */
export function countOne(world: OaWorld, name: string, period: string, most: number): boolean {
  const used = usedUp(world, name, period)
  if (used >= most) return false
  world.counts.set(name, { period, count: used + 1 })
  return true
}

export function usedUp(world: OaWorld, name: string, period: string): number {
  const known = world.counts.get(name)
  return known?.period === period ? known.count : 0
}
