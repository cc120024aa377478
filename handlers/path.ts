import { announcementIn } from '../db/announcement-letters.ts'
import { askById } from '../db/asks.ts'
import { waitingAt } from '../db/paths.ts'
import { changeLetter, heldFor, type Letter } from '../db/outbox.ts'
import { closePath, heardFrom, identityAt, type Identity } from '../db/identities.ts'
import { cardsOnPage } from '../db/reach.ts'
import { letterKinds } from '../src/domain/delivery.ts'
import type { Address } from '../src/domain/message.ts'
import { lookSoonAt } from './announcement/watch.ts'
import { tellIfShutOut } from './unreachable.ts'
import { releaseHeld, sendAnotherWay, sendHeld } from './another-way.ts'
import { isFree, placeOf, wholeOf } from './parting.ts'
import type { Turn } from './world.ts'

export { placeOf } from './parting.ts'

/** The person shut the bot out: what was on its way there takes another path of theirs, or waits. */
export async function pathClosed(turn: Turn, at: Address): Promise<void> {
  const identity = await identityAt(turn.tx, at)
  if (!identity || identity.closedAt !== null) return
  await closePath(turn.tx, at, 'blocked', turn.now)
  await takeBack(turn, identity)
}

/**
 * The person let the bot in again, or wrote, which shows the same: the path is open, and what waited for it goes out.
 * Returns whose chat it is; null when it is nobody's.
 */
export async function pathOpened(turn: Turn, at: Address): Promise<Identity | null> {
  const identity = await identityAt(turn.tx, at)
  if (!identity) return null
  await heardFrom(turn.tx, identity.id, turn.now)
  if (identity.channel !== 'web') await release(turn, identity.contactId, identity)
  return { ...identity, lastInAt: turn.now, closedAt: null, closedReason: null }
}

/**
 * What waited for this contact goes out by `path`, save what was said there before; so do the cards that only lay on their
 * page, where nothing tells them of.
 */
export async function release(turn: Turn, contactId: string, path: Address): Promise<void> {
  if (path.channel !== 'web')
    for (const card of await cardsOnPage(turn.tx, contactId)) await sendAnotherWay(turn, card)
  for (const letter of await heldFor(turn.tx, contactId)) {
    const isNew = await isFree(turn, letter.key.replace(/@held:.*$/, `@${placeOf(path)}`))
    if (!isNew) await changeLetter(turn.tx, letter.id, { state: 'void' })
  }
  await releaseHeld(turn, contactId, path)
}

/** Letters that have not left for this chat wait for another path, or take it at once. Answers said there stay there. */
export async function takeBack(turn: Turn, from: Identity): Promise<void> {
  const waiting = (await waitingAt(turn.tx, from)).filter(
    (letter) => letter.contactId === from.contactId && !isReply(letter),
  )
  for (const letter of waiting) await hold(turn, letter, from.contactId)
  await lookSoonAt(turn, waiting)
  for (const letter of await heldFor(turn.tx, from.contactId)) await sendHeld(turn, letter)
  const pressing = waiting.filter((letter) => !isToMany(letter))
  const about = pressing.find((letter) => letter.askId !== null)
  const stuck = await heldFor(turn.tx, from.contactId)
  if (pressing.length > 0 && stuck.length > 0)
    await tellIfShutOut(turn, from.contactId, about ? await askOf(turn, about) : null)
}

/** Whom an announcement does not reach is told in its report, not in a message for each of them. */
export const isToMany = ({ key }: Letter) => announcementIn(key) !== null

/** The ask a letter is about, if it is about one. */
export const askOf = (turn: Turn, { askId }: Letter) => (askId ? askById(turn.tx, askId) : null)

export const isReply = (letter: Letter) => letterKinds[letter.urgency] === 'reply'

/** What goes ahead of another is written anew with that one, unless it is alone in not having left. */
async function hold(turn: Turn, letter: Letter, contactId: string): Promise<void> {
  const whole = await wholeOf(turn, letter)
  if (whole?.id !== letter.id && whole?.state !== 'sent')
    return changeLetter(turn.tx, letter.id, { state: 'void' })
  const key = `${letter.key.slice(0, letter.key.lastIndexOf('@'))}@held:${contactId}`
  const nowhere = { channel: null, account: null, chat: null, commands: {}, attempts: 0, reason: null }
  const isNew = await isFree(turn, key)
  await changeLetter(turn.tx, letter.id, isNew ? { ...nowhere, key, state: 'held' } : { state: 'void' })
}
