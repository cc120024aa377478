import type { Expression, Fault } from '../audience.ts'
import { operatorAt, type Reading, refuse } from './reading.ts'
import { termFrom } from './term.ts'
import { faultAt, type Token, tokensOf } from './tokens.ts'
import type { Operator } from './vocabulary.ts'

export type Read = { kind: 'expression'; tree: Expression } | { kind: 'wrong'; fault: Fault }

/** Brackets and nots within each other; nobody means more, and every level costs stack. */
const DEEPEST = 40

/** Reads an audience expression (docs/audience.md). Never throws; a fault points at the word it is about. */
export function readAudience(expression: string): Read {
  const tokens = tokensOf(expression)
  if ('why' in tokens) return { kind: 'wrong', fault: tokens }
  if (tokens.length === 0) return { kind: 'wrong', fault: faultAt(expression, 0, 0, { kind: 'empty' }) }
  const reading: Reading = { expression, tokens, place: 0, depth: 0, fault: null }
  const tree = alternatives(reading)
  const left = tokens[reading.place]
  if (left) refuse(reading, left, { kind: 'stray-bracket' })
  return tree && !reading.fault ? { kind: 'expression', tree } : { kind: 'wrong', fault: reading.fault! }
}

function alternatives(reading: Reading): Expression | null {
  const of = [conjunction(reading)]
  while (takes(reading, 'or')) of.push(conjunction(reading))
  return joined('or', of)
}

function conjunction(reading: Reading): Expression | null {
  const of = [operand(reading)]
  while (takes(reading, 'and') || goesOn(reading)) of.push(operand(reading))
  return joined('and', of)
}

function joined(kind: 'or' | 'and', of: (Expression | null)[]): Expression | null {
  const whole = of.filter((each) => each !== null)
  if (whole.length < of.length) return null
  return whole.length === 1 ? whole[0]! : { kind, of: whole }
}

function operand(reading: Reading): Expression | null {
  const token = reading.tokens[reading.place]
  if (!token || token.kind === 'close') return missing(reading, token)
  if (reading.depth >= DEEPEST) return refuse(reading, token, { kind: 'too-deep' })
  reading.depth++
  const read = takes(reading, 'not') ? negated(reading) : primary(reading, token)
  reading.depth--
  return read
}

function negated(reading: Reading): Expression | null {
  const of = operand(reading)
  return of && { kind: 'not', of }
}

function primary(reading: Reading, token: Token): Expression | null {
  if (token.kind === 'open') return bracketed(reading, token)
  if (operatorAt(token)) return refuse(reading, token, { kind: 'operand-missing' })
  return termFrom(reading)
}

function bracketed(reading: Reading, open: Token): Expression | null {
  reading.place++
  const inner = alternatives(reading)
  if (reading.fault) return null
  if (reading.tokens[reading.place]?.kind !== 'close') return refuse(reading, open, { kind: 'open-bracket' })
  reading.place++
  return inner
}

/** Something should stand here, and the expression or the bracket ends: the word before is left without it. */
function missing(reading: Reading, close: Token | undefined): null {
  if (reading.fault) return null
  const before = reading.tokens[reading.place - 1]
  if (before && operatorAt(before)) return refuse(reading, before, { kind: 'operand-missing' })
  if (before?.kind === 'open')
    return refuse(reading, before, { kind: close ? 'empty-brackets' : 'open-bracket' })
  return refuse(reading, close ?? before!, { kind: 'stray-bracket' })
}

function takes(reading: Reading, operator: Operator): boolean {
  const token = reading.tokens[reading.place]
  const isIt = token !== undefined && operatorAt(token) === operator
  if (isIt) reading.place++
  return isIt
}

/** Two things side by side are joined by `and`. */
function goesOn({ tokens, place }: Reading): boolean {
  const token = tokens[place]
  return token !== undefined && token.kind !== 'close' && operatorAt(token) !== 'or'
}
