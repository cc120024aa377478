import { fold } from './reply/fold.ts'

/** Levenshtein's distance: letters to add, drop or change. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [line, letter] of from.split('').entries()) {
    const next = [line + 1]
    for (const [column, other] of to.split('').entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Longer words are no names: nothing is close to them, and comparing them costs. */
const LONGEST = 100

/** The name that was probably meant: the closest but for case and diacritics, else one that begins so. */
export function closest(typed: string, names: Iterable<string>): string | undefined {
  const wanted = fold(typed)
  if (wanted === '' || wanted.length > LONGEST) return undefined
  let best: { name: string; slips: number } | undefined
  let longer: string | undefined
  for (const name of new Set(names)) {
    const known = fold(name)
    if (wanted.length > 1 && known.startsWith(wanted)) longer ??= name
    if (Math.abs(known.length - wanted.length) >= (best?.slips ?? far(wanted))) continue
    const slips = distance(wanted, known)
    if (slips < (best?.slips ?? far(wanted))) best = { name, slips }
  }
  return best?.name ?? longer
}

/** As many slips of the finger as this, and it is another name altogether. */
const far = (word: string) => Math.min(word.length, 2 + Math.floor(word.length / 4))
