import type { Language } from '../person.ts'
import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

/** Every sentence a person reads. Vietnamese is the original; another language is one more folder of the same shape. */
export type Texts = Words<typeof vi>

/** The same catalogue in any words: literals widen, functions keep their parameters. */
type Words<T> = T extends string
  ? string
  : T extends (...values: infer Values) => infer Result
    ? (...values: Values) => Words<Result>
    : { [Key in keyof T]: Words<T[Key]> }

const catalogues: Record<Language, Texts> = { vi, en }

export const textsIn = (language: Language): Texts => catalogues[language]
