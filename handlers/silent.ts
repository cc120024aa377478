import type { Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById, conferenceById } from '../db/conferences.ts'
import { roundById } from '../db/rounds.ts'
import { personById } from '../db/people.ts'
import { identitiesOf } from '../db/identities.ts'
import { callOn, named, type Person, spokenPhone } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { forReader, momentFor } from '../src/domain/time.ts'
import { readinessOf } from './readiness-card.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** Tells the coordinators whom to call: one list per round, and one for the assignments of a conference. */
export async function alertSilent(turn: Turn, asks: Ask[]): Promise<void> {
  const listOf = (ask: Ask) => `${ask.kind} ${ask.roundId ?? ask.conferenceId}`
  for (const list of new Set(asks.map(listOf))) {
    const owed = asks.filter((ask) => listOf(ask) === list)
    const [first] = owed
    if (first) await alertList(turn, list, first, owed)
  }
}

async function alertList(turn: Turn, list: string, first: Ask, owed: Ask[]): Promise<void> {
  await tellCoordinators(turn, first.conferenceId, {
    key: `silent:${list}:${turn.now}`,
    kind: first.urgent ? 'urgent' : 'ask',
    byItself: !first.urgent,
    card: async (reader) => ({
      text:
        first.kind === 'readiness'
          ? await bridgePointList(turn, owed, reader)
          : await assignmentList(turn, owed, reader),
      choices: [],
    }),
  })
}

async function bridgePointList(turn: Turn, owed: Ask[], reader: Person): Promise<string> {
  const { readiness: words } = textsIn(reader.language)
  const round = await roundById(turn.tx, owed[0]!.roundId!)
  const entries = []
  for (const ask of owed) {
    const point = await bridgePointById(turn.tx, ask.bridgePointId!)
    const { status, expectedAt } = await readinessOf(turn, ask)
    const until = expectedAt ? ` ${momentFor(reader, expectedAt, turn.now)}` : ''
    const shown = status === 'pending' ? '' : ` – ${words.statuses[status].toLowerCase()}${until}`
    entries.push({ bridgePoint: point.name, status: shown, ...(await whomToRing(turn, ask, reader)) })
  }
  return words.silentAlert(round.name, forReader(round.closesAt, reader.timezone, reader.language), entries)
}

async function assignmentList(turn: Turn, owed: Ask[], reader: Person): Promise<string> {
  const conference = await conferenceById(turn.tx, owed[0]!.conferenceId!)
  const entries = []
  for (const ask of owed) {
    const { code } = await assignmentById(turn.tx, ask.assignmentId!)
    entries.push({ code, ...(await whomToRing(turn, ask, reader)) })
  }
  return textsIn(reader.language).assignment.silentAlert(conference.title, entries)
}

async function whomToRing(turn: Turn, ask: Ask, reader: Person) {
  const { withBackup } = textsIn(reader.language).general
  const owner = await personById(turn.tx, ask.owedBy)
  const backup = ask.backupId ? await personById(turn.tx, ask.backupId) : null
  const phones = owner.phones.map(spokenPhone).join(', ')
  const paths = await identitiesOf(turn.tx, owner.id)
  return {
    who: named(owner, reader),
    phones: backup ? withBackup(phones, callOn(backup)) : phones,
    reachable: paths.some((path) => path.closedAt === null),
  }
}
