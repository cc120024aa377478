import { type Ask, latestAnswer } from '../db/asks.ts'
import { bridgePointById, checklistFor, conferenceById } from '../db/conferences.ts'
import { roundById } from '../db/rounds.ts'
import { personById } from '../db/people.ts'
import type { Command } from '../src/domain/command.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import { named, type Person } from '../src/domain/person.ts'
import { isDutyItem, nothingYet, type Readiness } from '../src/domain/readiness.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import type { ReadinessView } from '../src/domain/texts/vi/readiness.ts'
import { forReader, momentFor } from '../src/domain/time.ts'
import { type Opening, ownerOf, reviseChoice } from './opening.ts'
import { whomToCall } from './whom-to-call.ts'
import type { Turn } from './world.ts'

/** A bridge point's checklist and answer in one round. With `full` it offers every answer though one was given. */
export async function readinessCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
  full: boolean,
): Promise<Card> {
  const texts = textsIn(reader.language)
  const view = await readinessView(turn, ask, reader)
  const choices = ask.state === 'ended' ? [] : readinessChoices(ask, view.readiness, texts, full)
  return { text: await readinessText(turn, ask, reader, view, opening), choices }
}

async function readinessText(turn: Turn, ask: Ask, reader: Person, view: ReadinessView, opening: Opening) {
  const { readiness } = textsIn(reader.language)
  switch (opening) {
    case 'backup':
      return readiness.backupCard(reader, view, await ownerOf(turn, ask, reader))
    case 'reminder':
      return readiness.reminder(reader, view)
    case 'again':
      return readiness.askedAgain(reader, view)
    case 'card':
      return readiness.card(reader, view)
    default:
      return opening satisfies never
  }
}

function readinessChoices(ask: Ask, readiness: Readiness, texts: Texts, full: boolean): Choice[] {
  const words = texts.readiness
  const fault: Choice = { label: words.issueLabel, command: { kind: 'issue', ask: ask.id }, row: 2 }
  if (ask.state === 'answered' && readiness.status === 'ready' && !full)
    return [{ ...reviseChoice(ask, texts), row: 1 }, fault]
  const items = Object.entries(readiness.items)
  const duty = choice(words.dutyLabel, { kind: 'duty', ask: ask.id }, 4 + Math.ceil(items.length / 2))
  const all = choice(words.allGoodLabel, { kind: 'all-good', ask: ask.id }, 3)
  return [
    choice(words.readyLabel, { kind: 'ready', ask: ask.id }, 1),
    choice(words.preparingLabel, { kind: 'preparing', ask: ask.id }, 2),
    fault,
    ...(items.length > 0 ? [all] : []),
    ...items.map(([item, state], place) =>
      choice(words.itemLabel(item, state), { kind: 'tick', ask: ask.id, item }, 4 + Math.floor(place / 2)),
    ),
    ...(items.some(([item]) => isDutyItem(item)) ? [] : [duty]),
  ]
}

const choice = (label: string, command: Command, row: number): Choice => ({ label, command, row })

export async function readinessView(turn: Turn, ask: Ask, reader: Person): Promise<ReadinessView> {
  const point = await bridgePointById(turn.tx, ask.bridgePointId!)
  const round = await roundById(turn.tx, ask.roundId!)
  const conference = await conferenceById(turn.tx, point.conferenceId)
  const readiness = await readinessOf(turn, ask)
  const answer = await latestAnswer(turn.tx, ask.id, true)
  const answered = readiness.status !== 'pending' && answer
  return {
    bridgePoint: point.name,
    round: round.name,
    conference: conference.title,
    conferenceAt: forReader(conference.startAt, reader.timezone, reader.language),
    closesAt: forReader(round.closesAt, reader.timezone, reader.language),
    readiness,
    since: answered ? momentFor(reader, answer.at, turn.now) : null,
    expectedAt: readiness.expectedAt ? momentFor(reader, readiness.expectedAt, turn.now) : null,
    by: answered && answer.by !== reader.id ? named(await personById(turn.tx, answer.by), reader) : null,
    callWhom: await whomToCall(turn.tx, point.conferenceId, reader),
  }
}

/** What the bridge point has said so far in the ask's round. */
export async function readinessOf(turn: Turn, ask: Ask): Promise<Readiness> {
  const latest = await latestAnswer(turn.tx, ask.id)
  if (latest) return latest.value as Readiness
  const point = await bridgePointById(turn.tx, ask.bridgePointId!)
  return nothingYet(await checklistFor(turn.tx, point, ask.roundId!))
}
