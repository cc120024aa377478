import { supersede } from '../db/cards.ts'
import { changeLetter, type Letter, lettersShowing, put } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import { letterKinds, type LetterKind } from '../src/domain/delivery.ts'
import type { Address, Card, FailureReason } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { afterQuietHours } from '../src/domain/time.ts'
import { renumbered } from './numbering.ts'
import { errandOf, isNotice, waysTo } from './ways.ts'
import { addressed, lastPart } from './parting.ts'
import type { Turn } from './world.ts'

/** Something to tell a person: what about, how urgent, and how it reads for them. */
export interface Note {
  /** What and which step; with the address it makes the letter's key, so that asked twice is sent once. */
  key: string
  kind: LetterKind
  card: (reader: Person) => Card | Promise<Card>
  ask?: string
  /** Leaves only while its ask is open. */
  chasing?: boolean
  /** Sent again when it is not known whether it arrived. Answers to what a person just did are not worth saying twice. */
  mustArrive?: boolean
  /** What the card shows; a newer card of the same subject takes the older one's place. */
  subject?: string
  /** Goes by itself rather than because somebody said so: waits for the reader's waking hours. */
  byItself?: boolean
  /** Says what an edited card says already: only for chats where nothing can be edited. */
  onlyWhereNoEdits?: boolean
  /** The announcement it is for one of its recipients. */
  announcement?: string
}

/**
 * Writes to a contact by the best of their ways; without one the letter is held until they have one. Returns null when the
 * same was written before.
 */
export async function writeTo(turn: Turn, contactId: string, note: Note): Promise<Letter | null> {
  const reader = await personById(turn.tx, contactId)
  const card = await note.card(reader)
  const [way] = await waysTo(turn, contactId, await errandOf(turn, note.kind, note.ask ?? null, card))
  if (way && note.onlyWhereNoEdits && turn.world.abilities(way.channel).edits) return null
  const sendAt = note.byItself
    ? afterQuietHours(turn.now, reader.timezone, turn.world.settings.quietHours)
    : turn.now
  return way
    ? putAddressed(turn, way, { ...note, card, contactId, sendAt })
    : putHeld(turn, { ...note, card, contactId, sendAt })
}

/** Answers in the chat a person just wrote in, whoever they are. */
export function reply(
  turn: Turn,
  at: Address,
  key: string,
  card: Card,
  more: ReplyExtras = {},
): Promise<Letter | null> {
  return putAddressed(turn, at, { kind: 'reply', contactId: null, sendAt: turn.now, ...more, key, card })
}

/** The cards that show `subject` say something else now: those that can be edited will be, the unsent ones change. */
export async function refresh(
  turn: Turn,
  subject: string,
  render: (letter: Letter, reader: Person) => Promise<Card>,
): Promise<void> {
  for (const letter of await lettersShowing(turn.tx, subject)) {
    const onItsWay = letter.state === 'sent' || letter.claimedBy !== null
    if (!letter.contactId || (onItsWay && !staysTrue(turn, letter))) continue
    const whole = await render(letter, await personById(turn.tx, letter.contactId))
    const fresh = await lastPart(turn, letter, whole)
    const { card, commands } = await renumbered(turn, letter, fresh)
    if (JSON.stringify(card) === JSON.stringify(letter.card)) continue
    const sendAt = letter.state === 'sent' ? turn.now : letter.sendAt
    const dirty = onItsWay && canEdit(turn, letter)
    await changeLetter(turn.tx, letter.id, { card, commands, dirty, sendAt })
  }
}

/** Behind a link the card is read from here, so it is kept true though the message itself says only where it is. */
const staysTrue = (turn: Turn, letter: Letter) =>
  canEdit(turn, letter) || (letter.channel !== null && isNotice(turn.world, letter.channel))

/** What stands there can be changed. */
export const canEdit = (turn: Turn, letter: Letter) =>
  letter.channel !== null &&
  turn.world.abilities(letter.channel).edits &&
  !isNotice(turn.world, letter.channel)

type ReplyExtras = Partial<Pick<Ready, 'contactId' | 'subject' | 'ask' | 'sendAt'>>

interface Ready extends Omit<Note, 'card'> {
  card: Card
  contactId: string | null
  sendAt: number
}

async function putAddressed(turn: Turn, at: Address, note: Ready): Promise<Letter | null> {
  if (note.subject) await supersede(turn.tx, at, note.subject, '')
  return put(turn.tx, await addressed(turn, at, row(turn, note), note.key))
}

function putHeld(turn: Turn, note: Ready): Promise<Letter | null> {
  const key = `${note.key}@held:${note.contactId}`
  return put(turn.tx, {
    ...row(turn, note),
    id: turn.world.newId(),
    key,
    commands: {},
    state: 'held',
  })
}

/** Keeps that something was not written to a contact, and why. */
export async function writeFailed(
  turn: Turn,
  contactId: string,
  note: Note,
  reason: FailureReason,
): Promise<void> {
  const card = await note.card(await personById(turn.tx, contactId))
  await put(turn.tx, {
    ...row(turn, { ...note, card, contactId, sendAt: turn.now }),
    id: turn.world.newId(),
    key: `${note.key}@nowhere:${contactId}`,
    commands: {},
    state: 'failed',
    reason,
  })
}

const row = (turn: Turn, note: Ready) => ({
  card: note.card,
  contactId: note.contactId,
  urgency: letterKinds.indexOf(note.kind),
  askId: note.ask ?? null,
  chasing: note.chasing ?? false,
  mustArrive: note.mustArrive ?? note.kind !== 'reply',
  subject: note.subject ?? null,
  sendAt: note.sendAt,
  createdAt: turn.now,
  announcementId: note.announcement ?? null,
})
