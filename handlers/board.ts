import { type Answer, answersTo, type Ask, asksOfRound } from '../db/asks.ts'
import { assignmentsOf } from '../db/assignments.ts'
import { type BridgePoint, bridgePointsOf, checklistFor, type Conference } from '../db/conferences.ts'
import { type Round, roundsOf } from '../db/rounds.ts'
import { openIncidents } from '../db/incidents.ts'
import type { Db, Tx } from '../db/open.ts'
import { peopleByIds } from '../db/people.ts'
import { liveIdentities } from '../db/identities.ts'
import type { AssignmentRow, Board, BoardRow } from '../src/domain/board.ts'
import type { Person } from '../src/domain/person.ts'
import { nothingYet, type Readiness } from '../src/domain/readiness.ts'

/** How a conference stands: its bridge points in the current round, its assignments, its open faults. */
export async function boardOf(db: Db | Tx, conference: Conference): Promise<Board> {
  const rounds = await roundsOf(db, conference.id)
  const round = currentRound(rounds)
  const points = await bridgePointsOf(db, conference.id)
  const given = await assignmentsOf(db, conference.id)
  const people = await peopleInvolved(db, [...points, ...given])
  const reachable = new Set(
    (await liveIdentities(db)).filter((one) => !one.closedAt).map((one) => one.contactId),
  )
  return {
    conference: conference.code,
    title: conference.title,
    round: round && {
      code: round.code,
      name: round.name,
      opensAt: round.opensAt,
      closesAt: round.closesAt,
      closed: round.closedAt !== null,
    },
    bridgePoints: await pointRows(db, points, round, people, reachable),
    assignments: given.map((row): AssignmentRow => {
      const person = people.get(row.contactId)!
      return { code: row.code, text: row.text, status: row.status, ...personOf(person, reachable) }
    }),
    openIncidents: await incidentRows(db, conference, points, people),
  }
}

/** The round that is open, else the last that closed; null before any. */
export function currentRound<R extends Pick<Round, 'openedAt' | 'closedAt'>>(rounds: R[]): R | null {
  const opened = rounds.filter((round) => round.openedAt !== null)
  return opened.findLast((round) => round.closedAt === null) ?? opened.at(-1) ?? null
}

const personOf = (person: Person, reachable: Set<string>) => ({
  contact: person.code,
  contactName: person.name,
  phone: person.phones[0] ?? null,
  reachable: reachable.has(person.id),
})

async function peopleInvolved(db: Db | Tx, owners: { contactId: string }[]): Promise<Map<string, Person>> {
  const ids = [...new Set(owners.map((owner) => owner.contactId))]
  return new Map((await peopleByIds(db, ids)).map((person) => [person.id, person]))
}

async function pointRows(
  db: Db | Tx,
  points: BridgePoint[],
  round: Round | null,
  people: Map<string, Person>,
  reachable: Set<string>,
): Promise<BoardRow[]> {
  const asks = round ? await asksOfRound(db, round.id) : []
  const answers = await answersTo(
    db,
    asks.map((ask) => ask.id),
  )
  const rows: BoardRow[] = []
  for (const point of points) {
    const ask = latestAsk(asks, point)
    const told = ask ? standing(ask, answers) : null
    const readiness = told?.readiness ?? nothingYet(await checklistFor(db, point, round?.id ?? ''))
    rows.push({
      code: point.code,
      name: point.name,
      status: readiness.status,
      ...personOf(people.get(point.contactId)!, reachable),
      since: readiness.status === 'pending' ? null : (told?.since ?? null),
      expectedAt: readiness.expectedAt,
      via: readiness.status === 'pending' ? null : (told?.via ?? null),
      items: readiness.items,
    })
  }
  return rows
}

/** A bridge point asked anew (its contact changed, the conference moved) counts by its newest ask. */
const latestAsk = (asks: Ask[], point: BridgePoint) =>
  asks.filter((ask) => ask.bridgePointId === point.id).toSorted((a, b) => b.openedAt - a.openedAt)[0]

interface Standing {
  readiness: Readiness
  since: number | null
  via: Answer['via'] | null
}

function standing(ask: Ask, answers: Answer[]): Standing | null {
  const own = answers.filter((answer) => answer.askId === ask.id)
  const latest = own.at(-1)
  if (!latest) return null
  const deciding = own.findLast((answer) => answer.decides)
  return {
    readiness: latest.value as Readiness,
    since: deciding?.at ?? null,
    via: deciding?.via ?? null,
  }
}

async function incidentRows(
  db: Db | Tx,
  conference: Conference,
  points: BridgePoint[],
  people: Map<string, Person>,
) {
  const names = new Map(points.map((point) => [point.id, point.name]))
  const open = await openIncidents(db, conference.id)
  const owners = await peopleByIds(
    db,
    open.flatMap((incident) => incident.ownedBy ?? []),
  )
  const nameOf = (id: string | null) =>
    (id ? (owners.find((one) => one.id === id) ?? people.get(id))?.name : null) ?? null
  return open.map((incident) => ({
    number: incident.number,
    bridgePoint: names.get(incident.bridgePointId) ?? '',
    text: incident.text,
    at: incident.at,
    owner: nameOf(incident.ownedBy),
  }))
}
