import { type Ask } from '../db/asks.ts'
import { readinessAskAt } from '../db/live-asks.ts'
import { expect } from '../db/chats.ts'
import { type BridgePoint, bridgePointById, bridgePointsServedBy } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { attachMedia, pictureNamed } from '../db/media.ts'
import { addIncident, changeIncident, type Incident, openIncidentsAt } from '../db/incidents.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import type { Choice } from '../src/domain/message.ts'
import { issue, itemsThatAre } from '../src/domain/readiness.ts'
import { isSameFault, isSameText } from '../src/domain/same-fault.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { answerable } from './answerable.ts'
import { isAllowed } from './asking.ts'
import { alertCoordinators, showEverywhere, viewOf } from './fault-card.ts'
import { aboutFault, type Heard, say } from './heard.ts'
import { isDecided, keepStatus, recordedText, sayAlready } from './readiness.ts'
import { readinessOf } from './readiness-card.ts'
import { forwardQuestion } from './question.ts'
import { MOST_LISTED } from './numbering.ts'
import { mentionedIn, namesOfPoints } from './point-names.ts'
import { tellCoordinators } from './tell.ts'

/** A fault in words: at which bridge point? With one there is no doubt; with none it is a question to the organisers. */
export async function reportFault(heard: Heard, text: string): Promise<void> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  if (points.length === 0) return forwardQuestion(heard, text, null)
  const meant = mentionedIn(text, points)
  const [only, ...more] = meant
  if (only && more.length === 0) return raiseFault(heard, only, text)
  const { incident: words } = heard.texts
  if (only && meant.length > MOST_LISTED)
    return void (await say(heard, 'where', words.whichBridgePointInWords(heard.person, only.name)))
  const names = await namesOfPoints(heard, meant)
  const choices = meant.map((point, row) => ({
    label: names[row]!,
    command: { kind: 'report-fault' as const, bridgePoint: point.id, text },
    row,
  }))
  await say(heard, 'where', words.whichBridgePoint(heard.person), choices)
}

/** The fault of one of the person's own bridge points, chosen or named. */
export async function reportFaultAt(heard: Heard, bridgePointId: string, text: string): Promise<void> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const point = points.find((each) => each.id === bridgePointId)
  if (point) return raiseFault(heard, point, text)
  await say(heard, 'not-yours', heard.texts.general.notYours)
}

/**
 * Records a fault and tells the coordinators at once. Words for a fault that had none yet are added to it; the same fault
 * told once more is no second one. In an open round the bridge point counts as in trouble from then on.
 */
export async function raiseFault(heard: Heard, point: BridgePoint, text: string): Promise<void> {
  const open = await openIncidentsAt(heard.tx, [point.id])
  const unnamed = open.find((each) => each.text === '' && each.reportedBy === heard.person.id)
  const known = unnamed ? undefined : open.find((each) => isSameFault(each.text, text))
  if (known) {
    await keepPhoto(heard, known)
    await markIssue(heard, point)
    return sayKnown(heard, known, text)
  }
  const incident = unnamed ? await nameFault(heard, unnamed, text) : await newFault(heard, point, text)
  const marked = await markIssue(heard, point)
  const { texts } = heard
  const reported = texts.incident.reported(await viewOf(heard, incident, heard.person), marked !== null)
  await say(heard, 'fault', reported, [withdrawChoice(heard, incident)], aboutFault(incident))
}

async function newFault(heard: Heard, point: BridgePoint, text: string): Promise<Incident> {
  const incident = await addIncident(heard.tx, {
    id: heard.world.newId(),
    conferenceId: point.conferenceId,
    bridgePointId: point.id,
    reportedBy: heard.person.id,
    text,
    state: 'open',
    at: heard.now,
  })
  await record(heard.tx, heard.now, heard.person.id, 'fault-reported', incident.id)
  await keepPhoto(heard, incident)
  await alertCoordinators(heard, incident)
  return incident
}

async function nameFault(heard: Heard, unnamed: Incident, text: string): Promise<Incident> {
  const incident = await changeIncident(heard.tx, unnamed.id, { text })
  await record(heard.tx, heard.now, heard.person.id, 'fault-named', incident.id)
  await keepPhoto(heard, incident)
  await showEverywhere(heard, incident, 'named')
  if (heard.photo) await tellAgain(heard, incident, text)
  return incident
}

async function keepPhoto({ tx, person, photo }: Heard, incident: Incident): Promise<void> {
  if (photo) await attachMedia(tx, photo, { contactId: person.id, incidentId: incident.id })
}

const withdrawChoice = ({ texts }: Heard, incident: Incident): Choice => ({
  label: texts.incident.withdrawLabel,
  command: { kind: 'withdraw-fault', incident: incident.id },
  row: 9,
})

/** It was so already. Who tells of it anew, or in other words, is heard by the coordinators as well. */
async function sayKnown(heard: Heard, incident: Incident, text: string): Promise<void> {
  const { texts, person } = heard
  const isOwn = incident.reportedBy === person.id
  const already = texts.incident.alreadyReported(await viewOf(heard, incident, person))
  const choices = isOwn ? [withdrawChoice(heard, incident)] : []
  await say(heard, 'fault', already, choices, aboutFault(incident))
  if (isOwn && isSameText(incident.text, text) && !heard.photo) return
  await tellAgain(heard, incident, text)
}

/** A card that has left can be changed in its words only: a picture that comes later goes with a message of its own. */
async function tellAgain(heard: Heard, incident: Incident, text: string): Promise<void> {
  const media = heard.photo ? await pictureNamed(heard.tx, heard.photo) : null
  await tellCoordinators(heard, incident.conferenceId, {
    key: `fault:${incident.id}:again:${heard.eventId}`,
    kind: 'urgent',
    card: async (reader) => {
      const view = await viewOf(heard, incident, reader)
      const words = textsIn(reader.language).incident.toldAgain(view, heard.person.name, text)
      return { text: words, choices: [], ...(media && { media }) }
    },
  })
}

/** The bridge point's answer in the open round, if there is one, is "Có sự cố" now. */
async function markIssue(heard: Heard, point: BridgePoint): Promise<Ask | null> {
  const ask = await readinessAskAt(heard.tx, point.id)
  if (!ask || !(await isAllowed(heard, ask))) return null
  const now = await readinessOf(heard, ask)
  if (now.status !== 'issue' || ask.state !== 'answered')
    await keepStatus(heard, ask, issue(now), { kind: 'settled' })
  return ask
}

/** "Có sự cố": the coordinators hear of it at once, what exactly is asked after. */
export async function sayIssue(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const readiness = issue(await readinessOf(heard, ask))
  const point = await bridgePointById(heard.tx, ask.bridgePointId!)
  const open = await openIncidentsAt(heard.tx, [point.id])
  if (open.length > 0 && (await isDecided(heard, ask, readiness))) return askWhatElse(heard, ask, point, open)
  const problems = itemsThatAre(readiness, 'problem')
  if (problems.length > 0) return raiseFault(heard, point, heard.texts.incident.itemsFail(problems))
  await keepStatus(heard, ask, readiness, { kind: 'settled' })
  const incident = open.find((each) => each.text === '') ?? (await newFault(heard, point, ''))
  const text = `${await recordedText(heard, ask, readiness)} ${heard.texts.readiness.whichFault(heard.person)}`
  const choices = [...kindChoices(heard, point), withdrawChoice(heard, incident)]
  await expectWords(heard, ask)
  await say(heard, 'fault', text, choices, aboutFault(incident))
}

/** It is recorded already; perhaps something else has failed besides. */
async function askWhatElse(heard: Heard, ask: Ask, point: BridgePoint, open: Incident[]): Promise<void> {
  const choices = kindChoices(heard, point).filter(
    ({ label }) => !open.some((each) => isSameFault(each.text, label)),
  )
  await expectWords(heard, ask)
  const readiness = await readinessOf(heard, ask)
  await sayAlready(heard, ask, readiness, ` ${heard.texts.readiness.whichFault(heard.person)}`, choices)
}

const expectWords = (heard: Heard, ask: Ask) =>
  expect(heard.tx, heard.at, { what: 'fault-words', ask: ask.id, until: heard.now + PATIENCE_MS })

const kindChoices = ({ texts }: Heard, point: BridgePoint): Choice[] =>
  texts.readiness.faultLabels.map((label, place) => ({
    label,
    command: { kind: 'report-fault', bridgePoint: point.id, text: label },
    row: Math.floor(place / 2),
  }))
