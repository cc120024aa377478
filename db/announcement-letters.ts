import { and, asc, count, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { isHeldNowhere } from './claims.ts'
import type { Db, Tx } from './open.ts'
import { asks, letters } from './schema.ts'

/** What the keys of an announcement's letters begin with. */
export const keyOf = (announcementId: string) => `announcement:${announcementId}:`

/** The announcement that a letter of that key goes with; null for any other. */
export const announcementIn = (key: string): string | null => /^announcement:([^:]+):/.exec(key)?.[1] ?? null

/** `unary` '+' keeps the database from looking through all its letters by key where few are meant. */
const isOf = (announcementId: string, unary: '' | '+' = '') => {
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

/** Messages of an announcement that are about to be edited or deleted. */
export async function editsWaiting(db: Db | Tx, announcementId: string, now: number): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(letters)
    .where(
      sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${isOf(announcementId, '+')}
        and ${letters.sendAt} between ${now - STUCK_MS} and ${now}
        and ${isHeldNowhere(now)}`,
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

/** Whether what an ask of an announcement asks has left for the one who owes it. */
export async function hasCardOf(db: Db | Tx, askId: string): Promise<boolean> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(and(eq(letters.askId, askId), isNotNull(letters.announcementId), eq(letters.state, 'sent')))
    .limit(1)
  return rows.length > 0
}

/** Whether a reminder of it is still to leave for somebody. */
export async function isReminding(db: Db | Tx, announcementId: string): Promise<boolean> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(
      sql`${letters.state} = 'pending' and ${isOf(announcementId, '+')} and ${letters.key} glob ${remindersOf(announcementId)}`,
    )
    .limit(1)
  return rows.length > 0
}

const remindersOf = (announcementId: string) => `${keyOf(announcementId)}remind*`

/** Reminders of it that have not left for this person: a newer one says the same. */
export async function dropReminders(tx: Tx, announcementId: string, contactId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'void' })
    .where(
      and(
        eq(letters.contactId, contactId),
        sql`${letters.key} glob ${remindersOf(announcementId)}`,
        inArray(letters.state, ['pending', 'paused', 'held']),
        isNull(letters.claimedBy),
      ),
    )
}

/** What has not left never will; with `contactId`, only what was for them. Returns how many letters. */
export async function stopLetters(tx: Tx, announcementId: string, contactId?: string): Promise<number> {
  const rows = await tx
    .update(letters)
    .set({ state: 'void' })
    .where(
      and(
        isOf(announcementId),
        contactId ? eq(letters.contactId, contactId) : undefined,
        inArray(letters.state, ['pending', 'paused', 'held']),
        isNull(letters.claimedBy),
      ),
    )
    .returning({ id: letters.id })
  return rows.length
}

/** Everything of an announcement that went to this person or is about to, the oldest first. */
export const lettersOfRecipient = (db: Db | Tx, announcementId: string, contactId: string) =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.contactId, contactId),
        isOf(announcementId),
        inArray(letters.state, ['pending', 'paused', 'held', 'sent']),
      ),
    )
    .orderBy(asc(letters.createdAt), asc(letters.id))
    .then((rows) => rows)

/** Answers can no longer be given: to any of it, or to what has reached nobody. */
export async function endAsks(tx: Tx, announcementId: string, onlyUnsent: boolean): Promise<void> {
  const sent = sql`exists (select 1 from letters l where l.ask_id = ${asks.id}
    and (l.state in ('sent', 'unknown') or l.claimed_by is not null))`
  await tx
    .update(asks)
    .set({ state: 'ended', nextStepAt: null })
    .where(
      and(
        eq(asks.announcementId, announcementId),
        isNotNull(asks.announcementId),
        ne(asks.state, 'ended'),
        onlyUnsent ? sql`not ${sent}` : undefined,
      ),
    )
}
