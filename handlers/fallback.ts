import { askById } from '../db/asks.ts'
import { changeLetter, type Letter } from '../db/outbox.ts'
import { hasSentSince, overdueLetters } from '../db/reach.ts'
import { MINUTE, SECOND } from '../src/domain/time.ts'
import { sendAnotherWay } from './another-way.ts'
import { partsAhead } from './parting.ts'
import type { Turn } from './world.ts'

/** How many are looked at in one transaction; the rest follow at once. */
const BATCH = 100

/** A letter in somebody's hands just now is looked at again after this: not a time that attempts come back after. */
const IN_HAND_MS = 7 * SECOND

/** Without another way it is looked for one again after this: somebody may link an app meanwhile. */
const NO_WAY_MS = 10 * MINUTE

/** A bot that has sent something within this long works: its queue moves, and who stands in it is looked at again later. */
const MOVES_MS = MINUTE
const IN_QUEUE_MS = 15 * SECOND

/** What has not left, or not arrived, within its time takes the person's next way. */
export async function fallOver(turn: Turn): Promise<'did' | 'nothing'> {
  const overdue = await overdueLetters(turn.tx, turn.now, BATCH)
  const moves = movingQueues(turn)
  for (const letter of overdue) await takeAnotherWay(turn, letter, moves)
  return overdue.length > 0 ? 'did' : 'nothing'
}

/** Whether the queue a letter stands in moves; asked once for each bot. */
function movingQueues({ tx, now }: Turn) {
  const known = new Map<string, Promise<boolean>>()
  return (letter: Letter): Promise<boolean> => {
    const bot = `${letter.channel}:${letter.account}`
    const moves = known.get(bot) ?? hasSentSince(tx, letter, now - MOVES_MS)
    known.set(bot, moves)
    return moves
  }
}

async function takeAnotherWay(
  turn: Turn,
  letter: Letter,
  moves: ReturnType<typeof movingQueues>,
): Promise<void> {
  const parts = [...(await partsAhead(turn, letter)), letter]
  if (parts.some(({ claimedBy }) => claimedBy !== null)) return lookAgain(turn, letter, IN_HAND_MS)
  // Nobody has tried to send it: that others stand before it is no failure of this way.
  if (letter.state === 'pending' && letter.attempts === 0 && (await moves(letter)))
    return lookAgain(turn, letter, IN_QUEUE_MS)
  if (letter.state === 'pending') return leaveTheQueue(turn, letter)
  if (letter.state === 'sent' && (await isStillAsked(turn, letter))) await sendAnotherWay(turn, letter)
  await changeLetter(turn.tx, letter.id, { fallbackAt: null })
}

/** It goes by one way only: as long as there is no other, it waits where it is. */
async function leaveTheQueue(turn: Turn, letter: Letter): Promise<void> {
  if (!(await isStillAsked(turn, letter))) return changeLetter(turn.tx, letter.id, { fallbackAt: null })
  if (!(await sendAnotherWay(turn, letter))) return lookAgain(turn, letter, NO_WAY_MS)
  await changeLetter(turn.tx, letter.id, {
    state: 'void',
    reason: letter.reason ?? 'unreachable',
    fallbackAt: null,
  })
}

const lookAgain = (turn: Turn, letter: Letter, afterMs: number) =>
  changeLetter(turn.tx, letter.id, { fallbackAt: turn.now + afterMs })

/** An answer that has been given meanwhile is not asked for elsewhere. */
async function isStillAsked({ tx }: Turn, { askId, chasing }: Letter): Promise<boolean> {
  const ask = askId && chasing ? await askById(tx, askId) : null
  return ask === null || ask.state === 'open'
}
