import type { Command } from './command.ts'
import type { Language } from './person.ts'

/**
 * Every way to a person. On `web` nothing is carried to them: it is the page that their signed links open. `zalo-template`
 * and `email` carry a notice with such a link; the others carry the whole card.
 */
export const channelNames = ['telegram', 'zalo-oa', 'zalo-template', 'zalo-bot', 'web', 'email'] as const
export type ChannelName = (typeof channelNames)[number]

/** The page and the mail have one account each, whatever server they are on. */
export const WEB_ACCOUNT = 'web'
export const MAIL_ACCOUNT = 'mail'

/**
 * Where a person can be written to: one chat with one of our bots. `account` is the bot's public id, never its token. On
 * `zalo-template` the chat is `phone:84…` or `uid:…`, on `email` the address, on `web` the contact's id.
 */
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
  /** `marked`: the same as a source of ours (domain/markup.ts), where it looked different in parts. */
  | { kind: 'text'; text: string; replyTo?: string; marked?: string }
  /** A button: `letter` is ours, `number` that of the choice in it. */
  | { kind: 'press'; letter: string; number: number; pressId: string }
  /** The start of a chat, with the deep link's payload ('' without one). */
  | { kind: 'start'; payload: string }
  /** A contact card, or a form filled in; `own` when the platform vouches that it is the sender's own number. */
  | { kind: 'phone'; phone: string; own: boolean; name?: string }
  | {
      kind: 'media'
      what: 'photo' | 'file' | 'voice' | 'video' | 'sticker' | 'location' | 'other'
      caption?: string
      /** The caption as a source of ours, where it looked different in parts. */
      marked?: string
      /** The platform's own name for it. */
      ref?: string
      /** As the sender's phone has it. */
      fileName?: string
      /** The message it answers, by the platform's id. */
      replyTo?: string
    }
  /** What a form of the page says outright; `photo` is the id of a picture in the store. */
  | { kind: 'wish'; command: Command; photo?: string }
  /** The person shut the bot out, or let it in again. */
  | { kind: 'closed' }
  | { kind: 'opened' }
  /** The platform tells of messages of ours, by its ids: on the phone, or looked at. Nothing that the person did. */
  | { kind: 'receipt'; what: 'delivered' | 'seen'; messages: string[] }
  /** A message that left our account, sent by us or typed by somebody in the platform's own console (`byHand`). */
  | { kind: 'echo'; message: string; text: string; byHand: boolean }
  /** The person wants what the platform handed us about them to be forgotten. */
  | { kind: 'withdrawn' }

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
  /** Stands below the line where there are no buttons; `{number}` in it is that of the choice. */
  hint?: string
}

/** A stretch of a text that looks different; places in UTF-16 code units. Never markup in the text itself: names and numbers of offices hold characters that it would eat. */
export interface Span {
  from: number
  length: number
  style: 'bold' | 'italic' | 'underline' | 'strike' | 'link'
  /** Where a link leads. */
  url?: string
}

/** What a person is shown. */
export interface Card {
  text: string
  /** How stretches of the text look, where the channel can show it; everywhere else the text stands alone. */
  spans?: Span[]
  choices: Choice[]
  /** The person is asked for their own number, where the app can vouch for it; false takes what asked for it away again. */
  asksPhone?: boolean
  /** A picture or file that goes with the text. */
  media?: MediaRef
  /** Of a card that was cut, shown by its last message only: the text before the cuts, for wherever it may yet go. */
  whole?: Pick<Card, 'text' | 'spans'>
}

/** A file we keep; its bytes are in the store under `id`. */
export interface MediaRef {
  id: string
  kind: 'image' | 'file'
  mime: string
  fileName: string
  /** In bytes. */
  size: number
}

/** A file that goes with a letter; its bytes are read only for an upload, null when they are no longer kept. */
export interface Attachment extends MediaRef {
  bytes: () => Promise<Uint8Array | null>
}

/** What a letter is about, for channels whose messages are forms: each kind has its own template there. */
export const topics = ['assignment', 'readiness', 'deadline', 'notice'] as const
export type Topic = (typeof topics)[number]

/** What a form may be filled in with. All short; '' where there is nothing to say. */
export interface Particulars {
  name: string
  address: string
  office: string
  conference: string
  /** The assignment's code and text, or the bridge point. */
  subject: string
  /** 'HH:mm dd/MM/yyyy' in the reader's zone: the due moment or the round's close. */
  when: string
  /** Whom to ring. */
  phone: string
}

/** A letter as an adapter gets it: the address, the final text and the labels. */
export interface Outgoing extends Address {
  letter: string
  text: string
  /** Rows of buttons; empty where the channel has none. `data` is at most 64 bytes of ASCII. */
  buttons: { label: string; data: string }[][]
  /** Stretches of `text` that look different; of `inLines` as well, as far as that goes. */
  spans?: Span[]
  /** The same text with numbered lines in place of the buttons, for a platform that may refuse those; given with buttons. */
  inLines?: string
  /** The platform's id of the message this one replies to, when known. */
  replyTo?: string
  asksPhone?: boolean
  media?: Attachment
  /** What else became of this letter on the platform (a file that followed it), by the platform's ids; given to `retract`. */
  also?: string[]
  /** Where the card can be read and answered without an app, and what a button to it says. Where it may stand on a button, `onButton`. */
  link?: { url: string; token: string; label: string; onButton: boolean }
  topic?: Topic
  particulars?: Particulars
  /** One line that a mail is headed with. */
  headline?: string
  /** The reader's, for what an adapter's own form of a letter says around the text. */
  language?: Language
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
  | 'window-closed' // the person has not written for so long that the platform lets nobody write to them
  | 'not-reachable' // no account for that number, or one that takes no such messages
  | 'night' // the platform takes no such messages at this hour
  | 'consent-needed' // somebody has to authorise us at the platform anew
  | 'needs-attention' // the platform refuses our account until somebody changes something there
  | 'undelivered' // accepted, but never reported to have arrived
  | 'too-large' // the platform takes no file of this size or kind
  | 'blank' // what it says of the person is not known
  | 'too-old' // the platform takes back only what is younger

/** What came of one attempt. Adapters translate every answer of their platform into one of these. */
export type SendResult =
  /** `also`: the platform's ids of what followed it. `mediaFailed`: the text is there, the file that goes with it is not. */
  | { kind: 'sent'; platformId: string; also?: string[]; mediaFailed?: FailureReason }
  /** Nothing was delivered; try again, at the earliest after `afterMs` (real time). `scope: 'account'` holds the whole token. */
  | { kind: 'retry'; reason: FailureReason; afterMs?: number; scope: 'account' | 'letter' }
  /** The request left and no answer came: it may have been delivered. */
  | { kind: 'unknown' }
  | { kind: 'refused'; what: 'message' | 'address' | 'window'; reason: FailureReason }
