import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import type { Letter } from './outbox.ts'
import { chats, letters } from './schema.ts'

const isTo = (at: Address) =>
  and(eq(letters.channel, at.channel), eq(letters.account, at.account), eq(letters.chat, at.chat))

/** Letters to this chat that nobody has begun to send. */
export const waitingAt = (db: Db | Tx, at: Address): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(and(isTo(at), inArray(letters.state, ['pending', 'paused']), isNull(letters.claimedBy)))
    .orderBy(asc(letters.createdAt), asc(letters.id))
    .then((rows) => rows)

/**
 * The chat is nobody's any more: cards sent there are never brought up to date again, their numbers are free, and
 * nothing that was asked there is waited for.
 */
export async function forgetChat(tx: Tx, at: Address): Promise<void> {
  await tx
    .update(letters)
    .set({ subject: null, superseded: true, dirty: false })
    .where(and(isTo(at), inArray(letters.state, ['pending', 'paused', 'sent', 'unknown'])))
  await tx
    .update(chats)
    .set({ expecting: null })
    .where(and(eq(chats.channel, at.channel), eq(chats.account, at.account), eq(chats.chat, at.chat)))
}
