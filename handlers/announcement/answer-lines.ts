import type { Announcement } from '../../db/announcements.ts'
import type { Answer, Ask } from '../../db/asks.ts'
import type { Given } from '../../src/domain/announcement.ts'
import type { Choice } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Texts } from '../../src/domain/texts/index.ts'

/** What stands under the text: what is asked and until when, or what was answered. */
export function answerLine(
  texts: Texts,
  { wanted, openUntil }: Announcement,
  ask: Pick<Ask, 'id' | 'state'>,
  answer: Answer | null,
  reader: Person,
  now: number,
): string {
  const { announcement: words } = texts
  void openUntil
  void now
  if (answer) return words.answered(answer.value as Given)
  if (ask.state === 'ended') return words.over
  return wanted.kind === 'none' ? '' : words.asks[wanted.kind](reader)
}

/** How it can be answered as things stand. */
export function answerChoices(
  { announcement: words }: Texts,
  { wanted }: Announcement,
  ask: Pick<Ask, 'id' | 'state'>,
  answer: Answer | null,
): Choice[] {
  if (ask.state === 'ended' || (answer && wanted.kind === 'received')) return []
  return wanted.kind === 'received'
    ? [{ label: words.receivedLabel, command: { kind: 'received', ask: ask.id } }]
    : []
}
