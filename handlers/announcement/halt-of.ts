import { announcementById } from '../../db/announcements.ts'
import type { Letter } from '../../db/outbox.ts'
import { announcementIn, isPuttingRight, type Told } from '../../db/announcement-letters.ts'
import type { Turn } from '../world.ts'

/**
 * What an order that came meanwhile makes of a letter that has not left: it stands still, or is taken out. A letter that
 * was written after the order, to put right what had left, goes on; so does one that a stop found on its way. Told by its
 * key, so that it holds for everything that goes with an announcement.
 */
export async function haltOf({ tx }: Pick<Turn, 'tx'>, letter: Told): Promise<'paused' | 'void' | null> {
  const id = announcementIn(letter.key)
  const announcement = id && (await announcementById(tx, id))
  if (!announcement) return null
  const { state, stateAt } = announcement
  if (state === 'paused') return 'paused'
  if ((state !== 'stopped' && state !== 'recalled') || letter.createdAt >= stateAt) return null
  return state === 'stopped' && (await isPuttingRight(tx, id, letter)) ? null : 'void'
}

/** The state of a letter that came back: taken out, it may have arrived by an earlier attempt. */
export async function stateBack(
  turn: Pick<Turn, 'tx'>,
  letter: Pick<Letter, 'key' | 'contactId' | 'createdAt' | 'again' | 'state'>,
): Promise<Letter['state']> {
  const halt = await haltOf(turn, letter)
  return halt === 'void' && letter.again ? 'unknown' : (halt ?? letter.state)
}
