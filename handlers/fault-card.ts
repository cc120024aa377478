import { readinessAskAt } from '../db/live-asks.ts'
import { bridgePointById } from '../db/conferences.ts'
import { pictureOf } from '../db/media.ts'
import type { Incident } from '../db/incidents.ts'
import { personById } from '../db/people.ts'
import { isOver, lasted } from '../src/domain/incident.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import { callOn, named, type Person } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import type { IncidentView } from '../src/domain/texts/vi/incident.ts'
import { momentFor } from '../src/domain/time.ts'
import type { Heard } from './heard.ts'
import { tellCoordinators } from './tell.ts'
import { refresh, writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** Tells the coordinators of a new fault, each with a card that stays true. */
export const alertCoordinators = (heard: Heard, incident: Incident) =>
  tellCoordinators(heard, incident.conferenceId, alertOf(heard, incident))

/** Cards that can be edited say how it stands; coordinators whose chat cannot edit get a message instead. */
export async function showEverywhere(heard: Heard, incident: Incident, stage: string): Promise<void> {
  await refresh(heard, subjectOf(incident), (_, reader) => faultCard(heard, incident, reader))
  const alert = { ...alertOf(heard, incident), key: `fault:${incident.id}:${stage}`, onlyWhereNoEdits: true }
  await tellCoordinators(heard, incident.conferenceId, alert, heard.person.id)
}

const subjectOf = (incident: Incident) => `incident:${incident.id}`

const alertOf = (turn: Turn, incident: Incident) => ({
  key: `fault:${incident.id}`,
  kind: 'urgent' as const,
  subject: subjectOf(incident),
  card: (reader: Person) => faultCard(turn, incident, reader),
})

async function faultCard(turn: Turn, incident: Incident, reader: Person): Promise<Card> {
  const texts = textsIn(reader.language)
  const text = texts.incident.alert(await viewOf(turn, incident, reader))
  if (isOver(incident.state)) return { text, choices: [] }
  const media = await pictureOf(turn.tx, incident.id)
  const take: Choice = {
    label: texts.incident.takeLabel,
    command: { kind: 'take-fault', incident: incident.id },
    row: 1,
  }
  return {
    text,
    ...(media && { media }),
    choices: [...(incident.ownedBy ? [] : [take]), { ...resolveChoice(incident, texts), row: 1 }],
  }
}

export const resolveChoice = (incident: Incident, texts: Texts): Choice => ({
  label: texts.incident.resolveLabel,
  command: { kind: 'resolve-fault', incident: incident.id },
})

/** The reporter hears how it goes on, unless it was they who did it. */
export async function tellReporter(
  heard: Heard,
  incident: Incident,
  stage: string,
  words: (texts: Texts, view: IncidentView) => string,
): Promise<void> {
  if (incident.reportedBy === heard.person.id) return
  await writeTo(heard, incident.reportedBy, {
    key: `fault:${incident.id}:${stage}:reporter`,
    kind: 'urgent',
    card: async (reader) => {
      const texts = textsIn(reader.language)
      const text = words(texts, await viewOf(heard, incident, reader))
      return stage === 'resolved' ? withReady(heard, incident, texts, text) : { text, choices: [] }
    },
  })
}

/** After a fault the bridge point may be ready again: where a round is open, that is offered. */
export async function withReady(turn: Turn, incident: Incident, texts: Texts, text: string): Promise<Card> {
  const ask = await readinessAskAt(turn.tx, incident.bridgePointId)
  if (!ask || ask.state === 'answered') return { text, choices: [] }
  const ready: Choice = { label: texts.readiness.readyLabel, command: { kind: 'ready', ask: ask.id } }
  return { text: `${text} ${texts.incident.nowReady}`, choices: [ready] }
}

/** A fault in the reader's words and time. */
export async function viewOf(turn: Turn, incident: Incident, reader: Person): Promise<IncidentView> {
  const at = (moment: number) => momentFor(reader, moment, turn.now)
  const reporter = await personById(turn.tx, incident.reportedBy)
  const owner = incident.ownedBy ? await personById(turn.tx, incident.ownedBy) : null
  const ender = incident.endedBy ? await personById(turn.tx, incident.endedBy) : null
  const ended = ender && incident.endedAt !== null
  return {
    number: incident.number,
    bridgePoint: (await bridgePointById(turn.tx, incident.bridgePointId)).name,
    text: incident.text,
    at: at(incident.at),
    reporter: named(reporter, reader),
    isReporter: reporter.id === reader.id,
    call: callOn(reporter),
    owner: owner && named(owner, reader),
    callOwner: owner && callOn(owner),
    end: ended
      ? {
          how: incident.state === 'withdrawn' ? 'withdrawn' : 'resolved',
          by: named(ender, reader),
          at: at(incident.endedAt!),
          minutes: lasted(incident.at, incident.endedAt!),
        }
      : null,
  }
}
