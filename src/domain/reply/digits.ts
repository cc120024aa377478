import { fold, wordsOf } from './fold.ts'
import type { Word } from './fold.ts'

const CODE_WORDS = new Set(
  'start link lien ket ma so code cua toi em la moi noi xac nhan day dang ky gui da a anh chi oi nhap invite my is the'.split(
    ' ',
  ),
)

/** Eight digits, spaced or dashed as people write them, with or without "mã" before; or undefined. */
export function codeIn(text: string): string | undefined {
  if (text.length > 200) return undefined
  const folded = fold(text).replace(/[/:#.,!()]/g, ' ')
  const groups = folded.match(/\d+/g) ?? []
  const code = groups.join('')
  const words = folded.match(/[^\d\s-]+/g) ?? []
  if (code.length !== 8 || folded.includes('+') || !words.every((word) => CODE_WORDS.has(word)))
    return undefined
  if (words.length === 0 && (isRun(groups) || isDate(text))) return undefined
  return /\d[^\d\s-]+\s*\d/.test(folded) ? undefined : code
}

/** "1 2 3 4 5 6 7 8" and "10 11 12 13" are choices, not a code. */
function isRun(groups: string[]): boolean {
  const numbers = groups.map(Number)
  return (
    groups.length >= 4 &&
    numbers.every((number, at) => {
      const step = number - (numbers[at - 1] ?? number - 1)
      return number > 0 && step > 0 && step <= 3
    })
  )
}

function isDate(text: string): boolean {
  return /^\s*(?:0?[1-9]|[12]\d|3[01])([-.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d[\s.!]*$/.test(text)
}

export interface Numbered {
  numbers: number[]
  /** What was written after the number, or '' . */
  rest: string
  /** "1." or "1)" as a list is written, not "1 người". */
  listed: boolean
}

const LEADING = new Set(
  'so chon bam an nhan phim muc cau y phuong va em toi da vang ok oke a minh e xin tra loi number option choice and pick lua dap'.split(
    ' ',
  ),
)
const TRAILING = new Set('a nhe nha ah va roi r and luon'.split(' '))
const PEOPLE = new Set('anh chi em ong ba bac co chu dong'.split(' '))
/** One to nine as they are called by themselves, folded. */
export const ONES: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
}
const SPELLED: Record<string, number> = { ...ONES, muoi: 10 }

/** The choice numbers a message consists of or begins with; undefined for times, phones, amounts and dates. */
export function numbersIn(text: string): Numbered | undefined {
  if (text.length > 300) return undefined
  const plain = fold(text)
  if (
    /\d\s*[:/]\s*\d|\d{3}|\d[.]\d{2}|\d\d[.]\d|\d\s?-\s?\d|[+%?]|^\s*-/.test(plain.replace(/[¿؟❓❔]/g, '?'))
  )
    return undefined
  return only(text) ?? spelled(text) ?? leading(text)
}

function choiceOf(word: Word): number | undefined {
  const number = word.kind === 'number' ? Number(word.plain) : 0
  return Number.isInteger(number) && number >= 1 && number <= 99 ? number : undefined
}

function only(text: string): Numbered | undefined {
  const words = wordsOf(text).filter((word) => word.kind !== 'break' && word.kind !== 'emoji')
  const first = words.findIndex((word) => word.kind === 'number')
  if (first < 0) return undefined
  const numbers: number[] = []
  for (const [at, word] of words.entries()) {
    const number = choiceOf(word)
    if (number) numbers.push(number)
    else if (!isAround(words, at, first)) return undefined
  }
  const phone = words[first]?.plain.startsWith('0') && numbers.length > 3
  return phone ? undefined : { numbers: Array.from(new Set(numbers)), rest: '', listed: false }
}

/** A word that may stand before, between or after the numbers: "em chọn số 1 và 3 ạ", "2 anh ơi", but not "2 anh". */
function isAround(words: Word[], at: number, first: number): boolean {
  const word = words[at]
  if (!word || word.kind === 'number') return false
  if (at < first) return LEADING.has(word.plain) || isAddressed(words, at)
  return (
    TRAILING.has(word.plain) || (LEADING.has(word.plain) && choiceAhead(words, at)) || isAddressed(words, at)
  )
}

function choiceAhead(words: Word[], at: number): boolean {
  return words[at + 1]?.kind === 'number'
}

function isAddressed(words: Word[], at: number): boolean {
  const here = words[at]?.plain ?? ''
  const next = words[at + 1]?.plain ?? ''
  return (
    (PEOPLE.has(here) && ['oi', 'a'].includes(next)) ||
    (here === 'oi' && PEOPLE.has(words[at - 1]?.plain ?? ''))
  )
}

/** "số một", "chọn hai": spelled numbers only after a word that announces one. */
function spelled(text: string): Numbered | undefined {
  const match = /^(?:da |em )*(?:so|chon|chon so|muc|bam|bam so) (\p{L}+)(?: a| nhe)?$/u.exec(
    fold(text).replace(/[.,!]/g, '').trim(),
  )
  const number = SPELLED[match?.[1] ?? '']
  return number ? { numbers: [number], rest: '', listed: false } : undefined
}

function leading(text: string): Numbered | undefined {
  const match = /^[\s(#]*(?:số\s+|chọn\s+)?(\p{N}{1,2})\s*([.):,–—-]?)\s*(\p{L}.*)$/isu.exec(
    text.normalize('NFKC'),
  )
  const [, digits = '', sign = '', rest = ''] = match ?? []
  const number = Number(digits)
  if (!match || !(number >= 1 && number <= 99) || /\p{N}/u.test(rest)) return undefined
  if (sign === '' && !/^[\s(#]*(?:số\s+|chọn\s+)?\p{N}{1,2}[\s\u20e3]/iu.test(text.normalize('NFKC')))
    return undefined
  return { numbers: [number], rest: rest.trim(), listed: sign !== '' }
}
