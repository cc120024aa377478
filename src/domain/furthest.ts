import type { AnnouncementState, RecipientState, Tally } from './announcement.ts'
import type { LetterState } from './delivery.ts'
import type { ChannelName, FailureReason } from './message.ts'

/** One letter to a recipient, as far as it tells how far the announcement has come with them. */
export interface Course {
  channel: ChannelName | null
  state: LetterState
  sentAt: number | null
  deliveredAt: number | null
  reason: FailureReason | null
  mediaReason: FailureReason | null
  /** The revision it was written with; 0 for what goes with any. */
  revision: number
  /** An edit is owed. */
  dirty: boolean
}

/** One of those it goes to. */
export interface Recipient {
  settledAt: number | null
  /** Since when they are forgotten: nothing is written to them any more. */
  erasedAt: number | null
  /** What they were written up to; 0 when nothing was. */
  revision: number
}

/** What a recipient's letters are held against. */
export interface Version {
  state: AnnouncementState
  /** The revision that brought its file as it is; 1 when that is the first. */
  fileSince: number
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
  /** They have it, and lack what was corrected since. */
  isOutdated: boolean
  /** Why it came no further; with one that left, why its file or the correction is not there. */
  reason: FailureReason | null
}

/**
 * How far an announcement has come with one person: of their letters, the oldest first, the one that came furthest
 * counts, of several the newest; whoever was written to about a new file has what those say that bring it. What `tallyOf`
 * counts is counted by the same rule.
 */
export function furthest(
  all: readonly Course[],
  { settledAt, erasedAt, revision }: Recipient,
  { state, fileSince }: Version,
): Furthest {
  const isPast = (letter: Course) => letter.revision > 0 && letter.revision < fileSince
  const letters = revision < fileSince ? all : all.filter((letter) => !isPast(letter))
  const most = Math.max(...letters.map(rank))
  const letter = letters.findLast((each) => rank(each) === most) ?? null
  const { channel = null, sentAt = null, deliveredAt = null } = letter ?? {}
  const isOver = state === 'stopped' || state === 'recalled' || erasedAt !== null
  const came = letter && most > 0 ? ranks[most]! : isOver ? 'stopped' : 'queued'
  const has = came === 'sent' || came === 'delivered'
  const lacks = has && state !== 'recalled' ? lackingSince(letters, revision) : null
  return {
    state: settledAt === null ? came : 'answered',
    came,
    channel,
    at: settledAt ?? (came === 'delivered' ? deliveredAt : came === 'sent' ? sentAt : null),
    sentAt,
    deliveredAt,
    isOutdated: lacks !== null,
    reason: lacks ? lacks.reason : letter && reasonOf(letter, came),
  }
}

/** Why what was corrected is not there, neither by an edit nor in a message of its own; null when it is, or on its way. */
function lackingSince(letters: readonly Course[], revision: number): { reason: FailureReason | null } | null {
  const written = letters.filter(({ state }) => state !== 'void' && state !== 'unneeded')
  const newest = Math.max(...written.map((letter) => letter.revision))
  const own = written.filter((letter) => letter.revision === newest)
  const isThere = ({ state, reason, dirty }: Course) =>
    state === 'sent' && (newest === revision || dirty || reason === null)
  if (own.some((letter) => isThere(letter) || places[letter.state] === 'queued')) return null
  return { reason: own.findLast(({ reason }) => reason !== null)?.reason ?? null }
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

function reasonOf(letter: Course, came: Furthest['came']): FailureReason | null {
  if (came === 'sent' || came === 'delivered') return letter.mediaReason
  if (came === 'failed') return letter.reason ?? 'no-answer'
  return came === 'queued' ? letter.reason : null
}
