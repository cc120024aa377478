import { type Ask, askById, latestAnswer } from '../db/asks.ts'
import { assignmentById, setAssignmentStatus } from '../db/assignments.ts'
import { record } from '../db/facts.ts'
import type { AssignmentStatus } from '../src/domain/assignment.ts'
import type { Choice } from '../src/domain/message.ts'
import { momentFor } from '../src/domain/time.ts'
import { answerable, answeredBy } from './answerable.ts'
import { recordAnswer } from './asking.ts'
import { askCard, revisionOf } from './cards.ts'
import { aboutAsk, type Heard, say, sayCard } from './heard.ts'
import { reviseChoice } from './opening.ts'

/** "Đã nhận". */
export async function acknowledge(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (ask) await settleAssignment(heard, ask, 'acknowledged')
}

/** More choices than this under one message are read by nobody; the others are changed from their own cards. */
const MOST_REVISIONS = 10

/** "Đã nhận tất cả", from a reminder of several: one answer names them all. */
export async function acknowledgeAll(heard: Heard, askIds: string[]): Promise<void> {
  const open: Ask[] = []
  for (const id of askIds) {
    const ask = await askById(heard.tx, id)
    if (ask?.state === 'open') open.push(ask)
  }
  const [first, ...more] = open
  const nothingNew = first ?? (askIds[0] ? await askById(heard.tx, askIds[0]) : null)
  if (!first || more.length === 0) return nothingNew ? acknowledge(heard, nothingNew.id) : undefined
  const codes: string[] = []
  const revisions: Choice[] = []
  for (const ask of open) {
    if (!(await answerable(heard, ask.id))) return
    const { code } = await keep(heard, ask, { status: 'acknowledged', words: null })
    codes.push(code)
    const { assignment } = heard.texts
    revisions.push({ ...reviseChoice(ask, heard.texts), label: assignment.reviseNumberedLabel(code) })
  }
  const { general, assignment } = heard.texts
  const at = momentFor(heard.person, heard.now, heard.now)
  const what = `${assignment.names(codes)}, ${assignment.statuses.acknowledged}, ${at}`
  await say(heard, 'recorded', general.recorded(what), revisions.slice(0, MOST_REVISIONS))
}

/** "Sửa câu trả lời": a fresh card with every answer on it. */
export async function revise(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const card = await askCard(heard, ask, heard.person, 'card', true)
  await sayCard(heard, 'revise', card, { subject: revisionOf(ask), ask: ask.id })
}

/** What an answer to an assignment's ask says; `words` are the person's own, for a concern. */
export interface AssignmentAnswer {
  status: AssignmentStatus
  words: string | null
}

/** Records an answer and confirms it, with `more` behind it; a repeat is told that it was so already. */
export async function settleAssignment(
  heard: Heard,
  ask: Ask,
  status: AssignmentStatus,
  words: string | null = null,
  more = '',
): Promise<boolean> {
  const before = await latestAnswer(heard.tx, ask.id)
  const told = before?.value as AssignmentAnswer | undefined
  if (ask.state === 'answered' && told?.status === status && told.words === words) {
    await sayAlready(heard, ask)
    return false
  }
  const { code } = await keep(heard, ask, { status, words })
  const { general, assignment } = heard.texts
  const at = momentFor(heard.person, heard.now, heard.now)
  const why = status === 'concern' && words ? ` (${assignment.because(words)})` : ''
  const text =
    general.recorded(`${assignment.name(code)}, ${assignment.statuses[status]}${why}, ${at}`) + more
  await say(heard, `recorded:${ask.id}`, text, [reviseChoice(ask, heard.texts)], aboutAsk(ask))
  return true
}

/** What was recorded before, by whom and when; nothing changes. */
export async function sayAlready(heard: Heard, ask: Ask): Promise<void> {
  const { texts, person, now } = heard
  const { code, status, statusAt } = await assignmentById(heard.tx, ask.assignmentId!)
  const what = `${texts.assignment.name(code)}, ${texts.assignment.statuses[status]}`
  const text = texts.general.alreadyAnswered(
    what,
    momentFor(person, statusAt, now),
    await answeredBy(heard, ask),
  )
  await say(heard, `already:${ask.id}`, text, [reviseChoice(ask, texts)], aboutAsk(ask))
}

async function keep(heard: Heard, ask: Ask, answer: AssignmentAnswer) {
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  await setAssignmentStatus(heard.tx, assignment.id, answer.status, heard.now)
  await recordAnswer(heard, ask, answer, { kind: 'settled' })
  await record(heard.tx, heard.now, heard.person.id, answer.status, assignment.id)
  return assignment
}
