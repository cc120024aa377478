import type { Why, Word } from '../audience.ts'
import { type RoundFacts, rolesAt, type Seat } from './facts.ts'
import type { Scope, SeatTerm, Test } from './scope.ts'
import { type Candidate, called, faulty, type Search, unknown } from './search.ts'

/** A term about what people do, as it is read within a scope. */
export interface ReadTerm {
  /** The seats it is true of. */
  is: Test
  /** The same, and every seat of which such a thing cannot be said. */
  allows: Test
  /** The conferences it names, and the rounds. */
  conferences?: string[]
  rounds?: RoundFacts[]
}

type TermOf<Kind extends SeatTerm['kind']> = Extract<SeatTerm, { kind: Kind }>

export function readTerm(search: Search, scope: Scope, term: SeatTerm): ReadTerm {
  switch (term.kind) {
    case 'conference':
      return conferenceTerm(search, term)
    case 'document':
      return documentTerm(search, scope, term)
    case 'point':
      return pointTerm(search, scope, term)
    case 'round':
      return roundTerm(search, scope, term)
    case 'role':
      return roleTerm(search, scope, term)
    case 'status':
      return statusTerm(search, scope, term)
    default:
      return term satisfies never
  }
}

function conferenceTerm(search: Search, { words }: TermOf<'conference'>): ReadTerm {
  const known = search.facts.conferences.map((each) => candidate(each, each.code, search.isShown(each.id)))
  const ids = words.flatMap((word) => oneOf(search, word, 'conference', known).map(({ id }) => id))
  const is = within(new Set(ids))
  return { is, allows: is, conferences: ids }
}

function documentTerm(search: Search, scope: Scope, { words }: TermOf<'document'>): ReadTerm {
  const { conferences, documents } = search.facts
  const isShown = (id: string) =>
    search.facts.scope === null ||
    conferences.some((each) => each.documentId === id && search.isShown(each.id))
  const known = documents.map((each) => candidate(each, each.number, isShown(each.id)))
  const ids = new Set(words.flatMap((word) => oneOf(search, word, 'document', known).map(({ id }) => id)))
  const under = conferences.filter(({ documentId }) => ids.has(documentId ?? '')).map(({ id }) => id)
  const isUnder = within(new Set(under))
  const is = (seat: Seat) => ids.has(seat.documentId ?? '') || isUnder(seat)
  return { is, allows: is, conferences: under.filter((id) => scope.conferences?.has(id) ?? true) }
}

const within = (ids: ReadonlySet<string>) => (seat: Seat) => ids.has(seat.conferenceId ?? '')

function pointTerm(search: Search, scope: Scope, { words }: TermOf<'point'>): ReadTerm {
  const points = words.flatMap((word) => inConferences(search, scope, word, 'point', search.facts.points))
  const ids = new Set(points.map(({ id }) => id))
  const is = (seat: Seat) => ids.has(seat.pointId ?? '')
  return { ...atPoints(is), conferences: points.map(({ conferenceId }) => conferenceId) }
}

function roundTerm(search: Search, scope: Scope, { words }: TermOf<'round'>): ReadTerm {
  const rounds = words.flatMap((word) => inConferences(search, scope, word, 'round', search.facts.rounds))
  const is = (seat: Seat) => seat.at === 'point' && rounds.some((round) => isAsked(search, round, seat))
  return { ...atPoints(is), rounds }
}

/** In a round not yet opened every bridge point will be asked. */
function isAsked({ facts }: Search, round: RoundFacts, seat: Seat): boolean {
  if (seat.conferenceId !== round.conferenceId) return false
  if (seat.roundId !== null && seat.roundId !== round.id) return false
  if (seat.pointId === null) return seat.roundId === round.id
  return !round.isOpened || facts.standing.get(round.id)?.has(seat.pointId) === true
}

function roleTerm(search: Search, scope: Scope, { words }: TermOf<'role'>): ReadTerm {
  const roles = new Set(words.map(({ value }) => value))
  const places = scope.conferences || scope.rounds ? null : usual(search)
  const is = (seat: Seat) =>
    roles.has(seat.role) && (!places || seat.conferenceId === null || places.has(seat.conferenceId))
  return { is, allows: (seat) => !rolesAt[seat.at].some((role) => roles.has(role)) || is(seat) }
}

/** In the rounds that are named, else in the current one of each conference. */
function statusTerm(search: Search, scope: Scope, { words }: TermOf<'status'>): ReadTerm {
  const statuses = new Set(words.map(({ value }) => value))
  const rounds = scope.rounds ?? currentRounds(search, scope)
  if (rounds.length === 0 && !scope.rounds) faulty(search, words[0]!, { kind: 'no-round' })
  const is = (seat: Seat) =>
    seat.at === 'point' &&
    seat.pointId !== null &&
    rounds.some((round) => {
      if (!isAsked(search, round, seat)) return false
      const told = round.isOpened && search.facts.standing.get(round.id)?.get(seat.pointId!)
      return statuses.has(told || 'pending')
    })
  return atPoints(is)
}

function currentRounds(search: Search, scope: Scope): RoundFacts[] {
  const places = scope.conferences ?? usual(search)
  return search.facts.rounds.filter(({ isCurrent, conferenceId }) => isCurrent && places.has(conferenceId))
}

const atPoints = (is: Test): Pick<ReadTerm, 'is' | 'allows'> => ({
  is,
  allows: (seat) => seat.at !== 'point' || is(seat),
})

/** The conferences that are meant when none is named: those that are neither over nor cancelled. */
const usual = ({ facts, isShown }: Search): ReadonlySet<string> =>
  new Set(facts.conferences.flatMap(({ id, isLive }) => (isLive && isShown(id) ? id : [])))

// — from names to things

const candidate = <T>(item: T, name: string, isShown: boolean): Candidate<T> => ({ item, name, isShown })

/** The one thing of that name; none with a fault. */
function oneOf<T>(search: Search, word: Word, of: 'conference' | 'document', known: Candidate<T>[]): T[] {
  const found = called(word.value, known)
  const names = (some: Candidate<T>[]) => some.filter(({ isShown }) => isShown).map(({ name }) => name)
  if (found.length === 0) unknown(search, word, of, names(known))
  if (found.length > 1) faulty(search, word, { kind: 'several', of, choices: names(found) })
  return found.map(({ item }) => item)
}

/**
 * The bridge points or rounds of that code: in each of the conferences that are named, else in the only conference that
 * has one. A conference that is over counts when no other has it.
 */
function inConferences<T extends { id: string; code: string; conferenceId: string }>(
  search: Search,
  scope: Scope,
  word: Word,
  of: 'point' | 'round',
  known: T[],
): T[] {
  const everywhere = known.filter(({ conferenceId }) => search.isShown(conferenceId))
  const places = scope.conferences
  const pool = places ? known.filter(({ conferenceId }) => places.has(conferenceId)) : everywhere
  const found = called(
    word.value,
    pool.map((each) => candidate(each, each.code, true)),
  ).map(({ item }) => item)
  const live = usual(search)
  const now = places ? found : found.filter(({ conferenceId }) => live.has(conferenceId))
  const meant = now.length > 0 ? now : found
  if (meant.length === 0)
    unknown(
      search,
      word,
      of,
      everywhere.filter((each) => pool.includes(each)).map(({ code }) => code),
    )
  if (meant.length > 1 && !places) faulty(search, word, whichConference(search, of, meant))
  return meant
}

const whichConference = (
  { facts }: Search,
  of: 'point' | 'round',
  meant: { conferenceId: string }[],
): Why => {
  const ids = new Set(meant.map(({ conferenceId }) => conferenceId))
  const codes = facts.conferences.flatMap(({ id, code }) => (ids.has(id) ? code : []))
  return { kind: 'several', of, choices: codes }
}
