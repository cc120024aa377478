import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Address, ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { blankRow, placeholders, preparedWrites } from './prepared.ts'
import { asks, letters } from './schema.ts'

export type Letter = typeof letters.$inferSelect
export type NewLetter = typeof letters.$inferInsert

/** A letter that has an address. */
export type Addressed = Letter & Address

export const isAddressed = (letter: Letter): letter is Addressed => letter.chat !== null

const blank = blankRow(letters)

const insertLetter = preparedWrites((tx) =>
  tx
    .insert(letters)
    .values(placeholders(letters) as NewLetter)
    .onConflictDoNothing()
    .returning()
    .prepare(),
)

/** Puts a letter into the outbox; null when the same has been put before. */
export async function put(tx: Tx, letter: NewLetter): Promise<Letter | null> {
  const [row] = await insertLetter(tx).execute({ ...blank, ...letter })
  return row ?? null
}

export async function letterById(db: Db | Tx, id: string): Promise<Letter | null> {
  const [row] = await db.select().from(letters).where(eq(letters.id, id))
  return row ?? null
}

export async function letterKeyed(db: Db | Tx, key: string): Promise<Letter | null> {
  const [row] = await db.select().from(letters).where(eq(letters.key, key))
  return row ?? null
}

export async function changeLetter(tx: Tx, id: string, changes: Partial<Letter>): Promise<void> {
  await tx.update(letters).set(changes).where(eq(letters.id, id))
}

/** Cards that show `subject` and have left or are about to. */
export const lettersShowing = (db: Db | Tx, subject: string): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.subject, subject),
        isNotNull(letters.subject),
        inArray(letters.state, ['held', 'pending', 'paused', 'sent']),
      ),
    )
    .then((rows) => rows)

/** Letters that wait for this contact to have a path. */
export const heldFor = (db: Db | Tx, contactId: string): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(and(eq(letters.contactId, contactId), eq(letters.state, 'held')))
    .orderBy(asc(letters.urgency), asc(letters.createdAt), asc(letters.id))
    .then((rows) => rows)

/** Nobody has it in hand, and it may yet leave. */
export const hasNotLeft = () =>
  and(inArray(letters.state, ['pending', 'paused', 'held']), isNull(letters.claimedBy))

/** Everything of an ask that has not left yet. */
export async function withdraw(tx: Tx, askIds: string[], state: 'unneeded' | 'void'): Promise<void> {
  if (askIds.length === 0) return
  await tx
    .update(letters)
    .set({ state })
    .where(and(inArray(letters.askId, askIds), hasNotLeft()))
}

/** What has not left of an ask that was answered, save what is worth having all the same. */
export async function withdrawChasing(tx: Tx, askId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'unneeded' })
    .where(and(eq(letters.askId, askId), eq(letters.chasing, true), hasNotLeft()))
}

/** Reminders of an ask that have not left for this contact yet. */
export async function withdrawReminders(tx: Tx, askId: string, contactId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'unneeded' })
    .where(
      and(
        eq(letters.askId, askId),
        eq(letters.contactId, contactId),
        sql`${letters.key} glob 'remind:*'`,
        hasNotLeft(),
      ),
    )
}

export async function lettersOfConference(db: Db | Tx, conferenceId: string): Promise<Letter[]> {
  const rows = await db
    .select({ letter: letters })
    .from(letters)
    .innerJoin(asks, eq(asks.id, letters.askId))
    .where(eq(asks.conferenceId, conferenceId))
  return rows.map((row) => row.letter)
}

/** How many letters are in each state. */
export async function letterCounts(db: Db | Tx): Promise<Record<string, number>> {
  const rows = await db
    .select({ state: letters.state, count: sql<number>`count(*)` })
    .from(letters)
    .groupBy(letters.state)
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** How many letters wait to be sent by each bot. */
export async function waitingByBot(
  db: Db | Tx,
): Promise<{ channel: ChannelName; account: string; count: number }[]> {
  const rows = await db
    .select({ channel: letters.channel, account: letters.account, count: sql<number>`count(*)` })
    .from(letters)
    .where(eq(letters.state, 'pending'))
    .groupBy(letters.channel, letters.account)
  return rows.flatMap(({ channel, account, count }) =>
    channel && account ? [{ channel, account, count }] : [],
  )
}

/** Letters that did not arrive or may not have, newest first: what a coordinator has to know. */
export const troubledLetters = (db: Db | Tx, limit: number): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(inArray(letters.state, ['failed', 'unknown', 'held']))
    .orderBy(desc(letters.createdAt))
    .limit(limit)
    .then((rows) => rows)
