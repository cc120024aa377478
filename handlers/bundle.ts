import type { Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById } from '../db/conferences.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { AssignmentView } from '../src/domain/texts/vi/assignment.ts'
import { assignmentView } from './cards.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** Several asks of one kind that one person owes, in one message with an answer for each. */
export async function remindOfSeveral(turn: Turn, contactId: string, asks: Ask[], step: string, byHand = false) {
  const urgent = asks.some((ask) => ask.urgent)
  await writeTo(turn, contactId, {
    key: `remind:${asks.map((ask) => ask.id).join('+')}:${step}`,
    kind: urgent ? 'urgent' : 'ask',
    byItself: !urgent && !byHand,
    card: (reader) => (asks[0]?.kind === 'readiness' ? ofBridgePoints(turn, asks, reader) : ofAssignments(turn, asks, reader)),
  })
}

async function ofBridgePoints(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const { readiness } = textsIn(reader.language)
  const points = await Promise.all(asks.map((ask) => bridgePointById(turn.tx, ask.bridgePointId!)))
  const choices = asks.map((ask, place): Choice => ({
    label: readiness.readyNamedLabel(points[place]!.name),
    command: { kind: 'ready', ask: ask.id },
    row: place,
  }))
  return { text: readiness.reminderOfSeveral(reader, points.map((point) => point.name)), choices }
}

async function ofAssignments(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const { assignment: words } = textsIn(reader.language)
  const views: AssignmentView[] = []
  for (const ask of asks)
    views.push(await assignmentView(turn.tx, await assignmentById(turn.tx, ask.assignmentId!), reader))
  const deadline = asks[0]?.kind === 'deadline'
  const text = deadline ? words.dueReminderOfSeveral(reader, views) : words.reminderOfSeveral(reader, views)
  const each = asks.map((ask, place): Choice => {
    const code = views[place]!.code
    return deadline
      ? { label: words.completeNumberedLabel(code), command: { kind: 'complete', ask: ask.id }, row: place + 1 }
      : { label: words.acknowledgeNumberedLabel(code), command: { kind: 'acknowledge', ask: ask.id }, row: place + 1 }
  })
  const all: Choice = {
    label: words.acknowledgeAllLabel,
    command: { kind: 'acknowledge-all', asks: asks.map((ask) => ask.id) },
    row: 0,
  }
  return { text, choices: deadline ? each : [all, ...each] }
}
