import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { isOf, keyOf } from './announcement-letters.ts'
import type { Db, Tx } from './open.ts'
import { hasNotLeft } from './outbox.ts'
import { letters } from './schema.ts'

/** Whether what an ask of an announcement asks has left for the one who owes it. */
export async function hasCardOf(db: Db | Tx, askId: string): Promise<boolean> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(and(eq(letters.askId, askId), isNotNull(letters.announcementId), eq(letters.state, 'sent')))
    .limit(1)
  return rows.length > 0
}

/** Whether a reminder of it that was written since `since` is still to leave. */
export async function isReminding(db: Db | Tx, announcementId: string, since: number): Promise<boolean> {
  const rows = await db
    .select({ id: letters.id })
    .from(letters)
    .where(
      sql`${letters.state} = 'pending' and ${isOf(announcementId, '+')} and ${letters.key} glob ${remindersOf(announcementId)}
        and ${letters.createdAt} > ${since}`,
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
        hasNotLeft(),
      ),
    )
}
