import type { FailureReason } from './message.ts'

/** What is owed by everybody an announcement goes to. */
export type AnswerWanted =
  | { kind: 'none' }
  | { kind: 'received' }
  /** One of up to `MOST_OPTIONS`. */
  | { kind: 'choice'; options: string[] }
  /** Summed over everybody: 'số đại biểu dự'. */
  | { kind: 'number' }
  | { kind: 'text' }
  | { kind: 'file' }

export const MOST_OPTIONS = 5

/** What one person answered; `option` is its place in `options`. `media` is the id of a file in the store. */
export type Given =
  | { kind: 'received' }
  | { kind: 'choice'; option: number }
  | { kind: 'number'; number: number }
  | { kind: 'text'; words: string }
  | { kind: 'file'; media: string; fileName: string }

/** When it leaves: at once, at a moment, or at once for those in whose own hours it is and later for the others. */
export type When = { kind: 'now' } | { kind: 'at'; at: number } | { kind: 'hours' }

/** The first of it leaves then; what was set for a moment that has passed leaves now. */
export const leavesAt = (leaves: When, now: number): number =>
  leaves.kind === 'at' ? Math.max(now, leaves.at) : now

/**
 * `draft`: somebody is writing it. `sending`: on its way, or through. `paused`: what has not left waits. `stopped`: what
 * had not left never will. `recalled`: taken back where it could be, said to be so elsewhere. `discarded`: never sent.
 */
export type AnnouncementState = 'draft' | 'sending' | 'paused' | 'stopped' | 'recalled' | 'discarded'

/** What has been done to the text that everybody gets; each is a revision, kept. */
export type RevisionKind = 'sent' | 'corrected' | 'new-file' | 'recalled'

/**
 * How far it has come with one person. `queued`: has not left. `held`: no path to them. `sent`: left. `delivered`: reported
 * on their phone. `answered`: they did what was asked. `failed`: for good. `unneeded`: answered before it left.
 * `stopped`: taken out before it left.
 */
export type RecipientState =
  | 'queued'
  | 'held'
  | 'sent'
  | 'delivered'
  | 'answered'
  | 'failed'
  | 'unneeded'
  | 'stopped'

/** How many of `total`; `sent` counts those that arrived as well, `delivered` those that answered too where arrival is reported. */
export interface Tally {
  total: number
  queued: number
  held: number
  sent: number
  delivered: number
  acknowledged: number
  /** Those who have it and have not answered. */
  owing: number
  failed: number
  /** Why, and how many for each. */
  failures: { reason: FailureReason; people: number }[]
  stopped: number
  /** Answered before it left. */
  unneeded: number
  /** Something of it is about to leave: a first message, a correction, a reminder. */
  leaving: boolean
}
