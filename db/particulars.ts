import { and, asc, eq, isNull } from 'drizzle-orm'
import { isLive } from './conferences.ts'
import type { Db, Tx } from './open.ts'
import { bridgePoints, conferences, duties } from './schema.ts'

/** Every bridge point of conferences that are still to come or go on, the nearest conference first. */
export const livePoints = (db: Db | Tx) =>
  db
    .select({
      id: bridgePoints.id,
      name: bridgePoints.name,
      contactId: bridgePoints.contactId,
      backupId: bridgePoints.backupId,
      conferenceId: bridgePoints.conferenceId,
      startAt: conferences.startAt,
    })
    .from(bridgePoints)
    .innerJoin(conferences, eq(conferences.id, bridgePoints.conferenceId))
    .where(and(isLive, isNull(bridgePoints.removedAt)))
    .orderBy(asc(conferences.startAt), asc(bridgePoints.position))
    .then((rows) => rows)

/** Who is on duty where, whatever for. */
export const dutiesAtPoints = (db: Db | Tx) =>
  db
    .select({ bridgePointId: duties.bridgePointId, contactId: duties.contactId })
    .from(duties)
    .then((rows) => rows)
