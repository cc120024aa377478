/** Line ends of every kind; some apps show them as such though no keyboard has them. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu

/** Steers the screen instead of being read: control characters, reversed writing, spaces without width. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff]/gu

/** Blanks that are no spaces for a program and fill a line all the same. */
const BLANK = /[\s\u2800\u3164\u115f\u1160\uffa0]+/gu

/** Context, not news: enough to recognise what was said. */
const BRIEF = 200

/**
 * A person's own words for another person's message. Nothing in them can pass for a line of ours: every line after the
 * first is marked '> ', quotation marks inside cannot end ours, and what is not read is gone.
 */
export const quoted = (words: string): string => readableLines(words).join('\n> ')

/** The same in one line of at most `most` UTF-16 code units, where the words are only context. */
export function inBrief(words: string, most = BRIEF): string {
  const line = readableLines(words).join(' / ')
  if (line.length <= most) return line
  return `${line
    .slice(0, most - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}

/** Whether `inBrief` leaves something out, or puts lines together. */
export const isBrief = (words: string): boolean => inBrief(words) === quoted(words)

const readableLines = (words: string): string[] =>
  words
    .split(LINE_END)
    .map((line) =>
      line
        .replace(/\t/gu, ' ')
        .replace(UNSEEN, '')
        .replace(/[“”„‟«»]/gu, '"')
        .replace(/[‘’‚‛]/gu, "'")
        .replace(BLANK, ' ')
        .trim(),
    )
    .filter((line) => line !== '')

/** Whether a message that a platform shows us holds this text, whatever it did to its blanks. */
export const holdsText = (shown: string, text: string): boolean => bareText(shown).includes(bareText(text))

const bareText = (text: string) => text.normalize('NFC').replace(UNSEEN, ' ').replace(BLANK, ' ').trim()
