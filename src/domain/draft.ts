import { type AnswerWanted, leavesAt, MOST_OPTIONS, type When } from './announcement.ts'
import { fold } from './reply.ts'
import { checkTemplate, type TemplateCheck } from './template.ts'

/** What of a draft the next words or files are for. `count`: the number of recipients, typed to confirm a large audience. */
export type DraftField = 'text' | 'files' | 'audience' | 'answer' | 'until' | 'when' | 'reason' | 'count'

export const MOST_FILES = 5

export const LONGEST_OPTION = 60

/** Why something is urgent, or goes in people's nights: a word or two at least. */
export const SHORTEST_REASON = 5

/** What still stands in the way of a draft, whoever it may be for. */
export type Gap =
  | { kind: 'text' }
  | { kind: 'variable'; check: Extract<TemplateCheck, { kind: 'unknown-variable' }> }
  | { kind: 'audience' }
  | { kind: 'reason' }
  /** Answers would be taken only until a moment that is over, or before it leaves. */
  | { kind: 'until' }

interface Draft {
  text: string
  media: unknown[]
  audience: string | null
  wanted: AnswerWanted
  openUntil: number | null
  leaves: When
  urgent: boolean
  reason: string | null
}

export function gapsIn(draft: Draft, now: number): Gap[] {
  const check = checkTemplate(draft.text)
  const isClosed = draft.wanted.kind !== 'none' && !endsAfterItLeaves(draft, now)
  return [
    ...(draft.text.trim() === '' && draft.media.length === 0 ? [{ kind: 'text' as const }] : []),
    ...(check.kind === 'good' ? [] : [{ kind: 'variable' as const, check }]),
    ...(draft.audience ? [] : [{ kind: 'audience' as const }]),
    ...(draft.urgent && !draft.reason ? [{ kind: 'reason' as const }] : []),
    ...(isClosed ? [{ kind: 'until' as const }] : []),
  ]
}

const endsAfterItLeaves = ({ openUntil, leaves }: Draft, now: number) =>
  openUntil === null || openUntil > leavesAt(leaves, now)

export type Options =
  | { kind: 'options'; options: string[] }
  | { kind: 'wrong'; why: 'few' | 'many' | 'alike' | 'long' | 'number' }

/** The choices somebody writes: one a line, or parted by bars; with or without a number or a dash before each. */
export function readOptions(text: string): Options {
  const pieces = text.split(text.includes('\n') ? /\n/ : /\|/)
  const options = pieces
    .map((piece) =>
      piece
        .normalize('NFC')
        .replace(/^\s*(?:[-–•*+]|\d{1,2}[.)])\s+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((option) => option !== '')
  if (options.some((option) => option.length > LONGEST_OPTION)) return { kind: 'wrong', why: 'long' }
  if (new Set(options.map(fold)).size < options.length) return { kind: 'wrong', why: 'alike' }
  if (options.length < 2) return { kind: 'wrong', why: 'few' }
  if (options.length > MOST_OPTIONS) return { kind: 'wrong', why: 'many' }
  return options.some(isNumber) ? { kind: 'wrong', why: 'number' } : { kind: 'options', options }
}

/** Where choices are numbered, who types "3" means the third and not the one that is called so. */
const isNumber = (option: string) => /^(?:(?:no|so)\W*)?\d+\W*$/.test(fold(option))

/** Whether words tell whom it is for as an expression does; else they are a list of codes or phones. */
export const isExpression = (text: string): boolean =>
  text.includes(':') || /^(?:all|tat ?ca|moi ?nguoi)$/.test(fold(text))

/** The entries of a pasted list, in their order: one a line, or several parted by commas, semicolons or tabs. */
export const entriesIn = (text: string): string[] =>
  text
    .split(/[\n\r,;\t]/)
    .map((entry) => entry.replace(/^\s*[-–•*]\s+/, '').trim())
    .filter((entry) => entry !== '')

/** The number that somebody types to confirm it, '1.250' and '1 250 người' too; null for anything else. */
export function readCount(text: string): number | null {
  const digits = /^\s*(\d[\d.,\s]*?)\s*(?:người|nguoi|people|đầu mối|dau moi)?\s*$/iu.exec(text)?.[1]
  const bare = digits?.replace(/[.,\s]/g, '') ?? ''
  return bare.length >= 1 && bare.length <= 9 ? Number(bare) : null
}
