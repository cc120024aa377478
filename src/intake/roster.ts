import type { Draft, Entry } from './draft.ts'
import { isAbsent } from './draft.ts'
import type { Expectation, Found } from './faults.ts'
import { fault } from './faults.ts'
import { fold } from './fold.ts'
import { expects } from './texts.ts'
import { peek } from './values.ts'

/** Who is in the file, for references: clerks write a name where there is only one such person. */
export interface Roster {
  codes: Set<string>
  codesByName: Map<string, string[]>
}

export function rosterOf(entries: Entry[]): Roster {
  const codesByName = new Map<string, string[]>()
  for (const entry of entries) {
    const name = fold(peek(entry.get('name')))
    codesByName.set(name, [...(codesByName.get(name) ?? []), peek(entry.get('code'))])
  }
  return { codes: new Set(entries.map((entry) => peek(entry.get('code')))), codesByName }
}

/** The code that a reference means; undefined when it is absent, or with a fault when it means nobody or several. */
export function reference(found: Found, roster: Roster, expectation: Expectation): string | undefined {
  if (isAbsent(found)) return undefined
  const text = peek(found)
  if (text !== '' && roster.codes.has(text)) return text
  const named = roster.codesByName.get(fold(text)) ?? []
  if (named.length === 1) return named[0]
  fault(found, named.length > 1 ? expects.oneOfNamesakes : expectation)
  return undefined
}

export function requiredReference(found: Found, roster: Roster, expectation: Expectation): string {
  if (isAbsent(found) && !found.excused) fault(found, expectation)
  return reference(found, roster, expectation) ?? ''
}

/** A code that stands twice in one list is a fault at its second place. */
export function checkCodes(draft: Draft): void {
  for (const list of [draft.contacts, draft.bridgePoints, draft.rounds, draft.assignments]) {
    const seen = new Map<string, Entry>()
    for (const entry of list) {
      const found = entry.get('code')
      const first = seen.get(peek(found))
      if (first) fault(found, expects.otherCode(placeOf(first)))
      else if (peek(found) !== '') seen.set(peek(found), entry)
    }
  }
}

const placeOf = ({ at }: Entry) => at.path ?? `dòng ${at.row}`
