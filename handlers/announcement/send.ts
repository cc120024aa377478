import {
  type Announcement,
  changeAnnouncement,
  saveAnnouncement,
  saveRevision,
} from '../../db/announcements.ts'
import { record } from '../../db/facts.ts'
import { addRecipients } from '../../db/recipients.ts'
import { type AnswerWanted, leavesAt, type When } from '../../src/domain/announcement.ts'
import type { MediaRef } from '../../src/domain/message.ts'
import type { Turn } from '../world.ts'
import { digestOf } from './digest.ts'

/** What somebody wrote to be sent to many. */
export interface Composed {
  text: string
  media: MediaRef[]
  /** The expression, and the lists it names. */
  audience: string
  lists: Record<string, string[]>
  wanted: AnswerWanted
  openUntil: number | null
  leaves: When
  urgent: boolean
  reason: string | null
  conferenceId: string | null
}

/** The author's contact; null for the command line. */
export type Author = string | null

export const empty: Composed = {
  text: '',
  media: [],
  audience: '',
  lists: {},
  wanted: { kind: 'none' },
  openUntil: null,
  leaves: { kind: 'now' },
  urgent: false,
  reason: null,
  conferenceId: null,
}

/** A new draft under the next number. */
export const newDraft = (turn: Turn, author: Author, composed: Composed = empty): Promise<Announcement> =>
  saveAnnouncement(turn.tx, {
    ...composed,
    id: turn.world.newId(),
    state: 'draft',
    stateAt: turn.now,
    stateBy: author,
    authorId: author,
    createdAt: turn.now,
    editedBy: author,
    editedAt: turn.now,
  })

/**
 * The draft goes to these people, in this order; who they are stays as it is now, whatever the audience would be later.
 * Their letters are written little by little (`spread`), so that nobody waits for the writer meanwhile.
 */
export async function sendDraft(
  turn: Turn,
  draft: Announcement,
  contactIds: string[],
  by: Author,
): Promise<Announcement> {
  const { tx, now } = turn
  const leaves = leavesAt(draft.leaves, now)
  const sent = await changeAnnouncement(tx, draft.id, {
    state: 'sending',
    stateAt: now,
    stateBy: by,
    sentAt: now,
    total: contactIds.length,
    revision: 1,
    spreadAt: leaves,
    lookAt: leaves,
    digest: digestOf(turn.world, draft),
  })
  const { id, text, media } = draft
  await saveRevision(tx, { announcementId: id, revision: 1, kind: 'sent', text, media, by, at: now })
  await addRecipients(tx, id, contactIds)
  await record(tx, now, by ?? 'console', 'announced', id, {
    people: contactIds.length,
    leaves: draft.leaves.kind,
    urgent: draft.urgent,
  })
  return sent
}
