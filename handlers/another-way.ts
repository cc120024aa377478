import { linkToLetter } from '../db/links.ts'
import { changeLetter, heldFor, type Letter, put } from '../db/outbox.ts'
import { letterKinds } from '../src/domain/delivery.ts'
import type { Address } from '../src/domain/message.ts'
import type { Path } from '../src/domain/reach.ts'
import { addressed, isFree, placeOf, voidAhead } from './parting.ts'
import { errandOf, waysTo } from './ways.ts'
import type { Turn } from './world.ts'

/** The person can be reached now: what waited for that goes out. */
export async function releaseHeld(turn: Turn, contactId: string, path: Address): Promise<number> {
  const waiting = await heldFor(turn.tx, contactId)
  for (const letter of waiting) {
    const base = letter.key.replace(/@held:.*$/, '')
    const sendAt = Math.max(turn.now, letter.sendAt)
    await readdress(turn, letter, path, { sendAt, base })
  }
  return waiting.length
}

/** Its parts go in the order of their ids, so it takes a new one with them, unless a link leads to it already. */
async function readdress(turn: Turn, letter: Letter, at: Address, how: { sendAt: number; base: string }) {
  const row = { ...letter, sendAt: how.sendAt }
  const { id, ...there } = await addressed(turn, at, row, how.base)
  const isLinked = (await linkToLetter(turn.tx, letter.id)) !== null
  await changeLetter(turn.tx, letter.id, isLinked ? there : { id, ...there })
}

/** A letter that waited goes out by the best way there is now; true when it did, or need not any more. */
export async function sendHeld(turn: Turn, letter: Letter): Promise<boolean> {
  const base = letter.key.replace(/@held:.*$/, '')
  const ways = await waysOf(turn, letter)
  const way = await firstFree(turn, base, ways)
  if (way) {
    const sendAt = Math.max(turn.now, letter.sendAt)
    await readdress(turn, letter, way, { sendAt, base })
  } else if (ways.length > 0) await changeLetter(turn.tx, letter.id, { state: 'void' })
  return ways.length > 0
}

/** What has become of a letter that was to be told by another way. */
export type Rewritten = 'put' | 'held' | 'already'

/** The letter takes the person's next way, or waits for one; what they have there already is not said again. */
export async function rewrite(turn: Turn, letter: Letter): Promise<Rewritten> {
  if (!letter.contactId) return 'already'
  if (await sendAnotherWay(turn, letter)) return 'put'
  if ((await waysOf(turn, letter)).length > 0) return 'already'
  const base = baseOf(letter)
  const nowhere = { channel: null, account: null, chat: null, commands: {}, state: 'held' as const }
  const key = `${base}@held:${letter.contactId}`
  await voidAhead(turn, letter)
  const held = await put(turn.tx, { ...afresh(turn, letter), ...nowhere, id: turn.world.newId(), key })
  return held ? 'held' : 'already'
}

/** The letter goes out once more by the next of the person's ways, if there is one by which it was not told yet. */
export async function sendAnotherWay(turn: Turn, letter: Letter): Promise<boolean> {
  const base = baseOf(letter)
  const way = await firstFree(turn, base, await waysOf(turn, letter))
  if (!way) return false
  await put(turn.tx, await addressed(turn, way, afresh(turn, letter), base))
  await voidAhead(turn, letter)
  return true
}

/** A letter's key without the place it goes to. */
const baseOf = ({ key }: Letter) => key.slice(0, key.lastIndexOf('@'))

/** The letter as it was written, with nothing of what became of it. */
function afresh(turn: Turn, letter: Letter) {
  const unsent = {
    claimedBy: null,
    claimedAt: null,
    attempts: 0,
    reason: null,
    platformId: null,
    sentAt: null,
    also: null,
    mediaReason: null,
  }
  const untold = {
    deliveredAt: null,
    seenAt: null,
    fallbackAt: null,
    dirty: false,
    retract: false,
    superseded: false,
  }
  return { ...letter, ...unsent, ...untold, id: turn.world.newId(), createdAt: turn.now, sendAt: turn.now }
}

const waysOf = async (turn: Turn, { contactId, urgency, askId, card }: Letter): Promise<Path[]> =>
  contactId ? waysTo(turn, contactId, await errandOf(turn, letterKinds[urgency]!, askId, card)) : []

/** The first of these ways by which this was not told before. */
async function firstFree(turn: Turn, base: string, ways: Path[]): Promise<Path | null> {
  for (const way of ways) if (await isFree(turn, `${base}@${placeOf(way)}`)) return way
  return null
}
