import type { LetterState } from './delivery.ts'
import type { ChannelName, FailureReason } from './message.ts'

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

/** One letter to a recipient, as far as it tells how far the announcement has come with them. */
export interface Course {
  channel: ChannelName | null
  state: LetterState
  sentAt: number | null
  deliveredAt: number | null
  reason: FailureReason | null
  mediaReason: FailureReason | null
}

export interface Furthest {
  state: RecipientState
  /** The same as far as the letters alone tell, answered or not. */
  came: Exclude<RecipientState, 'answered'>
  /** By which path it came that far; null when no letter has one. */
  channel: ChannelName | null
  /** Since when it is so, where that is known. */
  at: number | null
  sentAt: number | null
  deliveredAt: number | null
  /** Why it came no further; with one that left, why its file is not there. */
  reason: FailureReason | null
}

/**
 * How far an announcement has come with one person: of their letters, the oldest first, the one that came furthest
 * counts, of several the newest. What `tallyOf` counts is counted by the same rule.
 */
export function furthest(
  letters: readonly Course[],
  ask: { settledAt: number | null } | null,
  announcement: AnnouncementState,
): Furthest {
  const most = Math.max(...letters.map(rank))
  const letter = letters.findLast((each) => rank(each) === most) ?? null
  const { channel = null, sentAt = null, deliveredAt = null } = letter ?? {}
  const came = letter && most > 0 ? ranks[most]! : unwritten(announcement)
  const settledAt = ask?.settledAt ?? null
  return {
    state: settledAt === null ? came : 'answered',
    came,
    channel,
    at: settledAt ?? (came === 'delivered' ? deliveredAt : came === 'sent' ? sentAt : null),
    sentAt,
    deliveredAt,
    reason: letter && reasonOf(letter, came),
  }
}

/** What is said of each recipient, counted: the same as `tallyOf` finds in the tables. `owes`: has it, and has not answered. */
export function tallied(recipients: readonly (Furthest & { owes: boolean })[], leaving: boolean): Tally {
  const count = (is: (one: (typeof recipients)[number]) => boolean) => recipients.filter(is).length
  return {
    total: recipients.length,
    queued: count(({ came }) => came === 'queued'),
    held: count(({ came }) => came === 'held'),
    sent: count(({ came }) => came === 'sent' || came === 'delivered'),
    delivered: count(({ came }) => came === 'delivered'),
    acknowledged: count(({ state }) => state === 'answered'),
    owing: count(({ owes }) => owes),
    failed: count(({ came }) => came === 'failed'),
    failures: failuresIn(recipients.filter(({ came }) => came === 'failed')),
    stopped: count(({ came }) => came === 'stopped'),
    unneeded: count(({ came }) => came === 'unneeded'),
    leaving,
  }
}

function failuresIn(failed: readonly Furthest[]): Tally['failures'] {
  const reasons = failed.flatMap(({ reason }) => reason ?? [])
  return [...new Set(reasons)].map((reason) => ({
    reason,
    people: reasons.filter((each) => each === reason).length,
  }))
}

/** The least first. Whoever shut us out has failed, though a letter waits for another path to them. */
const ranks: Furthest['came'][] = ['stopped', 'unneeded', 'held', 'failed', 'queued', 'sent', 'delivered']

function rank({ state, deliveredAt }: Course): number {
  return ranks.indexOf(state === 'sent' && deliveredAt !== null ? 'delivered' : places[state])
}

const places: Record<LetterState, Furthest['came']> = {
  sent: 'sent',
  pending: 'queued',
  paused: 'queued',
  held: 'held',
  unneeded: 'unneeded',
  failed: 'failed',
  unknown: 'failed',
  void: 'stopped',
}

const unwritten = (announcement: AnnouncementState): Furthest['came'] =>
  announcement === 'stopped' || announcement === 'recalled' ? 'stopped' : 'queued'

function reasonOf(letter: Course, came: Furthest['came']): FailureReason | null {
  if (came === 'sent' || came === 'delivered') return letter.mediaReason
  if (came === 'failed') return letter.reason ?? 'no-answer'
  return came === 'queued' ? letter.reason : null
}
