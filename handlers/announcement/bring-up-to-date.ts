import { revisionsOf } from '../../db/announcements.ts'
import { type Ask, askById } from '../../db/asks.ts'
import { identityAt } from '../../db/identities.ts'
import { changeLetter, isAddressed, type Letter } from '../../db/outbox.ts'
import { keyOf, lettersOfRecipient, stopLetters } from '../../db/announcement-letters.ts'
import { end } from '../asking.ts'
import { renumbered } from '../numbering.ts'
import { shownOn } from '../parting.ts'
import { canEdit, writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { cardFor, retraction } from './card.ts'
import { kindOf, shows, writeCard, writeFiles, writeFirst, type Writing } from './write-first.ts'

/**
 * What has changed since this person was last written to is made good with them: by an edit, else in a new message. Returns
 * the ask that is theirs now.
 */
export async function bringUpToDate(turn: Turn, writing: Writing): Promise<string | null> {
  const { said, recipient, person } = writing
  const { id } = said.announcement
  const ask = recipient.askId ? await askById(turn.tx, recipient.askId) : null
  await stopLetters(turn.tx, id, person.id)
  const left = (await lettersOfRecipient(turn.tx, id, person.id)).filter(
    ({ state }) => state === 'sent' || state === 'pending',
  )
  if (said.kind === 'recalled') await takeBack(turn, writing, left, ask)
  else if (left.length > 0 || said.announcement.state !== 'stopped') {
    if (left.length === 0 && !ask) return writeFirst(turn, writing)
    if (await hasNewFile(turn, writing)) return askAgain(turn, writing, left, ask)
    await correct(turn, writing, left, ask)
  }
  return recipient.askId
}

/** One of the revisions they have not seen yet brought another file. */
async function hasNewFile(turn: Turn, { said, recipient }: Writing): Promise<boolean> {
  const revisions = await revisionsOf(turn.tx, said.announcement.id)
  return revisions.some(({ revision, kind }) => revision > recipient.revision && kind === 'new-file')
}

/** What was confirmed was the old file: the ask ends with it, and the new one is asked about. */
async function askAgain(turn: Turn, writing: Writing, left: Letter[], ask: Ask | null) {
  if (ask) await end(turn, [ask])
  for (const letter of left) await changeLetter(turn.tx, letter.id, { superseded: true, subject: null })
  return writeFirst(turn, writing)
}

/** The newest card that left is edited where that can be; where it cannot, or is longer than one message, all is said again. */
async function correct(turn: Turn, writing: Writing, left: Letter[], ask: Ask | null): Promise<void> {
  const { said, person, of } = writing
  const cards = left.filter(({ announcementId }) => announcementId !== null)
  const newest = cards.at(-1)
  const isWhole = !left.some(({ key }) => key.includes('#'))
  if (!newest || !isWhole || !(await canChange(turn, newest)))
    return writeCard(turn, writing, ask, left.length === 0)
  const fresh = await cardFor(turn, said, person, of, { ask, opening: 'card' })
  if (newest.channel && shownOn(turn.world, newest.channel, fresh).length > 1)
    return writeCard(turn, writing, ask, false)
  const { card, commands } = await renumbered(turn, newest, fresh)
  await changeLetter(turn.tx, newest.id, { card, commands, dirty: true, sendAt: turn.now })
  // Its further files that had not left were taken out with everything that had not.
  if (said.announcement.state !== 'stopped') await writeFiles(turn, writing, ask, left)
}

/** Deleted where the platform lets us, else changed into the retraction; where nothing can be changed, a message says it. */
async function takeBack(turn: Turn, writing: Writing, left: Letter[], ask: Ask | null): Promise<void> {
  const { said, person } = writing
  if (ask) await end(turn, [ask])
  const card = { text: retraction(said, person, turn.now), choices: [] }
  let isSaid = true
  for (const letter of left) {
    const dirty = await canChange(turn, letter)
    if (!dirty) isSaid = false
    await changeLetter(turn.tx, letter.id, {
      card,
      dirty,
      retract: dirty,
      superseded: true,
      sendAt: turn.now,
    })
  }
  if (isSaid) return
  await writeTo(turn, person.id, {
    key: `${keyOf(said.announcement.id)}${said.announcement.revision}:recalled`,
    kind: kindOf(said.announcement),
    subject: shows(said, person.id, null),
    card: () => card,
  })
}

/** Where it stands is still a chat of theirs that lets us in, and what stands there can be changed. */
async function canChange(turn: Turn, letter: Letter): Promise<boolean> {
  if (!isAddressed(letter) || !canEdit(turn, letter)) return false
  const identity = await identityAt(turn.tx, letter)
  return identity?.contactId === letter.contactId && identity.closedAt === null
}
