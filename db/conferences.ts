import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { bridgePoints, checklistItems, conferences, documents, duties } from './schema.ts'

export type Conference = typeof conferences.$inferSelect
export type BridgePoint = typeof bridgePoints.$inferSelect
export type Document = typeof documents.$inferSelect

/** Neither over nor cancelled. */
export const isLive = and(isNull(conferences.endedAt), isNull(conferences.cancelledAt))

export async function conferenceByCode(db: Db | Tx, code: string): Promise<Conference | null> {
  const [row] = await db.select().from(conferences).where(eq(conferences.code, code))
  return row ?? null
}

export async function conferenceById(db: Db | Tx, id: string): Promise<Conference> {
  const [row] = await db.select().from(conferences).where(eq(conferences.id, id))
  if (!row) throw new Error(`no conference ${id}`)
  return row
}

/** Conferences that are neither over nor cancelled, the nearest first. */
export const liveConferences = (db: Db | Tx): Promise<Conference[]> =>
  db
    .select()
    .from(conferences)
    .where(isLive)
    .orderBy(asc(conferences.startAt))
    .then((rows) => rows)

export async function saveConference(tx: Tx, row: typeof conferences.$inferInsert): Promise<void> {
  const { id: _, createdAt: __, ...changes } = row
  await tx.insert(conferences).values(row).onConflictDoUpdate({ target: conferences.id, set: changes })
}

export async function documentById(db: Db | Tx, id: string | null): Promise<Document | null> {
  if (!id) return null
  const [row] = await db.select().from(documents).where(eq(documents.id, id))
  return row ?? null
}

export async function documentNumbered(db: Db | Tx, number: string): Promise<Document | null> {
  const [row] = await db.select().from(documents).where(eq(documents.number, number))
  return row ?? null
}

export async function saveDocument(tx: Tx, row: typeof documents.$inferInsert): Promise<void> {
  const { id: _, createdAt: __, ...changes } = row
  await tx.insert(documents).values(row).onConflictDoUpdate({ target: documents.id, set: changes })
}

/** Bridge points of a conference that take part, in the file's order. */
export const bridgePointsOf = (db: Db | Tx, conferenceId: string): Promise<BridgePoint[]> =>
  db
    .select()
    .from(bridgePoints)
    .where(and(eq(bridgePoints.conferenceId, conferenceId), isNull(bridgePoints.removedAt)))
    .orderBy(asc(bridgePoints.position))
    .then((rows) => rows)

export async function bridgePointById(db: Db | Tx, id: string): Promise<BridgePoint> {
  const [row] = await db.select().from(bridgePoints).where(eq(bridgePoints.id, id))
  if (!row) throw new Error(`no bridge point ${id}`)
  return row
}

export async function saveBridgePoint(tx: Tx, row: typeof bridgePoints.$inferInsert): Promise<void> {
  const { id: _, ...changes } = row
  await tx.insert(bridgePoints).values(row).onConflictDoUpdate({ target: bridgePoints.id, set: changes })
}

/** Bridge points of live conferences that this contact answers for: as contact, as backup, or on some duty. */
export async function bridgePointsServedBy(db: Db | Tx, contactId: string): Promise<BridgePoint[]> {
  const rows = await db
    .selectDistinct({ point: bridgePoints })
    .from(bridgePoints)
    .innerJoin(conferences, eq(conferences.id, bridgePoints.conferenceId))
    .leftJoin(duties, eq(duties.bridgePointId, bridgePoints.id))
    .where(
      and(
        isLive,
        isNull(bridgePoints.removedAt),
        or(
          eq(bridgePoints.contactId, contactId),
          eq(bridgePoints.backupId, contactId),
          eq(duties.contactId, contactId),
        ),
      ),
    )
    .orderBy(asc(conferences.startAt), asc(bridgePoints.position))
  return rows.map((row) => row.point)
}

export const dutiesOf = (db: Db | Tx, bridgePointId: string) =>
  db
    .select()
    .from(duties)
    .where(eq(duties.bridgePointId, bridgePointId))
    .then((rows) => rows)

export const dutiesOfRound = (db: Db | Tx, roundId: string) =>
  db
    .select()
    .from(duties)
    .where(eq(duties.roundId, roundId))
    .then((rows) => rows)

/** The labels to check at a bridge point in a round: its own, else the round's own, else the conference's. */
export async function checklistFor(db: Db | Tx, point: BridgePoint, roundId: string): Promise<string[]> {
  const items = await db
    .select()
    .from(checklistItems)
    .where(eq(checklistItems.conferenceId, point.conferenceId))
    .orderBy(asc(checklistItems.position))
  const ofRound = items.filter((item) => item.roundId === roundId)
  const ofPoint = items.filter((item) => item.bridgePointId === point.id)
  const common = items.filter((item) => !item.roundId && !item.bridgePointId)
  const chosen = ofPoint.length > 0 ? ofPoint : ofRound.length > 0 ? ofRound : common
  return chosen.map((item) => item.label)
}

export async function markConference(tx: Tx, id: string, changes: Partial<Conference>): Promise<void> {
  await tx.update(conferences).set(changes).where(eq(conferences.id, id))
}

export const conferencesToEnd = (db: Db | Tx, now: number): Promise<Conference[]> =>
  db
    .select()
    .from(conferences)
    .where(and(isLive, lte(conferences.endAt, now)))
    .then((rows) => rows)
