import { cellValue } from './cells.ts'
import type { Entry } from './draft.ts'
import type { Notes } from './faults.ts'
import { fold, tidyLine } from './fold.ts'
import type { Column, Layout, Row } from './layout.ts'
import type { CellValue, SheetRows } from './xlsx.ts'

/** A header row, or the first line of the sheet Hội nghị, may stand below a title and a motto. */
export const HEADER_WITHIN = 20

export const isFilled = (cell: CellValue | undefined) =>
  cell !== null && cell !== undefined && !(typeof cell === 'string' && cell.trim() === '')

/** A cell as a header: folded, without what stands in brackets or marks it as compulsory. */
export const label = (cell: CellValue | undefined) =>
  typeof cell === 'string' && cell.length <= 200 ? fold(cell.replace(/\([^)]*\)|\*/g, ' ')) : ''

/** The column that a header means; a column's own name goes before other columns' by-names. */
export function columnFor(layout: Layout, cell: CellValue | undefined): Column | undefined {
  const text = label(cell)
  if (text === '') return undefined
  const own = layout.columns.find((column) => label(column.header) === text)
  return own ?? layout.columns.find((column) => column.also?.includes(text))
}

/** A header as faults name it: without the star of compulsory columns. */
export const headerText = (cell: CellValue | undefined) =>
  tidyLine(
    String(cell)
      .slice(0, 60)
      .replace(/\(\*\)|\*/g, ' '),
  )

export const headersIn = (row: Row, layout: Layout) => row.filter((cell) => columnFor(layout, cell)).length

/** The sheet that a layout is about: by its own name, else by a by-name. */
export const sheetFor = (sheets: SheetRows[], layout: Layout) =>
  sheets.find((sheet) => fold(sheet.name) === fold(layout.sheet)) ??
  sheets.find((sheet) => layout.also.includes(fold(sheet.name)))

export interface Placed {
  value: CellValue
  row: number
  header: string
}

/** Cells by field, as an entry. Fields without a cell are told by the header they should have had. */
export interface CellsEntry {
  sheet: string
  layout: Layout
  row?: number
  cells: Map<string, Placed>
  excused: (field: string) => boolean
  notes: Notes
}

export function entryOfCells({ sheet, layout, row, cells, excused, notes }: CellsEntry): Entry {
  return {
    at: { sheet, row },
    get: (field) => {
      const column = layout.columns.find((one) => one.field === field)
      const cell = cells.get(field)
      const at = { sheet, row: cell?.row ?? row, column: cell?.header ?? column?.header ?? field }
      return { value: cellValue(cell?.value, column?.kind ?? 'text'), at, notes, excused: excused(field) }
    },
  }
}
