/** Zero-width characters, joiners and variation selectors: invisible, but phones put them into what people type. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu

const STROKES: Record<string, string> = { đ: 'd', ð: 'd', ɖ: 'd' }

/** The text without what nobody sees. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '')
}

function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đðɖ]/gu, (letter) => STROKES[letter] ?? letter)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
}

/**
 * Text without diacritics, lower case, NFKC, đ→d, zero-width/variation selectors stripped, spaces collapsed.
 * Folding twice changes nothing more: what removing a mark lets compose anew is settled by the second round.
 */
export function fold(text: string): string {
  return foldOnce(foldOnce(text))
}

/** One word, number, emoji or punctuation mark of a message. */
export interface Word {
  /** As written, lower case, NFC. */
  text: string
  /** Folded; letters held down ("okkkk") are let go. */
  plain: string
  /** The diacritics it carries, sorted; '' when it was typed without any. Where they stand is not kept: hoà is hòa. */
  marks: string
  kind: 'word' | 'number' | 'emoji' | 'break' | 'question'
}

const TOKEN =
  /\p{L}[\p{L}\p{M}\p{N}]*|\p{N}+\p{L}[\p{L}\p{M}\p{N}]*|\p{N}+|[?¿؟❓❔⁉]|[,.;:!\n()/&+–—-]|\p{Extended_Pictographic}/gu

/** The words of a text in order. `limit` is how many characters of it are looked at. */
export function wordsOf(text: string, limit = 1000): Word[] {
  const whole = text
    .slice(0, limit)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/(\p{N})\s?['’′´]/gu, '$1 phút ')
    .replace(/(\p{L})['’`](?=\p{L})/gu, '$1')
  return Array.from(whole.matchAll(TOKEN), ([token]) => wordOf(token))
}

/** A single word, for lexicons. */
export function wordOf(text: string): Word {
  const kind = kindOf(text)
  const plain = fold(text)
  return { text, kind, marks: marksOf(text), plain: kind === 'word' ? letGo(plain) : plain }
}

function kindOf(token: string): Word['kind'] {
  if (/^\p{N}+$/u.test(token)) return 'number'
  if (/^[\p{L}\p{N}]/u.test(token)) return 'word'
  if (/^[?¿؟❓❔⁉]/u.test(token)) return 'question'
  return /^\p{Extended_Pictographic}/u.test(token) ? 'emoji' : 'break'
}

function letGo(plain: string): string {
  return plain.replace(/(\p{L})\1{2,}/gu, '$1')
}

function marksOf(word: string): string {
  const marks = word.normalize('NFD').match(/\p{M}|đ/gu) ?? []
  return marks.toSorted().join('')
}

/**
 * How well a typed word fits one of ours: 2 as written, 1 with diacritics left out, 0 not at all. A mark that is there
 * counts: "dạ" is never "đã", "bằng" never "bảng", while "da" and "đa" may be "đã".
 */
export function likeness(typed: Word, ours: Word): 0 | 1 | 2 {
  if (typed.plain !== ours.plain) return 0
  if (typed.marks === ours.marks) return 2
  return Array.from(typed.marks).every((mark) => ours.marks.includes(mark)) ? 1 : 0
}
