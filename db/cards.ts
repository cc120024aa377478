import { and, count, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { type Addressed, isAddressed, type Letter } from './outbox.ts'
import { prepared, preparedWrites } from './prepared.ts'
import { announcements, asks, identities, letters } from './schema.ts'

/** The message a person quoted, or the file that followed it, by the platform's id. */
export async function letterShownAs(db: Db | Tx, at: Address, platformId: string): Promise<Letter | null> {
  const followed = sql`exists (select 1 from json_each(${letters.also}) where value = ${platformId})`
  for (const isShown of [eq(letters.platformId, platformId), and(isNotNull(letters.also), followed)]) {
    const [row] = await db
      .select()
      .from(letters)
      .where(and(atAddress(at), toWhoIsThere(), isShown))
    if (row) return row
  }
  return null
}

const atAddress = (at: Address) =>
  and(eq(letters.channel, at.channel), eq(letters.account, at.account), eq(letters.chat, at.chat))

/** What left before the chat was linked to whom it is linked now went to somebody else. */
const toWhoIsThere = () =>
  sql`not exists (select 1 from ${identities} where ${and(
    eq(identities.channel, letters.channel),
    eq(identities.account, letters.account),
    eq(identities.chat, letters.chat),
    isNull(identities.unlinkedAt),
    gt(identities.linkedAt, letters.sendAt),
  )})`

/** How long a card that belongs to no ask can still be answered by typing its number, ms. */
const LOOSE_CARD_LIFE_MS = 24 * 60 * 60_000

/** How long a number means nothing else, ms: people scroll back to what they were sent days ago. */
const NUMBER_LIFE_MS = 7 * 24 * 60 * 60_000

/** Asked before every card that is written: made once. */
const hot = prepared((db) => {
  const here = and(
    eq(letters.channel, sql.placeholder('channel')),
    eq(letters.account, sql.placeholder('account')),
    eq(letters.chat, sql.placeholder('chat')),
    toWhoIsThere(),
    inArray(letters.state, ['pending', 'sent', 'unknown']),
    ne(letters.commands, {}),
  )
  const justClosed = and(
    eq(asks.kind, 'announcement'),
    sql`${asks.endsAt} > ${sql.placeholder('saidAt')}`,
    sql`${asks.endsAt} <= ${sql.placeholder('now')}`,
  )
  const isNew = sql`${letters.createdAt} > ${sql.placeholder('since')}`
  return {
    open: db
      .select({ letter: letters })
      .from(letters)
      .leftJoin(asks, eq(asks.id, letters.askId))
      .where(
        and(
          here,
          eq(letters.superseded, false),
          or(ne(asks.state, 'ended'), justClosed, and(isNull(letters.askId), isNew)),
        ),
      )
      .orderBy(desc(letters.createdAt), desc(letters.id))
      .limit(30)
      .prepare(),
    recent: db
      .select()
      .from(letters)
      .where(and(here, isNew))
      .orderBy(desc(letters.createdAt), desc(letters.id))
      .limit(60)
      .prepare(),
  }
})

const hotWrites = preparedWrites((tx) => ({
  supersede: tx
    .update(letters)
    .set({ superseded: true })
    .where(
      and(
        eq(letters.channel, sql.placeholder('channel')),
        eq(letters.account, sql.placeholder('account')),
        eq(letters.chat, sql.placeholder('chat')),
        eq(letters.subject, sql.placeholder('subject')),
        ne(letters.id, sql.placeholder('except')),
      ),
    )
    .prepare(),
}))

/** The cards of a chat that can still be answered, or could when something was said there, newest first. */
export async function openCards(db: Db | Tx, at: Address, now: number, saidAt = now): Promise<Addressed[]> {
  const rows = await hot(db).open.execute({ ...placeOf(at), since: now - LOOSE_CARD_LIFE_MS, now, saidAt })
  return rows.map((row) => row.letter).filter(isAddressed)
}

const placeOf = ({ channel, account, chat }: Address) => ({ channel, account, chat })

/**
 * The cards of a chat whose numbers mean something: those that can still be answered, and those of the last week whatever
 * has become of them, because the person may have one of them before their eyes. Newest first.
 */
export async function numberedCards(db: Db | Tx, at: Address, now: number): Promise<Addressed[]> {
  const open = await openCards(db, at, now)
  const recent = await hot(db).recent.execute({ ...placeOf(at), since: now - NUMBER_LIFE_MS })
  const ids = new Set(open.map((letter) => letter.id))
  return [...open, ...recent.filter(isAddressed).filter((letter) => !ids.has(letter.id))]
}

/** What was last said in a chat: every letter of that moment. */
export async function lastSaid(db: Db | Tx, at: Address, now: number): Promise<Letter[]> {
  const rows = await db
    .select()
    .from(letters)
    .where(
      and(
        atAddress(at),
        toWhoIsThere(),
        inArray(letters.state, ['pending', 'sent', 'unknown']),
        sql`${letters.sendAt} <= ${now}`,
      ),
    )
    .orderBy(desc(letters.sendAt))
    .limit(10)
  return rows.filter((row) => row.sendAt === rows[0]?.sendAt)
}

/** Older cards of the same subject in that chat give their numbers free. */
export async function supersede(tx: Tx, at: Address, subject: string, except: string): Promise<void> {
  await hotWrites(tx).supersede.execute({ ...placeOf(at), subject, except })
}

/** How many answers to what was done in that chat were given after `since`, of these kinds. */
export async function answersGiven(
  db: Db | Tx,
  at: Address,
  kinds: string[],
  since: number,
): Promise<number> {
  const ofKind = or(...kinds.map((kind) => sql`${letters.key} glob ${`reply:*:${kind}@*`}`))
  const [row] = await db
    .select({ given: count() })
    .from(letters)
    .where(and(atAddress(at), gt(letters.createdAt, since), ofKind))
  return row?.given ?? 0
}

/** How many letters were written after `since` whose keys are like that. */
export async function countKeyed(db: Db | Tx, keys: string, since: number): Promise<number> {
  const [row] = await db
    .select({ written: count() })
    .from(letters)
    .where(and(sql`${letters.key} glob ${keys}`, gt(letters.createdAt, since)))
  return row?.written ?? 0
}

/** Cards of that subject in that chat stay as they are from now on; newer ones have their place. */
export async function letStand(tx: Tx, at: Address, subject: string): Promise<void> {
  await tx
    .update(letters)
    .set({ superseded: true, subject: `past-${subject}` })
    .where(and(atAddress(at), eq(letters.subject, subject)))
}

/** The cards of drafts that nobody works at any more give their numbers in that chat free. */
export async function freeDraftNumbers(tx: Tx, at: Address): Promise<void> {
  const draft = sql`substr(${letters.subject}, instr(${letters.subject}, ':') + 1)`
  const isOfDraft = ['draft:', 'draft-menu:', 'past-draft:', 'past-draft-menu:'].map(
    (subject) => sql`${letters.subject} glob ${`${subject}*`}`,
  )
  await tx
    .update(letters)
    .set({ commands: {} })
    .where(
      and(
        atAddress(at),
        or(...isOfDraft),
        sql`not exists (select 1 from ${announcements} where ${announcements.id} = ${draft} and ${announcements.state} = 'draft')`,
      ),
    )
}
