/** The line of `text` that holds `at`, and carets under `length` UTF-16 units from there, as wide as they are shown. */
export function caretUnder(text: string, at: number, length: number): string {
  const begins = text.lastIndexOf('\n', at - 1) + 1
  const ends = text.indexOf('\n', at)
  const line = text.slice(begins, ends < 0 ? undefined : ends)
  const wide = (part: string) => [...segmenter.segment(part)].length
  const before = wide(text.slice(begins, at))
  return `  ${line.replaceAll('\t', ' ')}\n  ${' '.repeat(before)}${'^'.repeat(Math.max(1, wide(text.slice(at, at + length))))}`
}

const segmenter = new Intl.Segmenter()
