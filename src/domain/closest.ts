import { fold } from './reply/fold.ts'

/** Letters to add, drop, change, or swap with the next (Damerau and Levenshtein's distance). */
export function distance(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [line, letter] of from.split('').entries()) {
    const next = [line + 1]
    for (const [column, other] of to.split('').entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1)
      const isSwapped = letter === to[column - 1] && from[line - 1] === other
      const swap = isSwapped ? (before[column - 1] ?? 0) + 1 : Infinity
      next.push(Math.min(change, swap, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row.at(-1) ?? 0
}

/** Longer words are no names: nothing is close to them, and comparing them costs. */
const LONGEST = 100

/** The names that were probably meant: the closest but for case and diacritics, else those that begin so. */
export function near(typed: string, names: Iterable<string>): string[] {
  const wanted = fold(typed)
  if (wanted === '' || wanted.length > LONGEST) return []
  let slips = far(wanted)
  let closest: string[] = []
  const longer: string[] = []
  for (const name of new Set(names)) {
    const known = fold(name)
    if (wanted.length > 1 && known.startsWith(wanted)) longer.push(name)
    if (Math.abs(known.length - wanted.length) > slips) continue
    const own = distance(wanted, known)
    if (own < slips) closest = []
    if (own < slips || (own === slips && closest.length > 0)) closest.push(name)
    slips = Math.min(slips, own)
  }
  return closest.length > 0 ? closest : longer
}

/** The one name that was probably meant; none when several are as close. */
export function closest(typed: string, names: Iterable<string>): string | undefined {
  const found = near(typed, names)
  return found.length === 1 ? found[0] : undefined
}

/** As many slips of the finger as this, and it is another name altogether. */
const far = (word: string) => Math.min(word.length, 2 + Math.floor(word.length / 4))
