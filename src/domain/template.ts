import { distance } from './closest.ts'
import { type Bit, filled, read } from './markup.ts'
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

/**
 * Whether everything in braces is a variable. Doubled braces are none, lest '{{ten}}' go out as '{Lan}'; a brace that is
 * meant as such has a backslash before it.
 */
export function checkTemplate(source: string): TemplateCheck {
  const found = read(source).bits.filter((bit) => bit.variable !== undefined)
  const unknown = found.find((bit) => !nameOf(bit))
  if (unknown) return { kind: 'unknown-variable', ...wordIn(unknown) }
  return { kind: 'good', variables: [...new Set(found.map((bit) => nameOf(bit)!))] }
}

const nameOf = ({ variable }: Bit): Variable | undefined => variables.find((name) => name === variable)

function wordIn({ text, at }: Bit) {
  const [, braces, word] = /^(\{+)([^}]*)/.exec(text)!
  return { at: at + braces!.length, word: word!, didYouMean: meant(word!) }
}

/** The text for one reader; what they lack is named, never left blank. */
export function render(source: string, of: Particular): Rendered {
  const reading = read(source)
  const used = new Set(reading.bits.flatMap((bit) => nameOf(bit) ?? []))
  const missing = [...used].filter((variable) => !of[variable]?.trim())
  if (missing.length > 0) return { kind: 'missing', variables: missing }
  const valueOf = (bit: Bit) => {
    const name = nameOf(bit)
    return name ? of[name]! : bit.text
  }
  return { kind: 'rendered', ...filled(reading, valueOf) }
}

/** Slips of the keyboard, at most so many in so many letters. */
const LETTERS_PER_SLIP = 4

/** The variable that a word stands for: written with its Vietnamese marks, with a slip, or with more or less words. */
function meant(word: string): Variable | null {
  const key = plainKey(word)
  if (key === '') return null
  const slips = variables.map((name) => ({ name, count: distance(key, name) }))
  const [nearest] = slips.toSorted((a, b) => a.count - b.count)
  if (nearest!.count <= Math.ceil(nearest!.name.length / LETTERS_PER_SLIP)) return nearest!.name
  const about = variables.filter((name) => `_${key}_`.includes(`_${name}_`) || name.startsWith(`${key}_`))
  return about.toSorted((a, b) => b.length - a.length)[0] ?? null
}

const plainKey = (word: string) =>
  word
    .slice(0, 50)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
