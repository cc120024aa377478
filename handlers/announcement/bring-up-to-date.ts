import { revisionsOf } from '../../db/announcements.ts'
import { type Ask, askById } from '../../db/asks.ts'
import { withoutHaste } from '../../db/claims.ts'
import { identityAt } from '../../db/identities.ts'
import { changeLetter, isAddressed, type Letter } from '../../db/outbox.ts'
import { keyOf, lettersOfRecipient, stopLetters } from '../../db/announcement-letters.ts'
import type { Card } from '../../src/domain/message.ts'
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
  await stopLetters(turn.tx, id, { contactId: person.id })
  const left = await lettersOfRecipient(turn.tx, id, person.id)
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

/** Every copy that left is edited where that can be; where the newest cannot, or is longer than one message, all is said again. */
async function correct(turn: Turn, writing: Writing, left: Letter[], ask: Ask | null): Promise<void> {
  const { said, person, of } = writing
  const fresh = await cardFor(turn, said, person, of, { ask, opening: 'card' })
  let isSaid = false
  for (const letter of left)
    if (letter.subject === shows(said, person.id, ask))
      isSaid = isWhole(letter, left) && (await edited(turn, letter, fresh))
  if (!isSaid) return writeCard(turn, writing, ask, isNews(left, ask))
  // Its further files that had not left were taken out with everything that had not.
  if (said.announcement.state !== 'stopped') await writeFiles(turn, writing, ask, left)
}

/** Nothing of it went ahead in a message of its own. */
function isWhole({ key }: Letter, left: Letter[]): boolean {
  const place = key.lastIndexOf('@')
  const ahead = `${key.slice(0, place)}#`
  return !left.some((part) => part.key.startsWith(ahead) && part.key.endsWith(key.slice(place)))
}

async function edited(turn: Turn, letter: Letter, fresh: Card): Promise<boolean> {
  if (!letter.channel || !(await canChange(turn, letter))) return false
  if (shownOn(turn.world, letter.channel, fresh).length > 1) return false
  const { card, commands } = await renumbered(turn, letter, fresh)
  const sendAt = withoutHaste(letter, turn.now)
  await changeLetter(turn.tx, letter.id, { card, commands, dirty: true, sendAt })
  return true
}

/** They have had nothing for certain; who has answered has. */
const isNews = (left: Letter[], ask: Ask | null) =>
  left.length === 0 || (ask?.state === 'open' && left.every(({ state }) => state === 'unknown'))

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
      sendAt: withoutHaste(letter, turn.now),
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
  if (!isAddressed(letter) || letter.state === 'unknown' || !canEdit(turn, letter)) return false
  const identity = await identityAt(turn.tx, letter)
  return identity?.contactId === letter.contactId && identity.closedAt === null
}
