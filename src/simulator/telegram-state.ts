import type { Fields } from './fields.ts'
import type { FloodGate } from './limits.ts'
import { Newest } from './phone.ts'
import type { Notice } from './phone.ts'
import type { Polling } from './telegram-polling.ts'
import type { Updates } from './telegram-updates.ts'
import type { WebhookPusher, WebhookSettings } from './telegram-webhook.ts'
import type { Message, PrivateChat, User } from './telegram-wire.ts'

/** What all parts of one simulated Telegram share. */
export interface World {
  /** Simulated time, ms since the epoch. */
  now(): number
  people: Map<number, TelegramPerson>
  /** How long a press may be answered, in real ms. */
  answerWithinMs: number
  changed(person: TelegramPerson): void
  /** Ascending numbers, to put messages of several chats into one order. */
  order(): number
}

export interface TelegramPerson {
  id: number
  name: string
  phone?: string
  user: User
}

export interface Bot {
  token: string
  account: string
  user: User
  updates: Updates
  polling: Polling
  webhook?: WebhookSettings
  pusher?: WebhookPusher
  webhookSetAt: number
  gate?: FloodGate
  webhookOncePerSecond: boolean
  chats: Map<number, Chat>
  queries: Newest<string, Query>
  /** Message ids count through all private chats of a bot. */
  lastMessageId: number
  /** What `setMyCommands` and its kin were last told, by method. */
  profile: Map<string, Fields>
  /** Files by their id; a real server keeps them, here the newest are enough. */
  files: Newest<string, KeptFile>
  /** How many files this bot has uploaded. */
  uploads: number
}

export interface KeptFile {
  bytes: Buffer
  name: string
  kind: 'photo' | 'document'
}

/** A press that waits for its answer. */
export interface Query {
  chat: Chat
  /** Real time, ms since the epoch. */
  at: number
  answered: boolean
}

/** One person's chat with one bot. */
export interface Chat {
  person: TelegramPerson
  wire: PrivateChat
  started: boolean
  blocked: boolean
  messages: Newest<number, Stored>
  keyboard: string[][]
  notices: Notice[]
  /** Real time of the last "typing…". */
  typingAt: number
}

/** `wire` is replaced, never changed in place: answers and logs hold on to it. */
export interface Stored {
  wire: Message
  from: 'bot' | 'me'
  at: number
  order: number
  edits: number
}

/** How much of one chat is remembered: more than anyone scrolls back, little enough for a long benchmark. */
const KEPT_MESSAGES = 500

export function chatWith(bot: Bot, person: TelegramPerson): Chat {
  const known = bot.chats.get(person.id)
  if (known) return known
  const chat: Chat = {
    person,
    wire: { id: person.id, type: 'private', first_name: person.name },
    started: false,
    blocked: false,
    messages: new Newest(KEPT_MESSAGES),
    keyboard: [],
    notices: [],
    typingAt: -Infinity,
  }
  bot.chats.set(person.id, chat)
  return chat
}

/** Puts a message into the chat, on both sides, and gives it its number and date. */
export function put(
  world: World,
  bot: Bot,
  chat: Chat,
  from: 'bot' | 'me',
  content: Partial<Message>,
): Stored {
  const at = world.now()
  const wire: Message = {
    message_id: ++bot.lastMessageId,
    from: from === 'bot' ? bot.user : chat.person.user,
    chat: chat.wire,
    date: Math.floor(at / 1000),
    ...content,
  }
  const stored = { wire, from, at, order: world.order(), edits: 0 }
  chat.messages.set(wire.message_id, stored)
  world.changed(chat.person)
  return stored
}

/** A message as it is quoted in another: without what it quotes itself. */
export function quoted(stored: Stored | undefined): { reply_to_message?: Message } {
  if (!stored) return {}
  const { reply_to_message: _inner, ...wire } = stored.wire
  return { reply_to_message: wire }
}

/** The words under a file and how they look, and the message that it answers. */
export function saying(
  chat: Chat,
  caption: string | undefined,
  { replyTo, entities }: { replyTo?: number | string; entities?: Message['caption_entities'] },
): Partial<Message> {
  const message = replyTo === undefined ? undefined : chat.messages.get(Number(replyTo))
  return { ...(caption ? { caption, caption_entities: entities } : {}), ...quoted(message) }
}
