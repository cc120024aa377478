import { and, asc, eq, isNotNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Announcement } from './announcements.ts'
import type { Db, Tx } from './open.ts'
import { preparedWrites } from './prepared.ts'
import { asks, recipients } from './schema.ts'

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

/** Whether somebody who has it has not been written its last reminder yet. */
export async function awaitsReminder(db: Db | Tx, { id, reminders }: Announcement): Promise<boolean> {
  const rows = await db
    .select({ contactId: recipients.contactId })
    .from(recipients)
    .where(
      and(eq(recipients.announcementId, id), ne(recipients.revision, 0), lt(recipients.reminded, reminders)),
    )
    .limit(1)
  return rows.length > 0
}

/** The reminder that was written to them did not leave: they are owed it again. */
export async function oweReminder(tx: Tx, announcementId: string, contactId: string): Promise<void> {
  await tx
    .update(recipients)
    .set({ reminded: sql`max(0, ${recipients.reminded} - 1)` })
    .where(and(eq(recipients.announcementId, announcementId), eq(recipients.contactId, contactId)))
}

/** Nobody is owed a reminder of it any more. */
export async function forgetReminders(tx: Tx, { id, reminders }: Announcement): Promise<void> {
  await tx.update(recipients).set({ reminded: reminders }).where(eq(recipients.announcementId, id))
}

/** Ids of its recipients, in their order. */
export const recipientIds = (db: Db | Tx, announcementId: string): Promise<string[]> =>
  db
    .select({ id: recipients.contactId })
    .from(recipients)
    .where(eq(recipients.announcementId, announcementId))
    .orderBy(asc(recipients.position))
    .then((rows) => rows.map(({ id }) => id))

/** Answers can no longer be given: to any of it, or to what has reached nobody and will not. */
export async function endAsks(tx: Tx, announcementId: string, onlyUntold: boolean): Promise<void> {
  const told = sql`exists (select 1 from letters l where l.ask_id = ${asks.id}
    and (l.state in ('sent', 'unknown', 'pending', 'held') or l.claimed_by is not null))`
  await tx
    .update(asks)
    .set({ state: 'ended', nextStepAt: null })
    .where(
      and(
        eq(asks.announcementId, announcementId),
        isNotNull(asks.announcementId),
        ne(asks.state, 'ended'),
        onlyUntold ? sql`not ${told}` : undefined,
      ),
    )
}
