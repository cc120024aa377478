import { type Announcement, announcementById } from '../../db/announcements.ts'
import { isCoordinator, personById } from '../../db/people.ts'
import type { DraftStep } from '../../src/domain/command.ts'
import type { Choice } from '../../src/domain/message.ts'
import { named } from '../../src/domain/person.ts'
import { momentFor } from '../../src/domain/time.ts'
import { reply } from '../write.ts'
import { type Drafting, draftCard, menuOf, progressChoice, showDraft } from './draft-card.ts'
import { mayEdit } from './draft-rights.ts'

/** Tells whoever is at work on a draft; a question about it takes the place of the one before. */
export async function tell(
  drafting: Drafting,
  what: string,
  text: string,
  { choices = [], about }: { choices?: Choice[]; about?: Announcement } = {},
): Promise<void> {
  const { at, eventId, person } = drafting
  const key = `reply:${eventId}:draft-${what}`
  const more = about ? { contactId: person.id, subject: menuOf(about) } : { contactId: person.id }
  await reply(drafting, at, key, { text, choices }, more)
}

/** Nothing is changed by looking. */
const looks: (DraftStep | 'words')[] = ['show', 'preview', 'test']

/** What somebody sends is what they saw; of all else they know what they changed themselves. */
const isSending = (step: DraftStep | 'words') => step.startsWith('send')

/**
 * The draft a step is for, if this person may take it and saw what they are about to change; else they are told why not, and
 * how it stands.
 */
export async function draftFor(
  drafting: Drafting,
  given: { draft: string; version: number; step: DraftStep | 'words' },
): Promise<Announcement | null> {
  const { tx, person, texts } = drafting
  const draft = await announcementById(tx, given.draft)
  if (!(await isCoordinator(tx, person.id)))
    return tell(drafting, 'refused', texts.general.coordinatorsOnly).then(() => null)
  if (!draft || !(await mayEdit(tx, person.id, draft)))
    return tell(drafting, 'refused', texts.composing.notEditable).then(() => null)
  if (draft.state !== 'draft' && !(draft.state === 'discarded' && given.step === 'restore'))
    return tellPast(drafting, draft).then(() => null)
  if (looks.includes(given.step) || draft.version === given.version) return draft
  const isOwn = draft.editedBy === person.id
  if (isOwn && !isSending(given.step)) return draft
  await tellChanged(drafting, draft, isOwn)
  return null
}

async function tellPast(drafting: Drafting, draft: Announcement): Promise<void> {
  const { tx, person, texts, now } = drafting
  if (draft.state === 'discarded') {
    const { text, choices } = await draftCard(drafting, draft, person)
    return tell(drafting, 'past', text, { choices })
  }
  const who = draft.stateBy && named(await personById(tx, draft.stateBy), person)
  const at = momentFor(person, draft.sentAt ?? draft.stateAt, now)
  await tell(drafting, 'past', texts.composing.sentBy(draft.number, who, at), {
    choices: [progressChoice(draft, texts)],
  })
}

async function tellChanged(drafting: Drafting, draft: Announcement, isOwn: boolean): Promise<void> {
  const { tx, person, texts, now } = drafting
  const by = draft.editedBy && !isOwn ? named(await personById(tx, draft.editedBy), person) : null
  const at = momentFor(person, draft.editedAt ?? draft.createdAt, now)
  const { changedBy, changedSince } = texts.composing
  await tell(drafting, 'changed', by ? changedBy(by, at) : changedSince)
  await showDraft(drafting, draft)
}
