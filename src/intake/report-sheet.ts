import { writeSheets } from './xlsx.ts'

/** A list to be read and sorted: the headers stay in sight. */
export interface ReportSheet {
  name: string
  rows: (string | number | null)[][]
  widths: number[]
  /** 0-based rows shown as headings; the first stays in sight when it is one. */
  headings: number[]
}

/** A workbook as bytes. What people wrote is text in it and stays text, whatever it begins with. */
export const writeReport = (sheets: ReportSheet[]): Promise<Uint8Array> =>
  writeSheets(
    sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => row.map(fitting)),
      notes: [],
      frozenRows: sheet.headings.includes(0) ? 1 : 0,
      choices: [],
    })),
  )

/** A cell of Excel holds no more, in UTF-16 units. */
const CELL_LIMIT = 32_767

const fitting = (cell: string | number | null) =>
  typeof cell === 'string' && cell.length > CELL_LIMIT ? `${cell.slice(0, CELL_LIMIT - 1)}…` : cell
