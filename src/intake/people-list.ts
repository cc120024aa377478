import { fold } from '../domain/reply.ts'
import { type CellValue, isOldOffice, isZip, readSheets } from './xlsx.ts'

export type ListRead =
  /** In the file's order, one for each row, so that faults can name their line. */
  { kind: 'lines'; lines: string[] } | { kind: 'unreadable'; why: 'old-office' | 'damaged' | 'too-big' }

/**
 * A list of codes or phones as offices keep it: a text, one or several on a line, or a table (XLSX, or cells parted by
 * commas, semicolons or tabs) whose column is named on top. A workbook without such a name is read by its first column.
 */
export async function readPeopleList(bytes: Uint8Array): Promise<ListRead> {
  if (isOldOffice(bytes)) return { kind: 'unreadable', why: 'old-office' }
  if (isZip(bytes)) return fromWorkbook(bytes)
  const text = decoded(bytes)
  if (text === null) return { kind: 'unreadable', why: 'damaged' }
  const lines = text.split(/\r\n|[\n\r]/)
  const rows = lines.map((line) => line.split(/[,;\t]/))
  return { kind: 'lines', lines: namedColumn(rows) ?? lines }
}

async function fromWorkbook(bytes: Uint8Array): Promise<ListRead> {
  const read = await readSheets(bytes)
  if (read.kind !== 'sheets') return { kind: 'unreadable', why: read.kind }
  const rows = read.sheets.find(({ rows }) => rows.some((row) => row.some(isFilled)))?.rows ?? []
  const cells = rows.map((row) => row.map(shown))
  return { kind: 'lines', lines: namedColumn(cells) ?? cells.map((row) => row.find(isFilled) ?? '') }
}

const isFilled = (cell: CellValue | undefined) => cell !== null && cell !== undefined && cell !== ''

const shown = (cell: CellValue): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : ''

/** UTF-8, or UTF-16 as Notepad and Excel call 'Unicode'. */
function decoded(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Before the others: a code means one person, a phone may be shared. */
const NAMES = [
  ['ma', 'ma dau moi', 'ma so', 'code', 'contact'],
  ['dien thoai', 'so dien thoai', 'sdt', 'dt', 'di dong', 'phone', 'phones', 'mobile', 'telephone'],
]

/** What stands below the first row that names columns of ours, the code where there is one; null when none does. */
function namedColumn(rows: string[][]): string[] | null {
  const top = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const titles = (rows[top] ?? []).map((cell) =>
    fold(cell)
      .replace(/[^a-z ]/g, '')
      .trim(),
  )
  const columns = NAMES.map((names) => titles.findIndex((title) => names.includes(title))).filter(
    (column) => column >= 0,
  )
  if (columns.length === 0) return null
  const valueIn = (row: string[]) => columns.map((column) => row[column]?.trim() ?? '').find(Boolean) ?? ''
  return rows.map((row, place) => (place <= top ? '' : valueIn(row)))
}
