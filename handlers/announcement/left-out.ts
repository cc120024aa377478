import { keyOf, peopleLeftOut } from '../../db/announcement-letters.ts'
import type { Announcement } from '../../db/announcements.ts'
import { changeLetter, letterKeyed } from '../../db/outbox.ts'
import { peopleByIds } from '../../db/people.ts'
import { render } from '../../src/domain/template.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { tellCoordinators } from '../tell.ts'
import { type Note, writeFailed, writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { cardFor } from './card.ts'
import { firstNames } from './change.ts'
import type { Writing } from './write-first.ts'

/**
 * Whether what is said would have a blank for them: all was looked at before it was sent, but it may leave much later. They
 * are not written to then, and the report says why; what is corrected reaches them as the first they hear of it.
 */
export async function isLeftOut(turn: Turn, writing: Writing): Promise<boolean> {
  const { said, recipient, person, of } = writing
  const key = `${keyOf(said.announcement.id)}blank`
  const isBlank = render(said.announcement.text, of).kind === 'missing'
  if (isBlank) {
    const card = () => cardFor(turn, said, person, of, { ask: null, opening: 'card' })
    const note = { key, kind: 'announcement' as const, announcement: said.announcement.id, card }
    await writeFailed(turn, person.id, note, 'blank')
  } else if (recipient.revision > 0) {
    const before = await letterKeyed(turn.tx, `${key}@nowhere:${person.id}`)
    if (before) await changeLetter(turn.tx, before.id, { state: 'void' })
  }
  return isBlank
}

/** Its author hears once who was left out, and what to do; of what was sent from the command line, the coordinators. */
export async function tellLeftOut(turn: Turn, announcement: Announcement): Promise<void> {
  const { id, number, state, revision, authorId, conferenceId, urgent } = announcement
  // Of what was stopped or recalled nobody is written to any more.
  if (state !== 'sending' && state !== 'paused') return
  const people = await peopleByIds(turn.tx, await peopleLeftOut(turn.tx, id))
  if (people.length === 0) return
  const note: Note = {
    key: `left-out:${id}:${revision}:${people.length}`,
    kind: 'ask',
    byItself: !urgent,
    card: ({ language }) => {
      const { sending } = textsIn(language)
      const correct = { kind: 'announcement' as const, announcement: id, act: 'correct' as const }
      return {
        text: sending.leftOut(number, ...firstNames(people)),
        choices: [{ label: sending.labels.correct(), command: correct }],
      }
    },
  }
  if (authorId) await writeTo(turn, authorId, note)
  else await tellCoordinators(turn, conferenceId, note)
}
