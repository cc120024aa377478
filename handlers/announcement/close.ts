import { unsentOffers } from '../../db/announcement-letters.ts'
import { endAsks } from '../../db/recipients.ts'
import type { Announcement } from '../../db/announcements.ts'
import { askById } from '../../db/asks.ts'
import { changeLetter } from '../../db/outbox.ts'
import { personById } from '../../db/people.ts'
import { recipientOf } from '../../db/recipients.ts'
import { render } from '../../src/domain/template.ts'
import { lastPart } from '../parting.ts'
import type { Turn } from '../world.ts'
import { cardFor, saidNow } from './card.ts'
import { particularsFor } from './particulars.ts'

/** So many letters are changed in one transaction: nobody who presses a button waits long for the writer. */
const BATCH = 50

/**
 * Its time for answers is over: none is taken any more, and what has not left says so when it does. Returns whether some of
 * that is still to be changed.
 */
export async function close(turn: Turn, announcement: Announcement): Promise<boolean> {
  const { id } = announcement
  await endAsks(turn.tx, id, false)
  const unsent = await unsentOffers(turn.tx, id, BATCH)
  if (unsent.length === 0) return false
  const said = await saidNow(turn, announcement)
  const particular = await particularsFor(turn, announcement.conferenceId)
  for (const letter of unsent) {
    const reader = await personById(turn.tx, letter.contactId!)
    const askId = (await recipientOf(turn.tx, id, reader.id))?.askId
    const ask = askId ? await askById(turn.tx, askId) : null
    const of = particular(reader)
    // What it said of them when it was written stays, also where it is not known any more.
    const isKnown = render(announcement.text, of).kind === 'rendered'
    const fresh = isKnown ? await cardFor(turn, said, reader, of, { ask, opening: 'card' }) : letter.card
    const card = isKnown ? await lastPart(turn, letter, fresh) : fresh
    await changeLetter(turn.tx, letter.id, { card: { ...card, choices: [] } })
  }
  return unsent.length === BATCH
}
