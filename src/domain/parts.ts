/** Room for '(99/99) ' at the head of a part. */
const HEAD = 8

/** Below this nothing sensible can be split; whoever sends has to shorten. */
const SMALLEST_PART = 60

/**
 * A text as the messages it takes, in order: at most `limit` UTF-16 code units each, the last at most `lastLimit`, because
 * more stands below it. Several say at their head which they are, '(1/3) '; on the line of the text itself, so that no
 * part begins with a line that could pass for one of ours. Cut at line ends, else at spaces, never inside a character.
 */
export function parts(text: string, limit: number, lastLimit = limit): string[] {
  if (text.length <= Math.min(limit, lastLimit) || limit < SMALLEST_PART) return [text]
  const pieces = cutUp(text.trim(), limit - HEAD, Math.max(Math.min(limit, lastLimit), SMALLEST_PART) - HEAD)
  if (pieces.length === 1) return pieces
  return pieces.map((piece, place) => `(${place + 1}/${pieces.length}) ${piece}`)
}

function cutUp(text: string, most: number, mostAtLast: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > mostAtLast) {
    const end = cutAt(rest, rest.length > most ? most : mostAtLast)
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...pieces, rest]
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
