import { DateTime, Duration } from 'luxon'
import type { Due } from './assignment.ts'
import type { Language } from './person.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The zone every conference is told in besides the reader's own. */
export const VIETNAM = 'Asia/Ho_Chi_Minh'

/** An ISO 8601 duration in ms ('PT45M' → 2 700 000). Months count as luxon's casual 30 days. Throws on anything else. */
export function durationMs(iso: string): number {
  const duration = Duration.fromISO(iso)
  if (!duration.isValid) throw new RangeError(`not an ISO 8601 duration: ${iso}`)
  return duration.toMillis()
}

/** '07:05' in `zone`. */
export const clock = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).toFormat('HH:mm')

/** '05/12/2026' in `zone`. */
export const day = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).toFormat('dd/MM/yyyy')

/** '05/12' in `zone`. */
export const shortDate = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).toFormat('dd/MM')

/** 'thứ Bảy, 05/12/2026' or 'Saturday, 05/12/2026' in `zone`. */
export function longDay(at: number, zone: string, language: Language): string {
  const moment = DateTime.fromMillis(at, { zone, locale: language })
  const name = moment.toFormat('cccc')
  return `${language === 'vi' ? name.replace('Thứ', 'thứ').replace('Chủ Nhật', 'Chủ nhật') : name}, ${moment.toFormat('dd/MM/yyyy')}`
}

/** Two zones show the same wall clock at that moment; names are not compared, 'Asia/Saigon' is 'Asia/Ho_Chi_Minh'. */
export const sameClock = (at: number, one: string, other: string) => offset(at, one) === offset(at, other)

/** Minutes east of UTC in `zone` at that moment. */
export const offset = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).offset

/**
 * '14:00 thứ Bảy, 05/12/2026' in the reader's zone, followed by '(12:00 giờ Việt Nam)' when Vietnam's clock differs,
 * with its date when that differs too.
 */
export function forReader(at: number, zone: string, language: Language): string {
  const own = `${clock(at, zone)} ${longDay(at, zone, language)}`
  if (sameClock(at, zone, VIETNAM)) return own
  const date = day(at, zone) === day(at, VIETNAM) ? '' : ` ${day(at, VIETNAM)}`
  return `${own} (${clock(at, VIETNAM)}${date} ${language === 'vi' ? 'giờ Việt Nam' : 'Vietnam time'})`
}

/** The hour, in Vietnam, from which days are counted back when a due date names no hour: people are at work then. */
const WORK_BEGINS = 8

/** What reminders ahead of a due date count back from: its minute, or the morning of its last day. ms. */
export function countBackFrom(due: Due): number {
  if (due.precision === 'minute') return due.to
  return DateTime.fromMillis(due.to, { zone: VIETNAM }).startOf('day').set({ hour: WORK_BEGINS }).toMillis()
}

/** A due date as far as it is known: a minute in the reader's time, else the day, month, quarter or year in Vietnam's. */
export function describeDue(due: Due, zone: string, language: Language): string {
  const end = DateTime.fromMillis(due.to, { zone: VIETNAM })
  switch (due.precision) {
    case 'minute':
      return forReader(due.to, zone, language)
    case 'day':
      return longDay(due.to, VIETNAM, language)
    case 'month':
      return language === 'vi'
        ? `tháng ${end.toFormat('MM/yyyy')}`
        : end.setLocale('en').toFormat('MMMM yyyy')
    case 'quarter':
      return language === 'vi'
        ? `quý ${['I', 'II', 'III', 'IV'][end.quarter - 1]}/${end.year}`
        : `Q${end.quarter} ${end.year}`
    case 'year':
      return language === 'vi' ? `năm ${end.year}` : `${end.year}`
    default:
      return due.precision satisfies never
  }
}

/** '07:05', with the date in front when it is not today in `zone`: '07:05 05/12'. */
export function shortMoment(at: number, zone: string, now: number): string {
  const same = day(at, zone) === day(now, zone)
  return same ? clock(at, zone) : shortDay(at, zone)
}

const shortDay = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).toFormat('HH:mm dd/MM')

/** `shortMoment` as that reader needs it: '09:05 (07:05 giờ Việt Nam)' where Vietnam's clock shows something else. */
export function momentFor(reader: { timezone: string; language: Language }, at: number, now: number): string {
  const own = shortMoment(at, reader.timezone, now)
  if (sameClock(at, reader.timezone, VIETNAM)) return own
  const there = day(at, reader.timezone) === day(at, VIETNAM) ? clock(at, VIETNAM) : shortDay(at, VIETNAM)
  return `${own} (${there} ${reader.language === 'vi' ? 'giờ Việt Nam' : 'Vietnam time'})`
}

/** Hours of the day, in the reader's own zone, in which nobody is chased unless it is urgent. Minutes since midnight. */
export interface QuietHours {
  from: number
  to: number
}

/** The first moment not before `at` that lies outside the quiet hours in `zone`. */
export function afterQuietHours(at: number, zone: string, quiet: QuietHours | null): number {
  if (!quiet || quiet.from === quiet.to) return at
  const local = DateTime.fromMillis(at, { zone })
  const minute = local.hour * 60 + local.minute
  const overnight = quiet.from > quiet.to
  const isQuiet = overnight
    ? minute >= quiet.from || minute < quiet.to
    : minute >= quiet.from && minute < quiet.to
  if (!isQuiet) return at
  const end = local.startOf('day').plus({ days: overnight && minute >= quiet.from ? 1 : 0 })
  return end.set({ hour: Math.floor(quiet.to / 60), minute: quiet.to % 60 }).toMillis()
}

/** The full hour `hour` of the day that lies `days` after the one `at` is in, in `zone`. */
export const momentAt = (at: number, zone: string, days: number, hour: number): number =>
  DateTime.fromMillis(at, { zone }).startOf('day').plus({ days }).set({ hour }).toMillis()
