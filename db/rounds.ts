import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { isLive } from './conferences.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { conferences, rounds } from './schema.ts'

export type Round = typeof rounds.$inferSelect

export const roundsOf = (db: Db | Tx, conferenceId: string): Promise<Round[]> =>
  db
    .select()
    .from(rounds)
    .where(and(eq(rounds.conferenceId, conferenceId), isNull(rounds.removedAt)))
    .orderBy(asc(rounds.opensAt))
    .then((rows) => rows)

export async function roundById(db: Db | Tx, id: string): Promise<Round> {
  const [row] = await db.select().from(rounds).where(eq(rounds.id, id))
  if (!row) throw new Error(`no round ${id}`)
  return row
}

export async function saveRound(tx: Tx, row: typeof rounds.$inferInsert): Promise<void> {
  const { id: _, ...changes } = row
  await tx.insert(rounds).values(row).onConflictDoUpdate({ target: rounds.id, set: changes })
}

export async function markRound(tx: Tx, id: string, changes: Partial<Round>): Promise<void> {
  await tx.update(rounds).set(changes).where(eq(rounds.id, id))
}

const isUnopened = isNull(rounds.openedAt)
const isOpen = and(isNotNull(rounds.openedAt), isNull(rounds.closedAt))

/** Rounds of live conferences whose time to open has come. */
export const roundsToOpen = (db: Db | Tx, now: number) =>
  roundsDue(db, and(isUnopened, lte(rounds.opensAt, now)))

/** Open rounds whose time to close has come. */
export const roundsToClose = (db: Db | Tx, now: number) =>
  roundsDue(db, and(isOpen, lte(rounds.closesAt, now)))

const roundsDue = (db: Db | Tx, due: ReturnType<typeof and>): Promise<Round[]> =>
  db
    .select({ round: rounds })
    .from(rounds)
    .innerJoin(conferences, eq(conferences.id, rounds.conferenceId))
    .where(and(isLive, isNull(rounds.removedAt), due))
    .then((rows) => rows.map((row) => row.round))

const nextMoments = prepared((db) => ({
  ending: db
    .select({ at: conferences.endAt })
    .from(conferences)
    .where(isLive)
    .orderBy(asc(conferences.endAt))
    .limit(1)
    .prepare(),
  opening: db
    .select({ at: rounds.opensAt })
    .from(rounds)
    .innerJoin(conferences, eq(conferences.id, rounds.conferenceId))
    .where(and(isLive, isNull(rounds.removedAt), isUnopened))
    .orderBy(asc(rounds.opensAt))
    .limit(1)
    .prepare(),
  closing: db
    .select({ at: rounds.closesAt })
    .from(rounds)
    .innerJoin(conferences, eq(conferences.id, rounds.conferenceId))
    .where(and(isLive, isNull(rounds.removedAt), isOpen))
    .orderBy(asc(rounds.closesAt))
    .limit(1)
    .prepare(),
}))

/** The next moment at which a round opens or closes or a conference ends, past ones included; null when none is left. */
export async function nextConferenceMoment(db: Db | Tx): Promise<number | null> {
  const { ending, opening, closing } = nextMoments(db)
  const found = [await ending.execute(), await opening.execute(), await closing.execute()]
  const moments = found.flatMap(([row]) => row?.at ?? [])
  return moments.length > 0 ? Math.min(...moments) : null
}
