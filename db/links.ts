import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { links } from './schema.ts'

export type Link = typeof links.$inferSelect

export async function linkById(db: Db | Tx, id: string): Promise<Link | null> {
  const [row] = await db.select().from(links).where(eq(links.id, id))
  return row ?? null
}

/** The link to that letter, if one was ever given out. */
export async function linkToLetter(db: Db | Tx, letterId: string): Promise<Link | null> {
  const [row] = await db.select().from(links).where(eq(links.letterId, letterId))
  return row ?? null
}

export async function saveLink(tx: Tx, link: typeof links.$inferInsert): Promise<Link> {
  const [row] = await tx.insert(links).values(link).returning()
  return row!
}

export const linksOf = (db: Db | Tx, contactId: string): Promise<Link[]> =>
  db
    .select()
    .from(links)
    .where(eq(links.contactId, contactId))
    .orderBy(desc(links.issuedAt))
    .then((rows) => rows)

/** A person opened it: the first time is kept, and the last. */
export async function markOpened(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .update(links)
    .set({ openedAt: sql`coalesce(${links.openedAt}, ${now})`, lastOpenedAt: now })
    .where(eq(links.id, id))
}

/** None of the contact's links opens anything any more. */
export async function revokeLinks(tx: Tx, contactId: string, now: number): Promise<void> {
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.contactId, contactId), isNull(links.revokedAt)))
}
