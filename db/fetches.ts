import { and, asc, eq, inArray, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { fetches, inbox } from './schema.ts'

/** A picture or file that somebody sent and that is wanted; `nextAt` null when that is over. */
export type Fetch = typeof fetches.$inferSelect

/** What came with one event is wanted once. */
export async function wantFetch(tx: Tx, row: typeof fetches.$inferInsert): Promise<void> {
  await tx.insert(fetches).values(row).onConflictDoNothing()
}

export async function changeFetch(tx: Tx, id: string, changes: Partial<Fetch>): Promise<void> {
  await tx.update(fetches).set(changes).where(eq(fetches.id, id))
}

const nextRow = prepared((db) =>
  db
    .select()
    .from(fetches)
    .where(
      and(
        isNotNull(fetches.nextAt),
        lte(fetches.nextAt, sql.placeholder('now')),
        eq(fetches.channel, sql.placeholder('channel')),
        eq(fetches.account, sql.placeholder('account')),
        sql`${fetches.chat} not in (select value from json_each(${sql.placeholder('busy')}))`,
      ),
    )
    .orderBy(asc(fetches.nextAt), asc(fetches.at), asc(fetches.id))
    .limit(1)
    .prepare(),
)

/** The one of this bot that is to be fetched now, none of the busy chats. */
export async function nextFetch(
  db: Db | Tx,
  { channel, account }: Omit<Address, 'chat'>,
  busy: string[],
  now: number,
): Promise<Fetch | null> {
  const [row] = await nextRow(db).execute({ channel, account, busy: JSON.stringify(busy), now })
  return row ?? null
}

const nextMoment = prepared((db) =>
  db
    .select({ at: fetches.nextAt })
    .from(fetches)
    .where(isNotNull(fetches.nextAt))
    .orderBy(asc(fetches.nextAt))
    .limit(1)
    .prepare(),
)

/** When something is to be fetched next; null when nothing is. */
export async function nextFetchMoment(db: Db | Tx): Promise<number | null> {
  const [row] = await nextMoment(db).execute()
  return row?.at ?? null
}

/** What was begun and not ended is due at once. */
export async function hurryFetches(tx: Tx, now: number): Promise<void> {
  await tx
    .update(fetches)
    .set({ nextAt: now })
    .where(sql`${fetches.attempts} > 0 and ${fetches.nextAt} > ${now}`)
}

/** Nothing that they sent is fetched any more, and where it lay is forgotten. */
export async function endFetchesOf(tx: Tx, contactId: string): Promise<void> {
  await tx.update(fetches).set({ ref: '', nextAt: null }).where(eq(fetches.contactId, contactId))
}

/** Once its event is too old to come again nobody asks what became of it. */
export async function dropOldFetches(tx: Tx, before: number, most: number): Promise<number> {
  const old = tx.select({ id: fetches.id }).from(fetches).where(lt(fetches.at, before)).limit(most)
  const rows = await tx.delete(fetches).where(inArray(fetches.id, old)).returning({ id: fetches.id })
  return rows.length
}

/** The event that brought it, as far as its words are still kept. */
export async function eventOf(db: Db | Tx, { channel, account, eventId }: Fetch) {
  const [row] = await db
    .select({ body: inbox.body })
    .from(inbox)
    .where(and(eq(inbox.channel, channel), eq(inbox.account, account), eq(inbox.eventId, eventId)))
  return row?.body?.content.kind === 'media' ? row.body.content : null
}
