import { lettersShowing } from '../../db/outbox.ts'
import { personById } from '../../db/people.ts'
import { MOST_FILES } from '../../src/domain/draft.ts'
import type { Address, MediaRef } from '../../src/domain/message.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { Turn } from '../world.ts'
import { draftFor, tell } from './draft-access.ts'
import { changeDraft, type Drafting, refreshDraft, showDraft, subjectOf } from './draft-card.ts'

/** Several pictures sent at once come one by one: one card tells of them all. */
const PAUSE_MS = 2_000

/** A picture or file that a coordinator sent for a draft, once it is in our store. */
export async function addDraftFile(
  turn: Turn,
  given: { draft: string; version: number; contactId: string; at: Address; media: MediaRef },
): Promise<void> {
  const { media, at, contactId } = given
  const person = await personById(turn.tx, contactId)
  const texts = textsIn(person.language)
  const drafting: Drafting = { ...turn, at, eventId: `file-${media.id}`, person, texts }
  const draft = await draftFor(drafting, { ...given, step: 'files' })
  if (!draft) return
  if (draft.media.length >= MOST_FILES)
    return tell(drafting, 'too-many', texts.composing.tooManyFiles(media.fileName, MOST_FILES))
  const changed = await changeDraft(drafting, draft, { media: [...draft.media, media] })
  return (await isAboutToBeShown(drafting, changed))
    ? refreshDraft(drafting, changed)
    : showDraft(drafting, changed, PAUSE_MS)
}

async function isAboutToBeShown({ tx, at, now }: Drafting, draft: { id: string }): Promise<boolean> {
  const shown = await lettersShowing(tx, subjectOf(draft))
  return shown.some(
    ({ channel, account, chat, state, claimedBy, sendAt }) =>
      channel === at.channel &&
      account === at.account &&
      chat === at.chat &&
      state === 'pending' &&
      claimedBy === null &&
      sendAt > now,
  )
}
