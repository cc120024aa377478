import type { Ask } from '../db/asks.ts'
import { conferenceById } from '../db/conferences.ts'
import type { Card } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { Turn } from './world.ts'

/** "Đây là tin thử liên lạc…": all that it asks is whether it came. */
export async function pingCard(turn: Turn, ask: Ask, reader: Person): Promise<Card> {
  const { contactable } = textsIn(reader.language)
  const conference = await conferenceById(turn.tx, ask.conferenceId!)
  const text = contactable.ping(reader, turn.world.settings.office.name, conference.title)
  if (ask.state !== 'open') {
    const now = ask.state === 'answered' ? contactable.pingAnswered : contactable.pingEnded
    return { text: `${text}\n\n${now}`, choices: [] }
  }
  return { text, choices: [{ label: contactable.pingLabel, command: { kind: 'answer-ping', ask: ask.id } }] }
}
