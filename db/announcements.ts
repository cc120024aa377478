import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lte, max, min, ne, or, sql } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { prepared, preparedWrites } from './prepared.ts'
import { announcementRevisions, announcements } from './schema.ts'

export type Announcement = typeof announcements.$inferSelect
export type Revision = typeof announcementRevisions.$inferSelect

/** Keeps a new one under the next free number. */
export async function saveAnnouncement(
  tx: Tx,
  row: Omit<typeof announcements.$inferInsert, 'number'>,
): Promise<Announcement> {
  const [last] = await tx.select({ number: max(announcements.number) }).from(announcements)
  const number = (last?.number ?? 0) + 1
  const [saved] = await tx
    .insert(announcements)
    .values({ ...row, number })
    .returning()
  return saved!
}

export async function announcementById(db: Db | Tx, id: string): Promise<Announcement | null> {
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id))
  return row ?? null
}

export async function announcementNumbered(db: Db | Tx, number: number): Promise<Announcement | null> {
  const [row] = await db.select().from(announcements).where(eq(announcements.number, number))
  return row ?? null
}

/** The newest first; drafts that came to nothing are left out. */
export const latestAnnouncements = (db: Db | Tx, limit: number): Promise<Announcement[]> =>
  db
    .select()
    .from(announcements)
    .where(ne(announcements.state, 'discarded'))
    .orderBy(desc(announcements.number))
    .limit(limit)
    .then((rows) => rows)

/** What is being written and has not been sent, the one touched last first. */
export const openDrafts = (db: Db | Tx): Promise<Announcement[]> =>
  db
    .select()
    .from(announcements)
    .where(eq(announcements.state, 'draft'))
    .orderBy(desc(announcements.editedAt), desc(announcements.number))
    .then((rows) => rows)

export async function changeAnnouncement(
  tx: Tx,
  id: string,
  changes: Partial<Announcement>,
): Promise<Announcement> {
  const [row] = await tx.update(announcements).set(changes).where(eq(announcements.id, id)).returning()
  if (!row) throw new Error(`no announcement ${id}`)
  return row
}

/** When it leaves, or left: what is set for later leaves at its hour, all else as it is sent. */
const departure = sql<number>`max(${announcements.sentAt}, coalesce(json_extract(${announcements.leaves}, '$.at'), 0))`

/** The newest that said the same and leaves or left since `since`, if any did. */
export async function saidSince(
  db: Db | Tx,
  digest: string,
  since: number,
  except: string | null,
): Promise<Announcement | null> {
  const [row] = await db
    .select()
    .from(announcements)
    .where(
      and(
        eq(announcements.digest, digest),
        gte(departure, since),
        except ? ne(announcements.id, except) : undefined,
      ),
    )
    .orderBy(desc(announcements.sentAt))
    .limit(1)
  return row ?? null
}

export async function saveRevision(tx: Tx, row: typeof announcementRevisions.$inferInsert): Promise<void> {
  await tx.insert(announcementRevisions).values(row)
}

/** Every change to what everybody was to read, the first first. */
export const revisionsOf = (db: Db | Tx, announcementId: string): Promise<Revision[]> =>
  db
    .select()
    .from(announcementRevisions)
    .where(eq(announcementRevisions.announcementId, announcementId))
    .orderBy(asc(announcementRevisions.revision))
    .then((rows) => rows)

/** The revision that brought its file as it is; 1 when that is the first. */
export async function fileSince(db: Db | Tx, announcementId: string): Promise<number> {
  const [row] = await db
    .select({ revision: max(announcementRevisions.revision) })
    .from(announcementRevisions)
    .where(
      and(
        eq(announcementRevisions.announcementId, announcementId),
        eq(announcementRevisions.kind, 'new-file'),
      ),
    )
  return row?.revision ?? 1
}

/** Those some of whose recipients are to be written now: the urgent ones, then the longest due. */
export const dueToSpread = (db: Db | Tx, now: number): Promise<Announcement[]> =>
  db
    .select()
    .from(announcements)
    .where(and(isNotNull(announcements.spreadAt), lte(announcements.spreadAt, now)))
    .orderBy(desc(announcements.urgent), asc(announcements.spreadAt), asc(announcements.number))
    .then((rows) => rows)

/** Those of which somebody is to be told how they stand now. */
export const dueToLook = (db: Db | Tx, now: number): Promise<Announcement[]> =>
  db
    .select()
    .from(announcements)
    .where(and(isNotNull(announcements.lookAt), lte(announcements.lookAt, now)))
    .orderBy(asc(announcements.lookAt))
    .then((rows) => rows)

const hot = prepared((db) => ({
  spread: db
    .select({ at: min(announcements.spreadAt) })
    .from(announcements)
    .where(isNotNull(announcements.spreadAt))
    .prepare(),
  look: db
    .select({ at: min(announcements.lookAt) })
    .from(announcements)
    .where(isNotNull(announcements.lookAt))
    .prepare(),
}))

const hotWrites = preparedWrites((tx) => ({
  look: tx
    .update(announcements)
    .set({ lookAt: sql`${sql.placeholder('at')}` })
    .where(
      and(
        eq(announcements.id, sql.placeholder('id')),
        or(isNull(announcements.lookAt), gt(announcements.lookAt, sql.placeholder('at'))),
      ),
    )
    .prepare(),
}))

/** Those who watch it are told how it stands at that moment, or before. */
export async function lookBy(tx: Tx, id: string, at: number): Promise<void> {
  await hotWrites(tx).look.execute({ id, at })
}

/** When recipients are to be written next; null when all have been. */
export const nextSpreadMoment = async (db: Db | Tx) => (await hot(db).spread.execute())[0]?.at ?? null

/** When those who watch an announcement are told next how it stands. */
export const nextLookMoment = async (db: Db | Tx) => (await hot(db).look.execute())[0]?.at ?? null
