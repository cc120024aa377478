import type { Letter } from '../db/outbox.ts'
import type { Identity } from '../db/identities.ts'
import type { Address, Card, Choice } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import type { Texts } from '../src/domain/texts/index.ts'
import { reply } from './write.ts'
import type { Turn } from './world.ts'

/** Somebody we know did something in a chat: who, where, and in which words to answer. */
export interface Heard extends Turn {
  at: Address
  eventId: string
  /** When they did it, as the platform tells, though we may have been away or their file took its time; not after `now`. */
  saidAt: number
  person: Person
  identity: Identity
  texts: Texts
  /** The message they quoted, when it is one of ours. */
  quoted: Letter | null
  /** The card whose button they pressed; null when they wrote. */
  pressed: Letter | null
  /** The picture that came with it, by its id in the store. */
  photo?: string
  /** Their words with the bold and italic that they gave them, in our own marks. */
  marked?: string
}

/** The same with how their words look, where the platform tells. */
export const styledBy = (heard: Heard, { marked }: { kind: 'text' | 'media'; marked?: string }): Heard =>
  marked === undefined ? heard : { ...heard, marked }

/** What an answer of ours was about, so that the next one takes its place and a quote of it is understood. */
export const aboutAsk = (ask: { id: string }) => `about:${ask.id}`
export const aboutFault = (fault: { id: string }) => `about-fault:${fault.id}`

/**
 * Answers the person in their chat; `what` tells the answers to one event apart. An answer `about` something takes the
 * place of the one before: its numbers are given free.
 */
export function say(
  heard: Heard,
  what: string,
  text: string,
  choices: Choice[] = [],
  about?: string,
): Promise<Letter | null> {
  const more = about ? { subject: about } : {}
  return reply(heard, heard.at, `reply:${heard.eventId}:${what}`, { text, choices }, more)
}

/** The same with a card that stays true: it shows `subject` and is brought up to date with it. */
export function sayCard(heard: Heard, what: string, card: Card, shows?: { subject: string; ask: string }) {
  return reply(heard, heard.at, `reply:${heard.eventId}:${what}`, card, {
    contactId: heard.person.id,
    ...shows,
  })
}
