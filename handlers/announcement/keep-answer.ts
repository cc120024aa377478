import { latestAnswer } from '../../db/asks.ts'
import { chatAt, expect } from '../../db/chats.ts'
import { record } from '../../db/facts.ts'
import type { Given } from '../../src/domain/announcement.ts'
import { momentFor } from '../../src/domain/time.ts'
import { answeredBy } from '../answerable.ts'
import { recordAnswer } from '../asking.ts'
import { aboutAsk, type Heard, say } from '../heard.ts'
import { givenWords } from './answer-lines.ts'
import type { Asked } from './asked.ts'
import { lookSoon } from './watch.ts'

/** Keeps an answer and confirms it; those before it stay as history. A repeat is told that it was so already. */
export async function keepAnswer(heard: Heard, asked: Asked, given: Given): Promise<void> {
  const { ask, announcement } = asked
  const before = await latestAnswer(heard.tx, ask.id, true)
  await noLongerAwaited(heard, ask.id)
  if (before && isSame(before.value as Given, given)) return sayAlready(heard, asked, given, before.at)
  await recordAnswer(heard, ask, given, { kind: 'settled' })
  await record(heard.tx, heard.now, heard.person.id, 'announcement-answered', announcement.id)
  await lookSoon(heard, announcement.id)
  await sayRecorded(heard, asked, given, (before?.value ?? null) as Given | null)
}

/** What was asked for on the way here is no longer waited for; what was asked for about something else is. */
async function noLongerAwaited({ tx, at }: Heard, askId: string): Promise<void> {
  const expecting = (await chatAt(tx, at))?.expecting
  if (expecting?.what === 'announcement-answer' && expecting.ask === askId) await expect(tx, at, null)
}

const isSame = (one: Given, other: Given) => JSON.stringify(one) === JSON.stringify(other)

async function sayRecorded(heard: Heard, asked: Asked, given: Given, before: Given | null): Promise<void> {
  const { texts, person, now } = heard
  const { announcement: words } = texts
  const { number, wanted, openUntil } = asked.announcement
  const changes = wanted.kind === 'received' ? null : openUntil
  const text = words.recorded(person, number, {
    what: givenWords(words, wanted, given),
    before: before && givenWords(words, wanted, before),
    until: changes === null ? null : momentFor(person, changes, now),
  })
  await say(heard, 'recorded', text, revision(heard, asked), aboutAsk(asked.ask))
}

async function sayAlready(heard: Heard, asked: Asked, given: Given, at: number): Promise<void> {
  const { texts, person, now } = heard
  const { number, wanted } = asked.announcement
  const what = `${texts.announcement.name(number)}, ${givenWords(texts.announcement, wanted, given)}`
  const by = await answeredBy(heard, asked.ask)
  const text = texts.general.alreadyAnswered(what, momentFor(person, at, now), by)
  await say(heard, 'already', text, revision(heard, asked), aboutAsk(asked.ask))
}

/** Options are chosen anew on the card itself. */
function revision({ texts }: Heard, { ask, announcement: { wanted } }: Asked) {
  if (wanted.kind === 'received' || wanted.kind === 'choice') return []
  return [{ label: texts.general.reviseLabel, command: { kind: 'give' as const, ask: ask.id } }]
}
