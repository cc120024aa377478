import { answersGiven, countKeyed } from '../db/cards.ts'
import { identityAt } from '../db/identities.ts'
import { conferencesServedBy } from '../db/invites.ts'
import { personById } from '../db/people.ts'
import type { Address } from '../src/domain/message.ts'
import { callOn, named } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { HOUR, MINUTE } from '../src/domain/time.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** Answers after which nobody is further than before. */
const LEADING_NOWHERE = ['unclear', 'unknown', 'too-many-guesses', 'not-own', 'unreadable', 'phone-unknown']

/** How many of them one chat gets in a while: an answering machine at the other end would go on for ever. */
const MOST = 5
const WHILE = 10 * MINUTE

/**
 * Whether so many answers of that kind were given in this chat that there is silence now. Of somebody we know the
 * coordinators hear, once an hour, whom to call instead.
 */
export async function isEnough(turn: Turn, at: Address, eventId: string): Promise<boolean> {
  const given = await answersGiven(turn.tx, at, LEADING_NOWHERE, turn.now - WHILE)
  if (given < MOST) return false
  const identity = await identityAt(turn.tx, at)
  if (identity) await tellWhomToCall(turn, identity.contactId, eventId)
  return true
}

async function tellWhomToCall(turn: Turn, contactId: string, eventId: string): Promise<void> {
  const key = `not-understood:${contactId}`
  if ((await countKeyed(turn.tx, `${key}:*`, turn.now - HOUR)) > 0) return
  const person = await personById(turn.tx, contactId)
  const call = person.phones.length > 0 ? callOn(person) : null
  const note = {
    key: `${key}:${eventId}`,
    kind: 'urgent' as const,
    card: (reader: typeof person) => ({
      text: textsIn(reader.language).general.cannotFollow(named(person, reader), call),
      choices: [],
    }),
  }
  for (const scope of await scopesOf(turn, contactId)) await tellCoordinators(turn, scope, note, contactId)
}

/** The conferences whose coordinators have to do with this contact; with none, those who coordinate everything. */
export async function scopesOf(turn: Turn, contactId: string): Promise<(string | null)[]> {
  const conferences = await conferencesServedBy(turn.tx, contactId)
  return conferences.length > 0 ? conferences.map(({ id }) => id) : [null]
}
