import type { Ask } from '../db/asks.ts'
import type { Letter } from '../db/outbox.ts'
import type { Card } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { announcementCard } from './announcement/card.ts'
import { assignmentCard } from './assignment-card.ts'
import { pingCard } from './ping-card.ts'
import type { Opening } from './opening.ts'
import { readinessCard } from './readiness-card.ts'
import { refresh } from './write.ts'
import type { Turn } from './world.ts'

export type { Opening } from './opening.ts'
export { whomToCall } from './whom-to-call.ts'

/** The subject of an ask's card, and of the fresh one a person gets to change their answer. */
export const subjectOf = (ask: Pick<Ask, 'id'>) => `ask:${ask.id}`
export const revisionOf = (ask: Pick<Ask, 'id'>) => `revise:${ask.id}`

/** The card of an ask for one reader, as things stand. With `full` it offers every answer though one was given. */
export async function askCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
  full = false,
): Promise<Card> {
  if (ask.kind === 'ping') return pingCard(turn, ask, reader)
  if (ask.kind === 'announcement') return announcementCard(turn, ask, reader, opening)
  return ask.kind === 'readiness'
    ? readinessCard(turn, ask, reader, opening, full)
    : assignmentCard(turn, ask, reader, opening, full)
}

/** Every card that shows this ask is brought up to what is known now. */
export async function refreshAsk(turn: Turn, ask: Ask): Promise<void> {
  await refresh(turn, subjectOf(ask), (letter, reader) => askCard(turn, ask, reader, openingOf(ask, letter)))
  await refresh(turn, revisionOf(ask), (letter, reader) =>
    askCard(turn, ask, reader, 'card', (ask.settledAt ?? 0) <= letter.createdAt),
  )
}

const openingOf = (ask: Ask, letter: Letter): Opening => (letter.contactId === ask.owedBy ? 'card' : 'backup')
