import type { Span } from './message.ts'
import { isLink, sound, type Worded } from './spans.ts'

/**
 * Simple marks in a text: `*bold*` or `**bold**`, `_italic_`, `__underlined__`, `~struck out~`, `[words](https://…)`; a
 * backslash takes one literally. A mark begins before a word and ends after one, on the same line: 2*3*4, a_b_c, addresses and names of
 * files are left alone, and so is every mark without its other half. `{word}` is the place of a variable.
 */

/** What a source is made of: words as they stand, or the place of a variable. */
export interface Bit {
  text: string
  /** Where it stands in the source. */
  at: number
  /** What stands between the braces. */
  variable?: string
}

export interface Reading {
  bits: Bit[]
  /** From one bit to before another. */
  marks: { from: number; to: number; style: Span['style']; url?: string }[]
}

const styles: Record<string, Span['style']> = {
  '*': 'bold',
  '**': 'bold',
  _: 'italic',
  __: 'underline',
  '~': 'strike',
}

interface Reader extends Reading {
  source: string
  /** The halves that may yet find their other; a link's end is known from its beginning. */
  open: { run: string; bit: number; link?: { end: number; after: number; url: string } }[]
}

export function read(source: string): Reading {
  const reader: Reader = { source, bits: [], marks: [], open: [] }
  for (let at = 0; at < source.length;) at = step(reader, at)
  return { bits: reader.bits, marks: reader.marks }
}

const SIGN = /[\\*_~[{\n]|https?:\/\/|(?<![\p{L}\p{N}])[a-z]:\\/giu
const ESCAPED = /\\[\\*_~[\](){}]/y
const RUN = /\*+|_+|~+/y
const LINK = /\[((?:\\[^\n]|[^\\[\]\n])+)\]\(([^\s(){}\\]+)\)/uy
const VARIABLE = /\{\{([^{}\n]*)\}\}|\{([^{}\n]*)\}|\{\p{L}[\p{L}\p{M}\p{N}_]*/uy
/** Where a page or a file is; taken as a whole. */
const ADDRESS =
  /(?:https?:\/\/[^\s{}[\]()<>\\]*|(?<![\p{L}\p{N}])[a-z]:\\(?=[\p{L}\p{N}])[^\s{}[\]()<>]*)[^\s{}[\]()<>\\*_~.,;:!?'"”]/iuy

function step(reader: Reader, at: number): number {
  const { source, open, bits } = reader
  const link = open.findLast((half) => half.link)?.link
  if (link?.end === at) return closeLink(reader, at)
  const escaped = matchAt(ESCAPED, source, at)
  if (escaped) return put(reader, { text: escaped[0][1]!, at: at + 1 }, at + 2)
  const run = matchAt(RUN, source, at)
  if (run) return mark(reader, at, run[0])
  const opened = link ? null : matchAt(LINK, source, at)
  if (opened && isLink(opened[2]!)) {
    const [whole, label, url] = [opened[0], opened[1]!, opened[2]!]
    open.push({
      run: '[',
      bit: bits.length,
      link: { end: at + 1 + label.length, after: at + whole.length, url },
    })
    return put(reader, { text: '', at }, at + 1)
  }
  const variable = matchAt(VARIABLE, source, at)
  if (variable) return put(reader, variableOf(variable), at + variable[0].length)
  if (source[at] === '\n') open.length = 0
  return words(reader, at, link?.end ?? source.length)
}

/** Doubled braces and one without its other half are no variable, but meant as one: what is in them is no name of any. */
function variableOf({ 0: text, 1: doubled, 2: single, index: at }: RegExpExecArray): Bit {
  return { text, at, variable: single ?? (doubled === undefined ? text : `{${doubled}}`) }
}

/** Up to the next sign that may mean something; an address as a whole. */
function words(reader: Reader, at: number, end: number): number {
  const address = matchAt(ADDRESS, reader.source, at)?.[0].length ?? 0
  SIGN.lastIndex = at + Math.max(address, 1)
  const next = Math.min(SIGN.exec(reader.source)?.index ?? reader.source.length, end)
  return put(reader, { text: reader.source.slice(at, next), at }, next)
}

function put({ bits }: Reader, bit: Bit, next: number): number {
  bits.push(bit)
  return next
}

function mark(reader: Reader, at: number, run: string): number {
  const { source, open, bits, marks } = reader
  const style = styles[run]
  const next = at + run.length
  if (!style) return put(reader, { text: run, at }, next)
  const place = open.findLastIndex((half) => half.run === run)
  const isBegun = place > open.findLastIndex((half) => half.link)
  if (isBegun && mayClose(source, at, next)) {
    const { bit } = open[place]!
    open.length = place
    bits[bit]!.text = ''
    marks.push({ from: bit + 1, to: bits.length, style })
    return put(reader, { text: '', at }, next)
  }
  if (mayOpen(source, at, next)) {
    // The nearest counts.
    if (isBegun) open.splice(place, 1)
    open.push({ run, bit: bits.length })
  }
  return put(reader, { text: run, at }, next)
}

/** What was begun under the link cannot end behind it. */
function closeLink(reader: Reader, at: number): number {
  const { open, bits, marks } = reader
  const place = open.findLastIndex((half) => half.link)
  const { bit, link } = open[place]!
  open.length = place
  marks.push({ from: bit + 1, to: bits.length, style: 'link', url: link!.url })
  return put(reader, { text: '', at }, link!.after)
}

const isFileSign = (sign: string) => sign === '_' || sign === '~'

function mayOpen(source: string, at: number, next: number): boolean {
  const before = characterBefore(source, at)
  if (isWord(before) || (isFileSign(source[at]!) && /[/\\.@]/.test(before))) return false
  return /[^\s)\]}.,;:!?…%]/.test(characterAt(source, next))
}

function mayClose(source: string, at: number, next: number): boolean {
  if (!/[^\s([{“‘]/.test(characterBefore(source, at))) return false
  const after = characterAt(source, next)
  if (isFileSign(source[at]!) && /[.@/\\-]/.test(after) && isWord(characterAt(source, next + 1))) return false
  return !isWord(after)
}

/** Letters with their marks, and digits; but not of writing that puts no blanks between its words. */
const isWord = (character: string) =>
  /[\p{L}\p{N}\p{Mn}\p{Mc}]/u.test(character) &&
  !/[\uFE00-\uFE0F]|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}/u.test(
    character,
  )

const characterAt = (source: string, at: number) =>
  at < source.length ? String.fromCodePoint(source.codePointAt(at)!) : ''

const characterBefore = (source: string, at: number) =>
  /[\uD800-\uDBFF][\uDC00-\uDFFF]$|[^]$/.exec(source.slice(Math.max(0, at - 2), at))?.[0] ?? ''

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}

/** The text, with `fill` for each variable; marks were read before, so that nothing in a value can be one. */
export function filled({ bits, marks }: Reading, fill: (bit: Bit) => string): Worded {
  const starts = [0]
  const texts = bits.map((bit) => (bit.variable === undefined ? bit.text : fill(bit)))
  for (const text of texts) starts.push(starts.at(-1)! + text.length)
  const text = texts.join('')
  const spans = marks.toReversed().map(({ from, to, ...look }) => ({
    from: starts[from]!,
    length: starts[to]! - starts[from]!,
    ...look,
  }))
  return { text, spans: sound({ text, spans }) }
}
