import type { Entry } from './draft.ts'
import { MOST_ROWS } from './draft.ts'
import type { Notes } from './faults.ts'
import { faultAt } from './faults.ts'
import { fold } from './fold.ts'
import { columnFor, entryOfCells, HEADER_WITHIN, headersIn, headerText, isFilled, label } from './headers.ts'
import type { Column, Layout } from './layout.ts'
import { exampleMark, hintMark, ordinals } from './layout.ts'
import { expects } from './texts.ts'
import type { SheetRows } from './xlsx.ts'

/** A list found in a sheet: below which row, and where each column stands. */
interface Table {
  sheet: SheetRows
  layout: Layout
  /** 0-based */
  header: number
  columns: Map<Column, { place: number; header: string }>
  notes: Notes
}

/** The rows of a list as entries. A sheet that is not there is an empty list, with a warning. */
export function listSheet(sheet: SheetRows | undefined, layout: Layout, notes: Notes): Entry[] {
  if (!sheet) {
    notes.warnings.push(faultAt({ sheet: layout.sheet }, undefined, expects.sheet(layout.sheet)))
    return []
  }
  const table = tableIn(sheet, layout, notes)
  if (!table) return []
  const rows = dataRows(table)
  if (rows.length > MOST_ROWS) {
    notes.faults.push(faultAt({ sheet: sheet.name }, rows.length, expects.fewerRows(MOST_ROWS)))
    return []
  }
  const missing = missingFields(table)
  return rows.map((row) => rowEntry(table, row, missing))
}

/** The header is the row that names most columns, at least two. */
function tableIn(sheet: SheetRows, layout: Layout, notes: Notes): Table | null {
  const counts = sheet.rows.slice(0, HEADER_WITHIN).map((row) => headersIn(row, layout))
  const most = Math.max(0, ...counts)
  const header = counts.indexOf(most)
  if (most >= 2) return { sheet, layout, header, columns: columnsIn(sheet, header, layout), notes }
  if (sheet.rows.some((row) => row.some(isFilled))) {
    const name = layout.columns[0]?.header ?? ''
    notes.faults.push(faultAt({ sheet: sheet.name, row: 1 }, undefined, expects.header(name)))
  }
  return null
}

function columnsIn(sheet: SheetRows, at: number, layout: Layout): Table['columns'] {
  const columns: Table['columns'] = new Map()
  for (const [place, cell] of (sheet.rows[at] ?? []).entries()) {
    const column = ordinals.includes(label(cell)) ? undefined : columnFor(layout, cell)
    if (column && !columns.has(column)) columns.set(column, { place, header: headerText(cell) })
  }
  return columns
}

/** Rows with anything in a known column, save the template's hints and examples. */
function dataRows({ sheet, header, columns, notes }: Table): number[] {
  warnOfStrangeColumns(sheet, header, columns, notes)
  const places = [...columns.values()].map(({ place }) => place)
  return [...sheet.rows.keys()].filter((index) => {
    const row = sheet.rows[index] ?? []
    if (index <= header || !places.some((place) => isFilled(row[place]))) return false
    const mark = places.includes(0) ? '' : label(row[0])
    if (!mark.startsWith(fold(exampleMark))) return !mark.startsWith(fold(hintMark))
    notes.warnings.push(faultAt({ sheet: sheet.name, row: index + 1 }, String(row[0]), expects.ownRow))
    return false
  })
}

/** A header that means nothing to us, or the same as an earlier one; its column is passed over. */
function warnOfStrangeColumns(sheet: SheetRows, at: number, columns: Table['columns'], notes: Notes): void {
  const used = new Set([...columns.values()].map(({ place }) => place))
  for (const [place, cell] of (sheet.rows[at] ?? []).entries()) {
    if (!isFilled(cell) || used.has(place) || ordinals.includes(label(cell))) continue
    const spot = { sheet: sheet.name, row: at + 1, column: headerText(cell) }
    notes.warnings.push(faultAt(spot, String(cell), expects.knownColumn))
  }
}

/** A compulsory column that is not there is told once, not once per row. */
function missingFields({ sheet, layout, header, columns, notes }: Table): Set<string> {
  const missing = layout.columns.filter((column) => column.needed && !columns.has(column))
  for (const column of missing) {
    const spot = { sheet: sheet.name, row: header + 1, column: column.header }
    notes.faults.push(faultAt(spot, undefined, expects.column(column.header)))
  }
  return new Set(missing.map((column) => column.field))
}

function rowEntry({ sheet, layout, columns, notes }: Table, index: number, missing: Set<string>): Entry {
  const row = index + 1
  const cells = [...columns].map(
    ([column, { place, header }]) =>
      [column.field, { value: sheet.rows[index]?.[place] ?? null, row, header }] as const,
  )
  return entryOfCells({
    sheet: sheet.name,
    layout,
    row,
    cells: new Map(cells),
    excused: (field) => missing.has(field),
    notes,
  })
}
