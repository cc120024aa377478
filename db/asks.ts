import { and, asc, desc, eq, gt, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm'
import type { Chased } from '../src/domain/ask.ts'
import type { Db, Tx } from './open.ts'
import { blankRow, placeholders, prepared, preparedWrites } from './prepared.ts'
import { answers, asked, asks } from './schema.ts'

export type Ask = typeof asks.$inferSelect
export type Answer = typeof answers.$inferSelect

/** The ask as the rule of chasing needs it. */
export const chased = (ask: Ask): Chased => ({ ...ask, hasBackup: ask.backupId !== null })

const hot = prepared((db) => ({
  ask: db
    .select()
    .from(asks)
    .where(eq(asks.id, sql.placeholder('id')))
    .prepare(),
  latest: db
    .select()
    .from(answers)
    .where(eq(answers.askId, sql.placeholder('askId')))
    .orderBy(desc(answers.seq))
    .limit(1)
    .prepare(),
  deciding: db
    .select()
    .from(answers)
    .where(and(eq(answers.askId, sql.placeholder('askId')), eq(answers.decides, true)))
    .orderBy(desc(answers.seq))
    .limit(1)
    .prepare(),
  nextMoment: db
    .select({ at: asks.nextStepAt })
    .from(asks)
    .where(isNotNull(asks.nextStepAt))
    .orderBy(asc(asks.nextStepAt))
    .limit(1)
    .prepare(),
}))

const hotWrites = preparedWrites((tx) => ({
  open: tx
    .insert(asks)
    .values(placeholders(asks) as typeof asks.$inferInsert)
    .onConflictDoNothing()
    .returning()
    .prepare(),
  markAsked: tx
    .insert(asked)
    .values(placeholders(asked) as typeof asked.$inferInsert)
    .onConflictDoNothing()
    .prepare(),
}))

export async function askById(db: Db | Tx, id: string): Promise<Ask | null> {
  const [row] = await hot(db).ask.execute({ id })
  return row ?? null
}

/** Opens an ask; null when the same thing has been asked before. */
export async function openAsk(tx: Tx, row: typeof asks.$inferInsert): Promise<Ask | null> {
  const [opened] = await hotWrites(tx).open.execute({ ...blankRow(asks), ...row })
  if (!opened) return null
  await markAsked(tx, opened.id, opened.owedBy, 'owner', opened.openedAt)
  return opened
}

export async function changeAsk(tx: Tx, id: string, changes: Partial<Ask>): Promise<Ask> {
  const [row] = await tx.update(asks).set(changes).where(eq(asks.id, id)).returning()
  if (!row) throw new Error(`no ask ${id}`)
  return row
}

export async function markAsked(
  tx: Tx,
  askId: string,
  contactId: string,
  as: 'owner' | 'backup',
  at: number,
) {
  await hotWrites(tx).markAsked.execute({ askId, contactId, as, at })
}

/** Everyone who has been asked: they may answer, and reminders go to them. */
export const askedIn = (db: Db | Tx, askId: string) =>
  db
    .select()
    .from(asked)
    .where(eq(asked.askId, askId))
    .orderBy(asc(asked.at))
    .then((rows) => rows)

/** Asks whose next step is due, the longest due first. */
export const dueAsks = (db: Db | Tx, now: number, limit: number): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(and(isNotNull(asks.nextStepAt), lte(asks.nextStepAt, now)))
    .orderBy(asc(asks.nextStepAt), asc(asks.id))
    .limit(limit)
    .then((rows) => rows)

/** Asks of these people whose next step is due after `after` but not after `until`, ms. */
export const asksDueSoon = (db: Db | Tx, owners: string[], after: number, until: number): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(and(inArray(asks.owedBy, owners), gt(asks.nextStepAt, after), lte(asks.nextStepAt, until)))
    .orderBy(asc(asks.nextStepAt), asc(asks.id))
    .then((rows) => rows)

export async function nextAskMoment(db: Db | Tx): Promise<number | null> {
  return (await hot(db).nextMoment.execute())[0]?.at ?? null
}

export const asksOfRound = (db: Db | Tx, roundId: string): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(eq(asks.roundId, roundId))
    .then((rows) => rows)

export const asksOfConference = (db: Db | Tx, conferenceId: string): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(and(eq(asks.conferenceId, conferenceId), ne(asks.state, 'ended')))
    .then((rows) => rows)

export const asksOfAssignments = (db: Db | Tx, ids: string[]): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(inArray(asks.assignmentId, ids))
    .then((rows) => rows)

export async function mayAnswer(db: Db | Tx, askId: string, contactId: string): Promise<boolean> {
  const [row] = await db
    .select({ at: asked.at })
    .from(asked)
    .where(and(eq(asked.askId, askId), eq(asked.contactId, contactId)))
  return row !== undefined
}

// — answers

export async function addAnswer(tx: Tx, answer: Omit<typeof answers.$inferInsert, 'seq'>): Promise<void> {
  await tx.insert(answers).values(answer)
}

/** The answer that counts; with `deciding`, the last one that said a status rather than ticking an item. */
export async function latestAnswer(db: Db | Tx, askId: string, deciding = false): Promise<Answer | null> {
  const { latest, deciding: last } = hot(db)
  const [row] = await (deciding ? last : latest).execute({ askId })
  return row ?? null
}

/** Every answer to these asks, oldest first. */
export const answersTo = (db: Db | Tx, askIds: string[]): Promise<Answer[]> =>
  db
    .select()
    .from(answers)
    .where(inArray(answers.askId, askIds))
    .orderBy(asc(answers.seq))
    .then((rows) => rows)

/** How many asks are in each state. */
export async function countAsks(db: Db | Tx): Promise<Record<string, number>> {
  const rows = await db
    .select({ state: asks.state, count: sql<number>`count(*)` })
    .from(asks)
    .groupBy(asks.state)
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}
