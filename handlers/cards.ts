import { type Ask, latestAnswer } from '../db/asks.ts'
import { assignmentById, type Assignment } from '../db/assignments.ts'
import { bridgePointById, checklistFor, conferenceById, documentById, roundById } from '../db/conferences.ts'
import type { Db, Tx } from '../db/open.ts'
import type { Letter } from '../db/outbox.ts'
import { coordinatorsOf, personById } from '../db/people.ts'
import type { Command } from '../src/domain/command.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import { callOn, type Person } from '../src/domain/person.ts'
import { nothingYet, type Readiness } from '../src/domain/readiness.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import type { AssignmentView } from '../src/domain/texts/vi/assignment.ts'
import type { ReadinessView } from '../src/domain/texts/vi/readiness.ts'
import { describeDue, forReader, shortMoment } from '../src/domain/time.ts'
import { refresh } from './write.ts'
import type { Turn } from './world.ts'

/** The subject of an ask's card, and of the fresh one a person gets to change their answer. */
export const subjectOf = (ask: Pick<Ask, 'id'>) => `ask:${ask.id}`
export const revisionOf = (ask: Pick<Ask, 'id'>) => `revise:${ask.id}`

/** How the card begins: the first time, for the backup, or when it reminds. */
export type Opening = 'card' | 'backup' | 'reminder' | 'again'

/** The card of an ask for one reader, as things stand. With `full` it offers every answer though one was given. */
export async function askCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
  full = false,
): Promise<Card> {
  return ask.kind === 'readiness'
    ? readinessCard(turn, ask, reader, opening, full)
    : assignmentCard(turn, ask, reader, opening, full)
}

/** Every card that shows this ask is brought up to what is known now. */
export async function refreshAsk(turn: Turn, ask: Ask): Promise<void> {
  await refresh(turn, subjectOf(ask), (letter, reader) => askCard(turn, ask, reader, openingOf(ask, letter)))
  await refresh(turn, revisionOf(ask), (letter, reader) =>
    askCard(turn, ask, reader, 'card', (ask.settledAt ?? 0) < letter.createdAt),
  )
}

const openingOf = (ask: Ask, letter: Letter): Opening => (letter.contactId === ask.owedBy ? 'card' : 'backup')

// — assignments

async function assignmentCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
  full: boolean,
): Promise<Card> {
  const texts = textsIn(reader.language)
  const assignment = await assignmentById(turn.tx, ask.assignmentId!)
  const view = await assignmentView(turn.tx, assignment, reader)
  if (ask.kind === 'deadline')
    return { text: texts.assignment.dueReminder(reader, view), choices: deadlineChoices(ask, texts) }
  if (ask.state !== 'open' && !full) return answeredAssignment(turn, ask, assignment, view, reader)
  return {
    text: await assignmentText(turn, ask, reader, view, opening),
    choices: assignmentChoices(ask, texts),
  }
}

async function assignmentText(turn: Turn, ask: Ask, reader: Person, view: AssignmentView, opening: Opening) {
  const { assignment } = textsIn(reader.language)
  if (opening === 'backup') return assignment.backupCard(reader, view, await ownerOf(turn, ask))
  return opening === 'card' ? assignment.card(reader, view) : assignment.reminder(reader, view)
}

async function ownerOf(turn: Turn, ask: Ask): Promise<string> {
  const owner = await personById(turn.tx, ask.owedBy)
  return `${owner.address} ${owner.name}`
}

async function answeredAssignment(
  turn: Turn,
  ask: Ask,
  assignment: Assignment,
  view: AssignmentView,
  reader: Person,
): Promise<Card> {
  const texts = textsIn(reader.language)
  const what = texts.assignment.statuses[assignment.status]
  const at = shortMoment(assignment.statusAt, reader.timezone, turn.now)
  const choices = ask.state === 'answered' ? [reviseChoice(ask, texts)] : []
  return { text: texts.assignment.answered(reader, view, what, at), choices }
}

const assignmentChoices = (ask: Ask, texts: Texts): Choice[] => [
  { label: texts.assignment.acknowledgeLabel, command: { kind: 'acknowledge', ask: ask.id }, row: 1 },
  { label: texts.assignment.concernLabel, command: { kind: 'concern', ask: ask.id }, row: 2 },
  { label: texts.assignment.discussLabel, command: { kind: 'discuss', ask: ask.id }, row: 2 },
]

const deadlineChoices = (ask: Ask, texts: Texts): Choice[] =>
  ask.state === 'open'
    ? [
        { label: texts.assignment.completeLabel, command: { kind: 'complete', ask: ask.id }, row: 1 },
        { label: texts.assignment.discussLabel, command: { kind: 'discuss', ask: ask.id }, row: 2 },
      ]
    : []

export const reviseChoice = (ask: Pick<Ask, 'id'>, texts: Texts): Choice => ({
  label: texts.common.reviseLabel,
  command: { kind: 'revise', ask: ask.id },
})

export async function assignmentView(
  db: Db | Tx,
  assignment: Assignment,
  reader: Person,
): Promise<AssignmentView> {
  const conference = assignment.conferenceId ? await conferenceById(db, assignment.conferenceId) : null
  const point = assignment.bridgePointId ? await bridgePointById(db, assignment.bridgePointId) : null
  const document = await documentById(db, assignment.documentId ?? conference?.documentId ?? null)
  return {
    code: assignment.code,
    text: assignment.text,
    conference: conference?.title ?? null,
    conferenceAt: conference && forReader(conference.startAt, reader.timezone, reader.language),
    bridgePoint: point?.name ?? null,
    leads: assignment.leads,
    coordinating: assignment.coordinating,
    due: assignment.due && describeDue(assignment.due, reader.timezone, reader.language),
    document: document && [document.type, document.number].filter(Boolean).join(' '),
    callWhom: await whomToCall(db, assignment.conferenceId, reader),
  }
}

/** The coordinator to ring; never the reader themselves. */
export async function whomToCall(
  db: Db | Tx,
  conferenceId: string | null,
  reader: Person,
): Promise<string | null> {
  const coordinators = await coordinatorsOf(db, conferenceId)
  const one = coordinators.find((person) => person.id !== reader.id && person.phones.length > 0)
  return one ? callOn(one) : null
}

// — readiness

async function readinessCard(
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
      return readiness.backupCard(reader, view, await ownerOf(turn, ask))
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
  const fault: Choice = { label: words.issueLabel, command: { kind: 'issue', ask: ask.id }, row: 3 }
  if (ask.state === 'answered' && readiness.status === 'ready' && !full)
    return [{ ...reviseChoice(ask, texts), row: 2 }, fault]
  const items = Object.entries(readiness.items)
  return [
    ...(items.length > 0 ? [choice(words.allGoodLabel, { kind: 'all-good', ask: ask.id }, 1)] : []),
    choice(words.readyLabel, { kind: 'ready', ask: ask.id }, 2),
    choice(words.preparingLabel, { kind: 'preparing', ask: ask.id }, 3),
    fault,
    ...items.map(([item, state], place) =>
      choice(words.itemLabel(item, state), { kind: 'tick', ask: ask.id, item }, 4 + Math.floor(place / 2)),
    ),
    choice(words.dutyLabel, { kind: 'duty', ask: ask.id }, 4 + Math.ceil(items.length / 2)),
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
    since: answered ? shortMoment(answer.at, reader.timezone, turn.now) : null,
    expectedAt: readiness.expectedAt ? shortMoment(readiness.expectedAt, reader.timezone, turn.now) : null,
    by: answered && answer.by !== reader.id ? (await personById(turn.tx, answer.by)).name : null,
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
