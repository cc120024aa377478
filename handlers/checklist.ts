import type { Ask } from '../db/asks.ts'
import { bridgePointById } from '../db/conferences.ts'
import { expect } from '../db/chats.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import type { Choice } from '../src/domain/message.ts'
import { allGood, isDutyItem, itemsThatAre, onDuty, type Readiness, tick } from '../src/domain/readiness.ts'
import { spokenPhone } from '../src/domain/person.ts'
import { inBrief } from '../src/domain/quoted.ts'
import { readPerson } from '../src/domain/reply.ts'
import { SECOND } from '../src/domain/time.ts'
import { answerable } from './answerable.ts'
import { recordAnswer, tickedKey } from './asking.ts'
import { revisionOf, subjectOf } from './cards.ts'
import { neverMind } from './concern.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { reviseChoice } from './opening.ts'
import { readinessOf } from './readiness-card.ts'
import { saySoon } from './say-soon.ts'

/** Ticks that follow each other get one answer where a card cannot be edited. */
const TICK_PAUSE_MS = 3 * SECOND

/** An item's button, or its number: unknown, ok, problem, unknown. */
export async function tickItems(heard: Heard, askId: string, items: string[]): Promise<void> {
  await changeItems(heard, askId, (readiness) => items.reduce(tick, readiness), items)
}

/** "Tất cả tốt". */
export const tickAll = (heard: Heard, askId: string) => changeItems(heard, askId, allGood)

async function changeItems(
  heard: Heard,
  askId: string,
  change: (readiness: Readiness) => Readiness,
  ticked: string[] = [],
): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const changed = change(await readinessOf(heard, ask))
  await recordAnswer(heard, ask, changed, { kind: 'as-it-was' })
  const who = ticked.some((item) => isDutyItem(item) && changed.items[item] === 'ok')
  if (who) await awaitDuty(heard, ask)
  if (showsOnItsCard(heard, ask)) return who ? sayWhoIsOnDuty(heard, ask) : undefined
  const { readiness: words } = heard.texts
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const more = who ? ` ${words.whoIsOnDuty}` : ''
  const text = words.ticked(point.name, changed) + more
  await saySoon(
    heard,
    heard.at,
    tickedKey(ask),
    { text, choices: nextChoices(heard, ask, changed) },
    TICK_PAUSE_MS,
  )
}

/** The button stood on a card that changes before the person's eyes: that is answer enough. */
function showsOnItsCard({ world, at, pressed }: Heard, ask: Ask): boolean {
  const isCard = pressed?.subject === subjectOf(ask) || pressed?.subject === revisionOf(ask)
  return isCard && world.abilities(at.channel).edits
}

/** What is likely next: "Sẵn sàng" when all is good, "Có sự cố" when something is not. */
function nextChoices({ texts }: Heard, ask: Ask, readiness: Readiness): Choice[] {
  const { readyLabel, issueLabel } = texts.readiness
  if (itemsThatAre(readiness, 'problem').length > 0)
    return readiness.status === 'issue'
      ? []
      : [{ label: issueLabel, command: { kind: 'issue', ask: ask.id } }]
  const isNext = readiness.status !== 'ready' && itemsThatAre(readiness, 'unknown').length === 0
  return isNext ? [{ label: readyLabel, command: { kind: 'ready', ask: ask.id } }] : []
}

/** "Người trực", where it is no item of the checklist: the next message names them. */
export async function askDuty(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  await awaitDuty(heard, ask)
  await sayWhoIsOnDuty(heard, ask)
}

const awaitDuty = (heard: Heard, ask: Ask) =>
  expect(heard.tx, heard.at, { what: 'duty-person', ask: ask.id, until: heard.now + PATIENCE_MS })

async function sayWhoIsOnDuty(heard: Heard, ask: Ask): Promise<void> {
  await say(heard, 'duty', heard.texts.readiness.whoIsOnDuty, [neverMind(heard.texts)], aboutAsk(ask))
}

const LONGEST_NAME = 80

/** Takes the words for the person on duty; returns whether they could be read as one. */
export async function nameDuty(heard: Heard, askId: string, words: string): Promise<boolean> {
  const read = readPerson(words)
  if (!read) return false
  const duty = { ...read, name: inBrief(read.name, LONGEST_NAME) }
  const ask = await answerable(heard, askId)
  if (!ask) return true
  await expect(heard.tx, heard.at, null)
  await recordAnswer(heard, ask, onDuty(await readinessOf(heard, ask), duty), { kind: 'as-it-was' })
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const { general, readiness } = heard.texts
  const what = readiness.dutyRecorded(point.name, duty.name, spokenPhone(duty.phone))
  await say(heard, 'duty', general.recorded(what), [reviseChoice(ask, heard.texts)], aboutAsk(ask))
  return true
}
