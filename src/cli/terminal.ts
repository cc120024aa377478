import { type Language, languages } from '../domain/person.ts'
import { type Texts, textsIn } from '../domain/texts/index.ts'

/** Done; refused; not understood: what was typed, or what a file holds. */
export type ExitCode = 0 | 1 | 2

/** Why a command was not done, in the reader's words. */
export class Refusal extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Where results go, in which language. Standard output is for results; all else goes to standard error. */
export interface Terminal {
  language: Language
  texts: Texts
  say: (line: string) => void
  warn: (line: string) => void
  json: (value: unknown) => void
}

export function openTerminal(argv: string[], env: NodeJS.ProcessEnv): Terminal {
  const language = languageOf(argv, env)
  return {
    language,
    texts: textsIn(language),
    say: (line) => process.stdout.write(`${line}\n`),
    warn: (line) => process.stderr.write(`${line}\n`),
    json: (value) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  }
}

/** `--lang`, looked for before anything else is read, so that even a slip is answered in it; else what LANG says. */
function languageOf(argv: string[], env: NodeJS.ProcessEnv): Language {
  const place = argv.findIndex((each) => each === '--lang' || each.startsWith('--lang='))
  const typed = argv[place]?.includes('=') ? argv[place].split('=')[1] : argv[place + 1]
  const wanted = place >= 0 ? typed : (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2)
  return languages.find((language) => language === wanted) ?? 'vi'
}

/** Columns of equal width, a blank line for a blank row; the last column is left as long as it is. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? '')))) ?? []
  return rows
    .map((row) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n')
}

const segmenter = new Intl.Segmenter()

/** The letters as they are seen: a vowel and its marks are one. */
const lettersOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)

const width = (text: string) => lettersOf(text).length

/** A text on one line, cut where a table would become unreadable. */
export function short(text: string, most = 50): string {
  const letters = lettersOf(text.replace(/\s+/g, ' '))
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
}
