import { DateTime } from 'luxon'
import type { Due } from '../domain/assignment.ts'
import { isAbsent, isRecord, child } from './draft.ts'
import type { Found } from './faults.ts'
import { fault } from './faults.ts'
import { plain } from './fold.ts'
import { expects } from './texts.ts'
import { peek } from './values.ts'

export const precisions = ['minute', 'day', 'month', 'quarter', 'year'] as const
type Precision = Due['precision']

/** A stretch of time as people name it: a minute, a day, a whole month … `from` and `to` belong to it. */
interface Period {
  from: DateTime
  to: DateTime
  precision: Precision
}

/** A moment in ms; local times are in `zone`. A date alone is no moment. */
export function moment(found: Found, zone: string): number | undefined {
  if (isAbsent(found)) return undefined
  const period = periodIn(peek(found), zone)
  if (period?.precision === 'minute') return period.to.toMillis()
  fault(found, expects.moment)
  return undefined
}

/** The same for what somebody typed by itself: null when it is no moment. */
export function momentTyped(text: string, zone: string): number | null {
  const period = periodIn(text.trim(), zone)
  return period?.precision === 'minute' ? period.to.toMillis() : null
}

export function requiredMoment(found: Found, zone: string): number {
  if (isAbsent(found) && !found.excused) fault(found, expects.moment)
  return moment(found, zone) ?? Number.NaN
}

/** A due date with the precision it was written in, as text or as `{ from, to, precision }`. */
export function due(found: Found, zone: string): Due | undefined {
  if (isAbsent(found)) return undefined
  const read = isRecord(found.value) ? dueObject(found, found.value, zone) : dueText(peek(found), zone)
  if (!read) fault(found, expects.due)
  else if (read.from !== null && read.from > read.to) fault(found, expects.laterTo)
  return read ?? undefined
}

function dueText(text: string, zone: string): Due | null {
  const whole = periodIn(text, zone)
  if (whole) return dueOf(whole)
  const [first, last, more] = plain(text)
    .replace(/^\s*tu\s+/, '')
    .split(/\s+(?:den|-|–|—)\s+/)
  if (first === undefined || last === undefined || more !== undefined) return null
  const from = periodIn(first, zone)
  const to = periodIn(last, zone)
  return from && to ? { ...dueOf(to), from: from.from.toMillis() } : null
}

function dueObject(found: Found, value: Record<string, unknown>, zone: string): Due | null {
  const at = (key: string) => child(found, key, Object.hasOwn(value, key) ? value[key] : undefined)
  const to = periodIn(peek(at('to')), zone)
  const from = isAbsent(at('from')) ? null : periodIn(peek(at('from')), zone)
  const stated = peek(at('precision'))
  const precision = stated === '' ? to?.precision : precisions.find((name) => name === stated)
  if (!to || (!from && !isAbsent(at('from')))) return null
  if (!precision) {
    fault(at('precision'), expects.precision)
    return dueOf(to)
  }
  const until = dueOf(widened(to, precision))
  return from ? { ...until, from: from.from.startOf(precision).toMillis() } : until
}

/** '5 December, by the month' means December. */
const widened = ({ from, to }: Period, precision: Precision): Period =>
  precision === 'minute'
    ? { from, to: to.startOf('minute'), precision }
    : { from: from.startOf(precision), to: to.endOf(precision), precision }

/** A day or a minute is a point to be met; a month, quarter or year is a stretch with a beginning. */
const dueOf = ({ from, to, precision }: Period): Due => ({
  from: precision === 'minute' || precision === 'day' ? null : from.toMillis(),
  to: to.toMillis(),
  precision,
})

/** The date of a document as ISO writes it: '2026-11-20', or '2026-11' when the day is blank on paper. */
export function documentDate(found: Found, zone: string): string | undefined {
  if (isAbsent(found)) return undefined
  const period = periodIn(peek(found), zone)
  const formats = { minute: 'yyyy-MM-dd', day: 'yyyy-MM-dd', month: 'yyyy-MM', quarter: null, year: 'yyyy' }
  const format = period && formats[period.precision]
  if (!format) fault(found, expects.documentDate)
  return format ? period.to.toFormat(format) : undefined
}

const isoMoment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/
const fillers = /(?<!\p{L})(ngay|luc|vao|truoc|han|cham nhat|hoan thanh|xong|trong)(?!\p{L})/gu
const vietnameseDay = /(?<!\d)(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})(?!\d)/
const clockTime = /^(\d{1,2})\s*(?:h|g|gio|:)\s*(?:(\d{1,2})\s*(?:phut|p|')?)?(?::(\d{2}))?$/

/** Reads ISO and the ways Vietnamese offices write dates; null for anything else, and for years nobody plans for. */
function periodIn(text: string, zone: string): Period | null {
  const period = isoMoment.test(text)
    ? minuteOf(DateTime.fromISO(text.replace(' ', 'T').toUpperCase(), { zone }))
    : (spanIn(plain(text).trim(), zone) ?? dayIn(text, zone))
  if (!period || !period.to.isValid || !period.from.isValid) return null
  return period.from.year >= 2000 && period.to.year < 2200 ? period : null
}

const minuteOf = (at: DateTime): Period => ({ from: at, to: at, precision: 'minute' })

const wholeOf = (at: DateTime, precision: Exclude<Precision, 'minute'>): Period => ({
  from: at.startOf(precision),
  to: at.endOf(precision),
  precision,
})

const romans: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

/** A year, a quarter or a month. */
function spanIn(text: string, zone: string): Period | null {
  const year = /^(?:(?:trong )?nam )?(\d{4})$/.exec(text)
  if (year) return wholeOf(DateTime.fromObject({ year: Number(year[1]) }, { zone }), 'year')
  const quarter =
    /^(?<y>\d{4})-?q(?<q>[1-4])$/.exec(text) ??
    /^(?:trong )?quy (?<q>[1-4]|i{1,3}|iv)\s*(?:\/|nam|-)?\s*(?<y>\d{4})$/.exec(text)
  if (quarter?.groups) {
    const number = romans[quarter.groups['q'] ?? ''] ?? Number(quarter.groups['q'])
    return wholeOf(
      DateTime.fromObject({ year: Number(quarter.groups['y']), month: number * 3 }, { zone }),
      'quarter',
    )
  }
  const month =
    /^(?<y>\d{4})-(?<m>\d{2})$/.exec(text) ??
    /^(?:(?:trong )?thang )?(?<m>\d{1,2})\s*(?:[/.-]|nam)\s*(?<y>\d{4})$/.exec(text)
  if (!month?.groups) return null
  const parts = { year: Number(month.groups['y']), month: Number(month.groups['m']) }
  return wholeOf(DateTime.fromObject(parts, { zone }), 'month')
}

/** A day, with or without a time before or after it. */
function dayIn(text: string, zone: string): Period | null {
  const iso = isoDay.exec(text)
  const lower = plain(text)
  const found = iso ?? vietnameseDay.exec(lower)
  if (!found) return null
  const [year, month, dayOfMonth] = (
    iso ? [found[1], found[2], found[3]] : [found[3], found[2], found[1]]
  ).map(Number)
  const rest = iso
    ? ''
    : lower
        .replace(found[0], ' ')
        .replace(fillers, ' ')
        .replace(/[\s,]+/g, ' ')
        .trim()
  const date = { year, month, day: dayOfMonth }
  if (rest === '') return wholeOf(DateTime.fromObject(date, { zone }), 'day')
  const time = clockTime.exec(rest)
  if (!time) return null
  const [hour, minute, second] = [time[1], time[2] ?? 0, time[3] ?? 0].map(Number)
  return minuteOf(DateTime.fromObject({ ...date, hour, minute, second }, { zone }))
}

/** A moment as it stands in a cell; seconds only when there are some. */
export function momentText(at: number, zone: string): string {
  const local = DateTime.fromMillis(at, { zone })
  return local.toFormat(at % 60_000 === 0 ? 'dd/MM/yyyy HH:mm' : 'dd/MM/yyyy HH:mm:ss')
}

/** A due date as it stands in a cell, read back to the same. */
export function dueTextOf(value: Due, zone: string): string {
  const to = DateTime.fromMillis(value.to, { zone })
  const own = value.precision === 'minute' ? null : wholeOf(to, value.precision)
  const usual = own ? dueOf(own).from : null
  const last = periodText(to, value.precision)
  if (value.from === usual) return last
  return value.from === null
    ? last
    : `từ ${periodText(DateTime.fromMillis(value.from, { zone }), value.precision)} đến ${last}`
}

function periodText(at: DateTime, precision: Precision): string {
  if (precision === 'minute') return momentText(at.toMillis(), at.zoneName ?? 'UTC')
  if (precision === 'quarter') return `Quý ${at.quarter}/${at.year}`
  return at.toFormat({ day: 'dd/MM/yyyy', month: 'MM/yyyy', year: 'yyyy' }[precision])
}
