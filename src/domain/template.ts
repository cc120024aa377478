import type { Span } from './message.ts'

/** What a text to many may say of each of its readers. */
export const variables = ['ten', 'xung_ho', 'don_vi', 'diem_cau', 'gio_dia_phuong'] as const
export type Variable = (typeof variables)[number]

/** What stands in their places for one reader; null where it is not known. */
export type Particular = Record<Variable, string | null>

export type TemplateCheck =
  | { kind: 'good'; variables: Variable[] }
  /** `at`: where the word begins, in UTF-16 code units. */
  | { kind: 'unknown-variable'; at: number; word: string; didYouMean: Variable | null }

export type Rendered =
  | { kind: 'rendered'; text: string; spans: Span[] }
  | { kind: 'missing'; variables: Variable[] }

const VARIABLE = /\{([^{}\n]*)\}/g

/** Whether everything in braces is a variable. */
export function checkTemplate(source: string): TemplateCheck {
  const found = [...source.matchAll(VARIABLE)]
  const unknown = found.find(([, word]) => !isVariable(word!))
  if (unknown) return { kind: 'unknown-variable', at: unknown.index + 1, word: unknown[1]!, didYouMean: null }
  return { kind: 'good', variables: [...new Set(found.map(([, word]) => word as Variable))] }
}

const isVariable = (word: string): word is Variable => variables.includes(word as Variable)

/** The text for one reader; what they lack is named, never left blank. */
export function render(source: string, of: Particular): Rendered {
  const check = checkTemplate(source)
  const used = check.kind === 'good' ? check.variables : []
  const missing = used.filter((variable) => !of[variable])
  if (missing.length > 0) return { kind: 'missing', variables: missing }
  const text = source.replace(VARIABLE, (whole, word: string) => (isVariable(word) ? of[word]! : whole))
  return { kind: 'rendered', text, spans: [] }
}
