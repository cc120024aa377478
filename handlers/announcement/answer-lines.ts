import { type Announcement, revisionsOf } from '../../db/announcements.ts'
import { type Answer, type Ask, latestAnswer } from '../../db/asks.ts'
import { personById } from '../../db/people.ts'
import { recipientOf } from '../../db/recipients.ts'
import type { AnswerWanted, Given } from '../../src/domain/announcement.ts'
import type { Choice } from '../../src/domain/message.ts'
import { named, type Person } from '../../src/domain/person.ts'
import { inBrief } from '../../src/domain/quoted.ts'
import type { Texts } from '../../src/domain/texts/index.ts'
import { momentFor } from '../../src/domain/time.ts'
import type { Turn } from '../world.ts'
import { isOpen } from './is-open.ts'

/** How an announcement's ask stands with the one who owes it. */
export interface Standing {
  ask: Pick<Ask, 'id' | 'state'>
  answer: Answer | null
  /** Who answered, as the reader calls them; null when it was the reader. */
  by: string | null
  /** A newer file is asked about in its place. */
  isOvertaken: boolean
}

export async function standingOf(
  turn: Pick<Turn, 'tx'>,
  announcement: Announcement,
  ask: Standing['ask'],
  reader: Person,
): Promise<Standing> {
  const answer = await latestAnswer(turn.tx, ask.id, true)
  const isOthers = answer !== null && answer.by !== reader.id
  return {
    ask,
    answer,
    by: isOthers ? named(await personById(turn.tx, answer.by), reader) : null,
    isOvertaken: ask.state === 'ended' && (await isOvertaken(turn, announcement, ask.id, reader.id)),
  }
}

/** The file was replaced since this was asked of them: they are asked anew, or are about to be. */
export async function isOvertaken(
  { tx }: Pick<Turn, 'tx'>,
  { id }: Announcement,
  askId: string,
  contactId: string,
): Promise<boolean> {
  const recipient = await recipientOf(tx, id, contactId)
  if (!recipient) return false
  const newest = (await revisionsOf(tx, id)).findLast(({ kind }) => kind === 'new-file')
  return recipient.askId !== askId || recipient.revision < (newest?.revision ?? 0)
}

/** No answer is taken any more. */
export const isClosed = (
  { openUntil }: Pick<Announcement, 'openUntil'>,
  ask: Pick<Ask, 'state'>,
  now: number,
): boolean => ask.state === 'ended' || !isOpen({ now }, { openUntil })

/** An answer as people read it; words in one line. */
export function givenWords(
  { given: words }: Texts['announcement'],
  wanted: AnswerWanted,
  given: Given,
): string {
  switch (given.kind) {
    case 'received':
      return words.received
    case 'choice':
      return (wanted.kind === 'choice' && wanted.options[given.option]) || words.gone
    case 'number':
      return words.number(given.number)
    // What somebody wrote is gone once they were erased.
    case 'text':
      return inBrief(given.words ?? '') || words.gone
    case 'file':
      return given.fileName || words.gone
    default:
      return given satisfies never
  }
}

/** What stands under the text: what is asked and until when, or what was answered. */
export function answerLine(
  { announcement: words }: Texts,
  announcement: Announcement,
  { ask, answer, by, isOvertaken: isOld }: Standing,
  reader: Person,
  now: number,
): string {
  const { wanted, openUntil } = announcement
  if (wanted.kind === 'none') return ''
  const closed = isClosed(announcement, ask, now)
  const until = openUntil === null ? null : momentFor(reader, openUntil, now)
  const changes = closed || wanted.kind === 'received' ? null : until
  const told = answer && words.answered(givenWords(words, wanted, answer.value as Given), by, changes)
  if (isOld) return lines(told, words.overtaken)
  if (closed) return lines(told, words.over(isOpen({ now }, announcement) ? null : until))
  return told ?? lines(words.asks[wanted.kind](reader), until && words.until(until))
}

const lines = (...parts: (string | null)[]) => parts.filter(Boolean).join('\n')

/** How it can be answered as things stand: options can be chosen anew, all else is changed by a button. */
export function answerChoices(
  { announcement: words, general }: Texts,
  announcement: Announcement,
  { ask, answer }: Pick<Standing, 'ask' | 'answer'>,
  now: number,
): Choice[] {
  const { wanted } = announcement
  if (isClosed(announcement, ask, now)) return []
  switch (wanted.kind) {
    case 'none':
      return []
    case 'received':
      return answer ? [] : [{ label: words.receivedLabel, command: { kind: 'received', ask: ask.id } }]
    case 'choice':
      return wanted.options.map((label, option) => ({
        label,
        command: { kind: 'choose', ask: ask.id, option },
      }))
    case 'number':
    case 'text':
    case 'file': {
      const command = { kind: 'give' as const, ask: ask.id }
      if (answer) return [{ label: general.reviseLabel, command }]
      const hint = wanted.kind === 'number' ? { hint: words.numberHint } : {}
      return [{ label: words.giveLabels[wanted.kind], command, ...hint }]
    }
    default:
      return wanted satisfies never
  }
}
