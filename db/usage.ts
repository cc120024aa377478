import { and, eq, sql } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { preparedWrites } from './prepared.ts'
import { usage } from './schema.ts'

const hot = preparedWrites((tx) => ({
  count: tx
    .insert(usage)
    .values({
      channel: sql`${sql.placeholder('channel')}`,
      account: sql`${sql.placeholder('account')}`,
      month: sql`${sql.placeholder('month')}`,
      sent: 1,
    })
    .onConflictDoUpdate({
      target: [usage.channel, usage.account, usage.month],
      set: { sent: sql`${usage.sent} + 1` },
    })
    .prepare(),
}))

/** One more message left that account in that month ('yyyy-MM'). */
export async function countSent(tx: Tx, channel: ChannelName, account: string, month: string): Promise<void> {
  await hot(tx).count.execute({ channel, account, month })
}

/** How many messages left each account of a channel in that month. */
export async function sentIn(db: Db | Tx, channel: ChannelName, month: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ account: usage.account, sent: usage.sent })
    .from(usage)
    .where(and(eq(usage.channel, channel), eq(usage.month, month)))
  return new Map(rows.map(({ account, sent }) => [account, sent]))
}
