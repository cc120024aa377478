import type { Ask } from '../db/asks.ts'
import { personById } from '../db/people.ts'
import { identitiesOf } from '../db/identities.ts'
import type { FailureReason } from '../src/domain/message.ts'
import { named, type Person, spokenPhone } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/**
 * Something could not go out because every path to this contact is closed: the coordinators are told whom to ring, once
 * per path that closed. Who has not linked yet is not told of; the board shows them.
 */
export async function tellIfShutOut(turn: Turn, contactId: string, ask: Ask | null): Promise<void> {
  const paths = await identitiesOf(turn.tx, contactId)
  const [last] = paths.toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
  if (!last || paths.some((path) => path.closedAt === null)) return
  const person = await personById(turn.tx, contactId)
  const note = {
    key: `unreachable:${contactId}:${last.channel}:${last.closedAt}`,
    kind: 'urgent' as const,
    byItself: !ask?.urgent,
    card: (reader: Person) => ({ text: alert(reader, person, last.closedReason ?? 'blocked'), choices: [] }),
  }
  await tellCoordinators(turn, ask?.conferenceId ?? null, note, contactId)
}

function alert(reader: Person, person: Person, reason: FailureReason): string {
  const { general } = textsIn(reader.language)
  const phones = person.phones.map(spokenPhone).join(', ')
  return general.unreachable(named(person, reader), general.failures[reason], phones)
}
