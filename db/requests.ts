import { and, asc, count, desc, eq, gt, sql } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { requests } from './schema.ts'

/** A stranger who asked to be let in. */
export type Request = typeof requests.$inferSelect

const isAt = (at: Address) =>
  and(eq(requests.channel, at.channel), eq(requests.account, at.account), eq(requests.chat, at.chat))

/** What that chat asked for last; at most one of a chat waits. */
export async function lastRequestAt(db: Db | Tx, at: Address): Promise<Request | null> {
  const [row] = await db.select().from(requests).where(isAt(at)).orderBy(desc(requests.number)).limit(1)
  return row ?? null
}

export async function requestById(db: Db | Tx, id: string): Promise<Request | null> {
  const [row] = await db.select().from(requests).where(eq(requests.id, id))
  return row ?? null
}

/** The oldest first. */
export const waitingRequests = (db: Db | Tx): Promise<Request[]> =>
  db
    .select()
    .from(requests)
    .where(eq(requests.state, 'waiting'))
    .orderBy(asc(requests.number))
    .then((rows) => rows)

/** How many came in after `since`. */
export async function requestsAfter(db: Db | Tx, since: number): Promise<number> {
  const [row] = await db.select({ came: count() }).from(requests).where(gt(requests.at, since))
  return row?.came ?? 0
}

/** Numbered on from the last one. */
export async function addRequest(
  tx: Tx,
  row: Omit<typeof requests.$inferInsert, 'number'>,
): Promise<Request> {
  const [last] = await tx.select({ number: sql<number>`coalesce(max(${requests.number}), 0)` }).from(requests)
  const [added] = await tx
    .insert(requests)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .returning()
  return added!
}

export async function changeRequest(tx: Tx, id: string, changes: Partial<Request>): Promise<Request> {
  const [row] = await tx.update(requests).set(changes).where(eq(requests.id, id)).returning()
  if (!row) throw new Error(`no request ${id}`)
  return row
}

/** Whoever waited in that chat was linked in another way. */
export const overtakeRequest = (tx: Tx, at: Address, now: number): Promise<Request[]> =>
  tx
    .update(requests)
    .set({ state: 'overtaken', decidedAt: now })
    .where(and(isAt(at), eq(requests.state, 'waiting')))
    .returning()
    .then((rows) => rows)
