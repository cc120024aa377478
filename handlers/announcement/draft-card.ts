import { type Announcement, changeAnnouncement } from '../../db/announcements.ts'
import { letStand } from '../../db/cards.ts'
import { expect } from '../../db/chats.ts'
import { personById } from '../../db/people.ts'
import type { DraftStep } from '../../src/domain/command.ts'
import { type Expecting, PATIENCE_MS } from '../../src/domain/conversation.ts'
import { gapsIn } from '../../src/domain/draft.ts'
import type { Card, Choice } from '../../src/domain/message.ts'
import { named, type Person } from '../../src/domain/person.ts'
import { type Texts, textsIn } from '../../src/domain/texts/index.ts'
import { momentFor } from '../../src/domain/time.ts'
import { audienceWords } from './audience-choices.ts'
import type { Heard } from '../heard.ts'
import { refresh, reply } from '../write.ts'
import type { Turn } from '../world.ts'
import { meant } from './meant.ts'

/** Somebody at work on a draft, and where they read what comes of it. */
export type Drafting = Pick<Heard, 'tx' | 'world' | 'now' | 'at' | 'eventId' | 'person' | 'texts' | 'marked'>

export const subjectOf = ({ id }: Pick<Announcement, 'id'>) => `draft:${id}`

/** Questions on the way; the next takes the place of the last. */
export const menuOf = ({ id }: Pick<Announcement, 'id'>) => `draft-menu:${id}`

/** What somebody changed; whoever saw it as it was before cannot change it unseen. */
export const changeDraft = (
  { tx, now, person }: Pick<Drafting, 'tx' | 'now' | 'person'>,
  { id, version }: Announcement,
  changes: Partial<Announcement>,
): Promise<Announcement> =>
  changeAnnouncement(tx, id, { ...changes, version: version + 1, editedBy: person.id, editedAt: now })

/** The draft as it is now: a fresh card here after `pauseMs`, and those of other coordinators brought up to date. */
export async function showDraft(drafting: Drafting, draft: Announcement, pauseMs = 0): Promise<void> {
  const { tx, at, eventId, person, now } = drafting
  if (pauseMs === 0) await expect(tx, at, awaiting(draft, now))
  await letStand(tx, at, subjectOf(draft))
  await letStand(tx, at, menuOf(draft))
  await refreshDraft(drafting, draft)
  const card = await draftCard(drafting, draft, person)
  await reply(drafting, at, `reply:${eventId}:draft`, card, {
    contactId: person.id,
    subject: subjectOf(draft),
    sendAt: now + pauseMs,
  })
}

/** Pictures and files that are sent below a draft go with it, without asking. */
const awaiting = ({ id, version, state }: Announcement, now: number): Expecting | null =>
  state === 'draft' ? { what: 'draft', draft: id, version, field: 'files', until: now + PATIENCE_MS } : null

export const refreshDraft = (turn: Turn, draft: Announcement): Promise<void> =>
  refresh(turn, subjectOf(draft), (_, reader) => draftCard(turn, draft, reader))

/** How it stands, what is still missing, and what can be done with it. */
export async function draftCard(turn: Turn, draft: Announcement, reader: Person): Promise<Card> {
  const texts = textsIn(reader.language)
  if (draft.state !== 'draft') return pastCard(turn, draft, reader, texts)
  const { number, text, media, wanted, leaves, urgent, reason, openUntil } = draft
  const moment = (at: number) => momentFor(reader, at, turn.now)
  return {
    text: texts.composing.card({
      number,
      text,
      files: media,
      gaps: gapsIn(draft, turn.now),
      audience: await audienceOf(turn, draft, reader),
      wanted,
      openUntil: openUntil === null ? null : moment(openUntil),
      leaves: leaves.kind === 'at' ? { kind: 'at', at: moment(leaves.at) } : leaves,
      urgent,
      reason,
    }),
    choices: choicesFor(draft, texts),
  }
}

async function audienceOf(turn: Turn, draft: Announcement, reader: Person) {
  if (!draft.audience) return null
  const found = await meant(turn, draft, reader)
  if (found.kind === 'wrong') return { wrong: found.text }
  const words = await audienceWords(turn, draft, reader)
  return { words, people: found.people.length, outside: found.outside }
}

/** A button of a draft; it holds the version that its reader saw. */
export const stepChoice = (
  { id, version }: Announcement,
  step: DraftStep,
  label: string,
  row?: number,
): Choice => ({
  label,
  command: { kind: 'draft', draft: id, version, step },
  ...(row !== undefined && { row }),
})

function choicesFor(draft: Announcement, { composing: { labels } }: Texts): Choice[] {
  const hasFiles = draft.media.length > 0
  return [
    stepChoice(draft, 'text', labels.text, 0),
    stepChoice(draft, 'audience', labels.audience, 0),
    stepChoice(draft, 'files', labels.files, 1),
    ...(hasFiles ? [stepChoice(draft, 'drop-files', labels.dropFiles, 1)] : []),
    stepChoice(draft, 'answer', labels.answer, 2),
    stepChoice(draft, 'when', labels.when, 2),
    stepChoice(draft, 'preview', labels.preview, 3),
    stepChoice(draft, 'test', labels.test, 3),
    stepChoice(draft, 'send', labels.send, 4),
    stepChoice(draft, 'discard', labels.discard, 4),
  ]
}

/** What a card says once there is nothing to edit any more. */
async function pastCard(turn: Turn, draft: Announcement, reader: Person, texts: Texts): Promise<Card> {
  const { composing } = texts
  const who = draft.stateBy && named(await personById(turn.tx, draft.stateBy), reader)
  if (draft.state === 'discarded')
    return {
      text: composing.discardedBy(draft.number, who, momentFor(reader, draft.stateAt, turn.now)),
      choices: [stepChoice(draft, 'restore', composing.labels.restore)],
    }
  return {
    text: composing.sentCard(draft.number, who, momentFor(reader, draft.sentAt ?? draft.stateAt, turn.now)),
    choices: [progressChoice(draft, texts)],
  }
}

export const progressChoice = ({ id }: Pick<Announcement, 'id'>, { sending }: Texts): Choice => ({
  label: sending.labels.show(),
  command: { kind: 'announcement', announcement: id, act: 'show' },
})
