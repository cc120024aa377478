import { assignmentsMeantFor, burnInvites, conferencesServedBy } from '../db/invites.ts'
import { bridgePointsServedBy } from '../db/conferences.ts'
import {
  addressesOf,
  blankNominees,
  blankRequests,
  blankWords,
  contactById,
  dropMedia,
  endAnnouncementAsks,
  forgetContact,
  hasNamesake,
  lettersTo,
  openAsksOf,
  wordsOf,
} from '../db/erase.ts'
import { record } from '../db/facts.ts'
import { endFetchesOf } from '../db/fetches.ts'
import { blankInbound, blankLetters, isOthers, lettersAt } from '../db/forget.ts'
import { revokeLinks } from '../db/links.ts'
import { type Contact, isCoordinator } from '../db/people.ts'
import { rewriteAnnouncements, rewriteLetters, rewriteWords } from '../db/rewrite.ts'
import { isDone } from '../src/domain/assignment.ts'
import { tracesOf, withoutPerson } from '../src/domain/erasure.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { ErasedView, ServiceView } from '../src/domain/texts/vi/personal.ts'
import { lookSoonAt } from './announcement/watch.ts'
import { attempt } from './attempt.ts'
import { forgetAddress } from './forget.ts'
import { unlink } from './unlink.ts'
import type { Turn, World } from './world.ts'

export type Erasure =
  | ({ kind: 'erased' | 'would' } & ErasedView)
  /** Somebody must be named in their place first. */
  | ({ kind: 'serves' } & ServiceView)

/**
 * Forgets a person: what they did stays, under a pseudonym. They get another code as well, for theirs may be made of their
 * name; so the old code in a later file means somebody new, who inherits nothing. What it would do is found out by doing
 * it and taking it back.
 */
export function erasePerson(world: World, contactId: string, options: { yes?: boolean }): Promise<Erasure> {
  return attempt(
    world,
    (turn) => erase(turn, contactId, options.yes ? 'erased' : 'would'),
    ({ kind }) => kind === 'erased',
  )
}

async function erase(turn: Turn, contactId: string, kind: 'erased' | 'would'): Promise<Erasure> {
  const service = await serviceOf(turn, contactId)
  if (stillServes(service)) return { kind: 'serves', ...service }
  const contact = await contactById(turn.tx, contactId)
  const code = `x${turn.world.mac(`erased ${contactId}`).slice(0, 10)}`
  const closed = await closeWays(turn, contactId)
  const words = await forgetWords(turn, contact, code)
  const name = textsIn('vi').personal.pseudonym(code)
  await forgetContact(turn.tx, contactId, { code, name, erasedAt: turn.now })
  await record(turn.tx, turn.now, 'console', 'erased', contactId)
  return { kind, code, ...closed, ...words }
}

/** What keeps a person from being forgotten: the office still counts on them. */
async function serviceOf({ tx }: Turn, contactId: string): Promise<ServiceView> {
  const points = await bridgePointsServedBy(tx, contactId)
  const onDuty = points.length > 0 ? [] : await conferencesServedBy(tx, contactId)
  const given = await assignmentsMeantFor(tx, contactId)
  return {
    bridgePoints: [...points.map(({ name }) => name), ...onDuty.map(({ title }) => title)],
    assignments: given.filter(({ status }) => !isDone(status)).map(({ code }) => code),
    coordinates: await isCoordinator(tx, contactId),
    openAsks: (await openAsksOf(tx, contactId)).length,
  }
}

const stillServes = ({ bridgePoints, assignments, coordinates, openAsks }: ServiceView) =>
  bridgePoints.length + assignments.length + openAsks > 0 || coordinates

/** Nobody comes in under their name any more, and nothing leaves for them. */
async function closeWays(turn: Turn, contactId: string) {
  const { tx, now } = turn
  const addresses = await addressesOf(tx, contactId)
  await burnInvites(tx, contactId, now)
  await revokeLinks(tx, contactId, now)
  await endAnnouncementAsks(tx, contactId)
  const own = await lettersTo(tx, contactId)
  await lookSoonAt(turn, own)
  const theirs = new Set(own.map(({ id }) => id))
  let inbound = 0
  for (const at of addresses) {
    for (const { id } of await lettersAt(tx, at, contactId)) theirs.add(id)
    if (!(await isOthers(tx, at, contactId))) inbound += await blankInbound(tx, at)
  }
  // Before the chats are unlinked: what waits there must not look for another way.
  const letters = await blankLetters(tx, [...theirs])
  const chats = (await unlink(turn, contactId)).length
  for (const at of addresses) if (at.chat !== contactId) await forgetAddress(turn, at, contactId)
  return { chats, inbound, letters }
}

/** What they said is forgotten; what others were told of them is put right where it is kept. */
async function forgetWords({ tx }: Turn, contact: Contact, code: string) {
  const { personal } = textsIn('vi')
  const said = await wordsOf(tx, contact.id)
  const words = await blankWords(tx, contact.id, personal.erasedWords)
  const media = await dropMedia(tx, contact.id)
  await endFetchesOf(tx, contact.id)
  await blankRequests(tx, contact.id, contact.phones)
  const as = { name: personal.pseudonym(code), phone: personal.erasedWay, words: personal.erasedWords }
  await blankNominees(tx, contact, as.name)
  const namesake = await hasNamesake(tx, contact)
  const gone = {
    name: namesake ? '' : contact.name,
    phones: [...contact.phones, ...(contact.email ? [contact.email] : [])],
    words: said,
  }
  const rewrite = (text: string) => withoutPerson(text, gone, as)
  const traces = tracesOf(gone)
  const mentions = traces.length > 0 ? await rewriteLetters(tx, traces, rewrite) : { changed: 0, left: 0 }
  if (traces.length > 0) await rewriteWords(tx, traces, rewrite)
  await rewriteAnnouncements(tx, traces, { rewrite, code: contact.code, as: code })
  return { words, media, namesake, mentions: mentions.changed, onPhones: mentions.left }
}
