import { askById, type Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById, conferenceById } from '../db/conferences.ts'
import { identityAt } from '../db/identities.ts'
import { mediaById, pictureNamed } from '../db/media.ts'
import { inTransaction } from '../db/open.ts'
import { type Addressed, letterById } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import { roundById } from '../db/rounds.ts'
import type { Attachment, Card, MediaRef, Outgoing, Particulars } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { inBrief } from '../src/domain/quoted.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { clock, day } from '../src/domain/time.ts'
import { fileFit } from './file-fit.ts'
import { letterOfFile } from './file-link.ts'
import { linkForLetter, linkUrl } from './link.ts'
import { isNotice, topicOf } from './ways.ts'
import { whomToCall } from './whom-to-call.ts'
import type { World } from './world.ts'

/** The card as it leaves, and what goes with it where the message only says where the card is. */
export interface Leaving {
  card: Card
  extras: Pick<Outgoing, 'link' | 'topic' | 'particulars' | 'headline' | 'media' | 'language'>
}

/** A chat that is nobody's gets what was written for it: there is no card behind a link for a stranger. */
export async function leaving(world: World, letter: Addressed): Promise<Leaving> {
  const { db } = world.store
  const as = { card: letter.card, extras: {} }
  const hasFile = letter.card.media !== undefined || letterOfFile(letter) !== null
  if (!isNotice(world, letter.channel)) return hasFile ? withMedia(world, letter) : as
  const contactId = letter.contactId ?? (await identityAt(db, letter))?.contactId
  return contactId ? notice(world, letter, await personById(db, contactId)) : as
}

/** The file itself where the channel carries it, else where it can be had. What is no longer kept is left out. */
async function withMedia(world: World, letter: Addressed): Promise<Leaving> {
  const { card } = letter
  const file = await fileOf(world, letter)
  if (!file) return { card, extras: {} }
  if (isCarried(world, letter, file)) return { card, extras: { media: attachment(world, file) } }
  const contactId = letter.contactId ?? (await identityAt(world.store.db, letter))?.contactId
  if (!contactId) return { card, extras: {} }
  const reader = await personById(world.store.db, contactId)
  const link = await linkTo(world, letter, reader)
  return { card: { ...card, text: `${card.text}\n${whereFileIs(world, reader, file, link)}` }, extras: {} }
}

/** Of the letter that it belongs to, as long as that one still shows it. */
async function fileOf({ store: { db } }: World, letter: Addressed): Promise<MediaRef | null> {
  const other = letterOfFile(letter)
  const { media } = (other === null ? letter : await letterById(db, other))?.card ?? {}
  return media ? pictureNamed(db, media.id) : null
}

const isCarried = (world: World, letter: Addressed, file: MediaRef) =>
  fileFit(world, letter.channel, file).kind === 'attached' && letterOfFile(letter) === null

/** Read from the store only for an upload: most letters name what the platform has already. */
const attachment = ({ store }: World, file: MediaRef): Attachment => ({
  ...file,
  bytes: async () => (await mediaById(store.db, file.id))?.bytes ?? null,
})

const LONGEST_NAME = 80

function whereFileIs({ settings }: World, reader: Person, file: MediaRef, link: Outgoing['link'] | null) {
  const { mediaAt, mediaAtOffice } = textsIn(reader.language).link
  if (link) return mediaAt(`${link.url}/media/${file.id}`)
  return mediaAtOffice(inBrief(file.fileName, LONGEST_NAME), settings.office.name, settings.office.phone)
}

async function mediaOfNotice(world: World, letter: Addressed): Promise<Pick<Outgoing, 'media'>> {
  const file = letter.card.media ? await pictureNamed(world.store.db, letter.card.media.id) : null
  return file && isCarried(world, letter, file) ? { media: attachment(world, file) } : {}
}

async function notice(world: World, letter: Addressed, reader: Person): Promise<Leaving> {
  const { db } = world.store
  const { link: words } = textsIn(reader.language)
  const ask = letter.askId ? await askById(db, letter.askId) : null
  const topic = await topicOf(db, letter.askId)
  const particulars = await particularsOf(world, letter, ask, reader)
  const link = await linkTo(world, letter, reader)
  const says = world.settings.noticeOnly.includes(letter.channel)
    ? { text: words.notice(reader, world.settings.office.name), spans: [] }
    : {}
  return {
    card: { ...letter.card, ...says, choices: [] },
    extras: {
      ...(link && { link }),
      ...(await mediaOfNotice(world, letter)),
      topic,
      particulars,
      language: reader.language,
      headline: [particulars.conference, words.headlines[topic]].filter(Boolean).join(': '),
    },
  }
}

/** Made on the way out, and the same one whenever the letter is sent again. */
async function linkTo(world: World, letter: Addressed, reader: Person): Promise<Outgoing['link'] | null> {
  const id = letterOfFile(letter) ?? letter.id
  const token = await inTransaction(world.store, (tx) =>
    linkForLetter({ tx, world, now: world.now() }, { id, contactId: reader.id }),
  )
  const url = linkUrl(world, token)
  const { label } = textsIn(reader.language).link
  return url === null ? null : { url, token, label, onButton: url.startsWith('https:') }
}

async function particularsOf(
  world: World,
  letter: Addressed,
  ask: Ask | null,
  reader: Person,
): Promise<Particulars> {
  const { db } = world.store
  const conference = ask?.conferenceId ? await conferenceById(db, ask.conferenceId) : null
  const call = await whomToCall(db, ask?.conferenceId ?? null, reader)
  return {
    name: reader.name,
    address: reader.address,
    office: world.settings.office.name,
    conference: conference?.title ?? '',
    subject: ask ? await subjectOf(world, ask) : inBrief(letter.card.text),
    when: ask ? await momentOf(world, ask, reader) : '',
    phone: call ?? world.settings.office.phone ?? '',
  }
}

async function subjectOf({ store: { db } }: World, ask: Ask): Promise<string> {
  if (ask.assignmentId) {
    const { code, text } = await assignmentById(db, ask.assignmentId)
    return `${code}. ${text}`
  }
  return ask.bridgePointId ? (await bridgePointById(db, ask.bridgePointId)).name : ''
}

async function momentOf({ store: { db } }: World, ask: Ask, { timezone }: Person): Promise<string> {
  const at = ask.roundId ? (await roundById(db, ask.roundId)).closesAt : ask.endsAt
  return at === null ? '' : `${clock(at, timezone)} ${day(at, timezone)}`
}
