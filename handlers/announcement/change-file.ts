import { announcementById } from '../../db/announcements.ts'
import { expect } from '../../db/chats.ts'
import { personById } from '../../db/people.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { neverMind } from '../concern.ts'
import { answerSender, type SentFile } from '../sent-file.ts'
import { reply } from '../write.ts'
import type { Turn } from '../world.ts'
import { mayEdit } from './draft-rights.ts'

/** A new version of the file of an announcement that has gone out: it goes to everybody once that is confirmed. */
export async function takeNewFile(turn: Turn, sent: SentFile & { announcement: string }): Promise<void> {
  const { tx } = turn
  const announcement = await announcementById(tx, sent.announcement)
  if (!announcement || !(await mayEdit(tx, sent.contactId, announcement)))
    return answerSender(turn, sent, 'file', ({ general }) => general.notYours)
  await expect(tx, sent.at, null)
  const reader = await personById(tx, sent.contactId)
  const texts = textsIn(reader.language)
  const { sending } = texts
  const { id, number, total } = announcement
  const card = {
    text: sending.newFileQuestion(number, total, sent.media.fileName),
    choices: [
      {
        label: sending.labels['new-file-now'](),
        command: {
          kind: 'announcement' as const,
          announcement: id,
          act: 'new-file-now' as const,
          media: sent.media,
          wave: String(announcement.revision),
        },
      },
      neverMind(texts),
    ],
  }
  await reply(turn, sent.at, `reply:${sent.eventId}:sending-change`, card, { contactId: reader.id })
}
