import type { Announcement } from '../../db/announcements.ts'
import type { Fault } from '../../src/domain/audience.ts'
import type { Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { type PeopleMeant, peopleMeant } from '../audience.ts'
import type { Reads } from '../paths-of.ts'
import { scopeOf } from './draft-rights.ts'

/** `outside`: how many were meant whom this coordinator does not answer for; they are left out. */
export type Meant = Extract<PeopleMeant, { kind: 'people' }> | { kind: 'wrong'; text: string }

/** The list that was pasted into the chat, as an expression speaks of it. */
export const PASTED = 'danhsach'

/** Whom the audience of a draft means now, for the coordinator who asks. */
export async function meant(
  reads: Reads,
  { audience, lists }: Pick<Announcement, 'audience' | 'lists'>,
  by: Person,
): Promise<Meant> {
  const scope = await scopeOf(reads.tx, by.id)
  const found = await peopleMeant(reads, audience ?? '', { files: lists, scope })
  return found.kind === 'people' ? found : { kind: 'wrong', text: wrong(found.fault, by) }
}

/** Who pasted a list never heard of it as a file. */
function wrong(fault: Fault, by: Person): string {
  const { audience, composing } = textsIn(by.language)
  const { why, word } = fault
  return why.kind === 'not-in-list' && word === PASTED
    ? composing.unknownEntries(why.unknown.map(({ entry }) => entry))
    : audience.wrong(fault)
}
