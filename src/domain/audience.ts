import type { ReadinessStatus } from './readiness.ts'

/**
 * Whom an announcement is for, as a coordinator writes it: `conference:vt26 and not country:VN`. The grammar stands in
 * docs/audience.md; `audience/parse.ts` reads it, `audience/meant.ts` finds the people.
 */
export type Expression =
  | { kind: 'or'; of: Expression[] }
  | { kind: 'and'; of: Expression[] }
  | { kind: 'not'; of: Expression }
  | Term

export const roles = ['contact', 'backup', 'duty', 'coordinator', 'assignee'] as const
export type Role = (typeof roles)[number]

/** What a person is picked by through a name that somebody gave it. */
export type Named =
  | 'conference'
  | 'document'
  | 'country'
  | 'unit'
  | 'round'
  | 'point'
  | 'code'
  | 'phone'
  | 'file'

/** Any of the words makes the term true. */
export type Term =
  | { kind: 'all' }
  | { [Kind in Named]: { kind: Kind; words: Word[] } }[Named]
  | { kind: 'role'; words: Word<Role>[] }
  | { kind: 'status'; words: Word<ReadinessStatus>[] }
  | { kind: 'unacknowledged'; words: Word<number>[] }

export type TermKind = Term['kind']

/** A value and where it stands in the expression, in UTF-16 units. */
export interface Word<T = string> {
  value: T
  at: number
  length: number
}

/** What is wrong with an expression, and at which word. `at` + `length` never lies beyond it. */
export interface Fault {
  at: number
  length: number
  /** As it was written. */
  word: string
  why: Why
  didYouMean?: string
}

export type Why =
  | { kind: 'empty' }
  | { kind: 'unknown-keyword' }
  /** `vt26` without saying what it is. */
  | { kind: 'bare-word' }
  | { kind: 'no-value' }
  | { kind: 'open-quote' }
  | { kind: 'open-bracket' }
  | { kind: 'stray-bracket' }
  | { kind: 'empty-brackets' }
  /** An `and`, `or` or `not` with nothing beside it. */
  | { kind: 'operand-missing' }
  | { kind: 'too-deep' }
  | { kind: 'not-a-role' }
  | { kind: 'not-a-status' }
  | { kind: 'not-a-number' }
  | { kind: 'not-a-phone' }
  /** `known`: the names there are when they are few, else those that are close. */
  | { kind: 'unknown'; of: Exclude<Named, 'file'> | 'announcement'; known: string[] }
  /** The word stands for several things: units, codes, or the conferences that have it. */
  | {
      kind: 'several'
      of: 'unit' | 'code' | 'round' | 'point' | 'conference' | 'document'
      choices: string[]
    }
  /** A status was asked for, and no round has been opened. */
  | { kind: 'no-round' }
  /** That announcement asked for no answer, so nobody owes it one. */
  | { kind: 'nothing-asked' }
  | { kind: 'no-file' }
  | { kind: 'not-in-list'; unknown: Unlisted[] }

/** An entry of a list that is nobody's code or phone; lines count from 1. */
export interface Unlisted {
  line: number
  entry: string
}
