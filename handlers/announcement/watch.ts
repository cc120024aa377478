import { announcementIn } from '../../db/announcement-letters.ts'
import { lookBy } from '../../db/announcements.ts'
import type { Letter } from '../../db/outbox.ts'
import type { Turn } from '../world.ts'

/** So often at most those who watch an announcement see it change, real ms: platforms allow few edits of one message. */
const LOOK_EVERY_MS = 3_000

/** Something has come of it: those who watch it see so within a moment. */
export const lookSoon = ({ tx, world }: Pick<Turn, 'tx' | 'world'>, announcementId: string): Promise<void> =>
  lookBy(tx, announcementId, world.afterReal(LOOK_EVERY_MS))

/** The same where something has come of these letters, of whatever announcements. */
export async function lookSoonAt(
  turn: Pick<Turn, 'tx' | 'world'>,
  letters: readonly Pick<Letter, 'key'>[],
): Promise<void> {
  for (const id of new Set(letters.map(({ key }) => announcementIn(key))))
    if (id !== null) await lookSoon(turn, id)
}
