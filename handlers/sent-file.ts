import { personById } from '../db/people.ts'
import type { Address, MediaRef } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { type Texts, textsIn } from '../src/domain/texts/index.ts'
import type { Turn } from './world.ts'
import { reply } from './write.ts'

/** A picture or file that somebody sent, in the store by now, with the words that stood beside it. */
export interface SentFile {
  contactId: string
  at: Address
  /** The event it came with. */
  eventId: string
  media: MediaRef
  caption?: string
}

/** Answers whoever sent it, in their chat. */
export async function answerSender(
  turn: Turn,
  { contactId, at, eventId }: Pick<SentFile, 'contactId' | 'at' | 'eventId'>,
  what: string,
  words: (texts: Texts, person: Person) => string,
): Promise<void> {
  const person = await personById(turn.tx, contactId)
  const text = words(textsIn(person.language), person)
  await reply(turn, at, `reply:${eventId}:${what}`, { text, choices: [] }, { contactId })
}
