import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Readiness, ReadinessStatus } from '../src/domain/readiness.ts'
import type { Person } from '../src/domain/person.ts'
import type { Db, Tx } from './open.ts'
import { allPeople } from './people.ts'
import {
  answers,
  asks,
  assignments,
  bridgePoints,
  conferences,
  contacts,
  coordinators,
  documents,
  duties,
  rounds,
} from './schema.ts'

// Whole tables in one query each: an audience may speak of anything, and ten thousand rows are read faster than a
// thousand are looked up.

/** Everybody who was not erased, in the order of their codes, and the countries of those whose own is known. */
export async function peopleAndCountries(
  db: Db | Tx,
): Promise<{ people: Person[]; countries: Map<string, string> }> {
  const people = await allPeople(db)
  const rows = await db
    .select({ id: contacts.id, country: contacts.country })
    .from(contacts)
    .where(isNotNull(contacts.country))
  return { people, countries: new Map(rows.map(({ id, country }) => [id, country!])) }
}

export const everyConference = (db: Db | Tx) =>
  db
    .select({
      id: conferences.id,
      code: conferences.code,
      documentId: conferences.documentId,
      endedAt: conferences.endedAt,
      cancelledAt: conferences.cancelledAt,
    })
    .from(conferences)
    .orderBy(asc(conferences.code))

export const everyDocument = (db: Db | Tx) =>
  db.select({ id: documents.id, number: documents.number }).from(documents)

/** Bridge points that take part, in the file's order: a contact's country is that of the first they serve. */
export const pointsAnywhere = (db: Db | Tx) =>
  db
    .select({
      id: bridgePoints.id,
      code: bridgePoints.code,
      conferenceId: bridgePoints.conferenceId,
      country: bridgePoints.country,
      contactId: bridgePoints.contactId,
      backupId: bridgePoints.backupId,
    })
    .from(bridgePoints)
    .where(isNull(bridgePoints.removedAt))
    .orderBy(asc(bridgePoints.position))

export const roundsAnywhere = (db: Db | Tx) =>
  db
    .select({
      id: rounds.id,
      code: rounds.code,
      conferenceId: rounds.conferenceId,
      openedAt: rounds.openedAt,
      closedAt: rounds.closedAt,
    })
    .from(rounds)
    .where(isNull(rounds.removedAt))
    .orderBy(asc(rounds.opensAt))

export const dutiesAnywhere = (db: Db | Tx) =>
  db
    .select({
      contactId: duties.contactId,
      bridgePointId: duties.bridgePointId,
      roundId: duties.roundId,
    })
    .from(duties)

export const assignmentsAnywhere = (db: Db | Tx) =>
  db
    .select({
      conferenceId: assignments.conferenceId,
      documentId: assignments.documentId,
      contactId: assignments.contactId,
      backupId: assignments.backupId,
    })
    .from(assignments)
    .where(isNull(assignments.removedAt))

export const everyCoordinator = (db: Db | Tx) =>
  db
    .select({ contactId: coordinators.contactId, conferenceId: coordinators.conferenceId })
    .from(coordinators)
    .where(isNull(coordinators.revokedAt))

const lastAnswer = sql`(select max(seq) from answers as said where said.ask_id = asks.id)`

/** How the bridge points stand in these rounds, by round and bridge point; who has said nothing is 'pending'. */
export async function standingIn(
  db: Db | Tx,
  roundIds: string[],
): Promise<Map<string, Map<string, ReadinessStatus>>> {
  const rows = await db
    .select({ roundId: asks.roundId, pointId: asks.bridgePointId, value: answers.value })
    .from(asks)
    .leftJoin(answers, eq(answers.seq, lastAnswer))
    .where(and(eq(asks.kind, 'readiness'), inArray(asks.roundId, roundIds)))
    // A bridge point asked anew counts by its newest ask.
    .orderBy(asc(asks.openedAt), asc(asks.id))
  const standing = new Map<string, Map<string, ReadinessStatus>>(roundIds.map((id) => [id, new Map()]))
  for (const { roundId, pointId, value } of rows)
    standing.get(roundId!)?.set(pointId!, (value as Readiness | null)?.status ?? 'pending')
  return standing
}
