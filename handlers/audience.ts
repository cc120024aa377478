import { unacknowledgedOf } from '../db/tallies.ts'
import type { Fault } from '../src/domain/audience.ts'
import { meant } from '../src/domain/audience/meant.ts'
import { readAudience } from '../src/domain/audience/parse.ts'
import { termsIn } from '../src/domain/audience/tree.ts'
import type { Person } from '../src/domain/person.ts'
import { readPhone } from '../src/intake/phones.ts'
import { factsAbout } from './audience-facts.ts'
import type { Reads } from './paths-of.ts'

/** What an expression may need beside what the tables of people and conferences say. */
export interface AudienceNeeds {
  /** The lines of lists by the names under which `file:NAME` speaks of them; see `filesNamed`. */
  files?: Readonly<Record<string, readonly string[]>>
  /** Ids of the conferences that whoever asks is limited to; null when they coordinate everything. */
  scope?: readonly string[] | null
  /** Ids of those who have not answered the announcement of that number; null when there is none. */
  unacknowledged?: (number: number) => Promise<ReadonlySet<string> | 'nothing-asked' | null>
  /** E.164, or null when nobody could dial it; a number of Vietnam unless it says otherwise. */
  phoneOf?: (text: string) => string | null
}

/**
 * `outside`: how many were meant beyond the scope, and are left out. Nobody at all is for the caller to refuse.
 * `conferenceId`: of the only conference that the expression is about, by its own name or through what belongs to it.
 */
export type PeopleMeant =
  | { kind: 'people'; people: Person[]; outside: number; conferenceId: string | null }
  | { kind: 'wrong'; fault: Fault }

/** Whom an audience expression (docs/audience.md) means now, sorted by code. */
export async function peopleMeant(
  reads: Reads,
  expression: string,
  needs: AudienceNeeds = {},
): Promise<PeopleMeant> {
  const read = readAudience(expression)
  if (read.kind === 'wrong') return read
  const { facts, people } = await factsAbout(reads.tx, read.tree, {
    phoneOf: (text) => readPhone(text, 'VN')?.number ?? null,
    unacknowledged: (number) => unacknowledgedOf(reads.tx, number),
    ...needs,
  })
  const found = meant(expression, read.tree, facts)
  if (found.kind === 'wrong') return found
  const { scope, seats } = facts
  const own = new Set(seats.flatMap((seat) => (scope?.has(seat.conferenceId ?? '') ? seat.contactId : [])))
  const chosen = people.filter(({ id }) => found.ids.has(id))
  const allowed = scope ? chosen.filter(({ id }) => own.has(id)) : chosen
  const [about = null, another] = found.conferences
  const conferenceId = another ? null : about
  return { kind: 'people', people: allowed, outside: chosen.length - allowed.length, conferenceId }
}

/** The files that an expression speaks of: the caller reads them and hands in their texts under these names. */
export function filesNamed(expression: string): string[] {
  const read = readAudience(expression)
  if (read.kind === 'wrong') return []
  const names = termsIn(read.tree).flatMap((term) => (term.kind === 'file' ? term.words : []))
  return [...new Set(names.map(({ value }) => value))]
}
