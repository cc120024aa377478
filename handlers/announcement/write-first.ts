import { keyOf } from '../../db/announcement-letters.ts'
import type { Announcement } from '../../db/announcements.ts'
import type { Ask } from '../../db/asks.ts'
import type { Letter } from '../../db/outbox.ts'
import type { Recipient } from '../../db/recipients.ts'
import type { LetterKind } from '../../src/domain/delivery.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Particular } from '../../src/domain/template.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { open } from '../asking.ts'
import { subjectOf } from '../cards.ts'
import { writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { cardFor, type Said } from './card.ts'
import { isOpen } from './is-open.ts'
import { isLeftOut } from './left-out.ts'

/** What is said, to whom, and what is known of them. */
export interface Writing {
  said: Said
  recipient: Recipient
  person: Person
  of: Particular
}

export const kindOf = ({ urgent }: Pick<Announcement, 'urgent'>): LetterKind =>
  urgent ? 'urgent' : 'announcement'

/** What a card of this version shows; the next one takes its place. */
export const shows = ({ announcement }: Said, contactId: string, ask: Ask | null): string =>
  ask ? subjectOf(ask) : `announcement-to:${announcement.id}:${contactId}`

/**
 * Writes what is said now to somebody who has had nothing of it, or has to answer anew, unless it would have a blank;
 * returns the ask that opens with it.
 */
export async function writeFirst(turn: Turn, writing: Writing): Promise<string | null> {
  if (await isLeftOut(turn, writing)) return null
  const ask = await askOf(turn, writing)
  await writeCard(turn, writing, ask, true)
  return ask?.id ?? null
}

function askOf(turn: Turn, { said: { announcement }, person }: Writing): Promise<Ask | null> {
  const { id, revision, wanted, openUntil, urgent } = announcement
  if (wanted.kind === 'none' || !isOpen(turn, announcement)) return Promise.resolve(null)
  return open(turn, {
    key: `announcement:${id}:${revision}:${person.id}`,
    kind: 'announcement',
    announcementId: id,
    owedBy: person.id,
    steps: [],
    urgent,
    endsAt: openUntil,
  })
}

/** The card, and what does not fit on it. `chasing`: not worth saying any more once it is answered. */
export async function writeCard(
  turn: Turn,
  writing: Writing,
  ask: Ask | null,
  chasing: boolean,
): Promise<void> {
  const { said, person, of } = writing
  const { announcement } = said
  await writeTo(turn, person.id, {
    ...howOf(announcement),
    ...(ask && chasing && { ask: ask.id, chasing }),
    key: `${baseOf(announcement)}:card`,
    announcement: announcement.id,
    subject: shows(said, person.id, ask),
    card: (reader) => cardFor(turn, said, reader, of, { ask, opening: 'card' }),
  })
  await writeFiles(turn, writing, chasing ? ask : null)
}

const baseOf = ({ id, revision }: Announcement) => `${keyOf(id)}${revision}`

const howOf = (announcement: Announcement) => ({
  kind: kindOf(announcement),
  byItself: announcement.leaves.kind === 'hours' && !announcement.urgent,
})

/** What the key of a letter with the file at that place says. */
const fileMark = (place: number) => `:file${place + 1}`

/**
 * Every file after the first comes in a letter of its own, save those that `left` has already. They belong to the ask, and
 * are no chase: an answer to the card leaves them worth having.
 */
export async function writeFiles(
  turn: Turn,
  { said: { announcement }, person }: Writing,
  ask: Ask | null,
  left: Letter[] = [],
): Promise<void> {
  const { media, number } = announcement
  for (const [place, file] of media.entries())
    if (place > 0 && !left.some(({ key }) => key.includes(`${fileMark(place)}@`)))
      await writeTo(turn, person.id, {
        ...howOf(announcement),
        ...(ask && { ask: ask.id }),
        key: `${baseOf(announcement)}${fileMark(place)}`,
        card: (reader) => ({
          text: textsIn(reader.language).announcement.furtherFile(
            place + 1,
            media.length,
            number,
            file.fileName,
          ),
          choices: [],
          media: file,
        }),
      })
}
