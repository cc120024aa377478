import type { ChannelName, FailureReason, Inbound, Outgoing, SendResult } from '../domain/message.ts'

export interface Abilities {
  /** Taps on labels under a message. Without them a card carries numbered lines. */
  buttons: boolean
  /** The platform may refuse them, or so many of them: a card then also comes with numbered lines. */
  buttonsMayFail?: boolean
  /** A sent message can be changed. */
  edits: boolean
  /** Stretches of a text may look different; elsewhere it stands alone. */
  formats?: boolean
  /** A link may stand under words; elsewhere it is written out behind them. */
  linksUnderWords?: boolean
  /** Longest text of one message, in UTF-16 code units. */
  textLimit: number
  /** Carries a notice and a link in place of the card. */
  linksOnly?: boolean
  /** Tells when a message has arrived on a phone. */
  receipts?: boolean
}

export interface WebhookRequest {
  /** Header names in lower case. */
  headers: Record<string, string | undefined>
  body: Uint8Array
}

/** What a webhook delivered. `forged` is answered 401; `ignored` counts what was well-formed but means nothing to us. */
export type Received =
  | { kind: 'accepted'; inbound: Inbound[]; ignored: number }
  | { kind: 'forged' }
  /** Well signed, but for another app or account. */
  | { kind: 'foreign' }
  | { kind: 'malformed' }
  /** The platform tries whether anybody is there. */
  | { kind: 'probe' }

/** The bot's own public face, asked from the platform once and kept in the database. */
export interface Profile {
  /** `https://t.me/<userName>` on Telegram; on Zalo the account name. */
  userName: string
  displayName?: string
}

/** Takes what was received and returns once it is safely stored; a poller moves on only then. */
export type Sink = (inbound: Inbound[]) => Promise<void>

/**
 * One account (bot) of one platform: the letter box. An adapter keeps nothing and decides nothing; it translates.
 * No method throws for what a platform may answer; `send` and `edit` never throw at all.
 */
export interface Channel {
  readonly name: ChannelName
  /** The bot's public id (the digits before the colon of its token). */
  readonly account: string
  readonly abilities: Abilities
  /**
   * Sends a letter. Where one letter takes several calls of the platform, each further call waits for `next` first: it
   * takes its own place in the bot's budget and in the chat's. `next` never rejects.
   */
  send(letter: Outgoing, next?: () => Promise<void>): Promise<SendResult>
  /** Changes a sent message; "not modified" counts as sent. Present when `abilities.edits`. */
  edit?(letter: Outgoing, platformId: string): Promise<SendResult>
  /** Takes a sent message back, and what followed it (`letter.also`). Present where the platform can; `too-old` when it no longer does. */
  retract?(letter: Outgoing, platformId: string): Promise<SendResult>
  /**
   * What somebody sent, by the `ref` of its event; `signal` gives it up. Never throws; present where the platform hands
   * files out.
   */
  fetch?(ref: string, signal?: AbortSignal): Promise<Fetched>
  /** Tells the platform at once that a press was seen. Best effort, never throws. */
  noticePress?(pressId: string): Promise<void>
  /** Verifies and parses one webhook request. */
  receive(request: WebhookRequest): Received
  /**
   * Long polling until the signal aborts; retries by itself whatever happens, and reports through `onState`. A channel
   * that cannot be polled only watches whether it can be reached.
   */
  poll(sink: Sink, signal: AbortSignal, onState: (state: LinkState) => void): Promise<void>
  /** Has the platform send its updates to `url`; does nothing when it already does. Throws when it cannot. */
  registerWebhook(url: string): Promise<void>
  /** Asks the platform who we are. Throws `ChannelError` when it cannot be asked. */
  profile(): Promise<Profile>
  /** Lets go of what is still open; what is on its way comes to an end at once. */
  close?(): void
}

/** A file that a platform handed out; `retry` when it may yet. */
export type Fetched =
  | { kind: 'file'; bytes: Uint8Array; mime: string; fileName: string | null }
  | { kind: 'retry'; afterMs?: number }
  | { kind: 'refused'; reason: FailureReason }

/** How the last contact with a platform went, for `/readyz` and the doctor. */
export type LinkState = { kind: 'up' } | { kind: 'down'; reason: string }

/** A platform could not be asked or said no; the message names neither token nor address. */
export class ChannelError extends Error {
  override name = 'ChannelError'
}
