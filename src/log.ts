import pino, { type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from './settings/kinds.ts'

export type Log = Logger

/** Fields that hold what a person wrote or is; their values are withheld wherever they stand. */
const PERSONAL = new Set(
  'name senderName displayName phone phones email text caption marked body payload token secret authorization'.split(
    ' ',
  ),
)

const WITHHELD = '[…]'

/**
 * Structured logs on standard error, one JSON object a line. Every line passes through one door on its way out, where
 * tokens, `secrets` (word for word), phone numbers, e-mail addresses and what URLs carry are taken out of every string:
 * an error of a library may quote any of them.
 */
export function openLog(
  level: LogLevel,
  secrets: string[] = [],
  out: DestinationStream = standardError(),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: plainError, error: plainError, cause: plainError },
      hooks: { streamWrite: (line) => scrubbedLine(line, secrets) },
    },
    out,
  )
}

/** Written at once: what was logged just before a crash is what one looks for. */
const standardError = () => pino.destination({ dest: 2, sync: true })

/** Text as it may be logged or shown to an operator. */
export function scrub(text: string, secrets: string[] = []): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, WITHHELD), text)
  return PATTERNS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), known)
}

const PATTERNS: [RegExp, string][] = [
  // Drizzle and the JSON parser quote what they were given. What a person wrote may look like anything: all the rest goes.
  [/(\nparams: )[\s\S]*$/, `$1${WITHHELD}`],
  [/"[\s\S]{0,80}?"(\.\.\.)? is not valid JSON/g, `${WITHHELD} is not valid JSON`],
  // Whoever has the link can answer in somebody's name.
  [/\/(c|u|m)\/[\w-]{8,}(?:\.[\w-]+)?/g, `/$1/${WITHHELD}`],
  [/\/bot\d+:[^/\s"']+/g, `/bot${WITHHELD}`],
  [/(?<!\d)\d{6,}:[A-Za-z0-9_-]{20,}/g, WITHHELD],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"']*@/gi, `$1${WITHHELD}@`],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s?"']+\?)[^\s"')]+/gi, `$1${WITHHELD}`],
  [/[\p{L}\d._%+-]{1,64}@[\p{L}\d-]+(\.[\p{L}\d-]+)+/gu, WITHHELD],
  [/\+\d(?:[ .()-]{0,2}\d){7,14}/g, WITHHELD],
  [/(?<![\da-f])(?:0084|84|0)(?:[ .()-]{0,2}\d){9,10}(?![\da-f])/g, WITHHELD],
]

/** An error without what libraries hang on it: axios keeps the whole request there, token and text included. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: name,
    message,
    code,
    stack: framesOf(stack, message),
    cause: cause === undefined ? undefined : plainError(cause),
  }
}

const FRAME = /^ {4}at .*(:\d+:\d+|<anonymous>|native)\)?$/

/** Where it happened and nothing else: a stack begins with the whole message, and that may hold what looks like a frame. */
function framesOf(stack: string | undefined, message: string): string | undefined {
  if (stack === undefined) return undefined
  const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  return after
    .split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n')
}

function scrubbedLine(line: string, secrets: string[]): string {
  return `${JSON.stringify(scrubbed(JSON.parse(line), secrets))}\n`
}

function scrubbed(value: unknown, secrets: string[]): unknown {
  if (typeof value === 'string') return scrub(value, secrets)
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, secrets))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, field]) => [
    key,
    PERSONAL.has(key) ? WITHHELD : scrubbed(field, secrets),
  ])
  return Object.fromEntries(fields)
}
