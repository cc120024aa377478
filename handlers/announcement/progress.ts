import { type Announcement, changeAnnouncement, dueToLook } from '../../db/announcements.ts'
import { tallyOf } from '../../db/tallies.ts'
import type { Tally } from '../../src/domain/announcement.ts'
import type { AnnouncementAct } from '../../src/domain/command.ts'
import type { Card, Choice } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { momentFor } from '../../src/domain/time.ts'
import type { Reads } from '../paths-of.ts'
import { refresh, writeTo } from '../write.ts'
import type { Turn } from '../world.ts'
import { close } from './close.ts'
import { isOpen } from './is-open.ts'
import { figuresOf } from './results.ts'

/** What those who watch an announcement see of it. */
export const progressOf = ({ id }: Pick<Announcement, 'id'>) => `sending:${id}`

/** Brings up to date what is seen of announcements of which something has changed, and ends those whose time is over. */
export async function keepWatch(turn: Turn): Promise<'did' | 'nothing'> {
  const due = await dueToLook(turn.tx, turn.now)
  for (const announcement of due) await look(turn, announcement)
  return due.length > 0 ? 'did' : 'nothing'
}

async function look(turn: Turn, announcement: Announcement): Promise<void> {
  const { id, openUntil } = announcement
  const goesOn = !isOpen(turn, announcement) && (await close(turn, announcement))
  const closesAt = isOpen(turn, announcement) ? openUntil : null
  await changeAnnouncement(turn.tx, id, { lookAt: goesOn ? turn.now : closesAt })
  await refresh(turn, progressOf(announcement), (_, reader) => progressCard(turn, announcement, reader))
  await tellThrough(turn, announcement)
}

/** Where nothing can be edited, the author hears once that it is through. */
async function tellThrough(turn: Turn, announcement: Announcement): Promise<void> {
  if (!announcement.authorId || announcement.state !== 'sending') return
  if (!isThrough(announcement, await tallyOf(turn.tx, announcement))) return
  await writeTo(turn, announcement.authorId, {
    key: `sending-through:${announcement.id}`,
    kind: 'ask',
    onlyWhereNoEdits: true,
    byItself: true,
    card: (reader) => progressCard(turn, announcement, reader),
  })
}

/** Nothing of it is to leave any more: neither to somebody who has nothing yet, nor what was corrected or reminded of. */
export const isThrough = ({ spreadAt }: Announcement, { queued, leaving }: Tally) =>
  spreadAt === null && queued === 0 && !leaving

/** How it stands, and what can be done about it now. */
export async function progressCard(
  turn: Reads,
  announcement: Announcement,
  reader: Pick<Person, 'language' | 'timezone'>,
): Promise<Card> {
  const { sending } = textsIn(reader.language)
  const tally = await tallyOf(turn.tx, announcement)
  const { options, sum } = await figuresOf(turn.tx, announcement)
  const { openUntil, wanted, state, number, leaves } = announcement
  const text = sending.progress({
    number,
    state: state === 'sending' && isThrough(announcement, tally) ? 'through' : state,
    tally,
    asks: wanted.kind !== 'none',
    options,
    sum,
    openUntil: openUntil === null ? null : momentFor(reader, openUntil, turn.now),
    leavesAt: leaves.kind === 'at' && leaves.at > turn.now ? momentFor(reader, leaves.at, turn.now) : null,
  })
  return { text, choices: choicesFor(turn, announcement, tally, reader) }
}

/** What is worth doing as it stands, the likeliest first. */
function choicesFor(
  turn: Pick<Turn, 'now'>,
  announcement: Announcement,
  tally: Tally,
  reader: Pick<Person, 'language'>,
): Choice[] {
  const { labels } = textsIn(reader.language).sending
  const { state, wanted } = announcement
  const through = isThrough(announcement, tally)
  const acts: [AnnouncementAct, boolean, number][] = [
    ['pause', state === 'sending' && !through, 0],
    ['resume', state === 'paused', 0],
    ['stop', (state === 'sending' && !through) || state === 'paused', 0],
    [
      'remind',
      wanted.kind !== 'none' && tally.owing > 0 && state !== 'recalled' && isOpen(turn, announcement),
      1,
    ],
    ['report', true, 2],
    ['results', wanted.kind === 'text' || wanted.kind === 'file', 2],
    ['correct', state !== 'recalled', 3],
    ['new-file', state !== 'recalled' && announcement.media.length > 0, 3],
    ['recall', state !== 'recalled', 4],
  ]
  return acts
    .filter(([, isOffered]) => isOffered)
    .map(([act, , row]) => ({
      label: labels[act](tally.owing),
      row,
      command: {
        kind: 'announcement' as const,
        announcement: announcement.id,
        act,
        ...(act === 'remind' && { wave: String(announcement.reminders + 1) }),
      },
    }))
}
