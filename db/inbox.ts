import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Inbound } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { inbox } from './schema.ts'

export type InboxRow = typeof inbox.$inferSelect

/** Stores what was received; what is there already is left as it is. Returns how many were new. */
export async function receive(tx: Tx, inbound: Inbound[], now: number): Promise<number> {
  if (inbound.length === 0) return 0
  const rows = inbound.map((event) => ({
    channel: event.channel,
    account: event.account,
    eventId: event.eventId,
    chat: event.chat,
    body: event,
    receivedAt: now,
  }))
  const added = await tx.insert(inbox).values(rows).onConflictDoNothing().returning({ seq: inbox.seq })
  return added.length
}

/** `channel/account/chat`, the unit of order: within one, strictly one after the other. */
export const chatKey = (row: Pick<InboxRow, 'channel' | 'account' | 'chat'>) =>
  `${row.channel}/${row.account}/${row.chat}`

const waiting = and(isNull(inbox.handledAt), isNull(inbox.parkedAt))

/** One that failed holds up its chat: those behind it are not due before it is. */
const isFirstOfChat = sql`not exists (select 1 from inbox e where e.handled_at is null and e.parked_at is null
  and e.channel = ${inbox.channel} and e.account = ${inbox.account} and e.chat = ${inbox.chat} and e.seq < ${inbox.seq})`

const nextRow = prepared((db) => {
  const key = sql<string>`${inbox.channel} || '/' || ${inbox.account} || '/' || ${inbox.chat}`
  const isFree = sql`${key} not in (select value from json_each(${sql.placeholder('busy')}))`
  const isTime = sql`(${inbox.retryAt} is null or ${inbox.retryAt} <= ${sql.placeholder('now')})`
  return db
    .select()
    .from(inbox)
    .where(and(waiting, isTime, isFree, isFirstOfChat))
    .orderBy(asc(inbox.seq))
    .limit(1)
    .prepare()
})

/** The oldest waiting row of a chat that nobody works on and that is not waiting after a failure. */
export async function nextWaiting(db: Db | Tx, busy: string[], now: number): Promise<InboxRow | null> {
  const [row] = await nextRow(db).execute({ busy: JSON.stringify(busy), now })
  return row ?? null
}

/** Returns false when it was handled before. */
export async function markHandled(tx: Tx, seq: number, now: number): Promise<boolean> {
  const rows = await tx
    .update(inbox)
    .set({ handledAt: now })
    .where(and(eq(inbox.seq, seq), isNull(inbox.handledAt)))
    .returning({ seq: inbox.seq })
  return rows.length > 0
}

/** After `most` failures the row is parked, so that the chat goes on. Returns whether it was. */
export async function markFailed(
  tx: Tx,
  row: InboxRow,
  now: number,
  retryAt: number,
  most: number,
): Promise<boolean> {
  const attempts = row.attempts + 1
  const parked = attempts >= most
  await tx
    .update(inbox)
    .set({ attempts, retryAt, parkedAt: parked ? now : null })
    .where(eq(inbox.seq, row.seq))
  return parked
}

const nextMoments = prepared((db) => ({
  oldest: db
    .select({ at: inbox.retryAt })
    .from(inbox)
    .where(waiting)
    .orderBy(asc(inbox.seq))
    .limit(1)
    .prepare(),
  ofFirsts: db
    .select({ at: inbox.retryAt })
    .from(inbox)
    .where(and(waiting, isFirstOfChat))
    .orderBy(asc(sql`coalesce(${inbox.retryAt}, 0)`))
    .limit(1)
    .prepare(),
}))

/** The next moment at which a row may be tried, 0 for at once; null when none waits. */
export async function nextInboxMoment(db: Db | Tx): Promise<number | null> {
  const [oldest] = await nextMoments(db).oldest.execute()
  if (!oldest || oldest.at === null) return oldest ? 0 : null
  const [first] = await nextMoments(db).ofFirsts.execute()
  return first?.at ?? 0
}
