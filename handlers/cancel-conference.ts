import { askedIn, type Ask } from '../db/asks.ts'
import { assignmentsOf, setAssignmentStatus } from '../db/assignments.ts'
import { type Conference, markConference } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { withdraw } from '../db/outbox.ts'
import { peopleByIds } from '../db/people.ts'
import { everyAsk } from '../db/plans.ts'
import { isDone } from '../src/domain/assignment.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { forReader } from '../src/domain/time.ts'
import { end } from './asking.ts'
import { revisionOf, subjectOf, whomToCall } from './cards.ts'
import { concernedBy } from './concerned.ts'
import { moveOf, voidUnsent } from './import/moved.ts'
import { refresh, writeTo } from './write.ts'
import type { Turn } from './world.ts'

export interface Cancelled {
  /** Codes of the contacts who are told; nobody when nothing had been sent. */
  told: string[]
  /** How many questions are no longer asked. */
  ended: number
}

/** Calls a conference off: everything ends, and everyone who knows of it is told. Once more does nothing. */
export async function cancelConference(turn: Turn, conference: Conference): Promise<Cancelled> {
  if (conference.cancelledAt !== null || conference.endedAt !== null) return { told: [], ended: 0 }
  const asks = await everyAsk(turn.tx, conference.id)
  const live = asks.filter((ask) => ask.state !== 'ended')
  const people = asks.length > 0 ? await everyoneConcerned(turn, conference, live) : []
  await callOff(turn, conference, live)
  for (const contactId of people) await tellOff(turn, conference, contactId)
  await record(turn.tx, turn.now, 'console', 'conference-cancelled', conference.id)
  return { told: (await peopleByIds(turn.tx, people)).map((person) => person.code), ended: live.length }
}

async function everyoneConcerned(turn: Turn, conference: Conference, live: Ask[]): Promise<string[]> {
  const people = new Set(await concernedBy(turn.tx, conference.id))
  for (const ask of live) for (const { contactId } of await askedIn(turn.tx, ask.id)) people.add(contactId)
  return [...people]
}

async function callOff(turn: Turn, conference: Conference, live: Ask[]): Promise<void> {
  for (const { id, status } of await assignmentsOf(turn.tx, conference.id))
    if (!isDone(status)) await setAssignmentStatus(turn.tx, id, 'cancelled', turn.now)
  await withdraw(
    turn.tx,
    live.map((ask) => ask.id),
    'void',
  )
  await voidUnsent(turn, moveOf(conference))
  await end(turn, live)
  for (const subject of live.flatMap((ask) => [subjectOf(ask), revisionOf(ask)]))
    await refresh(turn, subject, async (_letter, reader) => ({
      text: textsIn(reader.language).change.cancelledCard(conference.title),
      choices: [],
    }))
  await markConference(turn.tx, conference.id, { cancelledAt: turn.now })
}

const tellOff = (turn: Turn, conference: Conference, contactId: string) =>
  writeTo(turn, contactId, {
    key: `cancelled:${conference.id}`,
    kind: 'urgent',
    mustArrive: true,
    card: async (reader) => {
      const at = forReader(conference.startAt, reader.timezone, reader.language)
      const callWhom = await whomToCall(turn.tx, conference.id, reader)
      const view = { conference: conference.title, at, callWhom }
      return { text: textsIn(reader.language).change.cancelled(reader, view), choices: [] }
    },
  })
