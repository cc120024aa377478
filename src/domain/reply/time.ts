import { dayIn } from './day.ts'
import { plainTime } from './clock-words.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** A clock as written: `literal` when it can only be meant on the 24-hour clock ("08:00", "15h", "8am"). */
interface Clock {
  hour: number
  minute: number
  literal: boolean
}

/**
 * A time of day or a delay a person wrote ("15h30", "3 rưỡi chiều", "15 phút nữa", "sáng mai 8h"), as the first such
 * moment after `now`, ms since the epoch; null when there is none. `offsetAt`: the zone's UTC offset, in minutes, at a moment.
 * An hour that may be morning or afternoon ("3h") is the nearer of the two; a day named and already past is null.
 */
export function readMoment(text: string, now: number, offsetAt: (at: number) => number): number | null {
  const said = plainDates(plainTime(text))
  const delay = delayIn(said)
  if (delay !== null) return now + delay * MINUTE
  const written = clockIn(said)
  if (!written) return null
  const local = now + offsetAt(now) * MINUTE
  const day = dayIn(said, local)
  if (day === 'none') return null
  const moment = day === undefined ? nextTime(written, local) : onDay(written, day, local)
  if (moment === null) return null
  // Clocks may be put forward or back until then.
  const near = moment - offsetAt(now) * MINUTE
  return moment - offsetAt(near) * MINUTE
}

/** '2026-12-05' and '05.12.2026' as '05/12/2026'. */
const plainDates = (said: string) =>
  said
    .replace(/(?<![\d.:/-])(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d)|(?![\d.:/-]))/gu, '$3/$2/$1 ')
    .replace(/(?<![\d.:/-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.:/-])/gu, '$1/$2/$3')

/**
 * Whether `readMoment` takes in all that words say of a time: no figure is left over, and no other place's clock is named,
 * which would be read as the reader's own.
 */
export function isWhollyRead(text: string, home: RegExp | null): boolean {
  const said = plainDates(plainTime(text))
  const others = home ? said.replace(home, ' ') : said
  if (OTHER_CLOCK.test(others)) return false
  const times = delayIn(others) === null ? [CLOCK, DOTTED] : [HOURS, MINUTES]
  const rest = [new RegExp(DATED, 'u'), ...times].reduce(
    (left, known) => left.replace(known, ' '),
    others.replace(/(?<!\p{L})(?:thu ?|t)[2-7](?!\d)/u, ' '),
  )
  return !/\d/.test(rest)
}

const DATED =
  '(?:ngay )?(?:\\d{1,2} thang \\d{1,2}(?: nam \\d{4})?|\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{4})?(?![/\\d-]))'
const OTHER_CLOCK =
  /(?<!\p{L})(?:utc|gmt|jst|kst|cet|cest|est|edt|pst|pdt|bst|ict)(?!\p{L})|\d ?z(?!\p{L})|\p{L}+\/\p{L}+|\p{L} time(?!\p{L})|(?<!\p{L})gio (?!ngay|hom|sang|trua|chieu|toi|dem|khuya|mai|nay|kia|thu|chu|cn|kem|ruoi|nua|phut|hanh|a(?!\p{L})|nhe|tuan|mot|dung|am|pm)\p{L}/u

/** The minutes until then that a person names: "15 phút nữa" is 15, "nửa tiếng" 30; null when there are none. */
export function minutesIn(text: string): number | null {
  return delayIn(plainTime(text))
}

const EDGE = '(?<![\\p{L}\\p{N}.:/])'
const END = '(?![\\p{L}\\p{N}])'
const HALF_HOUR = new RegExp(`${EDGE}nua (?:tieng|gio|h)${END}|half an hour`, 'u')
const HOURS = new RegExp(
  `${EDGE}(\\d{1,2}) ?(?:(?:-|den|toi) ?(\\d{1,2}) ?)?(tieng|hours?|hrs?|gio|h|g)(?: ?(\\d{1,2}) ?(?:phut|ph|p|min)?${END}| (ruoi)${END}|${END})`,
  'u',
)
const MINUTES = new RegExp(
  `${EDGE}(\\d{1,3}) ?(?:(?:-|den|toi) ?(\\d{1,3}) ?)?(?:phut|ph|p|minutes?|mins?)${END}`,
  'u',
)
const LATER =
  /(?<![\p{L}])(?:nua|from now|later)(?![\p{L}])|(?:^|\s)(?:trong|sau khoang|them|in|another|mat|can them) (?:khoang |vong |about )?\d/u

function delayIn(said: string): number | null {
  if (HALF_HOUR.test(said)) return 30
  if (new RegExp(`${EDGE}tieng ruoi${END}`, 'u').test(said) && !HOURS.test(said)) return 90
  const hours = HOURS.exec(said)
  if (hours) return hoursDelay(said, hours)
  const minutes = MINUTES.exec(said)
  return minutes ? sane(Number(minutes[2] ?? minutes[1])) : null
}

function hoursDelay(said: string, [, from, to, unit = '', minutes, half]: RegExpExecArray): number | null {
  if (!/^(?:tieng|hour|hr)/.test(unit) && !LATER.test(said)) return null
  return sane(Number(to ?? from) * 60 + (half ? 30 : Number(minutes ?? 0)))
}

function sane(minutes: number): number | null {
  return minutes > 0 && minutes <= 2880 ? minutes : null
}

const CLOCK = new RegExp(
  `${EDGE}(\\d{1,2}) ?(?:(?:h|g|gio)(?: ?(\\d{1,2})(?: ?phut|ph|p)?(?![\\p{L}\\p{N}/])| (ruoi)${END}| kem (\\d{1,2})|(?![\\p{L}\\p{N}]))|:(\\d{2})(?::\\d{2})?(?!\\d)| ?(ruoi)${END}|(?= ?(?:am|pm|a\\.m|p\\.m)${END})|(?= (?:sang|trua|chieu|toi|dem)(?: (?:nay|mai|kia)| ?$)))`,
  'u',
)
const DOTTED = /^(?:luc |khoang |truoc |vao luc )?(\d{1,2})\.(\d{2})$/

function clockIn(said: string): Clock | undefined {
  if (/(?<!\p{L})(?:noon|midday)(?!\p{L})/u.test(said)) return { hour: 12, minute: 0, literal: true }
  const dotted = DOTTED.exec(said)
  if (dotted) return clock(dotted[1] ?? '', Number(dotted[2]), said)
  const found = CLOCK.exec(said)
  if (!found) return undefined
  const [, hour = '', minute, half, short, colon, bareHalf] = found
  if (short) return clock(String(Number(hour) - 1), 60 - Number(short), said)
  return clock(hour, half || bareHalf ? 30 : Number(minute ?? colon ?? 0), said)
}

function clock(digits: string, minute: number, said: string): Clock | undefined {
  const hour = Number(digits)
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  const shifted = hour <= 12 ? partOfDay(hour, said) : undefined
  return {
    hour: shifted ?? hour,
    minute,
    literal: shifted !== undefined || hour > 12 || digits.startsWith('0'),
  }
}

/** The hour on the 24-hour clock when "sáng", "chiều", "pm" or the like stands with it. */
function partOfDay(hour: number, said: string): number | undefined {
  if (/\d ?(?:am|a\.m)(?!\p{L})|in the morning/u.test(said)) return hour % 12
  if (/\d ?(?:pm|p\.m)(?!\p{L})|in the (?:afternoon|evening)/u.test(said)) return (hour % 12) + 12
  if (/(?<!\p{L})(?<!san )sang(?!\p{L})/u.test(said)) return hour % 12
  if (/(?<!\p{L})trua(?!\p{L})/u.test(said)) return hour <= 3 ? hour + 12 : hour
  if (/(?<!\p{L})chieu(?!\p{L})/u.test(said)) return (hour % 12) + 12
  if (
    /(?<!\p{L})toi (?:nay|mai|qua|kia)|(?:\d ?(?:h|g|gio)?\d{0,2}|ruoi) toi(?= ?$| ?[,.]| nay| mai)/u.test(
      said,
    )
  )
    return evening(hour)
  return /(?<!\p{L})(?:dem|khuya)(?!\p{L})/u.test(said) ? evening(hour) : undefined
}

function evening(hour: number): number {
  if (hour === 12) return 24
  return hour >= 5 ? hour + 12 : hour
}

/** The next time the clock shows this; an open "3h" is three in the afternoon once the morning's has passed. */
function nextTime({ hour, minute, literal }: Clock, local: number): number {
  const midnight = Math.floor(local / DAY) * DAY
  const today = midnight + (hour * 60 + minute) * MINUTE
  const candidates = [today % DAY === 0 ? midnight + DAY : today, today + DAY]
  if (!literal && hour < 12) candidates.push(today + DAY / 2)
  return Math.min(...candidates.filter((moment) => moment > local))
}

/** On a named day nobody means three in the night. */
function onDay({ hour, minute, literal }: Clock, midnight: number, local: number): number | null {
  const meant = !literal && hour >= 1 && hour <= 5 ? hour + 12 : hour
  const moments = [midnight + (meant * 60 + minute) * MINUTE]
  if (!literal && meant < 12) moments.push(midnight + ((meant + 12) * 60 + minute) * MINUTE)
  return moments.find((moment) => moment > local) ?? null
}
