import { changeLetter, type Letter, letterKeyed, type NewLetter, put } from '../db/outbox.ts'
import type { Address, Card, ChannelName } from '../src/domain/message.ts'
import { letterKinds } from '../src/domain/delivery.ts'
import { wordedParts } from '../src/domain/parts.ts'
import { fallbackAt } from '../src/domain/reach.ts'
import { asShown, type Worded } from '../src/domain/spans.ts'
import { fileFit } from './file-fit.ts'
import { haltOf } from './announcement/halt-of.ts'
import { numbered } from './numbering.ts'
import type { Turn, World } from './world.ts'

/** Before the text: '(gửi lại)' in any language, and its line end. */
const SENT_AGAIN = 20

/** Around the stamp: '— ', ' —' and the line end. */
const STAMP_FRAME = 5

/** Around the label of a choice that has no button, and its hint: '99. ', brackets, line ends; a blank line stands before the first. */
const LABEL_FRAME = 9

/**
 * Addresses a letter under `<base>@<place>`. What is too long for one message goes ahead in letters of its own, under
 * `<base>#1@<place>` and so on; the choices, and what the card shows, stay with the last, and so does the whole text.
 */
export async function addressed<Row extends Omit<NewLetter, 'id' | 'key' | 'state' | 'commands'>>(
  turn: Turn,
  at: Address,
  row: Row,
  base: string,
) {
  const { channel, account, chat } = at
  const key = `${base}@${placeOf(at)}`
  const { contactId = null, createdAt } = row
  const state = (await haltOf(turn, { key, contactId, createdAt })) ?? ('pending' as const)
  const there = { channel, account, chat, state }
  const whole = uncut(row.card)
  const all = shownOn(turn.world, channel, whole)
  const ahead = all.length > 1 && (await letterKeyed(turn.tx, key)) ? [] : all.slice(0, -1)
  for (const [place, part] of ahead.entries())
    if (await isFree(turn, keyAhead(key, place)))
      await put(turn.tx, {
        ...row,
        ...there,
        id: turn.world.newId(),
        key: keyAhead(key, place),
        card: { ...carded(part), choices: [] },
        commands: {},
        subject: null,
        announcementId: null,
      })
  const { card, commands } = await numbered(turn, at, lastOf(whole, all))
  return {
    ...row,
    ...there,
    id: turn.world.newId(),
    key,
    card,
    commands,
    fallbackAt: fallbackOf(turn.world, row),
  }
}

/** A letter to somebody has so long to leave; an answer stays in the chat it was asked in. */
function fallbackOf(world: World, row: { urgency: number; sendAt: number; contactId?: string | null }) {
  const kind = letterKinds[row.urgency]
  return row.contactId && kind ? fallbackAt(kind, row.sendAt, world.settings.reach) : null
}

/** Below the text where a file does not go along: where it is to be had. */
const FILE_NOTE = 400

const carded = ({ text, spans }: Worded) => ({ text, spans: spans.length > 0 ? spans : undefined })

const uncut = ({ whole, ...card }: Card): Card => (whole ? { ...card, ...whole } : card)

/** The last message of a card; what fits stays as it is, also where links will be written out: it may yet be shown elsewhere. */
const lastOf = (card: Card, all: Worded[]): Card =>
  all.length > 1 ? { ...card, ...carded(all.at(-1)!), whole: { text: card.text, spans: card.spans } } : card

/** A card's text as the messages it takes there, in their order, each as it will look. */
export function shownOn(
  world: World,
  channel: ChannelName,
  { text, spans = [], choices, media }: Card,
): Worded[] {
  const abilities = world.abilities(channel)
  const { stamp } = world.settings
  const room = abilities.textLimit - SENT_AGAIN - (stamp ? stamp.length + STAMP_FRAME : 0)
  // Where buttons may be refused, nobody knows before whether they are.
  const hasLines = !abilities.buttons || abilities.buttonsMayFail
  const below = hasLines
    ? choices.reduce((sum, { label, hint = '' }) => sum + label.length + hint.length + LABEL_FRAME, 2)
    : 0
  const note = media && fileFit(world, channel, media).kind !== 'attached' ? FILE_NOTE : 0
  return wordedParts(asShown({ text, spans }, abilities), room, room - below - note)
}

/** A card as its letter shows it: of one that went in several messages, the letter is the last. */
export async function lastPart(turn: Turn, { key, channel }: Letter, card: Card): Promise<Card> {
  const all = channel === null ? [] : shownOn(turn.world, channel, card)
  if (all.length < 2) return card
  return (await letterKeyed(turn.tx, keyAhead(key, 0))) ? lastOf(card, all) : card
}

/** The key of what goes ahead of a letter at that place. */
function keyAhead(key: string, place: number): string {
  const at = key.lastIndexOf('@')
  return `${key.slice(0, at)}#${place + 1}${key.slice(at)}`
}

/** What goes ahead of a letter, or went. */
export async function partsAhead({ tx }: Turn, { key }: Letter): Promise<Letter[]> {
  const parts: Letter[] = []
  for (;;) {
    const part = await letterKeyed(tx, keyAhead(key, parts.length))
    if (!part) return parts
    parts.push(part)
  }
}

/** The whole goes another way: what was to go ahead of this letter never leaves. */
export async function voidAhead(turn: Turn, letter: Letter): Promise<void> {
  for (const { id, state, claimedBy } of await partsAhead(turn, letter))
    if ((state === 'pending' || state === 'paused') && claimedBy === null)
      await changeLetter(turn.tx, id, { state: 'void' })
}

/** The letter that has the whole text: this one, or that which it goes ahead of; null when that went elsewhere with it. */
export async function wholeOf({ tx }: Turn, letter: Letter): Promise<Letter | null> {
  const key = letter.key.replace(/#\d+(?=@[^@]*$)/, '')
  const last = key === letter.key ? letter : await letterKeyed(tx, key)
  // Written before cards kept what they were cut from, each part goes for itself.
  return last && !last.card.whole ? letter : last
}

/**
 * Whether a letter may take this key. One that failed there (the chat was closed), or was taken back, never told the
 * person anything: it leaves its key to the one that will.
 */
export async function isFree(turn: Turn, key: string): Promise<boolean> {
  const before = await letterKeyed(turn.tx, key)
  if (!before) return true
  if (['sent', 'pending', 'paused', 'held'].includes(before.state)) return false
  await changeLetter(turn.tx, before.id, { key: `${key}#${before.id}` })
  return true
}

/** One chat as keys of ours name it: what stands before their last @ says what is told there. */
export const placeOf = ({ channel, account, chat }: Address) =>
  `${channel}:${account}:${chat.replaceAll('@', '%40')}`
