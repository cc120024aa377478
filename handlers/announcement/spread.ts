import { type Announcement, changeAnnouncement, dueToSpread } from '../../db/announcements.ts'
import { erasedAmong } from '../../db/erase.ts'
import { peopleByIds } from '../../db/people.ts'
import { editsWaiting, lettersWaiting, pauseLetters } from '../../db/announcement-letters.ts'
import { markWritten, type Recipient, recipientOf, recipientsBehind } from '../../db/recipients.ts'
import { letterKinds } from '../../src/domain/delivery.ts'
import { type Turn, turn as inTurn, type World } from '../world.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import { saidNow } from './card.ts'
import { tellLeftOut } from './left-out.ts'
import { particularsFor } from './particulars.ts'
import { remindRecipient } from './remind-recipient.ts'
import { lookSoon } from './watch.ts'
import { kindOf, writeFirst, type Writing } from './write-first.ts'

/** So many recipients are written in one transaction: nobody who presses a button waits long for the writer. */
const BATCH = 10

/**
 * Letters are written little ahead of their leaving: to write ten thousand takes a while, in which nothing else would be
 * sent; what is not written yet needs not be taken back; and whoever stands behind thousands would be taken for somebody
 * whom nothing reaches. Looked at again after so much real time.
 */
const LETTERS_AHEAD = 400
const LETTERS_EVERY_MS = 100

/**
 * Edits of what thousands have leave before what is new to others: only so many wait at a time, and the next are written so
 * much later, real ms.
 */
const EDITS_AHEAD = 5
const EDITS_EVERY_MS = 150

/** A step that fails is tried again after this much real time; other announcements are not kept waiting for it. */
const PUT_OFF_MS = 30_000

/**
 * Writes the letters of announcements that are due: the first to each recipient, then what was corrected, taken back or
 * reminded of. Whoever has theirs is marked in the same transaction, so that a crash repeats nothing.
 */
export async function spread(world: World): Promise<'did' | 'nothing'> {
  const [next] = await dueToSpread(world.store.db, world.now())
  if (!next) return 'nothing'
  try {
    return await inTurn(world, (turn) => spreadSome(turn, next.id))
  } catch (error) {
    await inTurn(world, (turn) =>
      changeAnnouncement(turn.tx, next.id, { spreadAt: turn.world.afterReal(PUT_OFF_MS) }),
    )
    throw error
  }
}

async function spreadSome(turn: Turn, id: string): Promise<'did' | 'nothing'> {
  const announcement = (await dueToSpread(turn.tx, turn.now)).find((each) => each.id === id)
  // Halted since it was looked for: another may be due.
  if (!announcement) return 'did'
  const room = await roomFor(turn, announcement)
  if (room <= 0) {
    const everyMs = announcement.revision > 1 ? EDITS_EVERY_MS : LETTERS_EVERY_MS
    await changeAnnouncement(turn.tx, announcement.id, { spreadAt: turn.world.afterReal(everyMs) })
    return 'nothing'
  }
  const behind = await recipientsBehind(turn.tx, announcement, room)
  if (behind.length > 0) await writeSome(turn, announcement, behind)
  // While it stands still, what was sent is put right; what has not left waits on.
  if (announcement.state === 'paused') await pauseLetters(turn.tx, announcement.id)
  // The next turn is another's, where several are on their way.
  const spreadAt = behind.length < room ? null : turn.now
  await changeAnnouncement(turn.tx, announcement.id, { spreadAt })
  if (spreadAt === null) await tellLeftOut(turn, announcement)
  await lookSoon(turn, announcement.id)
  return 'did'
}

/** To how many it may be written now. */
async function roomFor({ tx, now }: Turn, announcement: Announcement): Promise<number> {
  const { id, revision } = announcement
  const edits = revision > 1 ? EDITS_AHEAD - (await editsWaiting(tx, id, now)) : BATCH
  const urgency = letterKinds.indexOf(kindOf(announcement))
  const letters = LETTERS_AHEAD - (await lettersWaiting(tx, { urgency, now, most: LETTERS_AHEAD }))
  // A few at a time would cost as much as many.
  return letters < BATCH ? 0 : Math.min(edits, BATCH)
}

async function writeSome(turn: Turn, announcement: Announcement, recipients: Recipient[]): Promise<void> {
  const ids = recipients.map(({ contactId }) => contactId)
  const people = await peopleByIds(turn.tx, ids)
  const erased = await erasedAmong(turn.tx, ids)
  const said = await saidNow(turn, announcement)
  const particular = await particularsFor(turn, announcement.conferenceId)
  for (const recipient of recipients) {
    const person = people.find(({ id }) => id === recipient.contactId)
    if (!person || erased.has(person.id)) await markWritten(turn.tx, recipient, upToDate(announcement))
    else await writeOne(turn, { said, recipient, person, of: particular(person) })
  }
}

async function writeOne(turn: Turn, writing: Writing): Promise<void> {
  const { said, recipient } = writing
  const { revision, reminders } = said.announcement
  const askId = await written(turn, writing)
  if (await isOwedReminder(turn, writing)) await remindRecipient(turn, writing)
  await markWritten(turn.tx, recipient, { revision, reminded: reminders, askId })
}

/** As it stands by now: what was to remind them of an older text has been taken out. */
async function isOwedReminder({ tx }: Turn, { said, recipient }: Writing): Promise<boolean> {
  if (recipient.revision === 0) return false
  const now = await recipientOf(tx, recipient.announcementId, recipient.contactId)
  return now !== null && now.reminded < said.announcement.reminders
}

/** Nothing is written to somebody who was forgotten on request. */
const upToDate = ({ revision, reminders }: Announcement) => ({ revision, reminded: reminders, askId: null })

/** Returns the ask that is theirs now. */
async function written(turn: Turn, writing: Writing): Promise<string | null> {
  const { said, recipient } = writing
  if (recipient.revision === 0) return writeFirst(turn, writing)
  return recipient.revision < said.announcement.revision ? bringUpToDate(turn, writing) : recipient.askId
}
