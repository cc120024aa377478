import { and, eq } from 'drizzle-orm'
import type { Expecting } from '../src/domain/conversation.ts'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { chats } from './schema.ts'

export type Chat = typeof chats.$inferSelect

const isAt = (at: Address) =>
  and(eq(chats.channel, at.channel), eq(chats.account, at.account), eq(chats.chat, at.chat))

export async function chatAt(db: Db | Tx, at: Address): Promise<Chat | null> {
  const [row] = await db.select().from(chats).where(isAt(at))
  return row ?? null
}

/** What the next words in this chat will be taken for; null when nothing was asked. */
export const expect = (tx: Tx, at: Address, expecting: Expecting | null) => saveChat(tx, at, { expecting })

export const strangerTold = (tx: Tx, at: Address, now: number) => saveChat(tx, at, { strangerToldAt: now })

async function saveChat(tx: Tx, at: Address, changes: Partial<Chat>): Promise<void> {
  const { channel, account, chat } = at
  await tx
    .insert(chats)
    .values({ channel, account, chat, ...changes })
    .onConflictDoUpdate({ target: [chats.channel, chats.account, chats.chat], set: changes })
}

/** Nothing is known of that chat any more. */
export async function forgetChatRow(tx: Tx, at: Address): Promise<void> {
  await tx.delete(chats).where(isAt(at))
}
