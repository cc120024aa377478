import { type Ask } from '../db/asks.ts'
import { type Assignment, assignmentsOf, setAssignmentStatus } from '../db/assignments.ts'
import { type Conference, conferenceById } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import type { Person } from '../src/domain/person.ts'
import { open, writeAskCard } from './asking.ts'
import { countBackFrom } from '../src/domain/time.ts'
import { askCard, subjectOf } from './cards.ts'
import { tellOfUnreached } from './unreached.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** Sends every assignment that has not been sent yet; returns how many. Once more sends nothing. */
export async function sendAssignments(turn: Turn, conferenceId: string): Promise<number> {
  const conference = await conferenceById(turn.tx, conferenceId)
  if (conference.cancelledAt !== null || conference.endedAt !== null) return 0
  const drafts = (await assignmentsOf(turn.tx, conferenceId)).filter(({ status }) => status === 'draft')
  for (const assignment of drafts) {
    await setAssignmentStatus(turn.tx, assignment.id, 'sent', turn.now)
    await askToAcknowledge(turn, conference, assignment)
    await watchDue(turn, conference, assignment)
  }
  if (drafts.length > 0) {
    await record(turn.tx, turn.now, 'console', 'assignments-sent', conferenceId, { count: drafts.length })
    await tellOfUnreached(turn, conferenceId, `assignments-${turn.now}`)
  }
  return drafts.length
}

/** Asks for "Đã nhận"; `heading` says above the card why it comes again. */
export async function askToAcknowledge(
  turn: Turn,
  conference: Conference,
  assignment: Assignment,
  heading?: (reader: Person) => string,
): Promise<void> {
  const policy = conference.policies.acknowledge ?? turn.world.settings.policies.acknowledge
  const ask = await open(turn, {
    ...whoseAsk(conference, assignment),
    ...policy,
    kind: 'acknowledge',
    key: `acknowledge:${assignment.id}:${assignment.contactId}:${conference.revision}.${assignment.revision}`,
    endsAt: assignment.due?.to ?? conference.startAt,
  })
  if (!ask) return
  if (heading) await writeHeaded(turn, ask, heading)
  else await writeAskCard(turn, ask)
}

const whoseAsk = (conference: Conference, assignment: Assignment) => ({
  conferenceId: conference.id,
  assignmentId: assignment.id,
  owedBy: assignment.contactId,
  backupId: assignment.backupId,
})

const writeHeaded = (turn: Turn, ask: Ask, heading: (reader: Person) => string) =>
  writeTo(turn, ask.owedBy, {
    key: `card:${ask.id}`,
    kind: 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    card: async (reader) => {
      const card = await askCard(turn, ask, reader, 'card')
      return { ...card, text: `${heading(reader)}\n${card.text}` }
    },
  })

/** Reminders ahead of the due date. They need no card of their own: the assignment's tells the date. */
export async function watchDue(turn: Turn, conference: Conference, assignment: Assignment): Promise<void> {
  if (!assignment.due) return
  const policy = conference.policies.deadline ?? turn.world.settings.policies.deadline
  await open(turn, {
    ...whoseAsk(conference, assignment),
    ...policy,
    kind: 'deadline',
    key: `deadline:${assignment.id}:${assignment.contactId}:${assignment.revision}`,
    firstSentAt: turn.now,
    endsAt: countBackFrom(assignment.due),
  })
}
