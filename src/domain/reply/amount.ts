import { ONES } from './digits.ts'
import { fold } from './fold.ts'

/**
 * A count that somebody wrote, or why it is none that can be summed. `how`: nothing but the number, the number with what
 * is counted ("12 người"), or among other words.
 */
export type Amount =
  | { kind: 'number'; number: number; how: 'alone' | 'counted' | 'among' }
  | { kind: 'refused'; why: 'negative' | 'fraction' | 'too-large' | 'several' }
  | { kind: 'none' }

export const LARGEST_AMOUNT = 1_000_000

const setOf = (words: string) => new Set(words.split(' '))
const POLITE = setOf('da a nhe nha so em thua')
const COUNTED = setOf(
  'nguoi ng dai bieu db dong chi d c khach can bo vi thanh vien suat cho ve xe phong may people persons delegates',
)
/** With one of these beside it the number is not the whole, or not what it says: "hơn 12", "thêm 2", "12 người không dự". */
const TURNING = setOf(
  'khong ko k chua hon tren duoi hoac no not or over under nghin ngan tram trieu ty chuc muoi ruoi thousand hundred ' +
    'them bot vang thieu tang giam nhat gan khoang chung more less fewer least most about around absent',
)

/** So many other words at most stand around a number that is the answer. */
const MOST_WORDS = 8

/** Reads "12", "05 người", "1.200", "có 12 đại biểu ạ", "mười hai". Never guesses: of two numbers none is taken. */
export function readAmount(text: string): Amount {
  const plain = fold(text).replace(/[−–—]/g, '-')
  if (plain.length > 200 || /[?%¿؟]/.test(plain)) return { kind: 'none' }
  const [figure, ...more] = plain.matchAll(FIGURE)
  if (!figure) return spelled(wordsIn(plain))
  if (more.length > 0) return { kind: 'refused', why: 'several' }
  const before = plain.slice(0, figure.index)
  const after = plain.slice(figure.index + figure[0].length)
  if (/[\p{L}/:_]$/u.test(before) || /^[/:_\p{N}]/u.test(after) || !isFree(after)) return { kind: 'none' }
  if (/(?:^|\s)-\s*$|(?:^|\s)am\s$/.test(before)) return { kind: 'refused', why: 'negative' }
  if (/(?:^|\s)toi da\s*$/.test(before)) return { kind: 'none' }
  const read = among([...wordsIn(before), ...wordsIn(after)], valueOf(figure[0]))
  const isOne = !figure[0].includes(' ') || (read.kind === 'number' && read.how !== 'among')
  return isOne ? read : { kind: 'refused', why: 'several' }
}

/** A number; with blanks between its thousands it may be two as well, where other words stand around. */
const FIGURE = /(?<!\d|\d[.,\s])[1-9]\d{0,2}(?: \d{3})+(?![.,]?\d| \d)|\d+(?:[.,]\d+)*/g

const wordsIn = (plain: string) => plain.match(/\p{L}+/gu) ?? []

/** "12nguoi" is people; "12h" and "1e9" are something else. */
function isFree(after: string): boolean {
  const glued = /^\p{L}+/u.exec(after)?.[0]
  return glued === undefined || COUNTED.has(glued)
}

function among(words: string[], value: Amount): Amount {
  if (value.kind !== 'number') return value
  if (words.length > MOST_WORDS || words.some((word) => TURNING.has(word))) return { kind: 'none' }
  const rest = words.filter((word) => !POLITE.has(word))
  if (rest.length === 0) return value
  return { ...value, how: rest.every((word) => COUNTED.has(word)) ? 'counted' : 'among' }
}

/** Dots and commas set thousands apart when three digits follow each of them. */
function valueOf(figure: string): Amount {
  const grouped = /^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)$/.test(figure)
  if (!grouped && /[.,]/.test(figure)) return { kind: 'refused', why: 'fraction' }
  const number = Number(figure.replace(/[., ]/g, ''))
  if (number > LARGEST_AMOUNT) return { kind: 'refused', why: 'too-large' }
  return { kind: 'number', number, how: 'alone' }
}

/** As they are called after tens. */
const LAST: Record<string, number> = { ...ONES, tu: 4, lam: 5, nham: 5 }

/** "mười hai", "hai mươi mốt người": where every word is accounted for. */
function spelled(words: string[]): Amount {
  const counted = words.filter((word) => !POLITE.has(word))
  while (counted.length > 1 && COUNTED.has(counted.at(-1)!)) counted.pop()
  const number = hundredsIn(counted)
  return number === null ? { kind: 'none' } : { kind: 'number', number, how: 'among' }
}

function hundredsIn([first = '', second, ...rest]: string[]): number | null {
  const hundreds = ONES[first]
  if (hundreds === undefined || second !== 'tram')
    return tensIn([first, ...(second ? [second] : []), ...rest])
  const [link = '', ...last] = rest
  if (link === '') return hundreds * 100
  const more = link === 'linh' || link === 'le' ? lastIn(last) : tensIn(rest)
  return more === null ? null : hundreds * 100 + more
}

function tensIn([first = '', ...rest]: string[]): number | null {
  if (first === 'muoi') return plus(10, rest)
  const ones = ONES[first]
  if (ones === undefined) return null
  const [second, ...last] = rest
  if (second === undefined) return ones
  return second === 'muoi' && ones > 1 ? plus(ones * 10, last) : null
}

function plus(tens: number, last: string[]): number | null {
  const more = last.length === 0 ? 0 : lastIn(last)
  return more === null ? null : tens + more
}

const lastIn = ([word = '', ...more]: string[]): number | null =>
  more.length > 0 ? null : (LAST[word] ?? null)
