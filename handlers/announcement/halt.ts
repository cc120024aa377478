import { type Announcement, changeAnnouncement } from '../../db/announcements.ts'
import { record } from '../../db/facts.ts'
import { pauseLetters, resumeLetters, stopLetters } from '../../db/announcement-letters.ts'
import { endAsks, forgetReminders } from '../../db/recipients.ts'
import { tallyOf } from '../../db/tallies.ts'
import { fallbackAt } from '../../src/domain/reach.ts'
import { leavesAt } from '../../src/domain/announcement.ts'
import type { Turn } from '../world.ts'
import { isThrough } from './progress.ts'
import type { Author } from './send.ts'
import { lookSoon } from './watch.ts'
import { kindOf } from './write-first.ts'

/** What came of an order to an announcement on its way; `why` it was not done. */
export type Halted =
  | { kind: 'done'; announcement: Announcement }
  | { kind: 'not-done'; why: 'not-sent' | 'through' | 'stopped' | 'recalled' | 'paused' | 'not-paused' }

/** What has not left waits until it is resumed. */
export async function pause(turn: Turn, announcement: Announcement, by: Author): Promise<Halted> {
  const why = await whyNot(turn, announcement)
  if (why) return { kind: 'not-done', why }
  if (announcement.state === 'paused') return { kind: 'not-done', why: 'paused' }
  await pauseLetters(turn.tx, announcement.id)
  return change(turn, announcement, 'paused', by, goesOn(announcement))
}

/** It goes on where it stood; one that was to leave at a moment still to come leaves then. */
export async function resume(turn: Turn, announcement: Announcement, by: Author): Promise<Halted> {
  const why = await whyNot(turn, announcement)
  if (why) return { kind: 'not-done', why }
  if (announcement.state !== 'paused') return { kind: 'not-done', why: 'not-paused' }
  await letGo(turn, announcement)
  const { now } = turn
  return change(turn, announcement, 'sending', by, leavesAt(announcement.leaves, now))
}

async function letGo({ world, tx, now }: Turn, announcement: Announcement): Promise<void> {
  const fallbackMs = fallbackAt(kindOf(announcement), 0, world.settings.reach) ?? 0
  await resumeLetters(tx, announcement.id, now, fallbackMs)
}

/** What has not left never will, save what puts right what somebody has. Nobody is asked for what never reached them. */
export async function stop(turn: Turn, announcement: Announcement, by: Author): Promise<Halted> {
  const why = await whyNot(turn, announcement)
  if (why) return { kind: 'not-done', why }
  await stopLetters(turn.tx, announcement.id, { sparing: true })
  await letGo(turn, announcement)
  await endAsks(turn.tx, announcement.id, true)
  await forgetReminders(turn.tx, announcement)
  return change(turn, announcement, 'stopped', by, goesOn(announcement))
}

/** Whoever has it is still told what was corrected; nobody else is written to, and nothing else is said. */
const goesOn = ({ revision, spreadAt }: Announcement) => (revision > 1 ? spreadAt : null)

async function whyNot(turn: Turn, announcement: Announcement) {
  const { state } = announcement
  if (state === 'draft' || state === 'discarded') return 'not-sent'
  if (state === 'stopped' || state === 'recalled') return state
  return state === 'sending' && isThrough(announcement, await tallyOf(turn.tx, announcement))
    ? 'through'
    : null
}

async function change(
  turn: Turn,
  { id }: Announcement,
  state: 'sending' | 'paused' | 'stopped',
  by: Author,
  spreadAt: number | null,
): Promise<Halted> {
  const { tx, now } = turn
  const announcement = await changeAnnouncement(tx, id, { state, stateAt: now, stateBy: by, spreadAt })
  await record(tx, now, by ?? 'console', `announcement-${state}`, id)
  await lookSoon(turn, id)
  return { kind: 'done', announcement }
}
