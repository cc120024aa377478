import { z } from 'zod'
import type { Effect, Difference } from '../../handlers/import/apply.ts'
import type { Language } from '../domain/person.ts'
import type { Texts } from '../domain/texts/index.ts'
import { clock, day, describeDue } from '../domain/time.ts'
import { short } from './terminal.ts'

type Words = Texts['cli']

/** More new things of one kind than this are counted instead of listed: a first import is all new. */
const MOST_LISTED = 5

/** What an import changes, a line each: + new, ~ changed, - gone. */
export function differenceLines(all: Difference[], words: Words, zone: string, language: Language): string[] {
  const groups = new Map<string, Difference[]>()
  for (const each of all) {
    const key = `${each.part} ${each.change}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (first?.change === 'added' && same.length > MOST_LISTED)
      return [`+ ${same.length} ${words.parts[first.part]}`]
    return same.flatMap((each) => linesOf(each, words, zone, language))
  })
}

function linesOf(each: Difference, words: Words, zone: string, language: Language): string[] {
  const mark = { added: '+', changed: '~', removed: '-' }[each.change]
  const name = each.name ? `: ${short(each.name, 70)}` : ''
  const head = `${mark} ${words.parts[each.part]}${each.code ? ` ${each.code}` : ''}${name}`
  if (each.change !== 'changed') return [head]
  const told = (value: unknown, field: string) => short(shown(value, field, words, zone, language), 60)
  const fields = each.fields.map(
    ({ field, from, to }) => `    ${words.fields[field] ?? field}: ${told(from, field)} → ${told(to, field)}`,
  )
  return [head, ...fields]
}

const dueValue = z.object({
  from: z.number().nullable(),
  to: z.number(),
  precision: z.enum(['minute', 'day', 'month', 'quarter', 'year']),
})

function shown(value: unknown, field: string, words: Words, zone: string, language: Language): string {
  if (value === null || value === undefined || value === '') return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return isMoment(field) ? moment(value, zone) : String(value)
  const due = field === 'due' ? dueValue.safeParse(value).data : undefined
  if (due) return describeDue(due, zone, language)
  if (Array.isArray(value))
    return value.map((each) => shown(each, '', words, zone, language)).join(', ') || words.nothing
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Whether a field of that name holds ms since the epoch. */
export const isMoment = (field: string) => ['start', 'end', 'opensAt', 'closesAt'].includes(field)

const moment = (at: number, zone: string) => `${clock(at, zone)} ${day(at, zone)}`

/** What an import means for people; none when it means nothing to them. */
export function effectLines(effect: Effect, words: Words, zone: string): string[] {
  const { moved, told, askedAgain, asked, ended } = effect
  return [
    ...(moved ? [words.effectMoved(moment(moved.from.start, zone), moment(moved.to.start, zone))] : []),
    ...(told.length > 0 ? [words.effectTold(told)] : []),
    ...(askedAgain.length > 0 ? [words.effectAskedAgain(askedAgain)] : []),
    ...(asked.length > 0 ? [words.effectAsked(asked)] : []),
    ...(ended > 0 ? [words.effectEnded(ended)] : []),
  ]
}
