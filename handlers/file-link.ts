import { identityAt } from '../db/identities.ts'
import { type Addressed, changeLetter, letterKeyed, put } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { addressed, placeOf } from './parting.ts'
import type { Turn } from './world.ts'

const KEY = 'file-link:'

/** Of a letter that stands for a file which did not get through: the letter that the file belongs to. */
export const letterOfFile = ({ key }: { key: string }): string | null =>
  key.startsWith(KEY) ? key.slice(KEY.length, key.lastIndexOf('@')) : null

/** The text is there and its file is not: one more letter in that chat says so, and on its way out where the file can be had. */
export async function sayWhereFileIs(turn: Turn, letter: Addressed): Promise<void> {
  const contactId = letter.contactId ?? (await identityAt(turn.tx, letter))?.contactId
  const { media } = letter.card
  if (!contactId || !media) return
  const reader = await personById(turn.tx, contactId)
  const text = textsIn(reader.language).link.fileNotThrough(reader, media.fileName)
  const row = {
    card: { text, choices: [] },
    contactId,
    urgency: letter.urgency,
    chasing: false,
    mustArrive: true,
    sendAt: turn.now,
    createdAt: turn.now,
  }
  await put(turn.tx, await addressed(turn, letter, row, `${KEY}${letter.id}`))
}

/** With the letter that was taken back goes what was said of its file. */
export async function takeBackFileLink(turn: Turn, letter: Addressed): Promise<void> {
  const note = await letterKeyed(turn.tx, `${KEY}${letter.id}@${placeOf(letter)}`)
  if (note?.state === 'pending' && !note.claimedBy) return changeLetter(turn.tx, note.id, { state: 'void' })
  if (note?.state !== 'sent' || note.retract) return
  const { card } = letter
  await changeLetter(turn.tx, note.id, { card, retract: true, dirty: true, sendAt: turn.now })
}
