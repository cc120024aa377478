import { expect } from '../db/chats.ts'
import { record } from '../db/facts.ts'
import { identitiesOf, identityAt } from '../db/identities.ts'
import { isCoordinator, personById } from '../db/people.ts'
import { changeRequest, type Request, requestById, waitingRequests } from '../db/requests.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import { named, type Person } from '../src/domain/person.ts'
import { neverMind } from './concern.ts'
import { contactsCalled, coordinatesFor } from './find-contact.ts'
import { type Heard, say, sayCard } from './heard.ts'
import { linkTo } from './join.ts'
import { MOST_LISTED } from './numbering.ts'
import { acceptChoice, refreshRequest, requestCard } from './request.ts'
import { inEveryLanguage } from './stranger.ts'
import { reply } from './write.ts'

/** A coordinator knows who the stranger is: their chat is that contact's from now on. */
export async function acceptRequest(heard: Heard, requestId: string, contactId: string): Promise<void> {
  const request = await decidable(heard, requestId)
  if (!request) return
  const person = await personById(heard.tx, contactId)
  const refusal = await whyNot(heard, request, person)
  if (refusal) return void (await say(heard, 'request', refusal))
  const { tx, now } = heard
  const { channel, account, chat } = request
  const joining = {
    ...heard,
    at: { channel, account, chat },
    eventId: `request-${request.id}`,
    senderName: request.shownName,
  }
  const by = { request: request.id, decidedBy: heard.person.id, heardAt: request.at }
  await linkTo(joining, { contactId, by }, await identitiesOf(tx, contactId))
  await decide(heard, request, { state: 'accepted', contactId })
  await record(tx, now, heard.person.id, 'request-accepted', request.id, { contact: contactId })
  const { admission } = heard.texts
  await say(heard, 'request', admission.accepted(request.number, named(person, heard.person)))
}

/** The same rules as for an invite; and who coordinates is never taken on somebody's word. */
async function whyNot(heard: Heard, request: Request, person: Person): Promise<string | null> {
  const { admission } = heard.texts
  const who = named(person, heard.person)
  if (!(await coordinatesFor(heard, person.id))) return admission.outsideScope(heard.person, who)
  if (await identityAt(heard.tx, request)) return admission.chatTaken
  if (await isCoordinator(heard.tx, person.id)) return admission.coordinatorNeedsCode(who)
  const paths = await identitiesOf(heard.tx, person.id)
  return paths.some(({ channel }) => channel === request.channel)
    ? admission.contactTaken(who, request.channel)
    : null
}

async function decide(
  heard: Heard,
  request: Request,
  how: Pick<Request, 'state'> & Partial<Pick<Request, 'contactId'>>,
): Promise<void> {
  const decision = { ...how, decidedBy: heard.person.id, decidedAt: heard.now }
  await refreshRequest(heard, await changeRequest(heard.tx, request.id, decision))
}

/** "Từ chối": the stranger reads one courteous sentence, and nothing of why. */
export async function refuseRequest(heard: Heard, requestId: string): Promise<void> {
  const request = await decidable(heard, requestId)
  if (!request) return
  await decide(heard, request, { state: 'refused' })
  await record(heard.tx, heard.now, heard.person.id, 'request-refused', request.id)
  const text = inEveryLanguage((texts) => texts.admission.refusal)
  if (!(await identityAt(heard.tx, request)))
    await reply(heard, request, `reply:request-${request.id}:refused`, {
      text,
      choices: [],
      asksPhone: false,
    })
  await say(heard, 'request', heard.texts.admission.refused(request.number))
}

/** "Chọn đầu mối khác": the next words are a code or a name. */
export async function chooseForRequest(heard: Heard, requestId: string): Promise<void> {
  const request = await decidable(heard, requestId)
  if (!request) return
  const until = heard.now + PATIENCE_MS
  await expect(heard.tx, heard.at, { what: 'contact-for-request', request: request.id, until })
  await say(heard, 'which-contact', heard.texts.admission.whichContact(request.number), [
    neverMind(heard.texts),
  ])
}

/** Takes the words for a contact; false when they are a number that is nobody's code, and so a choice. */
export async function takeContactFor(heard: Heard, requestId: string, words: string): Promise<boolean> {
  const found = await contactsCalled(heard, words)
  const [only, ...others] = found
  if (!only && /^[\d\s.,]{1,6}$/.test(words)) return false
  const { admission } = heard.texts
  if (!only)
    return say(heard, 'no-contact', admission.noContact(words), [neverMind(heard.texts)]).then(() => true)
  await expect(heard.tx, heard.at, null)
  if (others.length === 0) {
    await acceptRequest(heard, requestId, only.id)
    return true
  }
  const request = await decidable(heard, requestId)
  if (!request) return true
  const choices = found
    .slice(0, MOST_LISTED)
    .map((person, row) => acceptChoice(request, person, heard.person, row))
  await say(heard, 'several', admission.severalContacts(words), choices)
  return true
}

/** "Xin tham gia": the requests that wait, the oldest first. */
export async function showRequests(heard: Heard): Promise<void> {
  const { admission, general } = heard.texts
  if (!(await isCoordinator(heard.tx, heard.person.id)))
    return void (await say(heard, 'requests', general.coordinatorsOnly))
  const waiting = await waitingRequests(heard.tx)
  if (waiting.length === 0) return void (await say(heard, 'requests', admission.noRequests))
  for (const request of waiting.slice(0, MOST_SHOWN))
    await sayCard(heard, `request-${request.id}`, await requestCard(heard, request, heard.person))
  const more = waiting.length - MOST_SHOWN
  if (more > 0) await say(heard, 'requests', admission.moreRequests(more))
}

const MOST_SHOWN = 5

async function decidable(heard: Heard, requestId: string): Promise<Request | null> {
  const request = await requestById(heard.tx, requestId)
  const { general, admission } = heard.texts
  if (!request || !(await isCoordinator(heard.tx, heard.person.id)))
    return say(heard, 'not-yours', general.notYours).then(() => null)
  if (request.state === 'waiting') return request
  return say(heard, 'decided', admission.decidedAlready(request.number)).then(() => null)
}
