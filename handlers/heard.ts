import type { Letter } from '../db/outbox.ts'
import type { Identity } from '../db/people.ts'
import type { Address, Card, Choice } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import type { Texts } from '../src/domain/texts/index.ts'
import { reply } from './write.ts'
import type { Turn } from './world.ts'

/** Somebody we know did something in a chat: who, where, and in which words to answer. */
export interface Heard extends Turn {
  at: Address
  eventId: string
  person: Person
  identity: Identity
  texts: Texts
  /** The message they quoted, when it is one of ours. */
  quoted: Letter | null
}

/** Answers the person in their chat; `what` tells the answers to one event apart. */
export function say(
  heard: Heard,
  what: string,
  text: string,
  choices: Choice[] = [],
): Promise<Letter | null> {
  return reply(heard, heard.at, `reply:${heard.eventId}:${what}`, { text, choices })
}

/** The same with a card that stays true: it shows `subject` and is brought up to date with it. */
export function sayCard(heard: Heard, what: string, card: Card, shows?: { subject: string; ask: string }) {
  return reply(heard, heard.at, `reply:${heard.eventId}:${what}`, card, {
    contactId: heard.person.id,
    ...shows,
  })
}
