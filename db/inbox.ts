import { and, asc, eq, isNotNull, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm'
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

/** The oldest waiting row of a chat that nobody works on and that is not waiting after a failure. */
export async function nextWaiting(db: Db | Tx, busy: string[], now: number): Promise<InboxRow | null> {
  const key = sql<string>`${inbox.channel} || '/' || ${inbox.account} || '/' || ${inbox.chat}`
  const earlier = sql`exists (select 1 from inbox e where e.handled_at is null and e.parked_at is null
    and e.channel = ${inbox.channel} and e.account = ${inbox.account} and e.chat = ${inbox.chat} and e.seq < ${inbox.seq})`
  const [row] = await db
    .select()
    .from(inbox)
    .where(
      and(
        isNull(inbox.handledAt),
        isNull(inbox.parkedAt),
        or(isNull(inbox.retryAt), lte(inbox.retryAt, now)),
        busy.length > 0 ? notInArray(key, busy) : undefined,
        sql`not ${earlier}`,
      ),
    )
    .orderBy(asc(inbox.seq))
    .limit(1)
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

const nextMoment = prepared((db) =>
  db
    .select({ at: inbox.retryAt })
    .from(inbox)
    .where(and(isNull(inbox.handledAt), isNull(inbox.parkedAt)))
    .orderBy(asc(sql`coalesce(${inbox.retryAt}, 0)`))
    .limit(1)
    .prepare(),
)

/** The next moment at which a row may be tried, 0 for at once; null when none waits. */
export async function nextInboxMoment(db: Db | Tx): Promise<number | null> {
  const [row] = await nextMoment(db).execute()
  return row ? (row.at ?? 0) : null
}

/** Forgets what people wrote before `before`; the keys stay, so that a replay is still known. */
export async function blankPayloads(tx: Tx, before: number): Promise<number> {
  const rows = await tx
    .update(inbox)
    .set({ body: null })
    .where(
      and(
        lt(inbox.receivedAt, before),
        isNotNull(inbox.body),
        or(isNotNull(inbox.handledAt), isNotNull(inbox.parkedAt)),
      ),
    )
    .returning({ seq: inbox.seq })
  return rows.length
}
