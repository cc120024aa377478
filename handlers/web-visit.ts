import { announcementIn } from '../db/announcement-letters.ts'
import { type Ask, askById } from '../db/asks.ts'
import { liveAsksFor } from '../db/live-asks.ts'
import { identityAt, link as linkChat } from '../db/identities.ts'
import { receive } from '../db/inbox.ts'
import { type Link, markOpened } from '../db/links.ts'
import { saveMedia } from '../db/media.ts'
import type { Db, Tx } from '../db/open.ts'
import { changeLetter, heldFor, type Letter, letterById } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import { lettersTo, repliesThrough, toldBy } from '../db/visits.ts'
import { type Address, type Content, WEB_ACCOUNT } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { addressed, isFree, placeOf } from './parting.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

/** What one link lets its holder see and answer. */
export interface Visit {
  link: Link
  person: Person
  at: Address
  asks: Ask[]
  /** Everything in scope; newest first, older showings of the same thing included. */
  letters: Letter[]
  /** Answers to what was done through this link; newest first. */
  replies: Letter[]
}

export const webChat = (contactId: string): Address => ({
  channel: 'web',
  account: WEB_ACCOUNT,
  chat: contactId,
})

/** What the link opens, as things stand; nothing is changed by looking. */
export async function visitOf(db: Db | Tx, link: Link): Promise<Visit> {
  const at = webChat(link.contactId)
  const asks = await asksOf(db, link)
  const replies = await repliesThrough(db, at, link.id)
  const isMeant = scope(link, asks, await answersMeant(db, link, replies))
  const letters = (await lettersTo(db, link.contactId, link.letterId)).filter(isMeant)
  return { link, person: await personById(db, link.contactId), at, asks, letters, replies }
}

/** A link to a letter opens what that letter asks; one without, all that is asked of the contact. */
async function asksOf(db: Db | Tx, { contactId, letterId }: Link): Promise<Ask[]> {
  if (letterId === null) return (await liveAsksFor(db, contactId)).asked
  const letter = await letterById(db, letterId)
  const asks = await Promise.all((letter ? askIdsIn(letter) : []).map((id) => askById(db, id)))
  return asks.filter((ask) => ask !== null)
}

/** A reminder of several names them all in its key. */
function askIdsIn({ askId, key }: Letter): string[] {
  if (askId !== null) return [askId]
  return key.startsWith('remind:') ? (key.split(':')[1]?.split('+') ?? []) : []
}

/** Ids of the questions and faults whose further course belongs here: those told through this link, or all of the person's. */
async function answersMeant(db: Db | Tx, link: Link, replies: Letter[]): Promise<Set<string>> {
  const moments = new Set(replies.map((letter) => letter.createdAt))
  const told = await toldBy(db, link.contactId)
  const meant = [...told].filter(([, at]) => link.letterId === null || moments.has(at))
  return new Set(meant.map(([id]) => id))
}

const scope = (link: Link, asks: Ask[], told: Set<string>) => {
  const ids = new Set(asks.map((ask) => ask.id))
  return (letter: Letter): boolean => {
    if (letter.id === link.letterId) return true
    if (letter.key.startsWith('reply:')) return letter.askId !== null && ids.has(letter.askId)
    const asked = askIdsIn(letter)
    if (asked.length > 0 && asked.every((id) => ids.has(id))) return true
    if (link.letterId === null && isAnnounced(letter)) return true
    if (asked.length > 0) return false
    return isToReporter(letter.key, told) || (link.letterId === null && isNews(letter.key))
  }
}

/** The organisers' answer to a question, and how a fault that was reported went on. */
const isToReporter = (key: string, told: Set<string>) => {
  const [what, id = ''] = key.split(/[:@]/)
  return told.has(id) && (what === 'answer' || (what === 'fault' && key.includes(':reporter')))
}

/** The conference was moved or called off, or something is no longer asked. */
const isNews = (key: string) => /^(?:moved|cancelled|gone):/.test(key)

/** What everybody was told can be read after answers to it are closed, too. */
const isAnnounced = ({ key, superseded }: Letter) => announcementIn(key) !== null && !superseded

/**
 * A person opened the page: from now on it is a chat of theirs, and what waited for a way to them and is in scope stands
 * there. No ask is changed by that.
 */
export const open = (world: World, link: Link): Promise<Visit> =>
  inTurn(world, async (turn) => {
    await markOpened(turn.tx, link.id, turn.now)
    await makeChat(turn, link.contactId)
    const { letters } = await visitOf(turn.tx, link)
    const meant = new Set(letters.map((letter) => letter.id))
    for (const letter of await heldFor(turn.tx, link.contactId))
      if (meant.has(letter.id)) await showHere(turn, letter, webChat(link.contactId))
    return visitOf(turn.tx, link)
  })

async function makeChat({ tx, world, now }: Turn, contactId: string): Promise<void> {
  const at = webChat(contactId)
  if (!(await identityAt(tx, at))) await linkChat(tx, { ...at, id: world.newId(), contactId, linkedAt: now })
}

/** The letter keeps its id: links lead to it. */
async function showHere(turn: Turn, letter: Letter, at: Address): Promise<void> {
  const base = letter.key.replace(/@held:.*$/, '')
  if (!(await isFree(turn, `${base}@${placeOf(at)}`)))
    return changeLetter(turn.tx, letter.id, { state: 'void' })
  const { id: _, ...here } = await addressed(turn, at, { ...letter, sendAt: turn.now }, base)
  await changeLetter(turn.tx, letter.id, { ...here, fallbackAt: null })
}

/** Whether this link's holder may press that: any showing of what is in scope, in whatever chat it stands. */
export const mayPress = ({ letters, replies }: Visit, letterId: string, number: number): boolean =>
  [...letters, ...replies].some((letter) => letter.id === letterId && number in letter.commands)

/** A picture or file that was sent with a form. */
export interface Picture {
  id: string
  kind: 'image' | 'file'
  mime: string
  fileName: string
  bytes: Uint8Array
}

/** Takes in what was done on the page, once, and the picture or file with it. */
export const takeIn = (
  world: World,
  { link }: Pick<Visit, 'link'>,
  { eventId, content, picture }: { eventId: string; content: Content; picture: Picture | null },
): Promise<void> =>
  inTurn(world, async (turn) => {
    await makeChat(turn, link.contactId)
    const event = { ...webChat(link.contactId), eventId, at: turn.now, content }
    const isNew = (await receive(turn.tx, [event], turn.now)) > 0
    if (!isNew || !picture) return
    const { bytes, ...named } = picture
    await saveMedia(turn.tx, {
      ...named,
      contactId: link.contactId,
      size: bytes.length,
      bytes: Buffer.from(bytes),
      at: turn.now,
    })
  })
