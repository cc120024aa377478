import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { MediaRef } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { media } from './schema.ts'

/** A file as it is kept; `bytes` is null once its retention is over. */
export type Media = typeof media.$inferSelect

export async function saveMedia(tx: Tx, row: typeof media.$inferInsert): Promise<void> {
  await tx.insert(media).values(row)
}

export async function mediaById(db: Db | Tx, id: string): Promise<Media | null> {
  const [row] = await db.select().from(media).where(eq(media.id, id))
  return row ?? null
}

/** The picture belongs to that fault; only one that this person sent, and that belongs to none yet. */
export async function attachMedia(
  tx: Tx,
  id: string,
  { contactId, incidentId }: { contactId: string; incidentId: string },
): Promise<void> {
  await tx
    .update(media)
    .set({ incidentId })
    .where(and(eq(media.id, id), eq(media.contactId, contactId)))
}

const { id, kind, mime, fileName, size } = media
const named = { id, kind, mime, fileName, size }

/** A picture as a card names it; null when its bytes are no longer kept. */
export async function pictureNamed(db: Db | Tx, mediaId: string): Promise<MediaRef | null> {
  const [row] = await db
    .select(named)
    .from(media)
    .where(and(eq(media.id, mediaId), isNotNull(media.bytes)))
  return row ?? null
}

/** The first picture of a fault that is still kept. */
export async function pictureOf(db: Db | Tx, incidentId: string): Promise<MediaRef | null> {
  const [row] = await db
    .select(named)
    .from(media)
    .where(and(eq(media.incidentId, incidentId), isNotNull(media.bytes)))
    .orderBy(asc(media.at), asc(media.id))
    .limit(1)
  return row ?? null
}
