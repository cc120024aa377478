import type { Ask } from '../db/asks.ts'
import { bridgePointById } from '../db/conferences.ts'
import { expect } from '../db/chats.ts'
import { record } from '../db/facts.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import type { Choice } from '../src/domain/message.ts'
import {
  allGood,
  canBeReady,
  issue,
  itemsThatAre,
  preparing,
  type Readiness,
  ready,
  tick,
} from '../src/domain/readiness.ts'
import { readPerson } from '../src/domain/reply.ts'
import { MINUTE, SECOND, shortMoment } from '../src/domain/time.ts'
import { answerable } from './acknowledge.ts'
import { type Leaves, recordAnswer } from './asking.ts'
import { readinessOf, reviseChoice } from './cards.ts'
import { type Heard, say } from './heard.ts'
import { raiseFault } from './incident.ts'
import { saySoon } from './write.ts'

/** Asked again after this when the person named no time. */
const UNSURE_MS = 30 * MINUTE

/** Ticks that follow each other get one answer where a card cannot be edited. */
const TICK_PAUSE_MS = 3 * SECOND

/** An item's button, or its number: unknown, ok, problem, unknown. */
export async function tickItems(heard: Heard, askId: string, items: string[]): Promise<void> {
  await changeItems(heard, askId, (readiness) => items.reduce(tick, readiness))
}

/** "Tất cả tốt". */
export const tickAll = (heard: Heard, askId: string) => changeItems(heard, askId, allGood)

async function changeItems(
  heard: Heard,
  askId: string,
  change: (readiness: Readiness) => Readiness,
): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const changed = change(await readinessOf(heard, ask))
  await recordAnswer(heard, ask, changed, { kind: 'as-it-was' })
  if (heard.world.abilities(heard.at.channel).edits) return
  const text = heard.texts.readiness.ticked(changed)
  await saySoon(heard, heard.at, `ticked:${ask.id}`, { text, choices: [] }, TICK_PAUSE_MS)
}

/** "Sẵn sàng": recorded when nothing speaks against it, else asked about. */
export async function sayReady(
  heard: Heard,
  askId: string,
  despiteProblem = false,
  allIsGood = false,
): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const before = await readinessOf(heard, ask)
  const now = allIsGood ? allGood(before) : before
  const obstacle = despiteProblem ? 'yes' : canBeReady(now)
  if (obstacle === 'yes') return recordStatus(heard, ask, ready(now), { kind: 'settled' })
  return obstacle === 'problems' ? askDespite(heard, ask, now) : askRest(heard, ask, now)
}

async function askRest(heard: Heard, ask: Ask, readiness: Readiness): Promise<void> {
  const { readiness: words } = heard.texts
  const all: Choice = { label: words.allGoodLabel, command: { kind: 'ready', ask: ask.id, allGood: true } }
  await say(heard, 'rest', words.unknownItems(itemsThatAre(readiness, 'unknown')), [all])
}

async function askDespite(heard: Heard, ask: Ask, readiness: Readiness): Promise<void> {
  const { readiness: words } = heard.texts
  await say(heard, 'despite', words.problemItems(heard.person, itemsThatAre(readiness, 'problem')), [
    { label: words.readyAnywayLabel, command: { kind: 'ready', ask: ask.id, despiteProblem: true } },
    { label: words.issueLabel, command: { kind: 'issue', ask: ask.id } },
  ])
}

/** "Đang chuẩn bị": counted apart at once; when it is expected to end is asked, and asked again then. */
export async function sayPreparing(heard: Heard, askId: string, minutes?: number): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  if (minutes !== undefined) return expectAt(heard, ask, heard.now + minutes * MINUTE)
  const unsure = beforeEnd(heard, ask, heard.now + UNSURE_MS)
  const waiting = { ...preparing(await readinessOf(heard, ask), unsure), expectedAt: null }
  await recordAnswer(heard, ask, waiting, { kind: 'owed', againAt: unsure })
  await expect(heard.tx, heard.at, { what: 'expected-time', ask: ask.id, until: heard.now + PATIENCE_MS })
  const { readiness: words } = heard.texts
  const choices = [15, 30, 60].map((each) => ({
    label: words.minutesLabel(each),
    command: { kind: 'preparing' as const, ask: ask.id, minutes: each },
    row: 1,
  }))
  const again = shortMoment(unsure, heard.person.timezone, heard.now)
  await say(heard, 'when', words.whenReady(heard.person, again), choices)
}

/** The expected time was named, by a button or in words. */
export async function expectAt(heard: Heard, ask: Ask, at: number): Promise<void> {
  await expect(heard.tx, heard.at, null)
  const againAt = beforeEnd(heard, ask, at)
  await recordStatus(heard, ask, preparing(await readinessOf(heard, ask), at), { kind: 'owed', againAt })
}

/** Asked again while there is still time to answer before the round closes, but not in the same breath. */
const beforeEnd = (heard: Heard, ask: Ask, at: number) =>
  ask.endsAt === null ? at : Math.max(heard.now + MINUTE, Math.min(at, ask.endsAt - 5 * MINUTE))

/** "Có sự cố": the coordinators hear of it at once, what exactly is asked after. */
export async function sayIssue(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const readiness = issue(await readinessOf(heard, ask))
  await recordStatus(heard, ask, readiness, { kind: 'settled' })
  const problems = itemsThatAre(readiness, 'problem')
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  await raiseFault(heard, point, problems.join(', '), ask.id)
}

/** "Người trực": the next message names them. */
export async function askDuty(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  await expect(heard.tx, heard.at, { what: 'duty-person', ask: ask.id, until: heard.now + PATIENCE_MS })
  await say(heard, 'duty', heard.texts.readiness.whoIsOnDuty)
}

/** Takes the words for the person on duty; returns whether they could be read as one. */
export async function nameDuty(heard: Heard, askId: string, words: string): Promise<boolean> {
  const duty = readPerson(words)
  if (!duty) return false
  const ask = await answerable(heard, askId)
  if (!ask) return true
  await expect(heard.tx, heard.at, null)
  await recordAnswer(heard, ask, { ...(await readinessOf(heard, ask)), duty }, { kind: 'as-it-was' })
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const { common, readiness } = heard.texts
  await say(heard, 'duty', common.recorded(readiness.dutyRecorded(point.name, duty.name, duty.phone)), [
    reviseChoice(ask, heard.texts),
  ])
  return true
}

async function recordStatus(heard: Heard, ask: Ask, readiness: Readiness, leaves: Leaves): Promise<void> {
  const { texts, person, now } = heard
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const expected = readiness.expectedAt && shortMoment(readiness.expectedAt, person.timezone, now)
  const before = await readinessOf(heard, ask)
  if (ask.state === 'answered' && JSON.stringify(before) === JSON.stringify(readiness)) {
    const at = shortMoment(ask.settledAt ?? now, person.timezone, now)
    const what = `${texts.readiness.name(point.name)}, ${texts.readiness.statuses[readiness.status]}`
    await say(heard, 'already', texts.common.alreadyAnswered(what, at), [reviseChoice(ask, texts)])
    return
  }
  await recordAnswer(heard, ask, readiness, leaves)
  await record(heard.tx, now, person.id, `readiness-${readiness.status}`, ask.id)
  const at = shortMoment(now, person.timezone, now)
  const what = texts.readiness.recorded(point.name, readiness.status, at, expected || null)
  const again =
    leaves.kind === 'owed'
      ? ` ${texts.readiness.willAskAgain(shortMoment(leaves.againAt, person.timezone, now))}`
      : ''
  await say(heard, 'recorded', texts.common.recorded(what) + again, [reviseChoice(ask, texts)])
}
