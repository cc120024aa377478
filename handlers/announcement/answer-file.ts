import { identityAt } from '../../db/identities.ts'
import { personById } from '../../db/people.ts'
import type { Address, MediaRef } from '../../src/domain/message.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { Heard } from '../heard.ts'
import type { Turn } from '../world.ts'
import { giveAnswer } from './answer.ts'

/** A file that somebody sent as the answer, fetched and kept by now. */
export interface GivenFile {
  ask: string
  contactId: string
  at: Address
  /** Of the message it came with. */
  eventId: string
  saidAt: number
  media: MediaRef
}

/** Takes it as the answer; a chat that is somebody else's by now gives none. */
export async function takeFile(
  turn: Turn,
  { ask, contactId, at, eventId, saidAt, media }: GivenFile,
): Promise<void> {
  const identity = await identityAt(turn.tx, at)
  if (identity?.contactId !== contactId) return
  const person = await personById(turn.tx, contactId)
  const heard: Heard = {
    ...turn,
    at,
    eventId,
    saidAt,
    person,
    identity,
    texts: textsIn(person.language),
    quoted: null,
    pressed: null,
    photo: media.id,
  }
  await giveAnswer(heard, ask)
}
