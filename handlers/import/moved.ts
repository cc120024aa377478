import { askedIn } from '../../db/asks.ts'
import type { Conference } from '../../db/conferences.ts'
import { markConference } from '../../db/conferences.ts'
import { changeLetter, lettersShowing } from '../../db/outbox.ts'
import type { Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { Shift } from '../../src/domain/texts/vi/change.ts'
import { forReader } from '../../src/domain/time.ts'
import { whomToCall } from '../cards.ts'
import { concernedBy } from '../concerned.ts'
import { writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { type Change, fieldsOf, hasChanged, liveAsks } from './change.ts'

/** The conference begins or ends at another moment than people were told. */
export const isMoved = (change: Change) =>
  change.reachedPeople && hasChanged(fieldsOf(change, 'conference'), 'start', 'end')

/** From now on everything is asked under a new revision. */
export async function nextRevision(change: Change): Promise<void> {
  const revision = change.conference.revision + 1
  change.conference = { ...change.conference, revision }
  await markConference(change.tx, change.conference.id, { revision })
}

/** "ĐỔI GIỜ": one letter to everyone concerned, once it is known who is asked again. An older one not yet sent is void. */
export async function tellOfTheMove(change: Change): Promise<void> {
  const subject = moveOf(change.conference)
  await voidUnsent(change, subject)
  for (const contactId of await concerned(change)) {
    change.told.add(contactId)
    await writeTo(change, contactId, {
      key: `moved:${change.id}`,
      kind: 'urgent',
      mustArrive: true,
      subject,
      card: async (reader) => ({ text: await movedText(change, reader), choices: [] }),
    })
  }
}

/** The subject of a conference's "ĐỔI GIỜ". */
export const moveOf = (conference: Conference) => `moved:${conference.id}`

/** What nobody has read yet is not to be read any more. */
export async function voidUnsent(turn: Turn, subject: string): Promise<void> {
  for (const letter of await lettersShowing(turn.tx, subject))
    if (letter.state !== 'sent' && !letter.claimedBy)
      await changeLetter(turn.tx, letter.id, { state: 'void' })
}

async function concerned(change: Change): Promise<Set<string>> {
  const people = new Set(await concernedBy(change.tx, change.conference.id))
  for (const ask of liveAsks(change, () => true))
    for (const { contactId } of await askedIn(change.tx, ask.id)) people.add(contactId)
  return people
}

async function movedText(change: Change, reader: Person): Promise<string> {
  const before = change.stored.conference!
  const { conference } = change
  const samePace = conference.endAt - before.endAt === conference.startAt - before.startAt
  return textsIn(reader.language).change.moved(reader, {
    conference: conference.title,
    start: shift(before, conference, 'startAt', reader),
    end: samePace ? null : shift(before, conference, 'endAt', reader),
    askedAgain: change.askedAgain.has(reader.id),
    callWhom: await whomToCall(change.tx, conference.id, reader),
  })
}

function shift(
  before: Conference,
  after: Conference,
  which: 'startAt' | 'endAt',
  reader: Person,
): Shift | null {
  if (before[which] === after[which]) return null
  const told = (at: number) => forReader(at, reader.timezone, reader.language)
  return { from: told(before[which]), to: told(after[which]) }
}
