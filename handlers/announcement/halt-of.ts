import { announcementById } from '../../db/announcements.ts'
import type { Letter } from '../../db/outbox.ts'
import { announcementIn } from '../../db/announcement-letters.ts'
import type { Turn } from '../world.ts'

/**
 * What an order that came meanwhile makes of a letter that has not left: it stands still, or is taken out. A letter that
 * was written after the order, to put right what had left, goes on. Told by its key, so that it holds for everything that
 * goes with an announcement.
 */
export async function haltOf(
  { tx }: Pick<Turn, 'tx'>,
  { key, createdAt }: Pick<Letter, 'key' | 'createdAt'>,
): Promise<'paused' | 'void' | null> {
  const id = announcementIn(key)
  const announcement = id && (await announcementById(tx, id))
  if (!announcement) return null
  const { state, stateAt } = announcement
  if (state === 'paused') return 'paused'
  return (state === 'stopped' || state === 'recalled') && createdAt < stateAt ? 'void' : null
}
