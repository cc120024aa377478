import type { Span } from './message.ts'

/** A text and how stretches of it look. */
export interface Worded {
  text: string
  spans: Span[]
}

/** The spans of a text that now begins `by` later. */
export const shifted = (spans: Span[], by: number): Span[] =>
  spans.map((span) => ({ ...span, from: span.from + by }))

/** What of the spans lies between two places of their text, counted from the first of these. */
export const clipped = (spans: Span[], from: number, to: number): Span[] =>
  spans.flatMap((span) => {
    const start = Math.max(span.from, from)
    const length = Math.min(endOf(span), to) - start
    return length > 0 ? [{ ...span, from: start - from, length }] : []
  })

const endOf = ({ from, length }: Span) => from + length

/** Longer than any that a person would put under a word. */
const LONGEST_URL = 2000

/** Whether a link may stand under words: to a page, at a name that people know from addresses, and nobody's password in it. */
export function isLink(url: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(url) || url.length > LONGEST_URL || !URL.canParse(url)) return false
  const { hostname, username, password } = new URL(url)
  return hostname.includes('.') && username === '' && password === ''
}

/**
 * The spans that can be shown, outer ones first: a platform refuses the whole text for one that lies outside of it, cuts a
 * character in two, lies across another, or leads nowhere. One that changes nothing is left out.
 */
export function sound({ text, spans }: Worded): Span[] {
  let around: Span[] = []
  return spans
    .filter((span) => isWhole(text, span))
    .toSorted((a, b) => a.from - b.from || b.length - a.length)
    .filter((span) => {
      around = around.filter((other) => endOf(other) > span.from)
      const fits = around.every((other) => endOf(span) <= endOf(other) && span.style !== other.style)
      if (fits) around.push(span)
      return fits
    })
}

function isWhole(text: string, span: Span): boolean {
  const { from, length, style, url } = span
  if (!Number.isInteger(from) || !Number.isInteger(length) || from < 0 || length < 1) return false
  if (endOf(span) > text.length || (style === 'link' && !isLink(url ?? ''))) return false
  return !cutsCharacter(text, from) && !cutsCharacter(text, endOf(span))
}

const cutsCharacter = (text: string, at: number) =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, at - 1), at + 1))

/** As it is shown where stretches look no different, or only links cannot stand under words. */
export function asShown(worded: Worded, can: { formats?: boolean; linksUnderWords?: boolean }): Worded {
  const spans = sound(worded)
  const kept = can.linksUnderWords ? { ...worded, spans } : linksWrittenOut({ ...worded, spans })
  return can.formats ? kept : { text: kept.text, spans: [] }
}

/** The text alone; where a link leads stands after its words, 'kế hoạch (https://…)'. */
export const plainWithLinks = (text: string, spans: Span[]): string => asShown({ text, spans }, {}).text

function linksWrittenOut({ text, spans }: Worded): Worded {
  const links = spans.filter(({ style }) => style === 'link')
  const added = links.flatMap((link) => {
    const words = text.slice(link.from, endOf(link))
    return words === link.url ? [] : [{ at: endOf(link), words: ` (${link.url})` }]
  })
  const lengthOf = (some: typeof added) => some.reduce((sum, { words }) => sum + words.length, 0)
  const others = spans.filter(({ style }) => style !== 'link')
  return {
    text: inserted(text, added),
    spans: others.map((span) => {
      const from = span.from + lengthOf(added.filter(({ at }) => at <= span.from))
      const end = endOf(span) + lengthOf(added.filter(({ at }) => at < endOf(span)))
      return { ...span, from, length: end - from }
    }),
  }
}

function inserted(text: string, added: { at: number; words: string }[]): string {
  let done = 0
  const pieces = added.flatMap(({ at, words }) => {
    const before = text.slice(done, at)
    done = at
    return [before, words]
  })
  return [...pieces, text.slice(done)].join('')
}

export type Look = Exclude<Span['style'], 'link'>

/** What stands under one link, or under none, in stretches that look the same throughout. */
export interface Piece {
  url?: string
  stretches: { text: string; looks: Look[] }[]
}

/** A text taken apart for a page. */
export function pieces(worded: Worded): Piece[] {
  const spans = sound(worded)
  const links = spans.filter(({ style }) => style === 'link')
  return cutUp({ text: worded.text, spans: links }).map(({ text, from, over: [link] }) => {
    const inside = clipped(spans, from, from + text.length).filter(({ style }) => style !== 'link')
    const stretches = cutUp({ text, spans: inside }).map((each) => ({
      text: each.text,
      looks: [...new Set(each.over.map(({ style }) => style as Look))],
    }))
    return { ...(link?.url && { url: link.url }), stretches }
  })
}

/** Cut wherever a span begins or ends; `over` are those that a piece lies in. */
function cutUp({ text, spans }: Worded) {
  const places = new Set([0, text.length, ...spans.flatMap((span) => [span.from, endOf(span)])])
  const cuts = [...places].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((from, place) => ({
    text: text.slice(from, cuts[place + 1]),
    from,
    over: spans.filter((span) => span.from <= from && from < endOf(span)),
  }))
}
