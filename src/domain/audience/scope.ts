import type { Expression, Term } from '../audience.ts'
import type { RoundFacts, Seat } from './facts.ts'
import type { Search } from './search.ts'
import { readTerm } from './seat-terms.ts'
import { conjuncts } from './tree.ts'

/** Terms about what a person does; the others are about the person. In the order in which each helps to read the next. */
export const seatKinds = ['conference', 'document', 'point', 'round', 'role', 'status'] as const
export type SeatKind = (typeof seatKinds)[number]
export type SeatTerm = Extract<Term, { kind: SeatKind }>
export type Test = (seat: Seat) => boolean

/**
 * What is said in the same conjunction: `conference:vt26 and role:contact` are the contacts of that conference, not those
 * in it who are contacts somewhere.
 */
export interface Scope {
  tests: Partial<Record<SeatKind, Test>>
  /** The conferences that are named, by themselves, through a document or a bridge point; null when none is. */
  conferences: ReadonlySet<string> | null
  rounds: RoundFacts[] | null
}

export const nothingSaid: Scope = { tests: {}, conferences: null, rounds: null }

export const isSeatTerm = (tree: Expression): tree is SeatTerm => seatKinds.some((kind) => kind === tree.kind)

/** The scope within a conjunction; what it says itself counts before what is said around it. */
export function narrowed(search: Search, scope: Scope, tree: Expression): Scope {
  const said = conjuncts(tree).filter(isSeatTerm)
  return seatKinds.reduce((inner, kind) => {
    const terms = said.filter((term) => term.kind === kind)
    return terms.length > 0 ? saying(search, inner, terms) : inner
  }, scope)
}

function saying(search: Search, scope: Scope, terms: SeatTerm[]): Scope {
  const read = terms.map((term) => readTerm(search, scope, term))
  const { kind } = terms[0]!
  const conferences = read.flatMap((each) => each.conferences ?? [])
  const rounds = read.flatMap((each) => each.rounds ?? [])
  return {
    tests: { ...scope.tests, [kind]: (seat: Seat) => read.some((each) => each.allows(seat)) },
    conferences: conferences.length > 0 && kind !== 'round' ? new Set(conferences) : scope.conferences,
    rounds: kind === 'round' ? rounds : scope.rounds,
  }
}
