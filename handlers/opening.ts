import type { Ask } from '../db/asks.ts'
import { personById } from '../db/people.ts'
import type { Choice } from '../src/domain/message.ts'
import { named, type Person } from '../src/domain/person.ts'
import type { Texts } from '../src/domain/texts/index.ts'
import type { Turn } from './world.ts'

/** How a card begins: the first time, for the backup, when it reminds, or at the time that was named. */
export type Opening = 'card' | 'backup' | 'reminder' | 'again'

/** Who was asked first, as the backup reads it. */
export const ownerOf = async (turn: Turn, ask: Ask, reader: Person): Promise<string> =>
  named(await personById(turn.tx, ask.owedBy), reader)

export const reviseChoice = (ask: Pick<Ask, 'id'>, texts: Texts): Choice => ({
  label: texts.general.reviseLabel,
  command: { kind: 'revise', ask: ask.id },
})
