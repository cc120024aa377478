import { type Conference, type Document, documentById, bridgePointsServedBy } from '../db/conferences.ts'
import { assignmentsMeantFor, conferencesServedBy } from '../db/invites.ts'
import { record } from '../db/facts.ts'
import { isCoordinator, personById } from '../db/people.ts'
import type { Assignment } from '../db/assignments.ts'
import type { Address } from '../src/domain/message.ts'
import { type Person, spokenPhone } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { WelcomeView } from '../src/domain/texts/vi/join.ts'
import { DAY } from '../src/domain/time.ts'
import { whomToCall } from './cards.ts'
import { reply } from './write.ts'
import type { Turn } from './world.ts'

/** Goes up when the notice says something else: the audit tells who was shown which. */
export const DATA_NOTICE_VERSION = 2

/**
 * The first message in a chat: who writes, under which document, for what, whom to ask whether it is true, and what is
 * kept of them. It must arrive, and leaves before whatever waited for them, so it is due a moment earlier.
 */
export async function welcome(turn: Turn, contactId: string, at: Address, eventId: string): Promise<void> {
  const reader = await personById(turn.tx, contactId)
  const text = textsIn(reader.language).join.welcome(reader, await welcomeView(turn, reader, at))
  const first = { contactId, sendAt: turn.now - 1, mustArrive: true }
  await reply(turn, at, `reply:${eventId}:welcome`, { text, choices: [], asksPhone: false }, first)
  await recordNotice(turn, contactId, at.channel)
}

/** The person was shown the notice of personal data, in words of this version. */
export const recordNotice = ({ tx, now }: Turn, contactId: string, channel: Address['channel']) =>
  record(tx, now, contactId, 'data-notice', contactId, { version: DATA_NOTICE_VERSION, channel })

async function welcomeView(turn: Turn, reader: Person, at: Address): Promise<WelcomeView> {
  const { office, inboxRetentionMs, letterRetentionMs, mediaRetentionMs } = turn.world.settings
  const conferences = await conferencesServedBy(turn.tx, reader.id)
  const assignments = await assignmentsMeantFor(turn.tx, reader.id)
  const documents = await documentsOf(turn, conferences, assignments)
  return {
    office: office.name,
    channel: at.channel,
    documents: documents.map(({ type, number }) => textsIn(reader.language).general.document(type, number)),
    conferences: conferences.map((conference) => conference.title),
    bridgePoints: await bridgePointsFor(turn, reader.id),
    assignments: assignments.map((assignment) => assignment.code),
    coordinates: await isCoordinator(turn.tx, reader.id),
    check: await numberOf(turn, reader, documents, conferences),
    rawDays: daysOf(inboxRetentionMs),
    letterDays: daysOf(letterRetentionMs),
    mediaDays: daysOf(mediaRetentionMs),
  }
}

const daysOf = (ms: number) => Math.max(1, Math.round(ms / DAY))

async function bridgePointsFor(turn: Turn, contactId: string): Promise<WelcomeView['bridgePoints']> {
  const points = await bridgePointsServedBy(turn.tx, contactId)
  return points.map(({ name, contactId: first, backupId }) => ({
    name,
    as: first === contactId ? 'contact' : backupId === contactId ? 'backup' : 'duty',
  }))
}

/** The number a contact rings to ask whether a message is genuine; null when nobody has given one. */
export async function numberToCheck(turn: Turn, contactId: string): Promise<string | null> {
  const reader = await personById(turn.tx, contactId)
  const conferences = await conferencesServedBy(turn.tx, contactId)
  const assignments = await assignmentsMeantFor(turn.tx, contactId)
  return numberOf(turn, reader, await documentsOf(turn, conferences, assignments), conferences)
}

/** The document's own number first: that letter is what the person holds in their hand. */
async function numberOf(turn: Turn, reader: Person, documents: Document[], conferences: Conference[]) {
  const phone = documents.find((document) => document.phone)?.phone ?? turn.world.settings.office.phone
  return phone ? spokenPhone(phone) : whomToCall(turn.tx, conferences[0]?.id ?? null, reader)
}

async function documentsOf(turn: Turn, conferences: Conference[], assignments: Assignment[]) {
  const ids = new Set([...conferences, ...assignments].map((each) => each.documentId))
  const documents: Document[] = []
  for (const id of ids) {
    const document = await documentById(turn.tx, id)
    if (document) documents.push(document)
  }
  return documents
}
