import { type Ask, latestAnswer } from '../db/asks.ts'
import { assignmentById, type Assignment } from '../db/assignments.ts'
import { bridgePointById, conferenceById, documentById } from '../db/conferences.ts'
import type { Db, Tx } from '../db/open.ts'
import { personById } from '../db/people.ts'
import type { Choice, Card } from '../src/domain/message.ts'
import { named, type Person } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import type { AssignmentView } from '../src/domain/texts/vi/assignment.ts'
import { describeDue, forReader, momentFor } from '../src/domain/time.ts'
import { type Opening, ownerOf, reviseChoice } from './opening.ts'
import { whomToCall } from './whom-to-call.ts'
import type { Turn } from './world.ts'

/** The card of an assignment: to acknowledge it, or to report it done. With `full` it offers every answer. */
export async function assignmentCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
  full: boolean,
): Promise<Card> {
  const texts = textsIn(reader.language)
  const assignment = await assignmentById(turn.tx, ask.assignmentId!)
  const view = await assignmentView(turn.tx, assignment, reader)
  if (ask.state !== 'open' && !full) return answered(turn, ask, assignment, view, reader)
  return {
    text: await openText(turn, ask, reader, view, opening),
    choices: ask.kind === 'deadline' ? deadlineChoices(ask, texts) : acknowledgeChoices(ask, texts),
  }
}

async function openText(turn: Turn, ask: Ask, reader: Person, view: AssignmentView, opening: Opening) {
  const { assignment } = textsIn(reader.language)
  if (ask.kind === 'deadline')
    return opening === 'reminder' ? assignment.dueReminder(reader, view) : assignment.dueCard(reader, view)
  if (opening === 'backup') return assignment.backupCard(reader, view, await ownerOf(turn, ask, reader))
  return opening === 'card' ? assignment.card(reader, view) : assignment.reminder(reader, view)
}

async function answered(
  turn: Turn,
  ask: Ask,
  assignment: Assignment,
  view: AssignmentView,
  reader: Person,
): Promise<Card> {
  const texts = textsIn(reader.language)
  const what = texts.assignment.statuses[assignment.status]
  const at = momentFor(reader, assignment.statusAt, turn.now)
  const answer = await latestAnswer(turn.tx, ask.id)
  const by = answer && answer.by !== reader.id ? named(await personById(turn.tx, answer.by), reader) : null
  const choices = ask.state === 'answered' ? [reviseChoice(ask, texts)] : []
  return { text: texts.assignment.answered(reader, view, what, at, by), choices }
}

const acknowledgeChoices = (ask: Ask, texts: Texts): Choice[] => [
  { label: texts.assignment.acknowledgeLabel, command: { kind: 'acknowledge', ask: ask.id }, row: 1 },
  { label: texts.assignment.concernLabel, command: { kind: 'concern', ask: ask.id }, row: 2 },
  { label: texts.assignment.discussLabel, command: { kind: 'discuss', ask: ask.id }, row: 2 },
]

const deadlineChoices = (ask: Ask, texts: Texts): Choice[] => [
  { label: texts.assignment.completeLabel, command: { kind: 'complete', ask: ask.id }, row: 1 },
  ...(ask.state === 'answered'
    ? [
        {
          label: texts.assignment.notCompleteLabel,
          command: { kind: 'not-complete' as const, ask: ask.id },
          row: 2,
        },
      ]
    : []),
  { label: texts.assignment.discussLabel, command: { kind: 'discuss', ask: ask.id }, row: 2 },
]

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
    document: document && textsIn(reader.language).general.document(document.type, document.number),
    callWhom: await whomToCall(db, assignment.conferenceId, reader),
  }
}
