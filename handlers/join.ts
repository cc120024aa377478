import { expect } from '../db/chats.ts'
import { record } from '../db/facts.ts'
import { answersGiven } from '../db/cards.ts'
import { burnInvites, type Invite, inviteSealed } from '../db/invites.ts'
import { personById } from '../db/people.ts'
import { identitiesOf, identityAt, type Identity, link } from '../db/identities.ts'
import type { Secret } from '../src/domain/invite.ts'
import type { Address } from '../src/domain/message.ts'
import { callOn, named, type Person } from '../src/domain/person.ts'
import { overtakeRequest } from '../db/requests.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import { HOUR } from '../src/domain/time.ts'
import { isEnough, scopesOf } from './enough.ts'
import { countGuess, isBarred } from './guessing.ts'
import { sealed } from './invite.ts'
import { placeOf, release } from './path.ts'
import { refreshRequest } from './request.ts'
import { shown } from './shown-name.ts'
import { inEveryLanguage } from './stranger.ts'
import { tellCoordinators } from './tell.ts'
import { numberToCheck, welcome } from './welcome.ts'
import { reply, writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** What became of an invite that somebody showed us. */
export type Joined =
  | 'linked'
  | 'already-linked'
  | 'chat-taken'
  | 'contact-taken'
  | 'used'
  | 'expired'
  | 'unknown'
  | 'too-many-guesses'

/** Somebody showed an invite in a chat: they are linked and greeted, or told in one sentence why not. */
export async function join(
  turn: Turn,
  at: Address,
  eventId: string,
  secret: Secret,
  senderName?: string,
): Promise<Joined> {
  const joining: Joining = { ...turn, at, eventId, senderName: senderName ?? null }
  if (secret.kind === 'code' && (await isBarred(joining))) return refuseGuessing(joining)
  const invite = await inviteSealed(turn.tx, secret.kind, sealed(turn.world, secret))
  return invite ? redeem(joining, invite) : refuseUnknown(joining)
}

/** Somebody wants to be linked, in that chat. */
export interface Joining extends Turn {
  at: Address
  eventId: string
  senderName: string | null
}

/** What shows whose chat it is: an invite, their own number, or a coordinator who knows them. */
export interface Proof {
  contactId: string
  by: { invite: string } | { phone: true } | { request: string; decidedBy: string; heardAt: number }
}

/**
 * Only so many guesses of one chat are counted, or it could bar everybody by itself; somebody we know does not guess, they
 * mean another number.
 */
async function refuseUnknown(joining: Joining): Promise<Joined> {
  if (await isBarred(joining)) return refuseGuessing(joining)
  if (!(await identityAt(joining.tx, joining.at))) await countGuess(joining)
  const text = inEveryLanguage((texts) => texts.join.unknown)
  if (await isEnough(joining, joining.at, joining.eventId)) return 'unknown'
  return refuse(joining, 'unknown', text)
}

/** Once an hour, as a stranger is told anything; somebody we know a few times. */
async function refuseGuessing(joining: Joining): Promise<Joined> {
  const { tx, at, now, eventId } = joining
  const why = 'too-many-guesses'
  const isSilent = (await identityAt(tx, at))
    ? await isEnough(joining, at, eventId)
    : (await answersGiven(tx, at, [why], now - HOUR)) > 0
  if (isSilent) return why
  return refuse(
    joining,
    why,
    inEveryLanguage((texts) => texts.join.tooManyGuesses),
  )
}

async function redeem(joining: Joining, invite: Invite): Promise<Joined> {
  const { tx, at, now } = joining
  const person = await personById(tx, invite.contactId)
  const { join: texts } = textsIn(person.language)
  const here = await identityAt(tx, at)
  if (here?.contactId === person.id) return refuse(joining, 'already-linked', texts.alreadyLinked(person))
  if (invite.burntAt !== null) return refuse(joining, 'used', texts.used)
  if (invite.expiresAt <= now) return refuse(joining, 'expired', texts.expired)
  if (here) return refuse(joining, 'chat-taken', await wordsOf(joining, here))
  const paths = await identitiesOf(tx, person.id)
  const proof = { contactId: person.id, by: { invite: invite.id } }
  if (paths.some((path) => path.channel === at.channel)) return refuseMove(joining, proof, texts)
  await linkTo(joining, proof, paths)
  return 'linked'
}

export const wordsOf = async (joining: Joining, here: Identity) =>
  textsIn((await personById(joining.tx, here.contactId)).language).join.chatTaken

export async function refuse<Why extends string>(joining: Joining, why: Why, text: string): Promise<Why> {
  await reply(joining, joining.at, `reply:${joining.eventId}:${why}`, { text, choices: [], asksPhone: false })
  return why
}

/** The chat is the contact's from now on; whoever checks that it may be has done so. */
export async function linkTo(joining: Joining, { contactId, by }: Proof, others: Identity[]): Promise<void> {
  const { tx, world, at, now, eventId } = joining
  const { channel, account, chat } = at
  const id = world.newId()
  const lastInAt = 'heardAt' in by ? by.heardAt : now
  await burnInvites(tx, contactId, now)
  await link(tx, { id, contactId, channel, account, chat, linkedAt: now, lastInAt })
  await expect(tx, at, null)
  await record(tx, now, 'decidedBy' in by ? by.decidedBy : contactId, 'linked', contactId, { channel, ...by })
  for (const request of await overtakeRequest(tx, at, now)) await refreshRequest(joining, request)
  await welcome(joining, contactId, at, eventId)
  const path = await identityAt(tx, at)
  if (path) await release(joining, contactId, path)
  for (const other of others) await tellOtherChat(joining, other)
}

/** Whoever was linked before hears of it there: it may not have been them. */
async function tellOtherChat(joining: Joining, other: Identity): Promise<void> {
  if (other.closedAt !== null) return
  const person = await personById(joining.tx, other.contactId)
  const check = await numberToCheck(joining, person.id)
  const text = textsIn(person.language).join.alsoLinked(person, joining.at.channel, check)
  const key = `also-linked:${placeOf(joining.at)}:${joining.eventId}`
  await reply(joining, other, key, { text, choices: [] }, { contactId: person.id })
}

/**
 * An invite never moves a contact from one chat to another. It is not used up by that: once the coordinators, who now
 * know, have unlinked the old chat, the same invite works. Holder and coordinators are told once per invite and chat.
 */
export async function refuseMove(
  joining: Joining,
  proof: Proof,
  texts: Texts['join'],
): Promise<'contact-taken'> {
  const { tx, at, now } = joining
  const { channel } = at
  const { contactId, by } = proof
  const shown = 'invite' in by ? by.invite : contactId
  const key = `taken:${shown}:${joining.world.mac(placeOf(at))}`
  const check = await numberToCheck(joining, contactId)
  await writeTo(joining, contactId, {
    key,
    kind: 'urgent',
    card: (reader) => {
      const { join: words, admission } = textsIn(reader.language)
      const told = 'phone' in by ? admission.phoneTriedAsYou : words.triedAsYou
      return { text: told(reader, channel, check), choices: [] }
    },
  })
  await alertCoordinators(joining, contactId, `${key}:alert`)
  await record(tx, now, 'system', 'link-refused', contactId, { channel, ...by })
  return refuse(joining, 'contact-taken', texts.contactTaken(channel))
}

async function alertCoordinators(joining: Joining, contactId: string, key: string): Promise<void> {
  const person = await personById(joining.tx, contactId)
  const view = (reader: Person) => ({
    who: [named(person, reader), person.unit].filter(Boolean).join(', '),
    code: person.code,
    channel: joining.at.channel,
    shownName: shown(joining.senderName),
    call: person.phones.length > 0 ? callOn(person) : null,
  })
  const card = (reader: Person) => ({
    text: textsIn(reader.language).join.takenAlert(view(reader)),
    choices: [],
  })
  for (const scope of await scopesOf(joining, contactId))
    await tellCoordinators(joining, scope, { key, kind: 'urgent', card }, contactId)
}
