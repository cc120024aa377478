import { announcementById } from '../../db/announcements.ts'
import { expect } from '../../db/chats.ts'
import type { Expecting } from '../../src/domain/conversation.ts'
import { checkTemplate, variables } from '../../src/domain/template.ts'
import { neverMind } from '../concern.ts'
import { type Heard, say } from '../heard.ts'
import { mayEdit } from './draft-rights.ts'

/** The words are what an announcement is to say from now on: shown once more before they go to everybody. */
export async function takeCorrection(
  heard: Heard,
  { announcement: id, field }: Extract<Expecting, { what: 'correction' }>,
  text: string,
): Promise<boolean> {
  const announcement = await announcementById(heard.tx, id)
  if (field !== 'text' || !announcement || !(await mayEdit(heard.tx, heard.person.id, announcement)))
    return false
  const { sending } = heard.texts
  const check = checkTemplate(text)
  if (check.kind !== 'good') {
    await say(heard, 'sending-change', sending.unknownVariable(check.word, [...variables]), [
      neverMind(heard.texts),
    ])
    return true
  }
  await expect(heard.tx, heard.at, null)
  await say(heard, 'sending-change', sending.correctQuestion(announcement.number, announcement.total, text), [
    {
      label: sending.labels['correct-now'](),
      command: {
        kind: 'announcement',
        announcement: id,
        act: 'correct-now',
        text,
        wave: String(announcement.revision),
      },
    },
    neverMind(heard.texts),
  ])
  return true
}
