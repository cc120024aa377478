import { announcementById, changeAnnouncement } from '../../db/announcements.ts'
import type { Turn } from '../world.ts'

/** So often at most those who watch an announcement see it change, real ms: platforms allow few edits of one message. */
const LOOK_EVERY_MS = 3_000

/** Something has come of it: those who watch it see so within a moment. */
export async function lookSoon(turn: Turn, announcementId: string): Promise<void> {
  const announcement = await announcementById(turn.tx, announcementId)
  const soon = turn.world.afterReal(LOOK_EVERY_MS)
  if (!announcement || (announcement.lookAt !== null && announcement.lookAt <= soon)) return
  await changeAnnouncement(turn.tx, announcementId, { lookAt: soon })
}
