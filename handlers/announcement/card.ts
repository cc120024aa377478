import { announcementById } from '../../db/announcements.ts'
import type { Ask } from '../../db/asks.ts'
import type { Card } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { Opening } from '../opening.ts'
import type { Turn } from '../world.ts'

/** What one recipient reads, and how they can answer it as things stand. */
export async function announcementCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  _opening: Opening,
): Promise<Card> {
  const announcement = await announcementById(turn.tx, ask.announcementId!)
  const { receivedLabel } = textsIn(reader.language).announcement
  const choices =
    ask.state === 'open'
      ? [{ label: receivedLabel, command: { kind: 'received' as const, ask: ask.id } }]
      : []
  return { text: announcement!.text, choices }
}
