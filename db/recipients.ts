import { and, asc, count, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Announcement } from './announcements.ts'
import type { Db, Tx } from './open.ts'
import { preparedWrites } from './prepared.ts'
import { asks, letters, recipients } from './schema.ts'

export type Recipient = typeof recipients.$inferSelect

const hotWrites = preparedWrites((tx) => ({
  add: tx
    .insert(recipients)
    .values({
      announcementId: sql.placeholder('announcementId'),
      contactId: sql.placeholder('contactId'),
      position: sql.placeholder('position'),
    })
    .onConflictDoNothing()
    .prepare(),
  written: tx
    .update(recipients)
    .set({
      revision: sql`${sql.placeholder('revision')}`,
      reminded: sql`${sql.placeholder('reminded')}`,
      askId: sql`${sql.placeholder('askId')}`,
    })
    .where(
      and(
        eq(recipients.announcementId, sql.placeholder('announcementId')),
        eq(recipients.contactId, sql.placeholder('contactId')),
      ),
    )
    .prepare(),
}))

/** Whom it goes to, in this order. */
export async function addRecipients(tx: Tx, announcementId: string, contactIds: string[]): Promise<void> {
  const { add } = hotWrites(tx)
  for (const [position, contactId] of contactIds.entries())
    await add.execute({ announcementId, contactId, position })
}

export async function recipientOf(
  db: Db | Tx,
  announcementId: string,
  contactId: string,
): Promise<Recipient | null> {
  const [row] = await db
    .select()
    .from(recipients)
    .where(and(eq(recipients.announcementId, announcementId), eq(recipients.contactId, contactId)))
  return row ?? null
}

export async function recipientByAsk(db: Db | Tx, askId: string, announcementId: string) {
  const [row] = await db
    .select()
    .from(recipients)
    .where(and(eq(recipients.announcementId, announcementId), eq(recipients.askId, askId)))
  return row ?? null
}

/**
 * Recipients who do not have what the announcement says now, or not its last reminder, in their order. Whoever has had
 * nothing of it yet is among them only while it is being sent.
 */
export const recipientsBehind = (
  db: Db | Tx,
  { id, state, revision, reminders }: Announcement,
  limit: number,
): Promise<Recipient[]> =>
  db
    .select()
    .from(recipients)
    .where(
      and(
        eq(recipients.announcementId, id),
        or(lt(recipients.revision, revision), lt(recipients.reminded, reminders)),
        state === 'sending' ? undefined : ne(recipients.revision, 0),
      ),
    )
    .orderBy(asc(recipients.position))
    .limit(limit)
    .then((rows) => rows)

/** They have this of it now, and owe this for it. */
export async function markWritten(
  tx: Tx,
  { announcementId, contactId }: Recipient,
  has: Pick<Recipient, 'revision' | 'reminded' | 'askId'>,
): Promise<void> {
  await hotWrites(tx).written.execute({ announcementId, contactId, ...has })
}

// — its letters: those of one announcement have keys that begin alike

/** What the keys of an announcement's letters begin with. */
export const keyOf = (announcementId: string) => `announcement:${announcementId}:`

const isOf = (announcementId: string) => {
  const from = keyOf(announcementId)
  return sql`${letters.key} >= ${from} and ${letters.key} < ${`${from.slice(0, -1)};`}`
}

/** What has not left stands still; it keeps its place. */
export async function pauseLetters(tx: Tx, announcementId: string): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'paused' })
    .where(and(isOf(announcementId), eq(letters.state, 'pending'), isNull(letters.claimedBy)))
}

/** Messages of an announcement that are to be edited or deleted and have not been. */
export async function editsWaiting(db: Db | Tx, announcementId: string): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(letters)
    .where(sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${isOf(announcementId)}`)
  return row?.waiting ?? 0
}

/** What stood still may leave. A letter's time to take another path begins anew. */
export async function resumeLetters(
  tx: Tx,
  announcementId: string,
  now: number,
  fallbackAt: number,
): Promise<void> {
  await tx
    .update(letters)
    .set({
      state: 'pending',
      sendAt: sql`max(${letters.sendAt}, ${now})`,
      fallbackAt,
    })
    .where(and(isOf(announcementId), eq(letters.state, 'paused')))
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
  const sent = sql`exists (select 1 from letters l where l.ask_id = ${asks.id} and l.state in ('sent', 'unknown'))`
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
