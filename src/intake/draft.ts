import type { Found, Spot } from './faults.ts'
import { fault, warn } from './faults.ts'
import { expects } from './texts.ts'

/** One thing in the file (a person, a bridge point …), its fields asked for by their JSON names. */
export interface Entry {
  at: Spot
  get(field: string): Found
}

/** A file as it was read, before anything is believed: both formats come to this, and one reader makes the plan of it. */
export interface Draft {
  conference: Entry
  document: Entry | null
  contacts: Entry[]
  bridgePoints: Entry[]
  checklist: Found
  rounds: Entry[]
  assignments: Entry[]
  policies: Entry | null
}

export const MOST_ROWS = 5000

/** Absent is what nobody wrote: no key, null, or only blanks. */
export const isAbsent = ({ value }: Found) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** A value inside a value; in JSON the path grows, in a workbook it is still the same cell. */
export function child(found: Found, key: string | number, value: unknown): Found {
  return { value, at: spotOf(found.at, key), notes: found.notes }
}

function spotOf(at: Spot, key: string | number): Spot {
  if (at.path === undefined) return at
  if (at.path === '') return { sheet: String(key), path: String(key) }
  return { ...at, path: typeof key === 'number' ? `${at.path}[${key}]` : `${at.path}.${key.slice(0, 60)}` }
}

/** The members of a list; none when it is absent, a fault when it is no list or a longer one than anybody has. */
export function items(found: Found): Found[] {
  if (isAbsent(found)) return []
  if (!Array.isArray(found.value)) {
    fault(found, expects.list)
    return []
  }
  if (found.value.length > MOST_ROWS) {
    fault(found, expects.fewerRows(MOST_ROWS))
    return []
  }
  return found.value.map((value: unknown, index) => child(found, index, value))
}

/** An object as an entry; null with a fault when it is none. Keys that are not `known` are warned of and passed over. */
export function entryOf(found: Found, known: readonly string[]): Entry | null {
  const { value } = found
  if (!isRecord(value)) {
    fault(found, expects.object)
    return null
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) warn(child(found, key, value[key]), expects.knownKey)
  }
  return { at: found.at, get: (field) => child(found, field, own(value, field)) }
}

/** Only what the file itself says: never what every object inherits. */
const own = (record: Record<string, unknown>, key: string) =>
  Object.hasOwn(record, key) ? record[key] : undefined

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isGiven = (found: Found) => !isAbsent(found)
