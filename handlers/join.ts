import { expect } from '../db/chats.ts'
import { record } from '../db/facts.ts'
import { answersGiven } from '../db/cards.ts'
import { burnInvites, type Invite, inviteSealed } from '../db/invites.ts'
import { personById } from '../db/people.ts'
import { identitiesOf, identityAt, type Identity, link } from '../db/identities.ts'
import type { Secret } from '../src/domain/invite.ts'
import type { Address } from '../src/domain/message.ts'
import { callOn, named, type Person } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import { HOUR } from '../src/domain/time.ts'
import { isEnough, scopesOf } from './enough.ts'
import { countGuess, isBarred } from './guessing.ts'
import { sealed } from './invite.ts'
import { placeOf, release } from './path.ts'
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

interface Joining extends Turn {
  at: Address
  eventId: string
  senderName: string | null
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
  if (paths.some((path) => path.channel === at.channel)) return refuseMove(joining, invite, texts)
  await linkTo(joining, invite, paths)
  return 'linked'
}

const wordsOf = async (joining: Joining, here: Identity) =>
  textsIn((await personById(joining.tx, here.contactId)).language).join.chatTaken

async function refuse(joining: Joining, why: Joined, text: string): Promise<Joined> {
  await reply(joining, joining.at, `reply:${joining.eventId}:${why}`, { text, choices: [] })
  return why
}

async function linkTo(joining: Joining, invite: Invite, others: Identity[]): Promise<void> {
  const { tx, world, at, now, eventId } = joining
  const { channel, account, chat } = at
  const id = world.newId()
  await burnInvites(tx, invite.contactId, now)
  await link(tx, { id, contactId: invite.contactId, channel, account, chat, linkedAt: now, lastInAt: now })
  await expect(tx, at, null)
  await record(tx, now, invite.contactId, 'linked', invite.contactId, { channel, invite: invite.id })
  await welcome(joining, invite.contactId, at, eventId)
  const path = await identityAt(tx, at)
  if (path) await release(joining, invite.contactId, path)
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
async function refuseMove(joining: Joining, invite: Invite, texts: Texts['join']): Promise<Joined> {
  const { tx, at, now } = joining
  const { channel } = at
  const key = `taken:${invite.id}:${joining.world.mac(placeOf(at))}`
  const check = await numberToCheck(joining, invite.contactId)
  await writeTo(joining, invite.contactId, {
    key,
    kind: 'urgent',
    card: (reader) => ({
      text: textsIn(reader.language).join.triedAsYou(reader, channel, check),
      choices: [],
    }),
  })
  await alertCoordinators(joining, invite.contactId, `${key}:alert`)
  await record(tx, now, 'system', 'link-refused', invite.contactId, { channel, invite: invite.id })
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

/** A name people give themselves may be anything: one short line of it. */
function shown(name: string | null): string | null {
  const line = name?.replace(/[\p{C}\s]+/gu, ' ').trim() ?? ''
  return Array.from(line).slice(0, 60).join('') || null
}
