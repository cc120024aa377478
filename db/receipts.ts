import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Address, ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import type { Letter } from './outbox.ts'
import { letters } from './schema.ts'

type Account = Pick<Address, 'channel' | 'account'>

/** Of a template sent by the person's id the platform tells as of any other message of the account. */
const family = (channel: ChannelName): ChannelName[] =>
  channel === 'zalo-oa' || channel === 'zalo-template' ? ['zalo-oa', 'zalo-template'] : [channel]

/** What has arrived need not take another path; what was not known to have left, has. Returns the letters' keys. */
export const markDelivered = (
  tx: Tx,
  at: Account,
  platformIds: string[],
  now: number,
): Promise<Pick<Letter, 'key'>[]> =>
  tx
    .update(letters)
    .set({ deliveredAt: sql`coalesce(${letters.deliveredAt}, ${now})`, fallbackAt: null })
    .where(
      and(
        inArray(letters.channel, family(at.channel)),
        eq(letters.account, at.account),
        inArray(letters.platformId, platformIds),
      ),
    )
    .returning({ key: letters.key })
    .then((rows) => rows)

export async function markSeen(tx: Tx, at: Account, platformIds: string[], now: number): Promise<void> {
  await tx
    .update(letters)
    .set({ seenAt: now })
    .where(
      and(
        inArray(letters.channel, family(at.channel)),
        eq(letters.account, at.account),
        inArray(letters.platformId, platformIds),
        isNull(letters.seenAt),
      ),
    )
}

/** Letters to this chat of which nobody knows whether they left: cut off, or about to be sent again. Newest first. */
export const unsettledAt = (db: Db | Tx, at: Address): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.channel, at.channel),
        eq(letters.account, at.account),
        eq(letters.chat, at.chat),
        isNull(letters.platformId),
        sql`(${letters.state} = 'unknown' or (${letters.state} = 'pending' and ${letters.again} = 1))`,
      ),
    )
    .orderBy(desc(letters.createdAt))
    .then((rows) => rows)

/** Whether a message of that id is one of ours. */
export async function isKnownMessage(db: Db | Tx, at: Account, platformId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: letters.id })
    .from(letters)
    .where(
      and(
        inArray(letters.channel, family(at.channel)),
        eq(letters.account, at.account),
        eq(letters.platformId, platformId),
      ),
    )
    .limit(1)
  return row !== undefined
}
