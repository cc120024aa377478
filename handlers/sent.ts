import { askById, changeAsk } from '../db/asks.ts'
import { settleSent } from '../db/claims.ts'
import { type Addressed, changeLetter, type Letter } from '../db/outbox.ts'
import { countSent } from '../db/usage.ts'
import { type Aftermath, letterKinds } from '../src/domain/delivery.ts'
import { monthOf } from '../src/domain/seats.ts'
import { arm } from './asking.ts'
import { sayWhereFileIs } from './file-link.ts'
import type { Turn } from './world.ts'

/** The letter left, and perhaps its file did not. */
export async function recordSent(
  turn: Turn,
  letter: Addressed,
  sent: Extract<Aftermath, { kind: 'sent' }>,
): Promise<void> {
  await settleSent(turn.tx, letter.id, sent, turn.now)
  await countSent(turn.tx, letter.channel, letter.account, monthOf(turn.now))
  await watchArrival(turn, letter)
  if (sent.mediaFailed) await sayWhereFileIs(turn, letter)
  await noteFirstSent(turn, letter)
}

/** Where the platform tells of arrivals, what presses for time and is not told of takes another way as well. */
async function watchArrival(turn: Turn, letter: Addressed): Promise<void> {
  const isPressing = letterKinds[letter.urgency] === 'urgent' && letter.askId !== null
  if (!isPressing || !turn.world.abilities(letter.channel).receipts) return
  await changeLetter(turn.tx, letter.id, { fallbackAt: turn.now + turn.world.settings.reach.undeliveredMs })
}

/** Reminders count from the first card that left for the one who owes the answer. */
async function noteFirstSent(turn: Turn, letter: Letter): Promise<void> {
  const ask = letter.askId ? await askById(turn.tx, letter.askId) : null
  if (!ask || ask.firstSentAt !== null || ask.owedBy !== letter.contactId) return
  await arm(turn, await changeAsk(turn.tx, ask.id, { firstSentAt: turn.now }))
}
