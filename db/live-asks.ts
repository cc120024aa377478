import { and, desc, eq, gt, inArray, isNotNull, lte, ne, or } from 'drizzle-orm'
import type { Ask } from './asks.ts'
import { bridgePointsServedBy } from './conferences.ts'
import type { Db, Tx } from './open.ts'
import { asked, asks } from './schema.ts'

/**
 * Asks that have not ended, newest first: those this contact has been asked, and those of others that are no stranger to
 * them, as backup or because they serve the bridge point. Whether they may answer those is for the caller to find out.
 * With `since` also those of announcements whose time was over between then and now.
 */
export async function liveAsksFor(
  db: Db | Tx,
  contactId: string,
  since?: { saidAt: number; now: number },
): Promise<{ asked: Ask[]; unasked: Ask[] }> {
  const points = await bridgePointsServedBy(db, contactId)
  const served = inArray(
    asks.bridgePointId,
    points.map((point) => point.id),
  )
  const rows = await db
    .selectDistinct({ ask: asks, of: asked.contactId })
    .from(asks)
    .leftJoin(asked, and(eq(asks.id, asked.askId), eq(asked.contactId, contactId)))
    .where(
      and(
        or(ne(asks.state, 'ended'), since && closedSince(since)),
        or(isNotNull(asked.contactId), eq(asks.backupId, contactId), and(eq(asks.kind, 'readiness'), served)),
      ),
    )
    .orderBy(desc(asks.openedAt), desc(asks.id))
  return {
    asked: rows.filter((row) => row.of !== null).map((row) => row.ask),
    unasked: rows.filter((row) => row.of === null).map((row) => row.ask),
  }
}

/** Asks of announcements that could be answered when something was said, and cannot any more. */
export const closedSince = ({ saidAt, now }: { saidAt: number; now: number }) =>
  and(eq(asks.kind, 'announcement'), gt(asks.endsAt, saidAt), lte(asks.endsAt, now))

/** The ask of a bridge point in the round that is open; null when none is. */
export async function readinessAskAt(db: Db | Tx, bridgePointId: string): Promise<Ask | null> {
  const [row] = await db
    .select()
    .from(asks)
    .where(and(eq(asks.bridgePointId, bridgePointId), eq(asks.kind, 'readiness'), ne(asks.state, 'ended')))
    .orderBy(desc(asks.openedAt), desc(asks.id))
    .limit(1)
  return row ?? null
}
