/** Where something stands in the file: a cell of a workbook, or a path into JSON. */
export interface Spot {
  /** The sheet; in JSON the first part of the path; the file's own name when the whole file is meant. */
  sheet: string
  /** 1-based, as Excel shows it. */
  row?: number
  /** The header of the column as it stands in the file. */
  column?: string
  /** 'bridgePoints[3].contact' */
  path?: string
}

/** What should have stood there, as the end of the sentence 'cần …' / 'expected …'. */
export interface Expectation {
  vi: string
  en: string
}

/** One thing wrong with an import file. */
export interface Fault extends Spot {
  /** What stands there, shortened; empty when nothing does. */
  found: string
  /** The end of the Vietnamese sentence 'cần …'. */
  expected: string
  /** The same for a reader of English. */
  expectedEnglish: string
}

/** Everything noticed so far; readers add to it and carry on, so that all faults are told at once. */
export interface Notes {
  faults: Fault[]
  warnings: Fault[]
}

/** A value together with the place it was found at. */
export interface Found {
  value: unknown
  at: Spot
  notes: Notes
  /** The column as a whole was already reported missing; its empty cells are not reported again. */
  excused?: boolean
}

export function fault(found: Found, expectation: Expectation): void {
  found.notes.faults.push(faultAt(found.at, found.value, expectation))
}

export function warn(found: Found, expectation: Expectation): void {
  found.notes.warnings.push(faultAt(found.at, found.value, expectation))
}

export const faultAt = (at: Spot, value: unknown, expectation: Expectation): Fault => ({
  ...at,
  found: shown(value),
  expected: forFormat(at, expectation.vi),
  expectedEnglish: forFormat(at, expectation.en),
})

/** How JSON would have it is no help to somebody who fills in a sheet. */
const forFormat = (at: Spot, text: string) =>
  at.path === undefined ? text.replace(/ \(JSON: [^)]*\)/, '') : text

/** A fault as one sentence. */
export function describeFault(one: Fault, language: 'vi' | 'en'): string {
  if (language === 'vi') {
    const found = one.found === '' ? 'đang để trống' : `đang ghi “${one.found}”`
    return `${placeOf(one, 'Trang tính', 'dòng', 'cột')}: ${found}; cần ${one.expected}.`
  }
  const found = one.found === '' ? 'empty' : `found “${one.found}”`
  return `${placeOf(one, 'Sheet', 'row', 'column')}: ${found}; expected ${one.expectedEnglish}.`
}

function placeOf(at: Spot, sheet: string, row: string, column: string): string {
  if (at.path) return at.path
  if (at.row === undefined && at.column === undefined) return at.sheet
  const rowPart = at.row === undefined ? '' : `, ${row} ${at.row}`
  const columnPart = at.column === undefined ? '' : `, ${column} “${at.column}”`
  return `${sheet} “${at.sheet}”${rowPart}${columnPart}`
}

const SHOWN = 80
const halfCharacter = /[\uD800-\uDBFF]$/

/** Objects are never written out: a hostile file could nest them deeper than the stack. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]'
  if (typeof value === 'object') return '{…}'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return '?'
  const line = value
    .slice(0, SHOWN * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > SHOWN ? `${line.slice(0, SHOWN).replace(halfCharacter, '')}…` : line
}
