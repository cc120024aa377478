import { clipped, shifted, type Worded } from './spans.ts'

/** Room for '(99/99) ' at the head of a part. */
const HEAD = 8

/** Below this nothing sensible can be split; whoever sends has to shorten. */
const SMALLEST_PART = 60

/**
 * A text as the messages it takes, in order: at most `limit` UTF-16 code units each, the last at most `lastLimit`, because
 * more stands below it. Several say at their head which they are, '(1/3) '; on the line of the text itself, so that no
 * part begins with a line that could pass for one of ours. Cut at line ends, else at spaces, never inside a character.
 */
export const parts = (text: string, limit: number, lastLimit = limit): string[] =>
  wordedParts({ text, spans: [] }, limit, lastLimit).map((part) => part.text)

/** The same, each with the looks of its words; a look that lies across a cut goes on in the next. */
export function wordedParts({ text, spans }: Worded, limit: number, lastLimit = limit): Worded[] {
  if (text.length <= Math.min(limit, lastLimit) || limit < SMALLEST_PART) return [{ text, spans }]
  const lead = text.length - text.trimStart().length
  const mostAtLast = Math.max(Math.min(limit, lastLimit), SMALLEST_PART) - HEAD
  const ranges = cutUp(text.trim(), limit - HEAD, mostAtLast).map(
    ([from, to]) => [from + lead, to + lead] as const,
  )
  const headOf = (place: number) => (ranges.length === 1 ? '' : `(${place + 1}/${ranges.length}) `)
  return ranges.map(([from, to], place) => ({
    text: headOf(place) + text.slice(from, to),
    spans: shifted(clipped(spans, from, to), headOf(place).length),
  }))
}

/** Where the pieces begin and end; blanks at a cut belong to none. */
function cutUp(text: string, most: number, mostAtLast: number): [from: number, to: number][] {
  const ranges: [number, number][] = []
  let from = 0
  while (text.length - from > mostAtLast) {
    const rest = text.slice(from)
    const end = cutAt(rest, rest.length > most ? most : mostAtLast)
    ranges.push([from, from + rest.slice(0, end).trimEnd().length])
    from = text.length - rest.slice(end).trimStart().length
  }
  return [...ranges, [from, text.length]]
}

/** A line end or a space so early that most of the message would stay empty is passed over. */
function cutAt(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most)
  if (line > most / 3) return line
  const space = text.lastIndexOf(' ', most)
  if (space > most / 2) return space
  return isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
