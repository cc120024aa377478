import { likeness, wordsOf } from './fold.ts'
import type { Word } from './fold.ts'
import { judge } from './judge.ts'

const COURTESY_BEFORE = new Set('da vang em toi chon so xin'.split(' '))
const COURTESY_AFTER = new Set('a nhe nha roi em anh chi'.split(' '))

/**
 * The choice whose label this text is, or -1. Case, diacritics left out, punctuation, a leading number and courtesy do
 * not matter; the beginning of a label is enough when it is most of it, fits no other and would not be a yes. Two equal
 * labels (two open cards) are -1, as is a question: the person has to be asked. A label typed to the letter is meant
 * rather than one that has a sign before the same words.
 */
export function matchLabel(text: string, labels: string[]): number {
  if (text.length > 200) return -1
  const toTheLetter = sole(
    labels.map((label) => [label]),
    ([label]) => label === text.trim().normalize('NFC'),
  )
  if (toTheLetter !== undefined && toTheLetter >= 0) return toTheLetter
  const typed = wordsOf(text)
  if (typed.some((word) => word.kind === 'question')) return -1
  const words = typed.filter(isWord)
  const wanted = labels.map((label) => wordsOf(label).filter(isWord))
  for (const form of [words, unnumbered(words), polished(unnumbered(words))]) {
    const whole = sole(wanted, (label) => label.length === form.length && begins(label, form))
    if (whole !== undefined) return whole
  }
  return (
    sole(
      wanted,
      (label, at) => isMostOf(label, polished(unnumbered(words))) && !promises(labels[at] ?? ''),
    ) ?? -1
  )
}

function isWord(word: Word): boolean {
  return word.kind === 'word' || word.kind === 'number'
}

/** The only place that fits; -1 when several do, undefined when none does. */
function sole<Part>(labels: Part[][], fits: (label: Part[], at: number) => boolean): number | undefined {
  const places = labels.flatMap((label, at) => (label.length > 0 && fits(label, at) ? [at] : []))
  return places.length > 1 ? -1 : places[0]
}

function begins(label: Word[], typed: Word[]): boolean {
  return typed.every((word, at) => {
    const ours = label[at]
    return ours !== undefined && likeness(word, ours) > 0
  })
}

function isMostOf(label: Word[], typed: Word[]): boolean {
  return typed.length >= 2 && typed.length * 5 >= label.length * 3 && begins(label, typed)
}

function promises(label: string): boolean {
  return ['yes', 'all-good'].includes(judge(label).kind)
}

function unnumbered(words: Word[]): Word[] {
  return words[0]?.kind === 'number' && words.length > 1 ? words.slice(1) : words
}

function polished(words: Word[]): Word[] {
  const from = words.findIndex(
    (word, at) => !COURTESY_BEFORE.has(word.plain) || isMarkedDid(word) || at === words.length - 1,
  )
  const to = words.findLastIndex((word, at) => !COURTESY_AFTER.has(word.plain) || at === 0)
  return words.slice(Math.max(from, 0), to + 1)
}

function isMarkedDid(word: Word): boolean {
  return word.plain === 'da' && word.text !== 'dạ'
}
