import {
  dutiesAnywhere,
  everyConference,
  everyDocument,
  peopleAndCountries,
  pointsAnywhere,
  roundsAnywhere,
  standingIn,
} from '../db/audience.ts'
import type { Db, Tx } from '../db/open.ts'
import type { Expression } from '../src/domain/audience.ts'
import type { Facts, RoundFacts } from '../src/domain/audience/facts.ts'
import { isSeatTerm } from '../src/domain/audience/scope.ts'
import { termsIn } from '../src/domain/audience/tree.ts'
import type { Person } from '../src/domain/person.ts'
import type { ReadinessStatus } from '../src/domain/readiness.ts'
import { fold } from '../src/domain/reply/fold.ts'
import type { AudienceNeeds } from './audience.ts'
import { type Point, seatsNow } from './audience-seats.ts'
import { currentRound } from './board.ts'

type Needs = AudienceNeeds & Required<Pick<AudienceNeeds, 'phoneOf' | 'unacknowledged'>>

/** What it takes to find whom an expression means, and everybody it could mean in the order of their codes. */
export async function factsAbout(
  db: Db | Tx,
  tree: Expression,
  { files = {}, scope = null, unacknowledged, phoneOf }: Needs,
): Promise<{ facts: Facts; people: Person[] }> {
  const terms = termsIn(tree)
  const isOfSeats = scope !== null || terms.some(isSeatTerm)
  const points = isOfSeats || terms.some(({ kind }) => kind === 'country') ? await pointsAnywhere(db) : []
  const rounds = await roundsNow(db)
  const { people, countries } = await peopleAndCountries(db)
  const abroad = new Map([...countriesServed(points, await dutiesAnywhere(db)), ...countries])
  const conferences = await everyConference(db)
  const facts: Facts = {
    people: people.map(({ id, code, unit, phones }) => {
      return { id, code, unit, phones, country: abroad.get(id) ?? 'VN' }
    }),
    conferences: conferences.map(({ id, code, documentId, endedAt, cancelledAt }) => {
      return { id, code, documentId, isLive: endedAt === null && cancelledAt === null }
    }),
    documents: await everyDocument(db),
    points,
    rounds,
    seats: isOfSeats ? await seatsNow(db, points, rounds) : [],
    standing: await standingFor(db, tree, rounds),
    unacknowledged: await silentFor(tree, unacknowledged),
    files: new Map(Object.entries(files).map(([name, lines]) => [name, lines.join('\n')])),
    phoneOf,
    scope: scope && new Set(scope),
  }
  return { facts, people }
}

/** Who has no country of their own is where the first bridge point is that they serve; who serves none is at home. */
function countriesServed(
  points: Point[],
  duties: { contactId: string; bridgePointId: string | null }[],
): Map<string, string> {
  const served = new Map<string, string>()
  for (const { id: pointId, contactId, backupId, country } of points) {
    const onDuty = duties.flatMap((duty) => (duty.bridgePointId === pointId ? duty.contactId : []))
    for (const id of [contactId, backupId, ...onDuty])
      if (id !== null && !served.has(id)) served.set(id, country)
  }
  return served
}

async function roundsNow(db: Db | Tx): Promise<RoundFacts[]> {
  const rows = await roundsAnywhere(db)
  const places = [...new Set(rows.map(({ conferenceId }) => conferenceId))]
  const current = new Set(
    places.map((place) => currentRound(rows.filter(({ conferenceId }) => conferenceId === place))?.id),
  )
  return rows.map(({ id, code, conferenceId, openedAt }) => {
    return { id, code, conferenceId, isOpened: openedAt !== null, isCurrent: current.has(id) }
  })
}

/** Only of the rounds that the expression may speak of: a year's rounds are many answers. */
async function standingFor(
  db: Db | Tx,
  tree: Expression,
  rounds: RoundFacts[],
): Promise<Map<string, Map<string, ReadinessStatus>>> {
  const terms = termsIn(tree)
  const named = terms.flatMap((term) => (term.kind === 'round' ? term.words : []))
  const codes = new Set(named.map(({ value }) => fold(value)))
  const asksStatus = terms.some(({ kind }) => kind === 'status')
  const wanted = rounds.filter(
    ({ code, isCurrent, isOpened }) => isOpened && ((asksStatus && isCurrent) || codes.has(fold(code))),
  )
  return standingIn(
    db,
    wanted.map(({ id }) => id),
  )
}

async function silentFor(tree: Expression, unacknowledged: Needs['unacknowledged']) {
  const words = termsIn(tree).flatMap((term) => (term.kind === 'unacknowledged' ? term.words : []))
  const silent = new Map<number, ReadonlySet<string> | 'nothing-asked' | null>()
  for (const { value } of words) silent.set(value, await unacknowledged(value))
  return silent
}
