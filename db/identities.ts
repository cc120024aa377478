import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Address, ChannelName, FailureReason } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { identities } from './schema.ts'

/** A chat that is a contact's: where they can be written to. */
export type Identity = typeof identities.$inferSelect

const hot = prepared((db) => ({
  identities: db
    .select()
    .from(identities)
    .where(and(eq(identities.contactId, sql.placeholder('contactId')), isNull(identities.unlinkedAt)))
    .orderBy(desc(identities.lastInAt), desc(identities.linkedAt), desc(identities.id))
    .prepare(),
  at: db
    .select()
    .from(identities)
    .where(
      and(
        eq(identities.channel, sql.placeholder('channel')),
        eq(identities.account, sql.placeholder('account')),
        eq(identities.chat, sql.placeholder('chat')),
        isNull(identities.unlinkedAt),
      ),
    )
    .prepare(),
}))

/** Whose chat this is. */
export async function identityAt(db: Db | Tx, { channel, account, chat }: Address): Promise<Identity | null> {
  const [identity] = await hot(db).at.execute({ channel, account, chat })
  return identity ?? null
}

/** A contact's linked chats, the one they last wrote from first. */
export const identitiesOf = async (db: Db | Tx, contactId: string): Promise<Identity[]> =>
  hot(db).identities.execute({ contactId })

export const liveIdentities = (db: Db | Tx): Promise<Identity[]> =>
  db
    .select()
    .from(identities)
    .where(isNull(identities.unlinkedAt))
    .then((rows) => rows)

export async function link(tx: Tx, identity: typeof identities.$inferInsert): Promise<void> {
  await tx.insert(identities).values(identity)
}

/** Frees a contact's chats, on one channel or on all; returns those it freed. */
export const unlinkContact = (
  tx: Tx,
  contactId: string,
  now: number,
  channel?: ChannelName,
): Promise<Identity[]> =>
  tx
    .update(identities)
    .set({ unlinkedAt: now })
    .where(
      and(
        eq(identities.contactId, contactId),
        isNull(identities.unlinkedAt),
        channel ? eq(identities.channel, channel) : undefined,
      ),
    )
    .returning()
    .then((rows) => rows)

/** The person wrote from there: the path is open, whatever it was before. */
export async function heardFrom(tx: Tx, identityId: string, now: number): Promise<void> {
  await tx
    .update(identities)
    .set({ lastInAt: now, closedAt: null, closedReason: null })
    .where(eq(identities.id, identityId))
}

/** The platform said for good that this chat cannot be written to. */
export async function closePath(tx: Tx, at: Address, reason: FailureReason, now: number): Promise<void> {
  await tx
    .update(identities)
    .set({ closedAt: now, closedReason: reason })
    .where(
      and(
        eq(identities.channel, at.channel),
        eq(identities.account, at.account),
        eq(identities.chat, at.chat),
        isNull(identities.unlinkedAt),
        isNull(identities.closedAt),
      ),
    )
}
