import type { Fetch } from '../db/fetches.ts'
import type { Address, FailureReason } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import type { Texts } from '../src/domain/texts/index.ts'
import { takeFile } from './announcement/answer-file.ts'
import { takeNewFile } from './announcement/change-file.ts'
import { addDraftFile } from './announcement/draft-files.ts'
import { answerSender, type SentFile } from './sent-file.ts'
import type { Turn } from './world.ts'

/** It is here: what was it for? */
export async function fileArrived(
  turn: Turn,
  row: Fetch,
  { media, caption }: Pick<SentFile, 'media' | 'caption'>,
): Promise<void> {
  const { contactId, eventId, purpose } = row
  const sent: SentFile = { contactId, at: addressOf(row), eventId, media, ...(caption && { caption }) }
  switch (purpose.what) {
    case 'announcement-answer':
      return takeFile(turn, { ask: purpose.ask, saidAt: row.at, ...sent })
    case 'draft':
      return addDraftFile(turn, { draft: purpose.draft, version: purpose.version, ...sent })
    case 'new-file':
      return takeNewFile(turn, { announcement: purpose.announcement, ...sent })
    default:
      return purpose satisfies never
  }
}

/** It will not come: whatever it was for, the sender is told what to do instead. */
export async function fileFailed(turn: Turn, row: Fetch, reason: FailureReason): Promise<void> {
  const words = ({ fetched }: Texts, person: Person) =>
    reason === 'too-large' ? fetched.tooLarge(person) : fetched.failed(person)
  const unfit = ({ fetched }: Texts, person: Person) => fetched.notTaken(person, row.channel)
  await answerSender(turn, addressed(row), 'file-failed', reason === 'bad-message' ? unfit : words)
}

const addressOf = ({ channel, account, chat }: Fetch): Address => ({ channel, account, chat })
const addressed = (row: Fetch) => ({ ...row, at: addressOf(row) })
