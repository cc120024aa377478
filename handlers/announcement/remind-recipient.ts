import { askById } from '../../db/asks.ts'
import { keyOf } from '../../db/announcement-letters.ts'
import { dropReminders, hasCardOf } from '../../db/reminders.ts'
import { subjectOf } from '../cards.ts'
import { writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { cardFor } from './card.ts'
import { kindOf, type Writing } from './write-first.ts'

/** One reminder, to somebody who has what it asks and still owes the answer, and to nobody else. */
export async function remindRecipient(turn: Turn, { said, recipient, person, of }: Writing): Promise<void> {
  const ask = recipient.askId ? await askById(turn.tx, recipient.askId) : null
  if (ask?.state !== 'open' || !(await hasCardOf(turn.tx, ask.id))) return
  const { id, revision, reminders } = said.announcement
  await dropReminders(turn.tx, id, person.id)
  await writeTo(turn, person.id, {
    key: `${keyOf(id)}remind${reminders}.${revision}`,
    kind: kindOf(said.announcement),
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    card: (reader) => cardFor(turn, said, reader, of, { ask, opening: 'reminder' }),
  })
}
