import type { Fault, Why, Word } from '../audience.ts'

/** The pieces of an expression: brackets, words that stand alone, and terms with what follows their colon. */
export type Token =
  | { kind: 'open' | 'close'; at: number; length: number }
  | { kind: 'word'; at: number; length: number; text: string; isQuoted: boolean }
  | { kind: 'term'; at: number; length: number; keyword: string; values: Word[] }

/** Invisible characters that phones put into texts part words as blanks do, unless letters stand around them. */
const BLANK = /[\s\p{Default_Ignorable_Code_Point}\p{Cf}]/u
/** What closes a quotation, by what opened it. Phones turn straight marks into curly ones as they like. */
const CLOSERS: Record<string, string> = {
  '"': '"“”',
  '“': '"“”',
  '”': '"“”',
  '„': '"“”',
  "'": "'’",
  '‘': "'’",
}

export const isQuote = (mark: string | undefined) => mark !== undefined && Object.hasOwn(CLOSERS, mark)

export const faultAt = (expression: string, at: number, length: number, why: Why): Fault => ({
  at,
  length,
  word: expression.slice(at, at + length),
  why,
})

/** Splits an expression; a quotation without an end is the one thing that can be wrong here. */
export function tokensOf(expression: string): Token[] | Fault {
  const tokens: Token[] = []
  for (let at = skipBlanks(expression, 0); at < expression.length; at = skipBlanks(expression, at)) {
    const token = tokenAt(expression, at)
    if ('why' in token) return token
    tokens.push(token)
    at = token.at + token.length
  }
  return tokens
}

function tokenAt(expression: string, at: number): Token | Fault {
  const mark = expression[at]!
  if (mark === '(' || mark === ')') return { kind: mark === '(' ? 'open' : 'close', at, length: 1 }
  if (isQuote(mark)) {
    const quoted = quotedAt(expression, at)
    return 'why' in quoted ? quoted : { kind: 'word', ...span(quoted), text: quoted.value, isQuoted: true }
  }
  const end = endOf(expression, at, ':')
  const text = expression.slice(at, end)
  if (expression[end] === ':') return termAt(expression, at, text)
  return { kind: 'word', at, length: end - at, text, isQuoted: false }
}

const span = ({ at, length }: Word) => ({ at, length })

/** `code:c1, "c 2"`: the values after a colon; a comma with nothing behind it leaves an empty one. */
function termAt(expression: string, at: number, keyword: string): Token | Fault {
  const values: Word[] = []
  let end = at + keyword.length + 1
  for (let more = true; more;) {
    const value = valueAt(expression, skipBlanks(expression, end), end)
    if ('why' in value) return value
    values.push(value)
    end = value.at + value.length
    const next = skipBlanks(expression, end)
    more = expression[next] === ','
    if (more) end = next + 1
  }
  return { kind: 'term', at, length: end - at, keyword, values }
}

/** An empty value stands where the one before it ended. */
function valueAt(expression: string, at: number, before: number): Word | Fault {
  if (isQuote(expression[at])) return quotedAt(expression, at)
  const end = endOf(expression, at, ',')
  return end === at
    ? { value: '', at: before, length: 0 }
    : { value: expression.slice(at, end), at, length: end - at }
}

/** A mark that is doubled stands for itself. */
function quotedAt(expression: string, at: number): Word | Fault {
  const closers = CLOSERS[expression[at]!]!
  let value = ''
  for (let end = at + 1; end < expression.length; end++) {
    const mark = expression[end]!
    if (!closers.includes(mark)) value += mark
    else if (expression[end + 1] === mark) value += expression[end++]
    else return { value, at, length: end + 1 - at }
  }
  return faultAt(expression, at, expression.length - at, { kind: 'open-quote' })
}

/** Where a word without quotation marks ends: at a blank, a bracket, or `mark`. */
function endOf(expression: string, from: number, mark: string): number {
  let end = from
  while (end < expression.length && !/[\s()]/.test(expression[end]!) && expression[end] !== mark) end++
  return end
}

function skipBlanks(expression: string, from: number): number {
  let at = from
  while (at < expression.length && BLANK.test(String.fromCodePoint(expression.codePointAt(at)!)))
    at += expression.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}
