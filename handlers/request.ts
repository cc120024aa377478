import { record } from '../db/facts.ts'
import { countKeyed } from '../db/cards.ts'
import { liveConferences } from '../db/conferences.ts'
import { liveIdentities } from '../db/identities.ts'
import { allPeople, allPhones, coordinatorsOf, personById } from '../db/people.ts'
import { addRequest, changeRequest, lastRequestAt, type Request, requestsAfter } from '../db/requests.ts'
import { likeliest } from '../src/domain/likely.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import { named, type Person, spokenPhone } from '../src/domain/person.ts'
import { inBrief } from '../src/domain/quoted.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { DAY, HOUR } from '../src/domain/time.ts'
import type { Joining } from './join.ts'
import { shown } from './shown-name.ts'
import { tellCoordinators } from './tell.ts'
import { refresh } from './write.ts'
import type { Turn } from './world.ts'

/** So many requests in an hour are told one by one; the next are kept to be looked at, and even those not without end. */
const TOLD_IN_AN_HOUR = 5
const KEPT_IN_AN_HOUR = 100

/** Of all that a stranger writes, this much is shown. */
const LONGEST = 500

/** What a stranger wrote, or the number they shared, becomes the one request of their chat. */
export async function noteRequest(joining: Joining, said: { text: string; phone?: string }): Promise<void> {
  const { tx, at, now } = joining
  const last = await lastRequestAt(tx, at)
  if (last?.state === 'waiting') return addTo(joining, last, said)
  if (last?.state === 'refused' && now - (last.decidedAt ?? 0) < DAY) return
  const before = await requestsAfter(tx, now - HOUR)
  if (before >= KEPT_IN_AN_HOUR) return record(tx, now, 'system', 'request-dropped', at.channel)
  const request = await addRequest(tx, {
    id: joining.world.newId(),
    ...placed(joining),
    shownName: shown(joining.senderName),
    phone: said.phone ?? null,
    text: inBrief(said.text, LONGEST),
    at: now,
    state: 'waiting',
  })
  await record(tx, now, 'system', 'requested', request.id, { channel: at.channel })
  if (before < TOLD_IN_AN_HOUR) await tellOfRequest(joining, request)
  else await tellOfMany(joining)
}

const placed = ({ at: { channel, account, chat } }: Joining) => ({ channel, account, chat })

async function addTo(joining: Joining, request: Request, { text, phone }: { text: string; phone?: string }) {
  const words = [request.text, text].filter(Boolean).join('\n')
  const changed = await changeRequest(joining.tx, request.id, {
    text: inBrief(words, LONGEST),
    phone: phone ?? request.phone,
    shownName: shown(joining.senderName) ?? request.shownName,
  })
  await refreshRequest(joining, changed)
}

const tellOfRequest = (turn: Turn, request: Request) =>
  tellThoseWhoDecide(turn, {
    key: requestOf(request),
    kind: 'urgent',
    subject: requestOf(request),
    card: (reader) => requestCard(turn, request, reader),
  })

async function tellOfMany(turn: Turn): Promise<void> {
  if ((await countKeyed(turn.tx, 'requests:*', turn.now - HOUR)) > 0) return
  const card = (reader: Person) => ({ text: textsIn(reader.language).admission.manyRequests, choices: [] })
  await tellThoseWhoDecide(turn, { key: `requests:${turn.now}`, kind: 'urgent', card })
}

/** A stranger belongs to no conference: those who coordinate everything, and only where there is nobody, all others. */
async function tellThoseWhoDecide(turn: Turn, note: Parameters<typeof tellCoordinators>[2]): Promise<void> {
  if ((await coordinatorsOf(turn.tx, null)).length > 0) return void (await tellCoordinators(turn, null, note))
  for (const { id } of await liveConferences(turn.tx)) await tellCoordinators(turn, id, note)
}

export const requestOf = ({ id }: Pick<Request, 'id'>) => `request:${id}`

/** Every card of the request says what is known of it now. */
export const refreshRequest = (turn: Turn, request: Request) =>
  refresh(turn, requestOf(request), (_, reader) => requestCard(turn, request, reader))

export async function requestCard(turn: Turn, request: Request, reader: Person): Promise<Card> {
  const { admission } = textsIn(reader.language)
  const { number, shownName, channel, text, phone } = request
  const decided = await decisionOn(turn, request, reader)
  const view = { number, shownName, channel, text, phone: phone && spokenPhone(phone), decided }
  const choices = decided === null ? await choicesFor(turn, request, reader) : []
  return { text: admission.request(view), choices }
}

async function decisionOn({ tx }: Turn, request: Request, reader: Person): Promise<string | null> {
  const { admission } = textsIn(reader.language)
  const by = request.decidedBy ? named(await personById(tx, request.decidedBy), reader) : ''
  if (request.state === 'waiting') return null
  if (request.state === 'refused') return admission.refusedBy(by)
  if (request.state === 'overtaken' || !request.contactId) return admission.overtaken
  return admission.acceptedBy(named(await personById(tx, request.contactId), reader), by)
}

const MOST_LIKELY = 3

async function choicesFor(turn: Turn, request: Request, reader: Person): Promise<Choice[]> {
  const { admission } = textsIn(reader.language)
  const likely = await likelyContacts(turn, request)
  const accept = likely.map((person, row) => acceptChoice(request, person, reader, row))
  const { id } = request
  return [
    ...accept,
    { label: admission.chooseLabel, command: { kind: 'choose-for-request', request: id }, row: 90 },
    { label: admission.refuseLabel, command: { kind: 'refuse-request', request: id }, row: 90 },
  ]
}

export const acceptChoice = (request: Request, person: Person, reader: Person, row: number): Choice => ({
  label: textsIn(reader.language).admission.acceptLabel(named(person, reader), person.unit),
  command: { kind: 'accept-request', request: request.id, contact: person.id },
  row,
})

/** By the number they shared, else by the name they show and what they wrote; only those without a chat there. */
async function likelyContacts({ tx }: Turn, request: Request): Promise<Person[]> {
  const linked = (await liveIdentities(tx)).filter(({ channel }) => channel === request.channel)
  const taken = new Set(linked.map(({ contactId }) => contactId))
  const free = (await allPeople(tx)).filter(({ id }) => !taken.has(id))
  const { phone } = request
  const same = new Set(
    phone ? (await allPhones(tx)).filter(({ phones }) => phones.includes(phone)).map(({ id }) => id) : [],
  )
  const byPhone = free.filter(({ id }) => same.has(id))
  if (byPhone.length > 0) return byPhone.slice(0, MOST_LIKELY)
  return likeliest(`${request.shownName ?? ''} ${request.text}`, free, MOST_LIKELY)
}
