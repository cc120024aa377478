import type { Step, StepAction } from '../domain/ask.ts'
import type { Entry } from './draft.ts'
import { entryOf, isAbsent, isGiven, isRecord, items } from './draft.ts'
import type { Found } from './faults.ts'
import { fault } from './faults.ts'
import { fold, plain } from './fold.ts'
import type { PolicyFile } from './plan-file.ts'
import { durationIn, isoSpan, spanText, spokenSpan } from './spans.ts'
import { expects } from './texts.ts'
import { flag, oneOf, peek, TEXT } from './values.ts'

export type PolicyKind = 'acknowledge' | 'readiness' | 'deadline'
type When = 'after' | 'before' | 'beforeClose'

/** What a duration counts from when a clerk does not say. */
const usualWhen: Record<PolicyKind, When> = {
  acknowledge: 'after',
  readiness: 'beforeClose',
  deadline: 'before',
}

const MOST_STEPS = 50

/** A policy as JSON's `{ steps, urgent }`, or as words: '4 giờ nhắc; 1 ngày dự phòng; 2 ngày Ban Tổ chức; cả ngoài giờ'. */
export function policy(found: Found, kind: PolicyKind): PolicyFile | undefined {
  if (isAbsent(found)) return undefined
  if (typeof found.value === 'string') return policyInWords(found, kind)
  const entry = entryOf(found, ['steps', 'urgent'])
  if (!entry) return undefined
  const list = items(entry.get('steps'))
  if (list.length > MOST_STEPS) fault(entry.get('steps'), expects.fewerRows(MOST_STEPS))
  return { steps: list.flatMap((step) => stepOf(step) ?? []), urgent: flag(entry.get('urgent')) }
}

function stepOf(found: Found): Step | null {
  const entry = entryOf(found, ['after', 'before', 'beforeClose', 'do'])
  if (!entry) return null
  const todo = actionOf(entry)
  const given = (['after', 'before', 'beforeClose'] as const).filter((when) => isGiven(entry.get(when)))
  const [when, second] = given
  if (!when || second) {
    fault({ ...found, value: isRecord(found.value) ? given.join(', ') : found.value }, expects.stepMoment)
    return null
  }
  const span = durationIn(peek(entry.get(when)))
  if (!span) fault(entry.get(when), expects.duration)
  return span && todo ? step(when, span, todo) : null
}

function actionOf(entry: Entry): StepAction | undefined {
  const found = entry.get('do')
  if (isAbsent(found)) fault(found, expects.stepAction)
  return oneOf(found, actions, expects.stepAction)
}

const actions = [
  ['remind', ['nhac']],
  ['backup', ['du phong']],
  ['coordinators', ['ban to chuc']],
] as const

const step = (when: When, span: string, todo: StepAction): Step =>
  when === 'after'
    ? { after: span, do: todo }
    : when === 'before'
      ? { before: span, do: todo }
      : { beforeClose: span, do: todo }

const urgentWords = /^(ca ngoai gio|khan|urgent)$/
const noSteps = /^(khong nhac|khong|none)$/

function policyInWords(found: Found, kind: PolicyKind): PolicyFile {
  const parts = peekLines(found)
  const urgent = parts.some((part) => urgentWords.test(fold(part)))
  const told = parts.filter((part) => !urgentWords.test(fold(part)) && !noSteps.test(fold(part)))
  const steps = told.flatMap((part) => stepInWords(part, kind) ?? [])
  if (steps.length < told.length || told.length > MOST_STEPS) fault(found, expects.stepText)
  return { steps, urgent }
}

/** Steps stand apart by ';', a new line, or a comma with a blank after it ('1,5 ngày' has none). */
const peekLines = ({ value }: Found) =>
  String(value)
    .slice(0, TEXT)
    .split(/;|\n|,\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** '45 phút trước khi đóng: nhắc'. A step that names no action reminds: the mildest there is. */
function stepInWords(text: string, kind: PolicyKind): Step | null {
  const words = plain(text)
  const span = durationIn(words.match(isoSpan)?.[0].toUpperCase() ?? words.match(spokenSpan)?.[0] ?? '')
  if (!span) return null
  const rest = fold(words.replace(isoSpan, ' ').replace(spokenSpan, ' '))
  const todo = actionInWords(rest)
  return todo && step(whenInWords(rest, kind), span, todo)
}

function actionInWords(rest: string): StepAction | null {
  if (/ban to chuc|btc|thuong truc|coordinators?/.test(rest)) return 'coordinators'
  if (/du phong|backup/.test(rest)) return 'backup'
  const others = rest.replace(
    /\b(nhac|remind|lai|hoi|bao|truoc|sau|khi|dong|han|ket thuc|dot|before|after|close|thoi)\b/g,
    '',
  )
  return others.trim() === '' ? 'remind' : null
}

function whenInWords(rest: string, kind: PolicyKind): When {
  if (/truoc (khi|gio) (dong|ket thuc)|before ?close/.test(rest)) return 'beforeClose'
  if (/\bsau\b|\bafter\b/.test(rest)) return 'after'
  if (/truoc (thoi )?han/.test(rest)) return 'before'
  return /\btruoc\b|\bbefore\b/.test(rest) && kind === 'acknowledge' ? 'before' : usualWhen[kind]
}

const actionWords: Record<StepAction, string> = {
  remind: 'nhắc',
  backup: 'hỏi người dự phòng',
  coordinators: 'báo Ban Tổ chức',
}

/** A policy as it stands in a cell, read back to the same. */
export function policyText({ steps, urgent }: PolicyFile): string {
  const told = steps.map((one) => {
    const words = actionWords[one.do]
    if ('after' in one) return `sau ${spanText(one.after)} ${words}`
    if ('before' in one) return `trước hạn ${spanText(one.before)} ${words}`
    return `trước khi đóng ${spanText(one.beforeClose)} ${words}`
  })
  return [...(told.length > 0 ? told : ['không nhắc']), ...(urgent ? ['cả ngoài giờ'] : [])].join('; ')
}
