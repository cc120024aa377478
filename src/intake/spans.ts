import { Duration } from 'luxon'
import { plain } from './fold.ts'

const LONGEST_MS = 366 * 24 * 3_600_000

export const isoSpan = /\bp(?=[\dt])[\d.]*[\dymwdths.]*\b/i
export const spokenSpan =
  /(?<![\p{L}\d])\d+(?:[.,]\d+)?\s*(?:phut|ph|p|gio|tieng|h|ngay|tuan)(?:\s*(?:va\s*)?\d+\s*(?:phut|ph|p|gio|tieng|h|ngay))*(?!\p{L})/u

const units: Record<string, 'W' | 'D' | 'H' | 'M'> = {
  tuan: 'W',
  ngay: 'D',
  gio: 'H',
  tieng: 'H',
  h: 'H',
  phut: 'M',
  ph: 'M',
  p: 'M',
}

/** An ISO 8601 duration above zero and within a year, from itself or from words ('4 giờ' → 'PT4H'); null otherwise. */
export function durationIn(text: string): string | null {
  const span = /^p/i.test(text) ? text.toUpperCase() : inWords(plain(text).trim())
  const duration = Duration.fromISO(span)
  const length = duration.isValid ? duration.toMillis() : 0
  return length > 0 && length <= LONGEST_MS ? span : null
}

function inWords(text: string): string {
  if (text.match(spokenSpan)?.[0] !== text) return ''
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)/g)].filter((part) => part[2] !== 'va')
  const pairs = parts.map(([, count = '', unit = '']) => [count.replace(',', '.'), units[unit]] as const)
  const date = pairs
    .filter(([, unit]) => unit === 'W' || unit === 'D')
    .map(([count, unit]) => `${count}${unit}`)
  const time = pairs
    .filter(([, unit]) => unit === 'H' || unit === 'M')
    .map(([count, unit]) => `${count}${unit}`)
  return `P${date.join('')}${time.length > 0 ? `T${time.join('')}` : ''}`
}

/** A duration as people say it where that reads back to the same ('PT4H' → '4 giờ'), else as it is. */
export function spanText(span: string): string {
  const [, days, dayUnit, hours, hourUnit] = /^P(?:(\d+)([DW])|T(\d+)([HM]))$/.exec(span) ?? []
  const unit = spoken[dayUnit ?? hourUnit ?? '']
  return unit ? `${days ?? hours} ${unit}` : span
}

const spoken: Record<string, string> = { D: 'ngày', W: 'tuần', H: 'giờ', M: 'phút' }
