import type { Ask } from '../db/asks.ts'
import { bridgePointById } from '../db/conferences.ts'
import { latestAnswer } from '../db/asks.ts'
import { record } from '../db/facts.ts'
import { openIncidentsAt } from '../db/incidents.ts'
import type { Choice } from '../src/domain/message.ts'
import {
  allGood,
  canBeReady,
  isSameReadiness,
  itemsThatAre,
  type Readiness,
  ready,
} from '../src/domain/readiness.ts'
import { momentFor } from '../src/domain/time.ts'
import { answerable, answeredBy } from './answerable.ts'
import { type Leaves, recordAnswer } from './asking.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { reviseChoice } from './opening.ts'
import { readinessOf } from './readiness-card.ts'

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
  if (await isDecided(heard, ask, ready(now))) return sayAlready(heard, ask, before)
  const faults = despiteProblem ? [] : await openFaults(heard, ask)
  const obstacle = despiteProblem ? 'yes' : canBeReady(now)
  if (obstacle === 'yes' && faults.length === 0)
    return recordStatus(heard, ask, ready(now), { kind: 'settled' })
  if (obstacle === 'unknowns') return askRest(heard, ask, now)
  return askDespite(heard, ask, [...itemsThatAre(now, 'problem'), ...faults])
}

/** Faults at the bridge point that nobody has called over: green and in trouble at once would be believed as green. */
async function openFaults({ tx, texts }: Heard, ask: Ask): Promise<string[]> {
  const open = await openIncidentsAt(tx, [ask.bridgePointId!])
  return open.map(({ number, text }) => texts.incident.named(number, text))
}

async function askRest(heard: Heard, ask: Ask, readiness: Readiness): Promise<void> {
  const { readiness: words } = heard.texts
  const all: Choice = { label: words.allGoodLabel, command: { kind: 'ready', ask: ask.id, allGood: true } }
  const text = words.unknownItems(itemsThatAre(readiness, 'unknown'))
  await say(heard, 'rest', text, [all], aboutAsk(ask))
}

async function askDespite(heard: Heard, ask: Ask, problems: string[]): Promise<void> {
  const { readiness: words } = heard.texts
  const text = words.problemItems(heard.person, problems)
  const choices: Choice[] = [
    { label: words.readyAnywayLabel, command: { kind: 'ready', ask: ask.id, despiteProblem: true } },
    { label: words.issueLabel, command: { kind: 'issue', ask: ask.id } },
  ]
  await say(heard, 'despite', text, choices, aboutAsk(ask))
}

/** Whether the last answer that counts said exactly this. */
export async function isDecided(heard: Heard, ask: Ask, readiness: Readiness): Promise<boolean> {
  const decided = ask.state === 'answered' ? await latestAnswer(heard.tx, ask.id, true) : null
  return decided !== null && isSameReadiness(decided.value as Readiness, readiness)
}

/** What was recorded before, by whom and when; nothing changes. `more` says what can be done next. */
export async function sayAlready(
  heard: Heard,
  ask: Ask,
  readiness: Readiness,
  more = '',
  choices: Choice[] = [],
): Promise<void> {
  const { texts, person, now } = heard
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const decided = await latestAnswer(heard.tx, ask.id, true)
  const expected = readiness.expectedAt && momentFor(person, readiness.expectedAt, now)
  const what = texts.readiness.stands(point.name, readiness.status, expected || null)
  const at = momentFor(person, decided?.at ?? now, now)
  const text = texts.general.alreadyAnswered(what, at, await answeredBy(heard, ask)) + more
  await say(heard, 'already', text, [...choices, { ...reviseChoice(ask, texts), row: 9 }], aboutAsk(ask))
}

/** Keeps a status; whoever gives it confirms it. */
export async function keepStatus(
  heard: Heard,
  ask: Ask,
  readiness: Readiness,
  leaves: Leaves,
): Promise<void> {
  await recordAnswer(heard, ask, readiness, leaves)
  await record(heard.tx, heard.now, heard.person.id, `readiness-${readiness.status}`, ask.id)
}

/** Keeps a status and names what was recorded. */
export async function recordStatus(
  heard: Heard,
  ask: Ask,
  readiness: Readiness,
  leaves: Leaves,
): Promise<void> {
  await keepStatus(heard, ask, readiness, leaves)
  const { texts, person, now } = heard
  const again =
    leaves.kind === 'owed' ? ` ${texts.readiness.willAskAgain(momentFor(person, leaves.againAt, now))}` : ''
  const text = (await recordedText(heard, ask, readiness)) + again
  await say(heard, 'recorded', text, [reviseChoice(ask, texts)], aboutAsk(ask))
}

/** 'Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 07:05.' */
export async function recordedText(heard: Heard, ask: Ask, readiness: Readiness): Promise<string> {
  const { texts, person, now } = heard
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const expected = readiness.expectedAt && momentFor(person, readiness.expectedAt, now)
  const at = momentFor(person, now, now)
  return texts.general.recorded(texts.readiness.recorded(point.name, readiness.status, at, expected || null))
}
