import { likeness, wordOf, wordsOf } from './fold.ts'
import type { Word } from './fold.ts'
import { concepts, lexicon } from './lexicon.ts'
import type { Concept } from './lexicon.ts'

/**
 * A message as classes of words, each in angle brackets: "dạ chưa có hình ạ" is `<da><notyet><have><picture>`.
 * Grammars are written over these, so borders between words need no care. `<,>` is a pause, `<?>` a question mark,
 * `<n>` a number, `<dur>` a duration or an hour, `<x>` a word we do not know.
 */
export interface Sentence {
  full: string
  /** Without courtesy and forms of address. */
  lean: string
  /** How many words of `lean` say something. */
  length: number
  thanked: boolean
  /** "dạ anh ơi": only begins to speak. */
  called: boolean
  /** "đã", "rồi" or the like is in it, also as a part of a phrase. */
  past: boolean
}

type Tag = Concept | 'n' | 'dur' | ',' | '?'

interface Phrase {
  words: Word[]
  concept: Concept
  exact: boolean
}

const phrases = indexed()

function indexed(): Map<string, Phrase[]> {
  const index = new Map<string, Phrase[]>()
  for (const concept of concepts) {
    for (const listed of lexicon[concept].trim().split(/,\s*/)) {
      const exact = listed.startsWith('!')
      const words = listed.replace('!', '').split(/\s+/).map(wordOf)
      const first = words[0]?.plain ?? ''
      index.set(first, [...(index.get(first) ?? []), { words, concept, exact }])
    }
  }
  return index
}

/** Reads a text word by word; at most its first 1,000 characters. */
export function sentenceOf(text: string): Sentence {
  const words = wordsOf(text)
  const tags: Tag[] = []
  for (let at = 0; at < words.length;) {
    const { tag, taken } = tagAt(words, at)
    tags.push(tag)
    at += taken
  }
  const full = settled(written(tags))
  // "không, em có vướng mắc" is often written without the comma.
  const paused = full.replace(/(<(?:neg|notyet|k)>)<(?:pol|me|you|thanks)>/g, '$1<,>')
  const lean = tidy(paused.replace(/<(?:pol|me|you|thanks)>/g, ''))
  return {
    full,
    lean,
    length: lean.match(/<[a-z]+>/g)?.length ?? 0,
    thanked: tags.includes('thanks'),
    past: words.some((word) => ['da', 'roi', 'r', 'rui'].includes(word.plain)),
    called: /(?:^| )da (?:.* )?oi(?: |$)/.test(words.map((word) => word.plain).join(' ')),
  }
}

const JOINING = /^[&+]$/

function tagAt(words: Word[], at: number): { tag: Tag; taken: number } {
  const word = words[at]
  if (!word || word.kind === 'break') return { tag: word && JOINING.test(word.text) ? 'and' : ',', taken: 1 }
  if (word.kind === 'question') return { tag: '?', taken: 1 }
  if (word.kind === 'number') return { tag: 'n', taken: 1 }
  const hour = hourAt(words, at)
  if (hour) return { tag: hour, taken: 1 }
  const phrase = phraseAt(words, at)
  if (phrase) return { tag: phrase.concept, taken: phrase.words.length }
  // Pictures we do not know say nothing; words we do not know may say anything.
  return { tag: word.kind === 'emoji' ? 'pol' : 'x', taken: 1 }
}

const HOURS = ['gio', 'tieng', 'h', 'ngay']
const GLUED = /^\d{1,3}(?:p|ph|phut|min|mins|am|pm)$|^\d{1,2}(?:h|g|gio)\d{0,2}(?:p|ph)?$/

/** "giờ" is now, "tiếng" is sound, "nữa" is more, unless a number or a half stands with them. */
function hourAt(words: Word[], at: number): Tag | undefined {
  const plain = words[at]?.plain ?? ''
  const before = words[at - 1]
  if (GLUED.test(plain)) return 'dur'
  if (isSpelled(words, at)) return 'n'
  if (plain === 'nua' && HOURS.includes(words[at + 1]?.plain ?? '')) return 'half'
  if (plain === 'tieng' && words[at + 1]?.plain === 'ruoi') return 'hour'
  if (HOURS.includes(plain) && before && (isNumber(words, at - 1) || before.plain === 'nua')) return 'hour'
  return undefined
}

const SPELLED = ['mot', 'hai', 'ba', 'bon', 'nam', 'tam', 'chin', 'muoi', 'lam', 'sáu', 'bảy']
const UNITS = ['phut', 'p', 'gio', 'tieng']

/** "mười lăm phút": words are numbers when a unit of time follows. */
function isSpelled(words: Word[], at: number): boolean {
  const word = words[at]
  if (!word || !(SPELLED.includes(word.plain) || SPELLED.includes(word.text))) return false
  return UNITS.includes(words[at + 1]?.plain ?? '') || isSpelled(words, at + 1)
}

function isNumber(words: Word[], at: number): boolean {
  return words[at]?.kind === 'number' || isSpelled(words, at)
}

function phraseAt(words: Word[], at: number): Phrase | undefined {
  let best: Phrase | undefined
  let bestFit = 0
  for (const phrase of phrases.get(words[at]?.plain ?? '') ?? []) {
    const fit = fitOf(phrase, words, at)
    if (fit > bestFit) [best, bestFit] = [phrase, fit]
  }
  return best
}

/** Longer phrases first, then those typed exactly so. */
function fitOf(phrase: Phrase, words: Word[], at: number): number {
  let least = 2
  for (const [offset, ours] of phrase.words.entries()) {
    const typed = words[at + offset]
    const like = typed ? likeness(typed, ours) : 0
    if (like === 0 || (phrase.exact && like < 2)) return 0
    least = Math.min(least, like)
  }
  return phrase.words.length * 10 + least
}

function written(tags: Tag[]): string {
  return tags.map((tag) => `<${tag}>`).join('')
}

/** Words that only their neighbours decide. */
function settled(tags: string): string {
  return tags
    .replace(
      /(?:<(?:n|half)>(?:(?:<,>)?<n>){0,3}(?:<minute>|<hour>)|<hour>(?=<half>))(?:<n>(?:<minute>)?|<half>)?/g,
      '<dur>',
    )
    .replace(/<n><half>|<span>/g, '<dur>')
    .replace(/<(?:minute|hour|half)>/g, '<x>')
    .replace(/(<you>)<bareminh>/g, '$1<x>')
    .replace(/<bareminh>/g, '<me>')
    .replace(/(<(?:me|you)>)<barevang>/g, '$1<x>')
    .replace(/<barevang>/g, '<assent>')
    .replace(/(<(?:ok|can|good|already)>)<stop>/g, '$1<pol>')
    .replace(/<stop>/g, '<x>')
    .replace(/(<(?:done|ready|receive|ok)>)<bareda>(?=(?:<(?:pol|me|you|,)>)*$)/g, '$1<x>')
    .replace(
      /<bareda>(?=(?:<(?:pol|me|you|,)>)*(?:$|<(?:da|assent|ok|neg|k|notyet|thanks|x|n|loss)>))/g,
      '<da>',
    )
    .replace(/<bareda>/g, '<did>')
    .replace(/(<(?:sound|picture|line|internet|power|equipment|bi)>)<hong>/g, '$1<fail>')
    .replace(/<hong>(?=(?:<n>)?<(?:sound|picture|line|internet|power|equipment)>)/g, '<fail>')
    .replace(/<hong>/g, '<neg>')
    .replace(/(^|<(?:pol|me|you|da|ok|assent|,)>)<new>(?=<(?:receive|done|loss|have)>)/g, '$1<did>')
    .replace(/<unable>/g, '<neg><can>')
}

function tidy(lean: string): string {
  const once = lean.replace(/(?:<,>)+/g, '<,>').replace(/^<,>|<,>$/g, '')
  return once === '<k>' || once === '<da><k>' ? '<x>' : once.replace(/<k>/g, '<neg>')
}
