import { keyOf } from '../../db/announcement-letters.ts'
import type { Announcement } from '../../db/announcements.ts'
import type { Ask } from '../../db/asks.ts'
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

/** Writes what is said now to somebody who has had nothing of it, or has to answer anew; returns the ask that opens with it. */
export async function writeFirst(turn: Turn, writing: Writing): Promise<string | null> {
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

/**
 * The card, and what does not fit on it: every file after the first comes in a letter of its own. `chasing`: not worth
 * saying any more once it is answered.
 */
export async function writeCard(
  turn: Turn,
  { said, person, of }: Writing,
  ask: Ask | null,
  chasing: boolean,
): Promise<void> {
  const { announcement } = said
  const key = `${keyOf(announcement.id)}${announcement.revision}`
  const how = {
    kind: kindOf(announcement),
    byItself: announcement.leaves.kind === 'hours',
    ...(ask && chasing && { ask: ask.id, chasing }),
  }
  await writeTo(turn, person.id, {
    ...how,
    key: `${key}:card`,
    announcement: announcement.id,
    subject: shows(said, person.id, ask),
    card: (reader) => cardFor(turn, said, reader, of, { ask, opening: 'card' }),
  })
  const { media, number } = announcement
  for (const [place, file] of media.entries())
    if (place > 0)
      await writeTo(turn, person.id, {
        ...how,
        key: `${key}:file${place + 1}`,
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
