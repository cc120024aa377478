import type { CellStyle, CellValue, Sheet, WriteSheet } from 'hucre/xlsx'
import { readXlsx, writeXlsx } from 'hucre/xlsx'

/**
 * The only file that knows the spreadsheet library. Dates come as `Date` whose UTC parts are the wall clock of the
 * cell; formulas as the value Excel last computed.
 */
export type { CellValue } from 'hucre/xlsx'

export interface SheetRows {
  name: string
  rows: CellValue[][]
}

export type SheetsRead = { kind: 'sheets'; sheets: SheetRows[] } | { kind: 'too-big' } | { kind: 'damaged' }

/** 'PK' and the rest of a zip's first bytes, or of an empty zip. */
export const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)

/** The container of .xls files, and of .xlsx files with a password. */
export const isOldOffice = (bytes: Uint8Array) =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)

/** Unpacked, all parts together. The fullest workbook within our row limits needs a tenth of it. */
const UNPACKED_LIMIT = 96 * 1_048_576

/** Columns and rows beyond this are not looked at; it bounds what a hostile file can make us allocate. */
const AREA = 'A1:CZ60000'

/** The visible sheets of a workbook. Never throws. */
export async function readSheets(bytes: Uint8Array): Promise<SheetsRead> {
  const unpacked = unpackedSize(bytes)
  if (unpacked === null) return { kind: 'damaged' }
  if (unpacked > UNPACKED_LIMIT) return { kind: 'too-big' }
  try {
    const workbook = await readXlsx(bytes, {
      range: AREA,
      sheets: (info) => !info.hidden && !info.veryHidden,
    })
    return {
      kind: 'sheets',
      sheets: workbook.sheets.map((sheet) => ({ name: sheet.name, rows: unmerged(sheet) })),
    }
  } catch {
    return { kind: 'damaged' }
  }
}

/**
 * What a zip says it holds, in bytes; null when it is no whole zip. The library refuses a part that unpacks to more
 * than it says, except one that says zero: such a part is counted as too much.
 */
function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === null) return null
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    total += size === 0 && packed > 2 ? UNPACKED_LIMIT + 1 : size
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return total
}

function endOfDirectory(view: DataView): number | null {
  const longestComment = 65_557
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - longestComment); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return null
}

/** A cell merged over several rows counts for each of them, as people read it. */
function unmerged(sheet: Sheet): CellValue[][] {
  const rows = sheet.rows.map((row) => [...row])
  for (const { startRow, endRow, startCol, endCol } of sheet.merges ?? []) {
    if (startCol !== endCol) continue
    const value = rows[startRow]?.[startCol] ?? null
    for (let at = startRow + 1; at <= Math.min(endRow, rows.length - 1); at++) {
      const row = rows[at]
      if (row) row[startCol] = value
    }
  }
  return rows
}

export interface SheetToWrite {
  name: string
  rows: (string | number | null)[][]
  widths: number[]
  /** 0-based rows shown as headings, and as notes in grey italics. */
  headings: number[]
  notes: number[]
  frozenRows: number
  /** Choices offered in a column (0-based) from a row (0-based) down; typing something else stays allowed. */
  choices: { column: number; row: number; toRow?: number; values: string[] }[]
}

/** A workbook as bytes. Every cell is text: Excel then neither eats zeros nor turns day and month round. */
export const writeSheets = (sheets: SheetToWrite[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: sheets.map(sheetOf), defaultFont: font })

const font = { name: 'Times New Roman', size: 12 }
const top = { vertical: 'top', wrapText: true } as const
const styles = {
  cell: { numFmt: '@', alignment: top },
  heading: {
    numFmt: '@',
    font: { ...font, bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E7F5' } },
    alignment: { ...top, horizontal: 'center' },
  },
  note: { numFmt: '@', font: { ...font, italic: true, color: { rgb: '666666' } }, alignment: top },
} satisfies Record<string, CellStyle>

function sheetOf(sheet: SheetToWrite): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  for (const [r, row] of sheet.rows.entries()) {
    const style = sheet.headings.includes(r)
      ? styles.heading
      : sheet.notes.includes(r)
        ? styles.note
        : styles.cell
    // A written cell takes its column's style; to say so again costs as much as all the rest.
    for (const [c, value] of row.entries())
      if (style !== styles.cell || value === null) cells.set(`${r},${c}`, { style })
  }
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width, style: styles.cell })),
    rows: sheet.rows,
    cells,
    freezePane: { rows: sheet.frozenRows },
    dataValidations: sheet.choices.map(({ column, row, toRow, values }) => ({
      type: 'list',
      values,
      allowBlank: true,
      showErrorMessage: false,
      range: `${letters(column)}${row + 1}:${letters(column)}${(toRow ?? 2000) + 1}`,
    })),
  }
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))
