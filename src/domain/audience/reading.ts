import type { Fault, Why } from '../audience.ts'
import { faultAt, type Token } from './tokens.ts'
import { type Operator, operatorOf } from './vocabulary.ts'

/** What is being read. The first fault ends the reading: the place jumps behind the last token. */
export interface Reading {
  expression: string
  tokens: Token[]
  place: number
  depth: number
  fault: Fault | null
}

export interface Span {
  at: number
  length: number
}

/** Remembers the first fault and reads no further. */
export function refuse(reading: Reading, { at, length }: Span, why: Why, didYouMean?: string): null {
  const fault = faultAt(reading.expression, at, length, why)
  reading.fault ??= didYouMean ? { ...fault, didYouMean } : fault
  reading.place = reading.tokens.length
  return null
}

export const operatorAt = (token: Token): Operator | undefined =>
  token.kind === 'word' && !token.isQuoted ? operatorOf(token.text) : undefined
