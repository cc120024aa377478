import type { Command } from './command.ts'

/** The chat apps. Later channels (an official account, a web link, e-mail) join this list and the compiler asks for the rest. */
export const channelNames = ['telegram', 'zalo-bot'] as const
export type ChannelName = (typeof channelNames)[number]

/** Where a person can be written to: one chat with one of our bots. `account` is the bot's public id, never its token. */
export interface Address {
  channel: ChannelName
  account: string
  chat: string
}

/** One thing a person did in a chat, in our own words. `eventId` is unique within channel and account. */
export interface Inbound extends Address {
  eventId: string
  /** When the platform says it happened, ms since the epoch. */
  at: number
  /** The name the platform shows for the sender; for coordinators' eyes only, never logged. */
  senderName?: string
  content: Content
}

export type Content =
  | { kind: 'text'; text: string; replyTo?: string }
  /** A button: `letter` is ours, `number` that of the choice in it. */
  | { kind: 'press'; letter: string; number: number; pressId: string }
  /** The start of a chat, with the deep link's payload ('' without one). */
  | { kind: 'start'; payload: string }
  /** A contact card; `own` when the platform vouches that it is the sender's own number. */
  | { kind: 'phone'; phone: string; own: boolean }
  | {
      kind: 'media'
      what: 'photo' | 'file' | 'voice' | 'video' | 'sticker' | 'location' | 'other'
      caption?: string
      ref?: string
    }
  /** The person shut the bot out, or let it in again. */
  | { kind: 'closed' }
  | { kind: 'opened' }

/** A choice under a card: a button where the channel has them, else a numbered line. */
export interface Choice {
  label: string
  command: Command
  /** Choices with the same row stand side by side where there are buttons; without, each has its own line. */
  row?: number
  /**
   * What a button's data names and what stands before the line where there are no buttons. Unique among the chat's
   * open cards, so that a person may type it; given when the letter is written, and kept for the letter's life.
   */
  number?: number
}

/** What a person is shown. Plain text: names and numbers of offices hold characters that markup would eat. */
export interface Card {
  text: string
  choices: Choice[]
}

/** A letter as an adapter gets it: the address, the final text and the labels. */
export interface Outgoing extends Address {
  letter: string
  text: string
  /** Rows of buttons; empty where the channel has none. `data` is at most 64 bytes of ASCII. */
  buttons: { label: string; data: string }[][]
  /** The platform's id of the message this one replies to, when known. */
  replyTo?: string
}

/** Why a send did not succeed; each has one honest sentence in every language. */
export type FailureReason =
  | 'blocked' // the person shut the bot out
  | 'no-such-chat' // the chat does not exist or was never opened
  | 'account-gone' // the person's account was deleted
  | 'message-gone' // the message to edit is no longer there
  | 'bad-message' // the platform does not accept this text
  | 'throttled'
  | 'quota' // the bot's allowance is used up
  | 'unreachable' // the platform cannot be reached
  | 'platform-error'
  | 'token-refused' // the platform no longer knows our bot
  | 'no-answer' // cut off after the request left

/** What came of one attempt. Adapters translate every answer of their platform into one of these. */
export type SendResult =
  | { kind: 'sent'; platformId: string }
  /** Nothing was delivered; try again, at the earliest after `afterMs` (real time). `scope: 'account'` holds the whole token. */
  | { kind: 'retry'; reason: FailureReason; afterMs?: number; scope: 'account' | 'letter' }
  /** The request left and no answer came: it may have been delivered. */
  | { kind: 'unknown' }
  | { kind: 'refused'; what: 'message' | 'address'; reason: FailureReason }
