import type { Unlisted } from '../audience.ts'

/** Who is on a list, each once, in its order; and what of it is nobody's code or phone. */
export interface Listed {
  people: string[]
  unknown: Unlisted[]
}

/**
 * Reads a list of codes or phones: one a line, or several parted by commas, semicolons or tabs. Blank lines do not count,
 * nor what stands behind a `#`. `whoIs` knows the ids behind an entry, none when it knows nobody.
 */
export function listIn(text: string, whoIs: (entry: string) => readonly string[]): Listed {
  const people = new Set<string>()
  const unknown: Unlisted[] = []
  for (const { line, entry } of entriesIn(text)) {
    const ids = whoIs(entry)
    if (ids.length === 0) unknown.push({ line, entry })
    for (const id of ids) people.add(id)
  }
  return { people: [...people], unknown }
}

function entriesIn(text: string): Unlisted[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029]/)
  return lines.flatMap((each, place) =>
    each
      .replace(/(?:^|\s)#.*$/u, '')
      .split(/[,;\t]/)
      .map(unquoted)
      .filter((entry) => entry !== '')
      .map((entry) => ({ line: place + 1, entry })),
  )
}

/** Spreadsheets put marks around cells as they like. */
const unquoted = (cell: string) =>
  cell
    .trim()
    .replace(/^["“”](.*)["“”]$/u, '$1')
    .trim()
