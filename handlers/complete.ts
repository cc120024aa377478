import { type Ask, asksOfAssignments } from '../db/asks.ts'
import { type Assignment, assignmentById, setAssignmentStatus } from '../db/assignments.ts'
import { record } from '../db/facts.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import { momentFor } from '../src/domain/time.ts'
import { settleAssignment, sayAlready } from './acknowledge.ts'
import { answerable } from './answerable.ts'
import { recordAnswer } from './asking.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { tellCoordinators } from './tell.ts'

/** "Báo cáo hoàn thành": before the due date is reminded of, or after. */
export async function complete(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const settled = await settleAssignment(heard, ask, 'submitted')
  if (!settled) return
  await settleTheRest(heard, ask)
  await tell(heard, ask, 'complete', (texts) => texts.assignment.completionReport)
}

/** What is done was received: nobody is asked about it any more. */
async function settleTheRest(heard: Heard, done: Ask): Promise<void> {
  const others = await asksOfAssignments(heard.tx, [done.assignmentId!])
  for (const ask of others.filter((each) => each.state === 'open' && each.id !== done.id))
    await recordAnswer(heard, ask, { status: 'submitted', words: null }, { kind: 'settled' })
}

/** "Chưa hoàn thành": a report made too early is taken back, and the due date is watched again. */
export async function notComplete(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  if (assignment.status !== 'submitted') return sayAlready(heard, ask)
  await setAssignmentStatus(heard.tx, assignment.id, 'in-progress', heard.now)
  await recordAnswer(heard, ask, { status: 'in-progress', words: null }, { kind: 'reopened' })
  await record(heard.tx, heard.now, heard.person.id, 'in-progress', assignment.id)
  await confirm(heard, ask, assignment)
  await tell(heard, ask, 'not-complete', (texts) => texts.assignment.completionWithdrawn)
}

async function confirm(heard: Heard, ask: Ask, { code }: Assignment): Promise<void> {
  const { general, assignment } = heard.texts
  const at = momentFor(heard.person, heard.now, heard.now)
  const what = `${assignment.name(code)}, ${assignment.statuses['in-progress']}, ${at}`
  const again = { label: assignment.completeLabel, command: { kind: 'complete' as const, ask: ask.id } }
  await say(heard, 'not-complete', general.recorded(what), [again], aboutAsk(ask))
}

async function tell(
  heard: Heard,
  ask: Ask,
  what: string,
  report: (texts: Texts) => (who: string, code: string, text: string) => string,
): Promise<void> {
  const { code, text } = await assignmentById(heard.tx, ask.assignmentId!)
  await tellCoordinators(heard, ask.conferenceId, {
    key: `${what}:${ask.id}:${heard.eventId}`,
    kind: 'ask',
    card: (reader) => ({
      text: report(textsIn(reader.language))(heard.person.name, code, text),
      choices: [],
    }),
  })
}
