import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ask } from './asks.ts'
import type { Db, Tx } from './open.ts'
import { asks, letters } from './schema.ts'

/** The last test message to each contact of a conference. */
export async function latestPings(db: Db | Tx, conferenceId: string): Promise<Ask[]> {
  const rows = await db
    .select()
    .from(asks)
    .where(and(eq(asks.conferenceId, conferenceId), eq(asks.kind, 'ping')))
    .orderBy(asc(asks.openedAt), asc(asks.id))
  return [...new Map(rows.map((ask) => [ask.owedBy, ask])).values()]
}

/** Whom the cards of these asks have no way to: they wait for a path, or none took them. */
export async function pathless(db: Db | Tx, askIds: string[]): Promise<string[]> {
  const rows = await db
    .select({ contactId: letters.contactId, state: letters.state })
    .from(letters)
    .where(inArray(letters.askId, askIds))
  const reached = new Set(
    rows
      .filter(({ state }) => ['pending', 'sent', 'unknown'].includes(state))
      .map(({ contactId }) => contactId),
  )
  const all = new Set(rows.flatMap(({ contactId }) => contactId ?? []))
  return [...all].filter((id) => !reached.has(id))
}
