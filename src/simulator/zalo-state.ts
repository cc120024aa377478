import type { FloodGate } from './limits.ts'
import { Newest } from './phone.ts'
import type { Looks, Notice, PhoneMessage } from './phone.ts'
import type { ZaloUpdates } from './zalo-updates.ts'

export interface ZaloPerson {
  id: string
  name: string
  phone?: string
}

export interface ZaloWorld {
  /** Simulated time, ms since the epoch. */
  now(): number
  people: Map<string, ZaloPerson>
  changed(person: ZaloPerson): void
  order(): number
  /** Where the platform is, once it is. */
  url: string
  /** What people sent, by name; the newest. */
  files: Newest<string, Buffer>
}

/** Keeps a file, and tells the address at which it can be fetched. */
export function keptAt(world: Pick<ZaloWorld, 'url' | 'files'>, bytes: Uint8Array): string {
  const name = hexId(`file ${world.files.size} ${Math.random()}`)
  world.files.set(name, Buffer.from(bytes))
  return `${world.url}/file/${name}`
}

export const KEPT_FILES = 100

export interface ZaloBot {
  token: string
  account: string
  accountName: string
  name: string
  updates: ZaloUpdates
  /** By the id under which this bot knows the person. */
  chats: Map<string, ZaloChat>
  gate?: FloodGate
  seats: number
  monthly: number
  /** Messages sent in the month that `month` names. */
  sent: { month: string; count: number }
  /** Calls of `setWebhook` and `testWebhook` on the day that `day` names. */
  webhookCalls: { day: string; count: number }
  webhookCallsPerDay: number
  lastMessage: number
}

export interface ZaloChat {
  id: string
  person: ZaloPerson
  /** A seat is taken by the first message; without one the bot neither hears nor reaches the person. */
  seated: boolean
  blocked: boolean
  messages: Newest<string, { shown: PhoneMessage; order: number }>
  notices: Notice[]
  /** Real time of the last "typing…". */
  typingAt: number
}

const KEPT_MESSAGES = 500

/** Each bot knows a person by an id of its own. */
export function zaloChat(bot: ZaloBot, person: ZaloPerson): ZaloChat {
  const id = hexId(`${bot.account}/${person.id}`)
  const known = bot.chats.get(id)
  if (known) return known
  const chat: ZaloChat = {
    id,
    person,
    seated: false,
    blocked: false,
    messages: new Newest(KEPT_MESSAGES),
    notices: [],
    typingAt: -Infinity,
  }
  bot.chats.set(id, chat)
  return chat
}

export interface Said {
  from: 'bot' | 'me'
  text: string
  media?: string
  entities?: Looks[]
}

export function putZalo(world: ZaloWorld, bot: ZaloBot, chat: ZaloChat, said: Said): PhoneMessage {
  bot.lastMessage += 1
  const id = hexId(`${bot.account}#${bot.lastMessage}`)
  const shown = { ...said, id, buttons: [], at: world.now(), edits: 0, bot: bot.account }
  chat.messages.set(id, { shown, order: world.order() })
  world.changed(chat.person)
  return shown
}

/** Sixteen hex digits that look like the platform's and are the same every time (FNV-1a, twice with other seeds). */
export function hexId(source: string): string {
  return fnv(source, 0x811c9dc5) + fnv(source, 0x01234567)
}

function fnv(source: string, seed: number): string {
  let hash = seed
  for (let at = 0; at < source.length; at++) hash = Math.imul(hash ^ source.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0')
}

/** The calendar the platform counts by is Vietnam's (UTC+7 all year). */
export function vietnamDay(now: number): string {
  return new Date(now + 7 * 3600_000).toISOString().slice(0, 10)
}
