import { and, asc, count, eq, inArray, isNull, not, type Placeholder, sql } from 'drizzle-orm'
import { isHeldNowhere } from './facts.ts'
import type { Db, Tx } from './open.ts'
import { oweReminder } from './recipients.ts'
import { hasNotLeft } from './outbox.ts'
import { letters } from './schema.ts'

/** What the keys of an announcement's letters begin with. */
export const keyOf = (announcementId: string) => `announcement:${announcementId}:`

/** The announcement that a letter of that key goes with; null for any other. */
export const announcementIn = (key: string): string | null => /^announcement:([^:]+):/.exec(key)?.[1] ?? null

/** The revision a letter of an announcement was written with; its key says so from place `from` on. 0 when it names none. */
export const revisionIn = (from: number | Placeholder) =>
  sql<number>`cast(substr(${letters.key}, ${from}) as integer)`

/** Where in the keys of an announcement's letters the revision stands. */
export const revisionAt = (announcementId: string): number => keyOf(announcementId).length + 1

/** A letter that reminds somebody of an announcement. */
export const isReminder = (key: string) => /^announcement:[^:]+:remind/.test(key)

/** That a letter goes with it. `unary` '+' keeps the database from looking through all its letters by key where few are meant. */
export const isOf = (announcementId: string, unary: '' | '+' = '') => {
  const { from, to } = keysOf(announcementId)
  const key = sql`${sql.raw(unary)}${letters.key}`
  return sql`${key} >= ${from} and ${key} < ${to}`
}

/** Between which the keys of an announcement's letters lie. */
export function keysOf(announcementId: string): { from: string; to: string } {
  const from = keyOf(announcementId)
  return { from, to: `${from.slice(0, -1)};` }
}

/** What has not left stands still; it keeps its place. */
export async function pauseLetters(tx: Tx, announcementId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'paused' })
    .where(and(isOf(announcementId), eq(letters.state, 'pending'), isNull(letters.claimedBy)))
}

/** What has waited longer than this waits for a bot that does not work: nobody else is to wait for it. */
const STUCK_MS = 60_000

/** Letters that are about to leave and press as much as one of that urgency, up to `most`. */
export async function lettersWaiting(
  db: Db | Tx,
  { urgency, now, most }: { urgency: number; now: number; most: number },
): Promise<number> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(
      sql`${letters.state} = 'pending' and ${letters.claimedBy} is null
        and ${letters.urgency} <= ${urgency}
        and ${letters.sendAt} between ${now - STUCK_MS} and ${now} and ${isHeldNowhere(now)}`,
    )
    .limit(most)
  return rows.length
}

/** Messages of an announcement that are about to be edited or deleted, also by a bot that waits for a moment. */
export async function editsWaiting(db: Db | Tx, announcementId: string, now: number): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(letters)
    .where(
      sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${isOf(announcementId, '+')}
        and ${letters.sendAt} between ${now - STUCK_MS} and ${now}
        and ${isHeldNowhere(now + STUCK_MS)}`,
    )
  return row?.waiting ?? 0
}

/** What stood still may leave. A letter's time to take another path, `fallbackMs` from when it may, begins anew. */
export async function resumeLetters(
  tx: Tx,
  announcementId: string,
  now: number,
  fallbackMs: number,
): Promise<void> {
  const sendAt = sql`max(${letters.sendAt}, ${now})`
  await tx
    .update(letters)
    .set({
      state: 'pending',
      sendAt,
      fallbackAt: sql`case when ${letters.key} glob '*#[0-9]*@*' then null else ${sendAt} + ${fallbackMs} end`,
    })
    .where(and(isOf(announcementId), eq(letters.state, 'paused')))
}

/**
 * It puts right what this person has or may have: a later revision, not a first letter nor a reminder. The row's fields may be
 * columns.
 */
const putsRight = (id: string, { key, contactId, createdAt }: Record<keyof Told, unknown>) =>
  sql<number>`(${key} glob ${`${keyOf(id)}[0-9]*`} and ${key} not glob ${`${keyOf(id)}1:*`} and exists (
    select 1 from letters s where s.announcement_id = ${id} and s.contact_id = ${contactId}
      and s.created_at < ${createdAt} and (s.state in ('sent', 'unknown') or s.claimed_by is not null)))`

export interface Told {
  key: string
  contactId: string | null
  createdAt: number
}

/** Whether this letter puts right what has left for the same person, and so leaves though nothing else does. */
export async function isPuttingRight(db: Db | Tx, announcementId: string, letter: Told): Promise<boolean> {
  const [row] = await db.select({ yes: putsRight(announcementId, { ...letter }) }).from(sql`(select 1)`)
  return row?.yes === 1
}

/**
 * What has not left never will, save what may have: whether that arrived nobody knows. With `contactId`, only what was for
 * them; with `sparing`, not what puts right what they have. Reminders among it are owed anew.
 */
export async function stopLetters(
  tx: Tx,
  announcementId: string,
  { contactId, sparing = false }: { contactId?: string; sparing?: boolean } = {},
): Promise<void> {
  const rows = await tx
    .update(letters)
    .set({ state: sql`case when ${letters.again} then 'unknown' else 'void' end` })
    .where(
      and(
        isOf(announcementId),
        contactId ? eq(letters.contactId, contactId) : undefined,
        hasNotLeft(),
        sparing ? not(putsRight(announcementId, letters)) : undefined,
      ),
    )
    .returning({ key: letters.key, contactId: letters.contactId })
  for (const row of rows)
    if (row.contactId && isReminder(row.key)) await oweReminder(tx, announcementId, row.contactId)
}

/** Everything of an announcement that has reached this person or may, the oldest first. */
export const lettersOfRecipient = (db: Db | Tx, announcementId: string, contactId: string) =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.contactId, contactId),
        isOf(announcementId),
        inArray(letters.state, ['pending', 'sent', 'unknown']),
      ),
    )
    .orderBy(asc(letters.createdAt), asc(letters.id))
    .then((rows) => rows)

/** Letters of it to its recipients that have not left and offer answers. */
export const unsentOffers = (db: Db | Tx, announcementId: string, limit: number) =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.announcementId, announcementId),
        hasNotLeft(),
        sql`json_array_length(${letters.card}, '$.choices') > 0`,
      ),
    )
    .limit(limit)
    .then((rows) => rows)

/** Ids of those who were not written to, because what it says of them is not known. */
export const peopleLeftOut = (db: Db | Tx, announcementId: string): Promise<string[]> =>
  db
    .select({ id: letters.contactId })
    .from(letters)
    .where(
      and(
        eq(letters.announcementId, announcementId),
        eq(letters.state, 'failed'),
        eq(letters.reason, 'blank'),
      ),
    )
    .then((rows) => rows.flatMap(({ id }) => id ?? []))
