import type { Term, TermKind, Why, Word } from '../audience.ts'
import { closest } from '../closest.ts'
import { fold } from '../reply/fold.ts'
import { type Reading, refuse } from './reading.ts'
import { isQuote, type Token } from './tokens.ts'
import { keywordOf, roleOf, spelt, statusOf } from './vocabulary.ts'

type TermToken = Token & { kind: 'term' }
type WordToken = Token & { kind: 'word' }

/** So many words make one of ours at most: 'chưa xác nhận', 'bộ phận thường trực'. */
const LONGEST_PHRASE = 4

/** Reads the term that stands here; a keyword may be written in several words, as 'hội nghị:vt26'. */
export function termFrom(reading: Reading): Term | null {
  const { tokens, place } = reading
  const phrase = phraseAt(reading)
  if (!phrase) return refuseToken(reading, tokens[place]!)
  reading.place += phrase.tokens
  const token = tokens[reading.place - 1]!
  return token.kind === 'term' ? withValues(reading, phrase.kind, token) : { kind: 'all' }
}

/** The keyword that begins here, in as many words as it takes; null when none does. Only 'all' has no colon. */
function phraseAt({ tokens, place }: Reading): { kind: TermKind; tokens: number } | null {
  let said = ''
  for (let count = 1; count <= LONGEST_PHRASE; count++) {
    const token = tokens[place + count - 1]
    if (token?.kind !== 'term' && !isPlain(token)) return null
    said += token.kind === 'word' ? token.text : token.keyword
    const kind = keywordOf(said)
    if (kind && (kind === 'all') === (token.kind === 'word')) return { kind, tokens: count }
    if (token.kind === 'term') return null
  }
  return null
}

const isPlain = (token: Token | undefined): token is WordToken => token?.kind === 'word' && !token.isQuoted

/** What stands here is none of ours: a slip, or a name without what it is a name of. */
function refuseToken(reading: Reading, token: Token): null {
  if (token.kind === 'term') {
    const meant = closest(token.keyword, spelt.keywords)
    return refuse(reading, head(token), { kind: 'unknown-keyword' }, meant)
  }
  if (!isPlain(token)) return refuse(reading, token, { kind: 'bare-word' })
  if (keywordOf(token.text)) return refuse(reading, token, { kind: 'no-value' })
  return refuse(reading, token, { kind: 'bare-word' }, closest(token.text, spelt.alone))
}

const head = ({ at, keyword }: TermToken) => ({ at, length: Math.max(1, keyword.length) })

function withValues(reading: Reading, kind: TermKind, token: TermToken): Term | null {
  const words = lengthened(reading, kind, token.values)
  const empty = words.find(({ value }) => fold(value) === '')
  if (empty) return refuse(reading, empty.length > 0 ? empty : head(token), { kind: 'no-value' })
  switch (kind) {
    case 'role':
      return withWords(kind, eachRead(reading, words, roleOf, { kind: 'not-a-role' }, spelt.roles))
    case 'status':
      return withWords(kind, eachRead(reading, words, statusOf, { kind: 'not-a-status' }, spelt.statuses))
    case 'unacknowledged':
      return withWords(kind, eachRead(reading, words, numberOf, { kind: 'not-a-number' }, []))
    case 'all':
      return { kind }
    default:
      return { kind, words }
  }
}

const withWords = <Kind extends Term['kind'], T>(kind: Kind, words: Word<T>[] | null) =>
  words && { kind, words }

function eachRead<T>(
  reading: Reading,
  words: Word[],
  read: (text: string) => T | undefined,
  why: Why,
  known: string[],
): Word<T>[] | null {
  const done: Word<T>[] = []
  for (const word of words) {
    const value = read(word.value)
    if (value === undefined) return refuse(reading, word, why, closest(word.value, known))
    done.push({ ...word, value })
  }
  return done
}

/** Announcements are counted from 1. */
function numberOf(text: string): number | undefined {
  const digits = /^\s*0*([1-9]\d{0,8})\s*$/.exec(text.normalize('NFKC'))?.[1]
  return digits ? Number(digits) : undefined
}

/** The last value with the words behind it that belong to it: 'phone:0912 000 111', 'trạng thái:chưa trả lời'. */
function lengthened(reading: Reading, kind: TermKind, values: Word[]): Word[] {
  const last = values.at(-1)!
  if (isQuote(reading.expression[last.at])) return values
  const more = followers(reading, kind, last.value)
  if (more === 0) return values
  reading.place += more
  const { at, length } = reading.tokens[reading.place - 1]!
  const value = reading.expression.slice(last.at, at + length)
  return [...values.slice(0, -1), { value, at: last.at, length: at + length - last.at }]
}

function followers({ tokens, place }: Reading, kind: TermKind, first: string): number {
  const following = tokens.slice(place, place + LONGEST_PHRASE + 1)
  const end = following.findIndex((token) => !isPlain(token))
  const texts = (end < 0 ? following : following.slice(0, end)).map((token) =>
    isPlain(token) ? token.text : '',
  )
  if (kind === 'phone')
    return texts.findLastIndex((_, place) => texts.slice(0, place + 1).every(isDigits)) + 1
  if (kind !== 'role' && kind !== 'status') return 0
  const isOurs = kind === 'role' ? roleOf : statusOf
  return texts.findLastIndex((_, place) => isOurs([first, ...texts.slice(0, place + 1)].join(''))) + 1
}

const isDigits = (text: string) => /^[\d.-]+$/.test(text)
