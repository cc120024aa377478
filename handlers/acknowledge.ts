import { type Ask, askById, asksOfAssignments, latestAnswer } from '../db/asks.ts'
import { assignmentById, setAssignmentStatus } from '../db/assignments.ts'
import { expect } from '../db/chats.ts'
import { record } from '../db/facts.ts'
import type { AssignmentStatus } from '../src/domain/assignment.ts'
import type { ConcernReason } from '../src/domain/command.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import { callOn } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { shortMoment } from '../src/domain/time.ts'
import { isAllowed, recordAnswer } from './asking.ts'
import { askCard, reviseChoice, revisionOf } from './cards.ts'
import { type Heard, say, sayCard } from './heard.ts'
import { tellCoordinators } from './tell.ts'

/** The ask a person means, if they may answer it now; else they are told why not. */
export async function answerable(heard: Heard, askId: string): Promise<Ask | null> {
  const ask = await askById(heard.tx, askId)
  if (!ask || !(await isAllowed(heard, ask))) {
    await say(heard, 'not-yours', heard.texts.common.notYours)
    return null
  }
  if (ask.state !== 'ended') return ask
  await say(heard, 'ended', heard.texts.common.askEnded(heard.person))
  return null
}

/** "Đã nhận". */
export async function acknowledge(heard: Heard, askIds: string[]): Promise<void> {
  for (const askId of askIds) {
    const ask = await answerable(heard, askId)
    if (ask) await settleAssignment(heard, ask, 'acknowledged', null)
  }
}

/** "Báo cáo hoàn thành", from the reminder of a due date. */
export async function complete(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const settled = await settleAssignment(heard, ask, 'submitted', null)
  if (!settled) return
  await settleTheRest(heard, ask)
  await tellOfCompletion(heard, ask)
}

/** What is done was received: nobody is asked about it any more. */
async function settleTheRest(heard: Heard, done: Ask): Promise<void> {
  const others = await asksOfAssignments(heard.tx, [done.assignmentId!])
  for (const ask of others.filter((each) => each.state === 'open' && each.id !== done.id))
    await recordAnswer(heard, ask, { status: 'submitted', words: null }, { kind: 'settled' })
}

/** "Có vướng mắc": which reason? */
export async function concern(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const { assignment } = heard.texts
  const { code } = await assignmentById(heard.tx, ask.assignmentId!)
  const reasons = Object.entries(assignment.concerns) as [ConcernReason, string][]
  const choices = reasons.map(([reason, label], place) => ({
    label,
    command: { kind: 'concern-reason' as const, ask: askId, reason },
    row: Math.floor(place / 2),
  }))
  await say(heard, 'why', assignment.whyConcern(heard.person, code), choices)
}

/** A reason was chosen: it goes to the coordinators at once; "other" first asks for words. */
export async function concernReason(heard: Heard, askId: string, reason: ConcernReason): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  if (reason !== 'other') return forwardConcern(heard, ask, heard.texts.assignment.concerns[reason], reason)
  const until = heard.now + PATIENCE_MS
  await expect(heard.tx, heard.at, { what: 'concern-words', ask: ask.id, until })
  await say(heard, 'words', heard.texts.assignment.concernWords(heard.person))
}

export async function forwardConcern(
  heard: Heard,
  ask: Ask,
  words: string,
  reason: ConcernReason,
): Promise<void> {
  const settled = await settleAssignment(heard, ask, 'concern', words)
  if (!settled) return
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  await tellCoordinators(heard, ask.conferenceId, {
    key: `concern:${ask.id}:${heard.eventId}`,
    kind: 'urgent',
    card: (reader) => {
      const { assignment: texts } = textsIn(reader.language)
      const shown = reason === 'other' ? words : texts.concerns[reason]
      const who = heard.person.unit ? `${heard.person.name} (${heard.person.unit})` : heard.person.name
      const call = heard.person.phones.length > 0 ? callOn(heard.person) : null
      return { text: texts.concernAlert(who, assignment.code, assignment.text, shown, call), choices: [] }
    },
  })
}

/** "Cần trao đổi": the next message goes to the coordinators. */
export async function discuss(heard: Heard, askId: string): Promise<void> {
  await expect(heard.tx, heard.at, { what: 'question', ask: askId, until: heard.now + PATIENCE_MS })
  await say(heard, 'discuss', heard.texts.assignment.discussPrompt(heard.person))
}

/** "Sửa câu trả lời": a fresh card with every answer on it. */
export async function revise(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const card = await askCard(heard, ask, heard.person, 'card', true)
  await sayCard(heard, 'revise', card, { subject: revisionOf(ask), ask: ask.id })
}

async function settleAssignment(
  heard: Heard,
  ask: Ask,
  status: AssignmentStatus,
  words: string | null,
): Promise<boolean> {
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  const { texts, person, now } = heard
  const what = `${texts.assignment.name(assignment.code)}, ${texts.assignment.statuses[status]}`
  const before = await latestAnswer(heard.tx, ask.id)
  if (ask.state === 'answered' && before && isSame(before.value, status, words)) {
    const at = shortMoment(before.at, person.timezone, now)
    await say(heard, `already:${ask.id}`, texts.common.alreadyAnswered(what, at), [reviseChoice(ask, texts)])
    return false
  }
  await setAssignmentStatus(heard.tx, assignment.id, status, now)
  await recordAnswer(heard, ask, { status, words }, { kind: 'settled' })
  await record(heard.tx, now, person.id, status, assignment.id)
  const at = shortMoment(now, person.timezone, now)
  const more = status === 'concern' ? ` ${texts.assignment.concernForwarded}` : ''
  const text = texts.common.recorded(`${what}, ${at}`) + more
  await say(heard, `recorded:${ask.id}`, text, [reviseChoice(ask, texts)])
  return true
}

const isSame = (value: unknown, status: string, words: string | null) => {
  const before = value as { status: string; words: string | null }
  return before.status === status && before.words === words
}

async function tellOfCompletion(heard: Heard, ask: Ask): Promise<void> {
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  await tellCoordinators(heard, ask.conferenceId, {
    key: `complete:${ask.id}:${heard.eventId}`,
    kind: 'ask',
    card: (reader) => {
      const { assignment: texts } = textsIn(reader.language)
      return {
        text: texts.completionReport(heard.person.name, assignment.code, assignment.text),
        choices: [],
      }
    },
  })
}
