import { identityAt } from '../db/identities.ts'
import { type Addressed, put } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import type { Card } from '../src/domain/message.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { addressed } from './parting.ts'
import type { Turn } from './world.ts'

const KEY = 'file-link:'

/** A letter that stands for a file that did not get through: it names where the file is, and carries it no more. */
export const standsForFile = ({ key }: { key: string }) => key.startsWith(KEY)

/** The text is there and its file is not: one more letter in that chat says where the file can be had. */
export async function sayWhereFileIs(turn: Turn, letter: Addressed): Promise<void> {
  const contactId = letter.contactId ?? (await identityAt(turn.tx, letter))?.contactId
  const { media } = letter.card
  if (!contactId || !media) return
  const reader = await personById(turn.tx, contactId)
  const text = textsIn(reader.language).link.fileNotThrough(reader, media.fileName)
  const card: Card = { text, choices: [], media }
  const row = {
    card,
    contactId,
    urgency: letter.urgency,
    chasing: false,
    mustArrive: true,
    sendAt: turn.now,
    createdAt: turn.now,
  }
  await put(turn.tx, await addressed(turn, letter, row, `${KEY}${letter.id}`))
}
