import type { Ask } from '../db/asks.ts'
import { personById } from '../db/people.ts'
import { identitiesOf, identityAt } from '../db/identities.ts'
import type { Addressed } from '../db/outbox.ts'
import type { FailureReason } from '../src/domain/message.ts'
import { named, type Person, spokenPhone } from '../src/domain/person.ts'
import { inBrief } from '../src/domain/quoted.ts'
import { isOpen } from '../src/domain/reach.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { pathsOf } from './paths-of.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/**
 * Something could not go out because every path to this contact is closed: the coordinators are told whom to ring, once
 * per path that closed. Who has not linked yet is not told of; the board shows them.
 */
export async function tellIfShutOut(turn: Turn, contactId: string, ask: Ask | null): Promise<void> {
  const chats = (await identitiesOf(turn.tx, contactId)).filter(({ channel }) => channel !== 'web')
  const [last] = chats.toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
  const paths = await pathsOf(turn, contactId)
  if (!last || paths.some((path) => path.channel !== 'web' && isOpen(path))) return
  const reason = last.closedReason ?? (last.channel === 'zalo-oa' ? 'window-closed' : 'unreachable')
  const person = await personById(turn.tx, contactId)
  const note = {
    key: `unreachable:${contactId}:${last.channel}:${last.closedAt ?? last.lastInAt}`,
    kind: 'urgent' as const,
    byItself: !ask?.urgent,
    card: (reader: Person) => ({ text: alert(reader, person, reason), choices: [] }),
  }
  await tellCoordinators(turn, ask?.conferenceId ?? null, note, contactId)
}

/**
 * The platform will never take this letter, though nothing is wrong with the path: the coordinators hear that it did not
 * arrive. That this could not be said either is not said again.
 */
export async function tellOfRefusal(turn: Turn, letter: Addressed, ask: Ask | null): Promise<void> {
  if (letter.key.startsWith(REFUSED)) return
  const contactId = letter.contactId ?? (await identityAt(turn.tx, letter))?.contactId
  if (!contactId) return
  const person = await personById(turn.tx, contactId)
  const start = inBrief(letter.card.text, 80)
  await tellCoordinators(turn, ask?.conferenceId ?? null, {
    key: `${REFUSED}${letter.id}`,
    kind: 'urgent',
    card: (reader) => ({
      text: textsIn(reader.language).general.refused(named(person, reader), start),
      choices: [],
    }),
  })
}

const REFUSED = 'refused:'

function alert(reader: Person, person: Person, reason: FailureReason): string {
  const { general } = textsIn(reader.language)
  const phones = person.phones.map(spokenPhone).join(', ')
  return general.unreachable(named(person, reader), general.failures[reason], phones)
}
