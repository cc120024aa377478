import { answersTo, type Ask } from '../db/asks.ts'
import { readinessAskAt } from '../db/live-asks.ts'
import { chatAt, expect } from '../db/chats.ts'
import { bridgePointById, bridgePointsServedBy } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { changeIncident, type Incident, incidentById, openIncidentsAt } from '../db/incidents.ts'
import { isCoordinator } from '../db/people.ts'
import { isOver } from '../src/domain/incident.ts'
import type { Readiness } from '../src/domain/readiness.ts'
import type { FaultKind } from '../src/domain/reply.ts'
import { faultsIn } from '../src/domain/same-fault.ts'
import { askAnew, isAllowed } from './asking.ts'
import { resolveChoice, showEverywhere, tellReporter, viewOf, withReady } from './fault-card.ts'
import { aboutFault, type Heard, say } from './heard.ts'
import { MOST_LISTED } from './numbering.ts'
import { mentionedIn } from './point-names.ts'
import { keepStatus } from './readiness.ts'
import { readinessOf } from './readiness-card.ts'

/** "Tôi xử lý", by a coordinator: the others and the reporter see who has it. */
export async function takeFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await incidentById(heard.tx, incidentId)
  if (!incident || !(await coordinates(heard, incident))) return refuse(heard)
  const { incident: words } = heard.texts
  const view = await viewOf(heard, incident, heard.person)
  if (isOver(incident.state)) return void (await say(heard, 'over', words.alreadyOver(view)))
  if (incident.ownedBy) return void (await say(heard, 'taken', words.alreadyTaken(view)))
  const owned = await changeIncident(heard.tx, incident.id, {
    state: 'owned',
    ownedBy: heard.person.id,
    ownedAt: heard.now,
  })
  await record(heard.tx, heard.now, heard.person.id, 'fault-taken', incident.id)
  await showEverywhere(heard, owned, 'owned')
  await tellReporter(heard, owned, 'owned', (texts, its) => texts.incident.taken(its))
  const text = words.takenByYou(heard.person, await viewOf(heard, owned, heard.person))
  await say(heard, 'taken', text, [resolveChoice(owned, heard.texts)], aboutFault(owned))
}

/** "Đã khắc phục", by a coordinator, or by the people on the spot, who know best. */
export async function resolveFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await incidentById(heard.tx, incidentId)
  if (!incident) return refuse(heard)
  if (await coordinates(heard, incident)) return resolveAsCoordinator(heard, incident)
  return (await isOnTheSpot(heard, incident)) ? clear(heard, incident) : refuse(heard)
}

async function resolveAsCoordinator(heard: Heard, incident: Incident): Promise<void> {
  const ended = await endFault(heard, incident, 'resolved')
  if (!ended) return
  const { incident: words } = heard.texts
  await tellReporter(heard, ended, 'resolved', (texts, view) => texts.incident.resolved(view))
  await say(heard, 'resolved', words.resolvedByYou(await viewOf(heard, ended, heard.person)))
}

/** "có tiếng lại rồi": ends the fault that fits. Returns false when none is open; with several, which one is asked. */
export async function clearFault(heard: Heard, faults: FaultKind[], text: string): Promise<boolean> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const everywhere = await openIncidentsAt(
    heard.tx,
    points.map((point) => point.id),
  )
  if (everywhere.length === 0) return false
  const named = new Set(mentionedIn(text, points).map((point) => point.id))
  const there = everywhere.filter((incident) => named.has(incident.bridgePointId))
  const open = there.length > 0 ? there : everywhere
  const fitting = open.filter(({ text }) => faultsIn(text).some((kind) => faults.includes(kind)))
  const meant = faults.length === 0 ? open : fitting
  const [only, ...more] = meant
  if (only && more.length === 0) await clear(heard, only)
  else await askWhichIsOver(heard, meant.length > 0 ? meant : open)
  return true
}

async function askWhichIsOver(heard: Heard, open: Incident[]): Promise<void> {
  const { incident: words } = heard.texts
  if (open.length > MOST_LISTED) {
    const { name } = await bridgePointById(heard.tx, open[0]!.bridgePointId)
    return void (await say(heard, 'which-over', words.whichIsOverInWords(heard.person, name)))
  }
  const choices = []
  for (const incident of open) {
    const label = words.overLabel(await viewOf(heard, incident, heard.person))
    choices.push({ ...resolveChoice(incident, heard.texts), label, row: choices.length })
  }
  await say(heard, 'which-over', words.whichIsOver(heard.person), choices)
}

async function clear(heard: Heard, incident: Incident): Promise<void> {
  const ended = await endFault(heard, incident, 'resolved')
  if (!ended) return
  const { incident: words } = heard.texts
  await tellReporter(heard, ended, 'resolved', (texts, view) => texts.incident.resolved(view))
  const text = words.resolvedByYou(await viewOf(heard, ended, heard.person))
  const card = await withReady(heard, ended, heard.texts, text)
  await say(heard, 'cleared', card.text, card.choices, aboutFault(ended))
}

/** "Báo nhầm", by whoever reported it. */
export async function withdrawFault(heard: Heard, incidentId: string): Promise<void> {
  const incident = await incidentById(heard.tx, incidentId)
  if (!incident || incident.reportedBy !== heard.person.id) return refuse(heard)
  const ended = await endFault(heard, incident, 'withdrawn')
  if (!ended) return
  const text = heard.texts.incident.withdrawn(await viewOf(heard, ended, heard.person))
  const card = await withReady(heard, ended, heard.texts, text)
  await say(heard, 'withdrawn', card.text, card.choices, aboutFault(ended))
}

/** "nhầm rồi": the last fault this person reported that is still open. */
export async function withdrawLast(heard: Heard): Promise<boolean> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const open = await openIncidentsAt(
    heard.tx,
    points.map((point) => point.id),
  )
  const own = open.find((incident) => incident.reportedBy === heard.person.id)
  if (own) await withdrawFault(heard, own.id)
  return own !== undefined
}

const coordinates = (heard: Heard, incident: Incident) =>
  isCoordinator(heard.tx, heard.person.id, incident.conferenceId)

async function isOnTheSpot(heard: Heard, incident: Incident): Promise<boolean> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  return points.some((point) => point.id === incident.bridgePointId)
}

async function refuse(heard: Heard): Promise<void> {
  await say(heard, 'not-yours', heard.texts.general.notYours)
}

async function endFault(
  heard: Heard,
  incident: Incident,
  how: 'resolved' | 'withdrawn',
): Promise<Incident | null> {
  if (isOver(incident.state)) {
    await say(heard, 'over', heard.texts.incident.alreadyOver(await viewOf(heard, incident, heard.person)))
    return null
  }
  const ended = await changeIncident(heard.tx, incident.id, {
    state: how,
    endedBy: heard.person.id,
    endedAt: heard.now,
  })
  const awaiting = (await chatAt(heard.tx, heard.at))?.expecting
  if (awaiting?.what === 'fault-words') await expect(heard.tx, heard.at, null)
  await record(heard.tx, heard.now, heard.person.id, `fault-${how}`, incident.id)
  await standAnew(heard, ended)
  await showEverywhere(heard, ended, how)
  return ended
}

/**
 * The last fault of a bridge point is over: it is no longer in trouble, but nobody has said that it is ready, so that is
 * owed anew. A report taken back leaves the answer that was there before it.
 */
async function standAnew(heard: Heard, ended: Incident): Promise<void> {
  const ask = await readinessAskAt(heard.tx, ended.bridgePointId)
  if (ask?.state !== 'answered' || (await openIncidentsAt(heard.tx, [ended.bridgePointId])).length > 0) return
  const now = await readinessOf(heard, ask)
  if (now.status !== 'issue') return
  if (ended.state === 'resolved') return askAnew(heard, ask)
  if (!(await isAllowed(heard, ask))) return
  const { status, expectedAt } = await before(heard, ask)
  const leaves = status === 'ready' ? ({ kind: 'settled' } as const) : ({ kind: 'reopened' } as const)
  await keepStatus(heard, ask, { ...now, status, expectedAt }, leaves)
}

async function before(heard: Heard, ask: Ask): Promise<Pick<Readiness, 'status' | 'expectedAt'>> {
  const decided = (await answersTo(heard.tx, [ask.id])).filter((answer) => answer.decides)
  const last = decided.map((answer) => answer.value as Readiness).findLast(({ status }) => status !== 'issue')
  return last ?? { status: 'pending', expectedAt: null }
}
