import type { Expression, Fault, Term } from '../audience.ts'
import type { Facts } from './facts.ts'
import { peopleOf } from './person-terms.ts'
import { readAudience } from './parse.ts'
import { isSeatTerm, narrowed, nothingSaid, type Scope, type SeatTerm } from './scope.ts'
import { type Search, searchFor } from './search.ts'
import { readTerm } from './seat-terms.ts'

export type Meant =
  | { kind: 'people'; ids: Set<string>; conferences: Set<string> }
  | { kind: 'wrong'; fault: Fault }

/** Whom an expression means. Nobody is an answer too; a name that nothing has is a fault. */
export function meantBy(expression: string, facts: Facts): Meant {
  const read = readAudience(expression)
  return read.kind === 'wrong' ? read : meant(expression, read.tree, facts)
}

/** The same for an expression that has been read: `tree` is of `expression`. */
export function meant(expression: string, tree: Expression, facts: Facts): Meant {
  const search = searchFor(expression, facts)
  const ids = those(search, nothingSaid, tree)
  const [fault] = search.faults.toSorted((a, b) => a.at - b.at)
  return fault ? { kind: 'wrong', fault } : { kind: 'people', ids, conferences: search.about }
}

function those(search: Search, scope: Scope, tree: Expression): Set<string> {
  switch (tree.kind) {
    case 'or':
      return new Set(tree.of.flatMap((each) => [...those(search, scope, each)]))
    case 'and':
      return inAll(search, narrowed(search, scope, tree), tree.of)
    case 'not': {
      const others = those({ ...search, about: new Set() }, scope, tree.of)
      return new Set([...search.everyone].filter((id) => !others.has(id)))
    }
    default:
      return ofTerm(search, scope, tree)
  }
}

function inAll(search: Search, scope: Scope, parts: Expression[]): Set<string> {
  const sets = parts.map((part) => those(search, scope, part))
  return new Set([...sets[0]!].filter((id) => sets.every((set) => set.has(id))))
}

function ofTerm(search: Search, scope: Scope, term: Term): Set<string> {
  const ids = isSeatTerm(term) ? seated(search, scope, term) : peopleOf(search, term)
  return new Set([...ids].filter((id) => search.everyone.has(id)))
}

/** Everybody with a seat that fits the term and all else that is said of it. */
function seated(search: Search, scope: Scope, term: SeatTerm): string[] {
  const { is, conferences = [], rounds = [] } = readTerm(search, scope, term)
  for (const id of [...conferences, ...rounds.map(({ conferenceId }) => conferenceId)]) search.about.add(id)
  const others = Object.entries(scope.tests).flatMap(([kind, test]) => (kind === term.kind ? [] : [test]))
  return search.facts.seats
    .filter((seat) => is(seat) && others.every((test) => test(seat)))
    .map(({ contactId }) => contactId)
}
