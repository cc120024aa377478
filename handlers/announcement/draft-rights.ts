import type { Announcement } from '../../db/announcements.ts'
import { liveConferences } from '../../db/conferences.ts'
import type { Db, Tx } from '../../db/open.ts'
import { isCoordinator } from '../../db/people.ts'

/** The live conferences that somebody is limited to; null when they coordinate everything. */
export async function scopeOf(db: Db | Tx, contactId: string): Promise<string[] | null> {
  if (await isCoordinator(db, contactId, null)) return null
  const own: string[] = []
  for (const { id } of await liveConferences(db)) if (await isCoordinator(db, contactId, id)) own.push(id)
  return own
}

/** Who may change it, and do with it what can be done: its author, while they coordinate anything, and whoever coordinates what it is about. */
export async function mayEdit(
  db: Db | Tx,
  contactId: string,
  { authorId, conferenceId }: Announcement,
): Promise<boolean> {
  if (await isCoordinator(db, contactId, conferenceId)) return true
  return authorId === contactId && isCoordinator(db, contactId)
}
