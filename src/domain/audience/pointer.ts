import type { Fault } from '../audience.ts'

const segmenter = new Intl.Segmenter()

/** Letters of these take two columns of a terminal. */
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}/u

/** Columns as people see letters: a vowel and its marks are one. */
const columns = (text: string) =>
  Array.from(segmenter.segment(text), ({ segment }) => (WIDE.test(segment) ? 2 : 1)).reduce<number>(
    (sum, each) => sum + each,
    0,
  )

/** More than this before or behind the word is left out, so that a terminal keeps both lines whole. */
const AROUND = 40

/** The expression on one line and, under the word that is wrong, carets. */
export function pointer(expression: string, { at, length }: Pick<Fault, 'at' | 'length'>): string {
  const before = lastOf(oneLine(expression.slice(0, at)))
  const word = oneLine(expression.slice(at, at + length))
  const after = firstOf(oneLine(expression.slice(at + length)))
  const carets = '^'.repeat(Math.max(1, columns(word)))
  return `${before}${word}${after}\n${' '.repeat(columns(before))}${carets}`
}

/** The word without the marks that the expression has around it. */
export const unquoted = (word: string) => word.replace(/^["“”„'‘]|["“”'’]$/gu, '')

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]/gu, ' ').replace(/\p{Cf}/gu, '')

const lastOf = (text: string) => {
  const letters = lettersOf(text)
  return letters.length > AROUND ? `…${letters.slice(-AROUND).join('')}` : text
}

const firstOf = (text: string) => {
  const letters = lettersOf(text)
  return letters.length > AROUND ? `${letters.slice(0, AROUND).join('')}…` : text
}

const lettersOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
