import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { chats, contacts, identities } from './schema.ts'

/** How many people each account of a channel has: those linked there, and those who wrote and are nobody's. */
export async function peopleAt(db: Db | Tx, channel: ChannelName): Promise<Map<string, number>> {
  const linked = await db
    .select({ account: identities.account, people: count() })
    .from(identities)
    .where(and(eq(identities.channel, channel), isNull(identities.unlinkedAt)))
    .groupBy(identities.account)
  const strangers = await db
    .select({ account: chats.account, people: count() })
    .from(chats)
    .where(and(eq(chats.channel, channel), isNobodys))
    .groupBy(chats.account)
  const all = new Map<string, number>()
  for (const { account, people } of [...linked, ...strangers])
    all.set(account, (all.get(account) ?? 0) + people)
  return all
}

const isNobodys = sql`not exists (select 1 from identities i where i.unlinked_at is null
  and i.channel = ${chats.channel} and i.account = ${chats.account} and i.chat = ${chats.chat})`

/** Contacts without a chat on that channel, in a lasting order; those who cannot be reached at all come first. */
export async function withoutSeat(db: Db | Tx, channel: ChannelName): Promise<string[]> {
  const linkedAnywhere = sql`exists (select 1 from identities i where i.contact_id = ${contacts.id} and i.unlinked_at is null)`
  const linkedHere = sql`exists (select 1 from identities i where i.contact_id = ${contacts.id}
    and i.unlinked_at is null and i.channel = ${channel})`
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(isNull(contacts.erasedAt), sql`not ${linkedHere}`))
    .orderBy(asc(linkedAnywhere), asc(contacts.code))
  return rows.map(({ id }) => id)
}

/** How many contacts have no chat at all. */
export async function unreachedContacts(db: Db | Tx): Promise<number> {
  const [row] = await db
    .select({ people: count() })
    .from(contacts)
    .where(
      and(
        isNull(contacts.erasedAt),
        sql`not exists (select 1 from identities i where i.contact_id = ${contacts.id} and i.unlinked_at is null)`,
      ),
    )
  return row?.people ?? 0
}
