import { type Announcement, announcementById, revisionsOf } from '../../db/announcements.ts'
import type { Ask } from '../../db/asks.ts'
import type { RevisionKind } from '../../src/domain/announcement.ts'
import type { Card, Span } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { shifted } from '../../src/domain/spans.ts'
import { type Particular, render } from '../../src/domain/template.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { momentFor } from '../../src/domain/time.ts'
import type { Opening } from '../opening.ts'
import type { Turn } from '../world.ts'
import { answerChoices, answerLine, standingOf } from './answer-lines.ts'
import { isOpen } from './is-open.ts'
import { particularsFor } from './particulars.ts'

/** What is said to everybody, as it stands: the announcement, and what was done to it last. */
export interface Said {
  announcement: Announcement
  kind: RevisionKind
  at: number
}

export async function saidNow({ tx }: Pick<Turn, 'tx'>, announcement: Announcement): Promise<Said> {
  const last = (await revisionsOf(tx, announcement.id)).at(-1)
  return { announcement, kind: last?.kind ?? 'sent', at: last?.at ?? announcement.createdAt }
}

/** What one recipient reads, and how they can answer it as things stand. */
export async function announcementCard(
  turn: Turn,
  ask: Ask,
  reader: Person,
  opening: Opening,
): Promise<Card> {
  const announcement = await announcementById(turn.tx, ask.announcementId!)
  if (!announcement) throw new Error(`no announcement ${ask.announcementId}`)
  const of = (await particularsFor(turn, announcement.conferenceId))(reader)
  return cardFor(turn, await saidNow(turn, announcement), reader, of, { ask, opening })
}

interface About {
  ask: Pick<Ask, 'id' | 'state'> | null
  opening: Opening
}

/** The same where what it says and of whom is known already. */
export async function cardFor(
  turn: Turn,
  said: Said,
  reader: Person,
  of: Particular,
  { ask, opening }: About,
): Promise<Card> {
  const { announcement } = said
  const texts = textsIn(reader.language)
  if (said.kind === 'recalled') return { text: retraction(said, reader, turn.now), choices: [] }
  const stands = ask && (await standingOf(turn, announcement, ask, reader))
  // What came with the old file does not say that it is the new one.
  const head = headOf(stands?.isOvertaken ? { ...said, kind: 'sent' } : said, reader, opening, turn.now)
  const body = filled(announcement.text, of)
  const foot = stands
    ? answerLine(texts, announcement, stands, reader, turn.now)
    : over(said, reader, turn.now)
  return {
    text: [head + body.text, foot].filter(Boolean).join('\n\n'),
    ...(body.spans.length > 0 && { spans: shifted(body.spans, head.length) }),
    choices: stands ? answerChoices(texts, announcement, stands, turn.now) : [],
    ...(announcement.media[0] && { media: announcement.media[0] }),
  }
}

/** Whoever reads it first when answers are closed was never asked; they read why there is no way to answer. */
function over({ announcement: { wanted, openUntil } }: Said, reader: Person, now: number): string {
  if (wanted.kind === 'none' || openUntil === null || isOpen({ now }, { openUntil })) return ''
  return textsIn(reader.language).announcement.over(momentFor(reader, openUntil, now))
}

/** Nothing is written to anybody with a blank; of somebody renamed since, what they have says what is known. */
function filled(source: string, of: Particular): { text: string; spans: Span[] } {
  const rendered = render(source, of)
  if (rendered.kind === 'rendered') return rendered
  const known = Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, value?.trim() ? value : '…']),
  )
  const again = render(source, known as Particular)
  return again.kind === 'rendered' ? again : { text: source, spans: [] }
}

function headOf({ announcement, kind, at }: Said, reader: Person, opening: Opening, now: number): string {
  const { announcement: words } = textsIn(reader.language)
  const { number } = announcement
  const reminds = opening === 'reminder' || opening === 'again'
  const lines = [
    reminds ? words.reminderHead(reader, number) : words.head(number, announcement.urgent),
    ...(kind === 'corrected' ? [words.corrected(momentFor(reader, at, now))] : []),
    ...(kind === 'new-file' ? [words.newFile(momentFor(reader, at, now))] : []),
  ]
  return `${lines.join('\n')}\n`
}

export function retraction({ announcement, at }: Said, reader: Person, now: number): string {
  const { announcement: words } = textsIn(reader.language)
  return words.recalled(reader, announcement.number, momentFor(reader, at, now))
}
