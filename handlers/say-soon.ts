import { changeLetter, type Letter, letterKeyed } from '../db/outbox.ts'
import type { Address, Card } from '../src/domain/message.ts'
import { numbered } from './numbering.ts'
import { placeOf } from './path.ts'
import { reply } from './write.ts'
import type { Turn } from './world.ts'

/**
 * Answers after a pause, once: what is said under the same key meanwhile takes the place of what was to be said. For
 * chats where a card cannot be edited and every tick would otherwise be a message.
 */
export async function saySoon(
  turn: Turn,
  at: Address,
  key: string,
  card: Card,
  pauseMs: number,
): Promise<void> {
  const waiting = await letterKeyed(turn.tx, `${key}@${placeOf(at)}`)
  if (waiting && isWaiting(waiting)) return changeLetter(turn.tx, waiting.id, await numbered(turn, at, card))
  if (waiting) await changeLetter(turn.tx, waiting.id, { key: `${waiting.key}#${waiting.id}` })
  await reply(turn, at, key, card, { sendAt: turn.now + pauseMs })
}

/** What was to be said soon has been overtaken. */
export async function leaveUnsaid(turn: Turn, at: Address, key: string): Promise<void> {
  const waiting = await letterKeyed(turn.tx, `${key}@${placeOf(at)}`)
  if (waiting && isWaiting(waiting)) await changeLetter(turn.tx, waiting.id, { state: 'unneeded' })
}

const isWaiting = (letter: Letter) => letter.state === 'pending' && !letter.claimedBy
