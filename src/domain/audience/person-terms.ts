import type { Term, Word } from '../audience.ts'
import { fold } from '../reply/fold.ts'
import type { Somebody } from './facts.ts'
import { listIn } from './list.ts'
import { called, faulty, type Search, unknown } from './search.ts'

/** A term about the person, not about what they do. */
export type PersonTerm = Extract<
  Term,
  { kind: 'all' | 'country' | 'unit' | 'code' | 'phone' | 'file' | 'unacknowledged' }
>

/** Ids of those a term is true of; whoever was erased may be among them. */
export function peopleOf(search: Search, term: PersonTerm): Iterable<string> {
  switch (term.kind) {
    case 'all':
      return search.everyone
    case 'country':
      return those(search, term.words, country, ({ country }) => country)
    case 'unit':
      return those(search, term.words, units, ({ unit }) => unit)
    case 'code':
      return term.words.flatMap((word) => coded(search, word))
    case 'phone':
      return term.words.flatMap((word) => phoned(search, word))
    case 'file':
      return term.words.flatMap((word) => listed(search, word))
    case 'unacknowledged':
      return term.words.flatMap((word) => silent(search, word))
    default:
      return term satisfies never
  }
}

function those(
  search: Search,
  words: Word[],
  read: (search: Search, word: Word) => string[],
  of: (person: Somebody) => string | null,
): string[] {
  const wanted = new Set(words.flatMap((word) => read(search, word)))
  return search.facts.people.flatMap((person) => (wanted.has(of(person) ?? '') ? person.id : []))
}

/** By its code or its name in Vietnamese or English; a country nobody is in is more likely a slip. */
function country(search: Search, word: Word): string[] {
  const codes = [...new Set(search.facts.people.map(({ country }) => country)).add('VN')]
  const names = codes.flatMap((code) =>
    [code, ...namesOf(code)].map((name) => ({ item: code, name, isShown: true })),
  )
  const found = called(word.value, names)
  if (found.length === 0) unknown(search, word, 'country', codes)
  return found.map(({ item }) => item)
}

const inLanguages = ['vi', 'en'].map((language) => new Intl.DisplayNames(language, { type: 'region' }))

/** What was imported need not be a code of ISO 3166. */
const namesOf = (code: string): string[] =>
  /^[A-Z]{2}$/.test(code) ? inLanguages.flatMap((names) => names.of(code) ?? []) : []

/** The unit of that name; else the only one whose name has all of these words. */
function units(search: Search, word: Word): string[] {
  const names = [...new Set(search.facts.people.flatMap(({ unit }) => unit ?? []))]
  const exact = names.filter((name) => fold(name) === fold(word.value))
  if (exact.length > 0) return exact
  const wanted = wordsIn(word.value)
  const alike = names.filter((name) => isAmong(wanted, wordsIn(name)))
  const shown = (some: string[]) => some.filter((name) => search.shownUnits().has(name))
  if (alike.length === 0) unknown(search, word, 'unit', shown(names))
  if (new Set(alike.map(fold)).size > 1)
    faulty(search, word, { kind: 'several', of: 'unit', choices: shown(alike) })
  return alike
}

const wordsIn = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

const isAmong = (wanted: string[], words: string[]) =>
  wanted.length > 0 && wanted.every((word) => words.includes(word))

function coded(search: Search, word: Word): string[] {
  const people = withCode(search, word.value)
  if (people.length === 0) unknown(search, word, 'code', search.shownCodes())
  if (people.length > 1) {
    const codes = new Set(people.map(({ code }) => code))
    const choices = search.shownCodes().filter((code) => codes.has(code))
    faulty(search, word, { kind: 'several', of: 'code', choices })
  }
  return people.map(({ id }) => id)
}

const withCode = ({ byCode, byFoldedCode }: Search, text: string): Somebody[] =>
  byCode().get(text.trim()) ?? byFoldedCode().get(fold(text)) ?? []

/** Everybody who is reached under that number. */
function phoned(search: Search, word: Word): string[] {
  const phone = search.facts.phoneOf(word.value)
  if (phone === null) faulty(search, word, { kind: 'not-a-phone' })
  const ids = phone === null ? [] : (search.byPhone().get(phone) ?? [])
  if (phone !== null && ids.length === 0) unknown(search, word, 'phone', [])
  return ids
}

function listed(search: Search, word: Word): string[] {
  const text = search.facts.files.get(word.value)
  if (text === undefined) faulty(search, word, { kind: 'no-file' })
  const list = listIn(text ?? '', (entry) => whoIs(search, entry))
  if (list.unknown.length > 0) faulty(search, word, { kind: 'not-in-list', unknown: list.unknown })
  return list.people
}

/**
 * A code first: codes of digits alone are common. One that fits several people names nobody. What is cheap is tried first,
 * for a list may hold thousands.
 */
function whoIs(search: Search, entry: string): readonly string[] {
  const exact = search.byCode().get(entry)
  if (exact) return exact.map(({ id }) => id)
  const known = search.byPhone().get(entry)
  if (known) return known
  const phone = search.facts.phoneOf(entry)
  if (phone !== null && search.byPhone().has(phone)) return search.byPhone().get(phone)!
  const alike = search.byFoldedCode().get(fold(entry)) ?? []
  return alike.length === 1 ? [alike[0]!.id] : []
}

function silent(search: Search, word: Word<number>): string[] {
  const people = search.facts.unacknowledged.get(word.value)
  if (people === 'nothing-asked') faulty(search, word, { kind: 'nothing-asked' })
  else if (!people) unknown(search, word, 'announcement', [])
  return people instanceof Set ? [...people] : []
}
