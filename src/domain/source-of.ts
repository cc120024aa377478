import { filled, type Reading, read } from './markup.ts'
import type { Span } from './message.ts'
import { clipped, sound, type Worded } from './spans.ts'

/**
 * The source that reads as this text with these looks: `read` gives the same text back, whatever it is. A look that no mark
 * can give (a part of a word in bold) is left out.
 */
export const sourceOf = (text: string, spans: Span[]): string =>
  inLines({ text, spans: sound({ text, spans: spans.map(markable) }) }, [])

/** What somebody wrote as a source, and with an app's own looks on top of it, as one source. */
export function markedUp(typed: string, spans: Span[]): string {
  const reading = read(typed)
  const { text, spans: marked } = filled(reading, ({ text: raw }) => raw)
  const places = placesOf(reading)
  const looks = sound({ text: typed, spans: spans.map(markable) }).map((span) => {
    const from = places(span.from)
    return { ...span, from, length: places(span.from + span.length) - from }
  })
  return inLines({ text, spans: sound({ text, spans: [...looks, ...marked] }) }, variablesIn(reading))
}

/** What would end a link's address stands in it as a number. */
const markable = (span: Span): Span =>
  span.url === undefined
    ? span
    : { ...span, url: span.url.replace(/[(){}\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) }

interface Range {
  from: number
  length: number
}

/** From a place in the source to the one in its text. */
function placesOf({ bits }: Reading): (place: number) => number {
  return (place) =>
    bits.reduce((sum, { text, at }) => sum + Math.min(text.length, Math.max(0, place - at)), 0)
}

function variablesIn({ bits }: Reading): Range[] {
  let from = 0
  return bits.flatMap(({ text, variable }) => {
    const range = { from, length: text.length }
    from += text.length
    return variable === undefined ? [] : [range]
  })
}

/** Marks reach no further than their line. */
function inLines({ text, spans }: Worded, variables: Range[]): string {
  let from = 0
  const lines = text.split('\n').map((line) => {
    const start = from
    from += line.length + 1
    const within = variables.filter((one) => one.from >= start && one.from < from)
    const ours = within.map((one) => ({ ...one, from: one.from - start }))
    return sourceOfLine({ text: line, spans: clipped(spans, start, start + line.length) }, ours)
  })
  return lines.join('\n')
}

/** All looks at once, else one after the other, the longest first: each is kept when the line still reads as it should. */
function sourceOfLine({ text, spans }: Worded, variables: Range[]): string {
  const looks = sound({ text, spans: spans.map((span) => trimmed(span, text)) })
  const all = reliable({ text, spans: looks }, variables)
  if (all !== null) return all
  let source = reliable({ text, spans: [] }, variables) ?? text
  let kept: Span[] = []
  for (const span of looks.toSorted((a, b) => b.length - a.length).slice(0, MOST_TRIED)) {
    const better = reliable({ text, spans: [...kept, span] }, variables)
    if (better === null) continue
    kept = [...kept, span]
    source = better
  }
  return source
}

/** More in one line than anybody reads; each costs a reading of the line. */
const MOST_TRIED = 30

/** With a backslash only where one is needed; null when it would be read as anything else. */
function reliable(line: Worded, variables: Range[]): string | null {
  const wanted = signature(line, variables)
  const ways = [written(line, variables, false), written(line, variables, true)]
  return ways.find((source) => signature(...readIn(source)) === wanted) ?? null
}

function readIn(source: string): [Worded, Range[]] {
  const reading = read(source)
  return [filled(reading, ({ text }) => text), variablesIn(reading)]
}

function trimmed(span: Span, text: string): Span {
  const inside = text.slice(span.from, span.from + span.length)
  const words = inside.trim()
  return { ...span, from: span.from + inside.indexOf(words), length: words.length }
}

/** The same for the same text with the same looks in the same places. */
const signature = ({ text, spans }: Worded, variables: Range[]): string =>
  JSON.stringify([
    text,
    variables.map(({ from, length }) => [from, length]),
    sound({ text, spans })
      .map(({ from, length, style, url }) => [from, length, style, url].join(' '))
      .toSorted(),
  ])

const marks: Record<Span['style'], string> = {
  bold: '*',
  italic: '_',
  underline: '__',
  strike: '~',
  link: '[',
}

const endMark = ({ style, url }: Span) => (style === 'link' ? `](${url})` : marks[style])

/** Of spans that begin or end at one place the longer is the outer one. */
function written({ text, spans }: Worded, variables: Range[], escapes: boolean): string {
  const signs = new Map<number, { ends: string; begins: string }>()
  const at = (place: number) => signs.get(place) ?? { ends: '', begins: '' }
  for (const span of spans) {
    const begin = at(span.from)
    signs.set(span.from, { ...begin, begins: begin.begins + marks[span.style] })
    const end = at(span.from + span.length)
    signs.set(span.from + span.length, { ...end, ends: endMark(span) + end.ends })
  }
  const places = [...new Set([0, text.length, ...signs.keys(), ...variables.flatMap(endsOf)])]
  const cuts = places.toSorted((a, b) => a - b)
  return cuts
    .map((place, index) => {
      const words = text.slice(place, cuts[index + 1] ?? place)
      const isRaw = variables.some(({ from, length }) => from <= place && place < from + length)
      const { ends, begins } = at(place)
      return ends + begins + (escapes && !isRaw ? words.replace(/[\\*_~[\]{}]/g, '\\$&') : words)
    })
    .join('')
}

const endsOf = ({ from, length }: Range) => [from, from + length]
