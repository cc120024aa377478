import { chatAt, expect } from '../db/chats.ts'
import { type BridgePoint, bridgePointById, bridgePointsServedBy } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { addIncident, changeIncident, type Incident, incidentById, openIncidentAt } from '../db/incidents.ts'
import { isCoordinator, personById } from '../db/people.ts'
import { liveAsksFor } from '../db/asks.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import { isOver, lasted } from '../src/domain/incident.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import { callOn, type Person } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import type { IncidentView } from '../src/domain/texts/vi/incident.ts'
import { shortMoment } from '../src/domain/time.ts'
import { type Heard, say } from './heard.ts'
import { forwardQuestion } from './question.ts'
import { tellCoordinators } from './tell.ts'
import { refresh, writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** A fault in words: at which bridge point? With one there is no doubt; with none it is a question to the organisers. */
export async function reportFault(heard: Heard, text: string): Promise<void> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const [only] = points
  if (!only) return forwardQuestion(heard, text, null)
  if (points.length === 1) return raiseFault(heard, only, text, null)
  const choices = points.map((point, row) => ({
    label: point.name,
    command: { kind: 'report-fault' as const, bridgePoint: point.id, text },
    row,
  }))
  await say(heard, 'where', heard.texts.incident.whichBridgePoint(heard.person), choices)
}

/** The fault of one of the person's own bridge points, chosen or named. */
export async function reportFaultAt(heard: Heard, bridgePointId: string, text: string): Promise<void> {
  const point = (await bridgePointsServedBy(heard.tx, heard.person.id)).find((each) => each.id === bridgePointId)
  if (!point) {
    await say(heard, 'not-yours', heard.texts.common.notYours)
    return
  }
  await raiseFault(heard, point, text, null)
}

/** Records a fault and tells the coordinators at once. Words for a fault that had none yet are added to it. */
export async function raiseFault(heard: Heard, point: BridgePoint, text: string, askId: string | null): Promise<void> {
  const open = await openIncidentAt(heard.tx, point.id)
  const unnamed = open && open.text === '' && open.reportedBy === heard.person.id ? open : null
  const incident = unnamed
    ? await changeIncident(heard.tx, unnamed.id, { text })
    : await addIncident(heard.tx, newFault(heard, point, text))
  await record(heard.tx, heard.now, heard.person.id, 'fault-reported', incident.id)
  await (unnamed ? showEverywhere(heard, incident, 'named') : tellCoordinators(heard, incident.conferenceId, alertOf(heard, incident)))
  await confirmFault(heard, incident, point, askId)
}

const newFault = (heard: Heard, point: BridgePoint, text: string) => ({
  id: heard.world.newId(),
  conferenceId: point.conferenceId,
  bridgePointId: point.id,
  reportedBy: heard.person.id,
  text,
  state: 'open' as const,
  at: heard.now,
})

async function confirmFault(heard: Heard, incident: Incident, point: BridgePoint, askId: string | null): Promise<void> {
  const { texts } = heard
  const view = await viewOf(heard, incident, heard.person)
  const withdraw: Choice = { label: texts.incident.withdrawLabel, command: { kind: 'withdraw-fault', incident: incident.id } }
  if (incident.text !== '') {
    await say(heard, 'fault', texts.incident.reported(view), [withdraw])
    return
  }
  await expect(heard.tx, heard.at, { what: 'fault-words', ask: askId ?? '', until: heard.now + PATIENCE_MS })
  const kinds = texts.readiness.faultLabels.map((label, place) => ({
    label,
    command: { kind: 'report-fault' as const, bridgePoint: point.id, text: label },
    row: Math.floor(place / 2),
  }))
  await say(heard, 'fault', texts.readiness.whichFault(heard.person, point.name), [...kinds, { ...withdraw, row: 9 }])
}

/** "Báo nhầm", by whoever reported it. */
export async function withdrawFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await incidentById(heard.tx, incidentId)
  if (!incident || incident.reportedBy !== heard.person.id) return refuse(heard)
  const ended = await endFault(heard, incident, 'withdrawn')
  if (ended) await say(heard, 'withdrawn', heard.texts.incident.withdrawn(await viewOf(heard, ended, heard.person)))
}

/** "nhầm rồi": the last fault this person reported that is still open. */
export async function withdrawLast(heard: Heard): Promise<boolean> {
  for (const point of await bridgePointsServedBy(heard.tx, heard.person.id)) {
    const open = await openIncidentAt(heard.tx, point.id)
    if (open?.reportedBy !== heard.person.id) continue
    await withdrawFault(heard, open.id)
    return true
  }
  return false
}

/** "có tiếng lại rồi": the people on the spot know best. Returns whether a fault was open. */
export async function clearFault(heard: Heard): Promise<boolean> {
  for (const point of await bridgePointsServedBy(heard.tx, heard.person.id)) {
    const open = await openIncidentAt(heard.tx, point.id)
    if (!open) continue
    const ended = await endFault(heard, open, 'resolved')
    if (ended) await sayCleared(heard, ended)
    return true
  }
  return false
}

async function sayCleared(heard: Heard, incident: Incident): Promise<void> {
  const { incident: words } = heard.texts
  const text = words.recorded(words.resolved(await viewOf(heard, incident, heard.person)))
  await say(heard, 'cleared', `${text} ${words.nowReady}`, await readyChoices(heard, incident, heard.person))
}

/** "Tôi xử lý", by a coordinator: the others and the reporter see who has it. */
export async function takeFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await coordinated(heard, incidentId)
  if (!incident) return
  const { incident: words } = heard.texts
  const view = await viewOf(heard, incident, heard.person)
  if (isOver(incident.state)) return void (await say(heard, 'over', words.alreadyOver(view)))
  if (incident.ownedBy) return void (await say(heard, 'taken', words.alreadyTaken(view)))
  const owned = await changeIncident(heard.tx, incident.id, { state: 'owned', ownedBy: heard.person.id, ownedAt: heard.now })
  await record(heard.tx, heard.now, heard.person.id, 'fault-taken', incident.id)
  await showEverywhere(heard, owned, 'owned')
  await tellReporter(heard, owned, 'owned', (texts, its) => texts.incident.taken(its))
  await say(heard, 'taken', words.recorded(words.taken(await viewOf(heard, owned, heard.person))), [
    { label: words.resolveLabel, command: { kind: 'resolve-fault', incident: incident.id } },
  ])
}

/** "Đã khắc phục", by a coordinator. */
export async function resolveFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await coordinated(heard, incidentId)
  if (!incident) return
  const ended = await endFault(heard, incident, 'resolved')
  if (!ended) return
  const { incident: words } = heard.texts
  await tellReporter(heard, ended, 'resolved', (texts, view) => `${texts.incident.resolved(view)} ${texts.incident.nowReady}`)
  await say(heard, 'resolved', words.recorded(words.resolved(await viewOf(heard, ended, heard.person))))
}

async function coordinated(heard: Heard, incidentId: string): Promise<Incident | null> {
  const incident = await incidentById(heard.tx, incidentId)
  if (incident && (await isCoordinator(heard.tx, heard.person.id, incident.conferenceId))) return incident
  await refuse(heard)
  return null
}

async function refuse(heard: Heard): Promise<void> {
  await say(heard, 'not-yours', heard.texts.common.notYours)
}

async function endFault(heard: Heard, incident: Incident, how: 'resolved' | 'withdrawn'): Promise<Incident | null> {
  if (isOver(incident.state)) {
    await say(heard, 'over', heard.texts.incident.alreadyOver(await viewOf(heard, incident, heard.person)))
    return null
  }
  const ended = await changeIncident(heard.tx, incident.id, { state: how, endedBy: heard.person.id, endedAt: heard.now })
  const awaiting = (await chatAt(heard.tx, heard.at))?.expecting
  if (awaiting?.what === 'fault-words') await expect(heard.tx, heard.at, null)
  await record(heard.tx, heard.now, heard.person.id, `fault-${how}`, incident.id)
  await showEverywhere(heard, ended, how)
  return ended
}

/** Cards that can be edited say how it stands; coordinators whose chat cannot edit get a message instead. */
async function showEverywhere(heard: Heard, incident: Incident, stage: string): Promise<void> {
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
  const take: Choice = { label: texts.incident.takeLabel, command: { kind: 'take-fault', incident: incident.id }, row: 1 }
  const resolve: Choice = { label: texts.incident.resolveLabel, command: { kind: 'resolve-fault', incident: incident.id }, row: 1 }
  return { text, choices: incident.ownedBy ? [resolve] : [take, resolve] }
}

async function tellReporter(
  heard: Heard,
  incident: Incident,
  stage: string,
  words: (texts: Texts, view: IncidentView) => string,
): Promise<void> {
  if (incident.reportedBy === heard.person.id) return
  await writeTo(heard, incident.reportedBy, {
    key: `fault:${incident.id}:${stage}:reporter`,
    kind: 'urgent',
    card: async (reader) => ({
      text: words(textsIn(reader.language), await viewOf(heard, incident, reader)),
      choices: stage === 'resolved' ? await readyChoices(heard, incident, reader) : [],
    }),
  })
}

/** After a fault the bridge point may be ready again: its open ask, if it has one, is offered. */
async function readyChoices(turn: Turn, incident: Incident, reader: Person): Promise<Choice[]> {
  const asks = await liveAsksFor(turn.tx, reader.id)
  const ask = asks.find((each) => each.kind === 'readiness' && each.bridgePointId === incident.bridgePointId)
  return ask ? [{ label: textsIn(reader.language).readiness.readyLabel, command: { kind: 'ready', ask: ask.id } }] : []
}

async function viewOf(turn: Turn, incident: Incident, reader: Person): Promise<IncidentView> {
  const at = (moment: number) => shortMoment(moment, reader.timezone, turn.now)
  const reporter = await personById(turn.tx, incident.reportedBy)
  const owner = incident.ownedBy ? await personById(turn.tx, incident.ownedBy) : null
  const ender = incident.endedBy ? await personById(turn.tx, incident.endedBy) : null
  const ended = ender && incident.endedAt !== null
  return {
    number: incident.number,
    bridgePoint: (await bridgePointById(turn.tx, incident.bridgePointId)).name,
    text: incident.text,
    at: at(incident.at),
    reporter: reporter.name,
    call: callOn(reporter),
    owner: owner && owner.name,
    end: ended
      ? {
          how: incident.state === 'withdrawn' ? 'withdrawn' : 'resolved',
          by: ender.name,
          at: at(incident.endedAt!),
          minutes: lasted(incident.at, incident.endedAt!),
        }
      : null,
  }
}
