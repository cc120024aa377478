import { isAbsent, items } from './draft.ts'
import type { Expectation, Found } from './faults.ts'
import { fault } from './faults.ts'
import { fold, plain, tidyLine, tidyText } from './fold.ts'
import { expects } from './texts.ts'

/**
 * Readers of single values. What cannot be read is noted as a fault and answered with a stand-in; the stand-in never
 * leaves this folder, because a file with a fault yields no plan.
 */

export const LINE = 300
export const TEXT = 4000

/** What Excel leaves in a cell whose formula failed. */
const brokenFormula = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/

export function optionalText(found: Found, limit = LINE): string | undefined {
  if (isAbsent(found)) return undefined
  const raw = written(found)
  const text = raw === undefined ? undefined : limit > LINE ? tidyText(raw) : tidyLine(raw)
  if (text !== undefined && brokenFormula.test(text)) fault(found, expects.workingFormula)
  else if (text === undefined || text.length > limit) fault(found, expects.text(limit))
  return text === '' ? undefined : text?.slice(0, limit)
}

export function requiredText(found: Found, what: Expectation, limit = LINE): string {
  const text = optionalText(found, limit)
  if (text === undefined && isEmpty(found) && !found.excused) fault(found, what)
  return text ?? ''
}

/** Blank, or nothing but characters that cannot be seen. */
const isEmpty = (found: Found) =>
  isAbsent(found) || (typeof found.value === 'string' && tidyLine(found.value) === '')

/** Numbers are welcome where a clerk would type digits only: codes, phones, years. */
const written = ({ value }: Found): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : undefined

const wellFormedCode = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,39}$/u

export function code(found: Found): string {
  const text = peek(found)
  if (wellFormedCode.test(text)) return text
  if (!found.excused) fault(found, expects.code)
  return ''
}

/** The text that stands there, without judging it. */
export const peek = (found: Found): string => tidyLine((written(found) ?? '').slice(0, PEEKED))

/** No code, date or number is longer; patterns are never run over more. */
const PEEKED = 1000

export function flag(found: Found): boolean {
  if (isAbsent(found)) return false
  if (typeof found.value === 'boolean') return found.value
  const word = fold(peek(found))
  if (['co', 'x', '1', 'true', 'yes', 'chinh', 'dung', 'v'].includes(word) || peek(found) === '✓') return true
  if (!['khong', '0', 'false', 'no'].includes(word)) fault(found, expects.yesOrNo)
  return false
}

/** One of a few words, each also known under other names (folded). */
export function oneOf<Word extends string>(
  found: Found,
  words: readonly (readonly [Word, readonly string[]])[],
  expectation: Expectation,
): Word | undefined {
  if (isAbsent(found)) return undefined
  const typed = fold(peek(found))
  const known = words.find(([word, others]) => fold(word) === typed || others.includes(typed))
  if (!known) fault(found, expectation)
  return known?.[0]
}

/** A list of lines; a single string is a list of one. Blank members are dropped, repeated ones kept once. */
export function textList(found: Found): string[] {
  const single = typeof found.value === 'string' ? [found] : items(found)
  const texts = single.map((item) => optionalText(item)).filter((text) => text !== undefined)
  return [...new Set(texts)]
}

const address = /^[^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]{1,190}\.[\p{L}\p{N}-]{2,}$/u

export function email(found: Found): string | undefined {
  const text = optionalText(found)?.replace(/^mailto:/i, '')
  if (text !== undefined && !address.test(text)) fault(found, expects.email)
  return text
}

const scales: Record<string, number> = { trieu: 1e6, tr: 1e6, ty: 1e9, ti: 1e9, nghin: 1e3, ngan: 1e3 }

/** Dong: a number, or as people write it: '40.000.000 đ', '40 triệu đồng', '1,5 tỷ'. */
export function money(found: Found): number | undefined {
  if (isAbsent(found)) return undefined
  const amount = typeof found.value === 'number' ? found.value : amountIn(peek(found))
  if (amount !== undefined && Number.isSafeInteger(amount) && amount >= 0) return amount
  fault(found, expects.money)
  return undefined
}

function amountIn(text: string): number | undefined {
  const parts = /^([\d.,\s]+?)\s*(trieu|tr|ty|ti|nghin|ngan)?\s*(?:d|dong|vnd)?$/.exec(plain(text))
  const [, digits, scale] = parts ?? []
  if (!digits) return undefined
  const grouped = /^\d{1,3}([., ]\d{3})+$/.test(digits.trim())
  const number = Number(grouped ? digits.replace(/[., ]/g, '') : digits.trim().replace(',', '.'))
  return Number.isNaN(number)
    ? undefined
    : Math.round(number * (scale ? (scales[scale] ?? 1) : 1) * 1e3) / 1e3
}
