import { and, desc, eq, gt, isNull, max } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { nominations, unitLinks } from './schema.ts'

export type UnitLink = typeof unitLinks.$inferSelect
export type Nomination = typeof nominations.$inferSelect

/** A unit, for one conference. */
export interface UnitAt {
  unitId: string
  conferenceId: string
}

export async function unitLinkById(db: Db | Tx, id: string): Promise<UnitLink | null> {
  const [row] = await db.select().from(unitLinks).where(eq(unitLinks.id, id))
  return row ?? null
}

/** The unit's link that still opens something, if there is one. */
export async function liveUnitLink(db: Db | Tx, at: UnitAt, now: number): Promise<UnitLink | null> {
  const [row] = await db
    .select()
    .from(unitLinks)
    .where(
      and(
        eq(unitLinks.unitId, at.unitId),
        eq(unitLinks.conferenceId, at.conferenceId),
        isNull(unitLinks.revokedAt),
        gt(unitLinks.expiresAt, now),
      ),
    )
    .orderBy(desc(unitLinks.issuedAt))
    .limit(1)
  return row ?? null
}

export async function saveUnitLink(tx: Tx, row: typeof unitLinks.$inferInsert): Promise<UnitLink> {
  const [saved] = await tx.insert(unitLinks).values(row).returning()
  return saved!
}

/** The first time somebody opened it is kept. */
export async function markUnitLinkOpened(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .update(unitLinks)
    .set({ openedAt: now })
    .where(and(eq(unitLinks.id, id), isNull(unitLinks.openedAt)))
}

/** The unit's links for that conference open nothing any more. */
export async function revokeUnitLinks(tx: Tx, at: UnitAt, now: number): Promise<void> {
  await tx
    .update(unitLinks)
    .set({ revokedAt: now })
    .where(
      and(
        eq(unitLinks.unitId, at.unitId),
        eq(unitLinks.conferenceId, at.conferenceId),
        isNull(unitLinks.revokedAt),
      ),
    )
}

export async function nominationById(db: Db | Tx, id: string): Promise<Nomination | null> {
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  return row ?? null
}

/** What the unit said last. */
export async function lastNomination(db: Db | Tx, at: UnitAt): Promise<Nomination | null> {
  const [row] = await db
    .select()
    .from(nominations)
    .where(and(eq(nominations.unitId, at.unitId), eq(nominations.conferenceId, at.conferenceId)))
    .orderBy(desc(nominations.number))
    .limit(1)
  return row ?? null
}

/** Adds it with the conference's next number. */
export async function addNomination(
  tx: Tx,
  row: Omit<typeof nominations.$inferInsert, 'number'>,
): Promise<Nomination> {
  const [last] = await tx
    .select({ number: max(nominations.number) })
    .from(nominations)
    .where(eq(nominations.conferenceId, row.conferenceId))
  const [added] = await tx
    .insert(nominations)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .returning()
  return added!
}

export async function changeNomination(
  tx: Tx,
  id: string,
  changes: Partial<Nomination>,
): Promise<Nomination> {
  const [row] = await tx.update(nominations).set(changes).where(eq(nominations.id, id)).returning()
  if (!row) throw new Error(`no nomination ${id}`)
  return row
}
