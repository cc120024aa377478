import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, max, min, or, type SQL, sql } from 'drizzle-orm'
import type { FailureReason } from '../src/domain/message.ts'
import { keyOf } from './announcement-letters.ts'
import type { Db, Tx } from './open.ts'
import type { Letter } from './outbox.ts'
import { prepared } from './prepared.ts'
import { accounts, asks, contacts, identities, letters } from './schema.ts'

/** Their own country where it is known, else that of the first bridge point they serve. */
const whereTheyServe = sql<string | null>`coalesce(contacts.country, (
  select p.country from bridge_points p
  where (p.contact_id = contacts.id or p.backup_id = contacts.id) and p.removed_at is null
  order by p.position limit 1))`

const hot = prepared((db) => ({
  means: db
    .select({ phones: contacts.phones, email: contacts.email, country: whereTheyServe })
    .from(contacts)
    .where(and(eq(contacts.id, sql.placeholder('id')), isNull(contacts.erasedAt)))
    .prepare(),
  holds: db
    .select({ channel: accounts.channel, account: accounts.account, until: accounts.heldUntil })
    .from(accounts)
    .where(gt(accounts.heldUntil, sql.placeholder('now')))
    .prepare(),
  sentSince: sentSince(db),
  nextFallback: db
    .select({ at: min(letters.fallbackAt) })
    .from(letters)
    .where(isNotNull(letters.fallbackAt))
    .prepare(),
}))

function sentSince(db: Db | Tx) {
  const { channel, account, sentAt } = letters
  const newest = db
    .select({ channel, account, sentAt })
    .from(letters)
    .orderBy(desc(letters.id))
    .limit(sql.placeholder('newest'))
    .as('newest')
  return db
    .select({ at: newest.sentAt })
    .from(newest)
    .where(
      and(
        eq(newest.channel, sql.placeholder('channel')),
        eq(newest.account, sql.placeholder('account')),
        gt(newest.sentAt, sql.placeholder('since')),
      ),
    )
    .limit(1)
    .prepare()
}

/** What a contact can be reached by without ever having linked anything. */
export async function meansOf(db: Db | Tx, contactId: string) {
  const [row] = await hot(db).means.execute({ id: contactId })
  return row ?? { phones: [], email: null, country: null }
}

/** Accounts that are held beyond `now`. */
export const heldAccounts = async (db: Db | Tx, now: number) => hot(db).holds.execute({ now })

/** A refusal of these means the address, not the message. */
const OF_ADDRESS: FailureReason[] = ['not-reachable', 'no-such-chat', 'blocked', 'account-gone']

/**
 * Addresses of this contact that never were linked and were refused for good: no Zalo account for the number, no such
 * mailbox. One that took a later letter is good again.
 */
export async function refusedAddresses(db: Db | Tx, contactId: string): Promise<Set<string>> {
  return (await refusals(db, eq(letters.contactId, contactId))).get(contactId) ?? new Set()
}

/** The same for everybody, by contact. */
export const allRefusedAddresses = (db: Db | Tx) => refusals(db, isNotNull(letters.contactId))

async function refusals(db: Db | Tx, whose: SQL): Promise<Map<string, Set<string>>> {
  const rows = await db
    .select({
      contactId: letters.contactId,
      chat: letters.chat,
      refused: max(
        sql<number>`case when ${inArray(letters.reason, OF_ADDRESS)} and ${letters.state} = 'failed' then ${letters.createdAt} end`,
      ),
      taken: max(sql<number>`case when ${letters.state} = 'sent' then ${letters.createdAt} end`),
    })
    .from(letters)
    .where(and(whose, inArray(letters.channel, ['zalo-template', 'email'])))
    .groupBy(letters.contactId, letters.chat)
  const byPerson = new Map<string, Set<string>>()
  for (const { contactId, chat, refused, taken } of rows)
    if (contactId && chat && (refused ?? 0) > (taken ?? 0))
      byPerson.set(contactId, new Set([...(byPerson.get(contactId) ?? []), chat]))
  return byPerson
}

/** Letters whose time to arrive is over. */
export const overdueLetters = (db: Db | Tx, now: number, limit: number): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(and(isNotNull(letters.fallbackAt), lte(letters.fallbackAt, now)))
    .orderBy(letters.fallbackAt)
    .limit(limit)
    .then((rows) => rows)

/** To see whether a bot sends, so many of the newest letters are looked at: what leaves now was mostly written just before. */
const NEWEST = 5_000

/** Whether a letter has left by this bot since then: who stands in its queue gets on. */
export async function hasSentSince(
  db: Db | Tx,
  { channel, account }: Pick<Letter, 'channel' | 'account'>,
  since: number,
): Promise<boolean> {
  return (await hot(db).sentSince.execute({ channel, account, since, newest: NEWEST })).length > 0
}

/** When the next letter's time to arrive is over; null when none waits for that. */
export async function nextFallbackMoment(db: Db | Tx): Promise<number | null> {
  return (await hot(db).nextFallback.execute())[0]?.at ?? null
}

/**
 * Cards of open asks that lie on this contact's page and were carried nowhere, the newest of each subject; and the files
 * that go with an announcement, which chase nobody.
 */
export const cardsOnPage = (db: Db | Tx, contactId: string): Promise<Letter[]> =>
  db
    .select({ letter: letters })
    .from(letters)
    .innerJoin(asks, eq(asks.id, letters.askId))
    .where(
      and(
        eq(letters.contactId, contactId),
        eq(letters.channel, 'web'),
        eq(letters.state, 'sent'),
        or(eq(letters.chasing, true), sql`${letters.key} glob ${keyOf('*')} || '*'`),
        eq(letters.superseded, false),
        eq(asks.state, 'open'),
      ),
    )
    .then((rows) => rows.map((row) => row.letter))

/** `meansOf` for many at once, with their live chats; those who were erased are left out. */
export async function meansOfMany(db: Db | Tx, contactIds: string[]) {
  const wanted = sql`(select value from json_each(${JSON.stringify(contactIds)}))`
  const people = await db
    .select({ id: contacts.id, phones: contacts.phones, email: contacts.email, country: whereTheyServe })
    .from(contacts)
    .where(and(sql`${contacts.id} in ${wanted}`, isNull(contacts.erasedAt)))
  const chats = await db
    .select()
    .from(identities)
    .where(and(sql`${identities.contactId} in ${wanted}`, isNull(identities.unlinkedAt)))
  const byPerson = new Map<string, typeof chats>()
  for (const chat of chats) byPerson.set(chat.contactId, [...(byPerson.get(chat.contactId) ?? []), chat])
  return people.map((person) => ({ ...person, identities: byPerson.get(person.id) ?? [] }))
}
