import { type Announcement, changeAnnouncement, saveRevision } from '../../db/announcements.ts'
import { record } from '../../db/facts.ts'
import { peopleByIds } from '../../db/people.ts'
import { stopLetters } from '../../db/announcement-letters.ts'
import { endAsks, recipientIds } from '../../db/recipients.ts'
import { leavesAt, type RevisionKind } from '../../src/domain/announcement.ts'
import type { MediaRef } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { checkTemplate, render, type TemplateCheck } from '../../src/domain/template.ts'
import type { Turn } from '../world.ts'
import { digestOf } from './digest.ts'
import { particularsFor } from './particulars.ts'
import type { Author } from './send.ts'
import { lookSoon } from './watch.ts'

export type Changed =
  | { kind: 'done'; announcement: Announcement }
  | { kind: 'not-done'; why: 'not-sent' | 'recalled' | 'empty' | 'same' }
  /** For these it would have a blank. */
  | { kind: 'not-done'; why: 'missing'; people: Person[] }
  | { kind: 'not-done'; why: 'unknown-variable'; check: Extract<TemplateCheck, { kind: 'unknown-variable' }> }

/** Everybody reads this from now on: edited where the channel can, in a new message elsewhere. Answers stay. */
export async function correct(
  turn: Turn,
  announcement: Announcement,
  text: string,
  by: Author,
): Promise<Changed> {
  const why = whyNot(announcement)
  if (why) return { kind: 'not-done', why }
  if (text.trim() === '') return { kind: 'not-done', why: 'empty' }
  if (text === announcement.text) return { kind: 'not-done', why: 'same' }
  const check = checkTemplate(text)
  if (check.kind !== 'good') return { kind: 'not-done', why: 'unknown-variable', check }
  const people = check.variables.length > 0 ? await blanksIn(turn, announcement, text) : []
  if (people.length > 0) return { kind: 'not-done', why: 'missing', people }
  return revise(turn, announcement, 'corrected', { text }, by)
}

/** How many they are, and the names of the first. */
export const firstNames = (people: Person[]): [number, string[]] => [
  people.length,
  people.slice(0, MOST_NAMED).map(({ name }) => name),
]

const MOST_NAMED = 5

async function blanksIn(turn: Turn, { id, conferenceId }: Announcement, text: string): Promise<Person[]> {
  const particular = await particularsFor(turn, conferenceId)
  const people = await peopleByIds(turn.tx, await recipientIds(turn.tx, id))
  return people.filter((person) => render(text, particular(person)).kind === 'missing')
}

/** The first file is another now: everybody gets it in a new message and is asked anew. */
export async function replaceFile(
  turn: Turn,
  announcement: Announcement,
  file: MediaRef,
  by: Author,
): Promise<Changed> {
  const why = whyNot(announcement)
  if (why) return { kind: 'not-done', why }
  if (announcement.media[0]?.id === file.id) return { kind: 'not-done', why: 'same' }
  return revise(turn, announcement, 'new-file', { media: [file, ...announcement.media.slice(1)] }, by)
}

/** Taken back: deleted where the platform lets us, said to be void elsewhere. What has not left never will. */
export async function recall(turn: Turn, announcement: Announcement, by: Author): Promise<Changed> {
  const why = whyNot(announcement)
  if (why) return { kind: 'not-done', why }
  const done = await revise(turn, announcement, 'recalled', {}, by)
  await endAsks(turn.tx, announcement.id, true)
  return done
}

const whyNot = ({ state }: Announcement) => {
  if (state === 'draft' || state === 'discarded') return 'not-sent'
  return state === 'recalled' ? 'recalled' : null
}

async function revise(
  turn: Turn,
  before: Announcement,
  kind: RevisionKind,
  changes: Partial<Pick<Announcement, 'text' | 'media'>>,
  by: Author,
): Promise<Changed> {
  const { tx, now } = turn
  const revision = before.revision + 1
  const announcement = await changeAnnouncement(tx, before.id, {
    ...changes,
    digest: digestOf(turn.world, { ...before, ...changes }),
    revision,
    // What is to leave at a moment still to come, leaves then.
    spreadAt: leavesAt(before.leaves, now),
    ...(kind === 'recalled' && { state: 'recalled', stateAt: now, stateBy: by }),
  })
  const { id, text, media } = announcement
  // Nobody is told any more what is known to be wrong: `spread` writes anew to whoever has nothing yet.
  await stopLetters(tx, id)
  await saveRevision(tx, { announcementId: id, revision, kind, text, media, by, at: now })
  await record(tx, now, by ?? 'console', `announcement-${kind}`, id, { revision })
  await lookSoon(turn, id)
  return { kind: 'done', announcement }
}
