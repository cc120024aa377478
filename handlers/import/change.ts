import { type Ask, changeAsk } from '../../db/asks.ts'
import { withdraw } from '../../db/outbox.ts'
import { leaveOut, peopleWrittenTo } from '../../db/plans.ts'
import { nextStep } from '../../src/domain/ask.ts'
import { chased } from '../../db/asks.ts'
import type { Person } from '../../src/domain/person.ts'
import { end } from '../asking.ts'
import { subjectOf, revisionOf } from '../cards.ts'
import { refresh } from '../write.ts'
import type { Turn } from '../world.ts'
import type { Difference, FieldChange, Part } from './compare.ts'
import type { Saved } from './save.ts'
import type { Stored } from './stored.ts'

/** What people have to be told, in the reader's own words; one letter each. */
export type Line = (reader: Person) => string

/** An import whose rows are saved, and what is to follow for the people who were written to before. */
export interface Change extends Turn, Saved {
  /** Of this import; makes its letters' keys. */
  id: string
  stored: Stored
  differences: Difference[]
  /** Every ask there was before. */
  asks: Ask[]
  /** Something was sent, and the conference is not over. */
  reachedPeople: boolean
  gone: Map<string, Line[]>
  told: Set<string>
  asked: Set<string>
  askedAgain: Set<string>
  /** Asks whose cards show something that has changed. */
  stale: Set<string>
  ended: Set<string>
}

export const liveAsks = (change: Change, which: (ask: Ask) => boolean) =>
  change.asks.filter((ask) => ask.state !== 'ended' && !change.ended.has(ask.id) && which(ask))

/** Those that were taken out, by their old rows. */
export const removedOf = <Row>(change: Change, part: Part, rows: Map<string, Row>): Row[] =>
  change.differences
    .filter((each) => each.part === part && each.change === 'removed')
    .map((each) => rows.get(each.code)!)

/** What changed in something that was there before; empty when nothing did. */
export function fieldsOf(change: Change, part: Part, code = ''): FieldChange[] {
  const found = change.differences.find((each) => each.part === part && (code === '' || each.code === code))
  return found?.change === 'changed' ? found.fields : []
}

export const hasChanged = (fields: FieldChange[], ...names: string[]) =>
  fields.some(({ field }) => names.includes(field))

/**
 * Ends asks that are no longer true: what has not left stays, what has left says so. Their keys are freed, so that the
 * same may be asked again later.
 */
export async function voidAsks(change: Change, asks: Ask[], says: Line): Promise<void> {
  await withdraw(
    change.tx,
    asks.map((ask) => ask.id),
    'void',
  )
  await end(change, asks)
  for (const ask of asks) {
    change.ended.add(ask.id)
    await freeKey(change, ask)
    for (const subject of [subjectOf(ask), revisionOf(ask)])
      await refresh(change, subject, async (_letter, reader) => ({ text: says(reader), choices: [] }))
  }
}

export const freeKey = (turn: Turn, ask: Ask) => changeAsk(turn.tx, ask.id, { key: `${ask.key}#${ask.id}` })

/** Everyone who has had a card of these asks hears the same. */
export async function tellThose(
  change: Change,
  asks: Ask[],
  says: Line,
  except: string[] = [],
): Promise<void> {
  const people = await peopleWrittenTo(
    change.tx,
    asks.map((ask) => ask.id),
  )
  for (const id of people.filter((each) => !except.includes(each)))
    change.gone.set(id, [...(change.gone.get(id) ?? []), says])
}

/** Whoever had a part in an ask and has none any more: the cards they have say so and offer nothing. */
export async function letGo(change: Change, ask: Ask, contactId: string, says: Line): Promise<void> {
  const subjects = [subjectOf(ask), revisionOf(ask)]
  for (const subject of subjects)
    await refresh(change, subject, async ({ card }, reader) =>
      reader.id === contactId ? { text: says(reader), choices: [] } : card,
    )
  await leaveOut(change.tx, ask.id, subjects, contactId)
}

/**
 * Another backup, who has not been asked yet: the step that asks one may come once more. The one before hears on their
 * cards who answers now.
 */
export async function changeBackup(
  change: Change,
  ask: Ask,
  { contactId, backupId }: { contactId: string; backupId: string | null },
  says: Line,
): Promise<void> {
  if (ask.backupId && ask.backupId !== contactId) await letGo(change, ask, ask.backupId, says)
  const taken = ask.taken.filter((place) => ask.steps[place]?.do !== 'backup')
  await rearm(change, ask, { backupId, taken })
}

/** Changes what an ask's steps count from, and arms the next one. */
export async function rearm(turn: Turn, ask: Ask, changes: Partial<Ask>): Promise<void> {
  const changed = { ...ask, ...changes }
  await changeAsk(turn.tx, ask.id, { ...changes, nextStepAt: nextStep(chased(changed))?.at ?? null })
}
