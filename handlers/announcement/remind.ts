import { type Announcement, changeAnnouncement } from '../../db/announcements.ts'
import { record } from '../../db/facts.ts'
import { isReminding } from '../../db/reminders.ts'
import { awaitsReminder } from '../../db/recipients.ts'
import { tallyOf } from '../../db/tallies.ts'
import { MINUTE } from '../../src/domain/time.ts'
import type { Turn } from '../world.ts'
import { isOpen } from './is-open.ts'
import type { Author } from './send.ts'
import { lookSoon } from './watch.ts'

/** Two reminders of one announcement are at least so far apart; the first may go at once. */
const APART_MS = 5 * MINUTE

export type Reminded =
  | { kind: 'done'; announcement: Announcement; people: number }
  | { kind: 'not-done'; why: 'not-sent' | 'asks-nothing' | 'closed' | 'recalled' | 'paused' | 'nobody' }
  /** `minutes` until the next may go. */
  | { kind: 'too-soon'; minutes: number }

/** One reminder to everybody who has it and has not answered, and to nobody else. */
export async function remindRest(turn: Turn, announcement: Announcement, by: Author): Promise<Reminded> {
  const { tx, now } = turn
  const why = whyNot(turn, announcement)
  if (why) return { kind: 'not-done', why }
  const { owing } = await tallyOf(tx, announcement)
  if (owing === 0) return { kind: 'not-done', why: 'nobody' }
  const waits = (await lastRemindedAt(turn, announcement)) + APART_MS - now
  if (waits > 0) return { kind: 'too-soon', minutes: Math.ceil(waits / MINUTE) }
  const { id, reminders } = announcement
  const reminded = await changeAnnouncement(tx, id, {
    reminders: reminders + 1,
    remindedAt: now,
    spreadAt: now,
  })
  await record(tx, now, by ?? 'console', 'announcement-reminded', id, { people: owing })
  await lookSoon(turn, id)
  return { kind: 'done', announcement: reminded, people: owing }
}

/**
 * While a wave is on its way, whoever comes last in it has not been reminded yet. What cannot leave keeps nobody else waiting:
 * the next takes its place.
 */
async function lastRemindedAt({ tx, now }: Turn, announcement: Announcement): Promise<number> {
  const { id } = announcement
  const isOut = (await awaitsReminder(tx, announcement)) || (await isReminding(tx, id, now - APART_MS))
  return isOut ? now : (announcement.remindedAt ?? -Infinity)
}

function whyNot(turn: Turn, announcement: Announcement) {
  const { state, wanted } = announcement
  if (state === 'draft' || state === 'discarded') return 'not-sent'
  if (state === 'recalled' || state === 'paused') return state
  if (wanted.kind === 'none') return 'asks-nothing'
  return isOpen(turn, announcement) ? null : 'closed'
}
