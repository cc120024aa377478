import { givenName } from './person.ts'
import { fold } from './reply.ts'

/**
 * Who of these people somebody may be, going by the name they show and what they wrote; the likeliest first, at most `most`.
 * The given name and at least half of the name must stand there.
 */
export function likeliest<P extends { name: string }>(said: string, people: P[], most: number): P[] {
  const words = new Set(wordsIn(said))
  return people
    .map((person) => ({ person, share: shareOf(person.name, words) }))
    .filter(({ share }) => share >= 0.5)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ person }) => person)
}

/** The people whose name is that, else those whose name has all of these words. */
export function calledLike<P extends { name: string }>(said: string, people: P[]): P[] {
  const wanted = wordsIn(said)
  if (wanted.length === 0) return []
  const whole = people.filter(({ name }) => wordsIn(name).join(' ') === wanted.join(' '))
  if (whole.length > 0) return whole
  return people.filter(({ name }) => {
    const words = wordsIn(name)
    return wanted.every((word) => words.includes(word))
  })
}

function shareOf(name: string, said: Set<string>): number {
  const words = wordsIn(name)
  if (words.length === 0 || !wordsIn(givenName(name)).every((word) => said.has(word))) return 0
  return words.filter((word) => said.has(word)).length / words.length
}

const wordsIn = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
