import { DateTime } from 'luxon'
import type { CellKind } from './layout.ts'
import type { CellValue } from './xlsx.ts'

/** Excel counts days; this range is 1954 to 2118, far from any year or plain count a clerk would write. */
const isSerial = (value: number) => value >= 20_000 && value < 80_000

/** A cell as JSON would have said it; dates become the text Excel shows, lists are taken apart. */
export function cellValue(cell: CellValue | undefined, kind: CellKind): unknown {
  if (cell === undefined || cell === null || cell === '') return undefined
  if (cell instanceof Date) return dateText(cell)
  if (typeof cell === 'boolean') return cell
  if (typeof cell === 'number') return numberValue(cell, kind)
  if (cell.trim() === '') return undefined
  if (kind === 'list') return parts(cell, /[;\n]/)
  if (kind === 'phones') return parts(cell, /[;,\n/]|\s[-–]\s(?=[+\d])/)
  return kind === 'duties' ? dutiesIn(cell) : cell
}

function numberValue(value: number, kind: CellKind): unknown {
  if ((kind === 'moment' || kind === 'due') && isSerial(value)) {
    return dateText(new Date(Math.round((value - 25_569) * 86_400) * 1000))
  }
  const text = Number.isInteger(value) ? BigInt(value).toString() : String(value)
  return kind === 'phones' || kind === 'list' ? [text] : text
}

/** Fractions of days are not exact in binary: 08:00 may come as 07:59:59.999. */
function dateText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000)
  const wall = DateTime.fromSeconds(Number.isNaN(seconds) ? 0 : seconds, { zone: 'utc' })
  if (seconds % 86_400 === 0) return wall.toFormat('dd/MM/yyyy')
  return wall.toFormat(seconds % 60 === 0 ? 'dd/MM/yyyy HH:mm' : 'dd/MM/yyyy HH:mm:ss')
}

const parts = (text: string, border: RegExp) =>
  text
    .split(border)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** 'Trực điện: c5; Âm thanh: c6, c7' */
const dutiesIn = (text: string): { duty: string; contact: string }[] =>
  parts(text, /[;\n]/).flatMap((part) => {
    const colon = part.lastIndexOf(':')
    const duty = part.slice(0, Math.max(colon, 0)).trim()
    return part
      .slice(colon + 1)
      .split(',')
      .map((contact) => ({ duty, contact: contact.trim() }))
  })
