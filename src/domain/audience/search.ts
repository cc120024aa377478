import type { Fault, Why, Word } from '../audience.ts'
import { near } from '../closest.ts'
import { fold } from '../reply/fold.ts'
import type { Facts, Somebody } from './facts.ts'

/** A search through the facts for whom one expression means; every fault met on the way is kept. */
export interface Search {
  expression: string
  facts: Facts
  faults: Fault[]
  /** Ids of the conferences it is about; those that it leaves out do not count. */
  about: Set<string>
  /** Ids of everybody. */
  everyone: ReadonlySet<string>
  /** Codes of the people whose codes may be suggested. */
  shownCodes: () => string[]
  byCode: () => ReadonlyMap<string, Somebody[]>
  byFoldedCode: () => ReadonlyMap<string, Somebody[]>
  byPhone: () => ReadonlyMap<string, string[]>
  shownUnits: () => ReadonlySet<string>
  isShown: (conferenceId: string) => boolean
}

export function searchFor(expression: string, facts: Facts): Search {
  const { people, scope } = facts
  return {
    expression,
    facts,
    faults: [],
    about: new Set(),
    everyone: new Set(people.map(({ id }) => id)),
    shownCodes: once(() => shownPeople(facts).map(({ code }) => code)),
    byCode: once(() => grouped(people, ({ code }) => code)),
    byFoldedCode: once(() => grouped(people, ({ code }) => fold(code))),
    byPhone: once(() => idsByPhone(people)),
    shownUnits: once(() => new Set(shownPeople(facts).flatMap(({ unit }) => unit ?? []))),
    isShown: (conferenceId) => scope === null || scope.has(conferenceId),
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function shownPeople({ people, seats, scope }: Facts): Somebody[] {
  if (scope === null) return people
  const ids = new Set(seats.flatMap((seat) => (scope.has(seat.conferenceId ?? '') ? seat.contactId : [])))
  return people.filter(({ id }) => ids.has(id))
}

function grouped<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

function idsByPhone(people: Somebody[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { id, phones } of people)
    for (const phone of phones) {
      const ids = found.get(phone)
      if (ids) ids.push(id)
      else found.set(phone, [id])
    }
  return found
}

/** What a name may stand for, and whether it may be named to whoever asks. */
export interface Candidate<T> {
  item: T
  name: string
  isShown: boolean
}

/** Those called exactly that; else but for case, diacritics and blanks. */
export function called<T>(word: string, candidates: Candidate<T>[]): Candidate<T>[] {
  const exact = candidates.filter(({ name }) => name === word.trim())
  if (exact.length > 0) return exact
  const wanted = fold(word)
  return candidates.filter(({ name }) => fold(name) === wanted)
}

/** More names than this are no help to anybody. */
const FEW = 10

type Kind = (Why & { kind: 'unknown' })['of']

/** Nothing has that name: what is close to it, and what there is. */
export function unknown(search: Search, word: Word<string | number>, of: Kind, known: string[]): void {
  const names = [...new Set(known)]
  const alike = typeof word.value === 'string' ? near(word.value, names) : []
  const meant = alike.length === 1 ? alike[0] : undefined
  const some = (names.length <= FEW ? names : alike.slice(0, FEW)).toSorted()
  faulty(search, word, { kind: 'unknown', of, known: some }, meant)
}

export function faulty(
  search: Search,
  { at, length }: Pick<Word, 'at' | 'length'>,
  why: Why,
  didYouMean?: string,
): void {
  const fault: Fault = { at, length, word: search.expression.slice(at, at + length), why }
  search.faults.push(didYouMean ? { ...fault, didYouMean } : fault)
}
