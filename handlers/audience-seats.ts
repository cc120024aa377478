import { assignmentsAnywhere, dutiesAnywhere, everyCoordinator, type pointsAnywhere } from '../db/audience.ts'
import type { Db, Tx } from '../db/open.ts'
import type { Role } from '../src/domain/audience.ts'
import type { RoundFacts, Seat } from '../src/domain/audience/facts.ts'

export type Point = Awaited<ReturnType<typeof pointsAnywhere>>[number]

/** What everybody does: at these bridge points and in these rounds, for assignments, as coordinators. */
export async function seatsNow(db: Db | Tx, points: Point[], rounds: RoundFacts[]): Promise<Seat[]> {
  return [
    ...points.flatMap(seatsAt),
    ...(await dutySeats(db, points, rounds)),
    ...(await assignmentSeats(db)),
    ...(await coordinatorSeats(db)),
  ]
}

function seatsAt({ id, conferenceId, contactId, backupId }: Point): Seat[] {
  const first = seatAt('contact', contactId, conferenceId, id)
  return backupId === null ? [first] : [first, seatAt('backup', backupId, conferenceId, id)]
}

const seatAt = (
  role: Role,
  contactId: string,
  conferenceId: string,
  pointId: string | null,
  roundId: string | null = null,
): Seat => ({ at: 'point', role, contactId, conferenceId, documentId: null, pointId, roundId })

async function dutySeats(db: Db | Tx, points: Point[], rounds: RoundFacts[]): Promise<Seat[]> {
  const rows = await dutiesAnywhere(db)
  if (rows.length === 0) return []
  const places = new Map([...points, ...rounds].map(({ id, conferenceId }) => [id, conferenceId]))
  return rows.flatMap(({ contactId, bridgePointId: pointId, roundId }) => {
    const conferenceId = places.get(pointId ?? roundId ?? '')
    return conferenceId ? [seatAt('duty', contactId, conferenceId, pointId, roundId)] : []
  })
}

async function assignmentSeats(db: Db | Tx): Promise<Seat[]> {
  const rows = await assignmentsAnywhere(db)
  return rows.flatMap(({ contactId, backupId, conferenceId, documentId }) => {
    const of = { at: 'assignment', conferenceId, documentId, pointId: null, roundId: null } as const
    const first: Seat = { ...of, role: 'assignee', contactId }
    return backupId === null ? [first] : [first, { ...of, role: 'backup', contactId: backupId }]
  })
}

async function coordinatorSeats(db: Db | Tx): Promise<Seat[]> {
  const of = { at: 'office', role: 'coordinator', documentId: null, pointId: null, roundId: null } as const
  return (await everyCoordinator(db)).map(({ contactId, conferenceId }) => ({
    ...of,
    contactId,
    conferenceId,
  }))
}
