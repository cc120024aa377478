import { announcementById } from '../db/announcements.ts'
import { chatAt } from '../db/chats.ts'
import type { AnswerWanted } from '../src/domain/announcement.ts'
import { bridgePointsServedBy, conferenceById } from '../db/conferences.ts'
import { DAY } from '../src/domain/time.ts'
import type { Visit } from './web-visit.ts'
import type { World } from './world.ts'

/** How long before a conference a fault at its bridge points is a matter of one tap. */
const NEAR_MS = 3 * DAY

/** The page offers so many at most: each has a row of buttons. */
const MOST_POINTS = 6

/**
 * The person's bridge points that the page takes faults for: those it asks about, and those whose conference is near, as
 * far as the link opens anything of it.
 */
export async function pointsIn(
  world: World,
  { person, asks, link }: Visit,
): Promise<{ id: string; name: string }[]> {
  const points = []
  for (const { id, name, conferenceId } of await bridgePointsServedBy(world.store.db, person.id)) {
    const isAsked = asks.some((ask) => ask.bridgePointId === id)
    const isOpened = link.letterId === null || asks.some((ask) => ask.conferenceId === conferenceId)
    const { startAt, endedAt } = await conferenceById(world.store.db, conferenceId)
    const isNear = endedAt === null && startAt - world.now() < NEAR_MS
    if (isAsked || (isOpened && isNear)) points.push({ id, name })
  }
  return points.slice(0, MOST_POINTS)
}

/** The last thing we asked for in this chat are words, about something the link opens. */
export async function awaitsWords(world: World, { at, asks }: Visit): Promise<boolean> {
  const expecting = (await chatAt(world.store.db, at))?.expecting
  if (!expecting || expecting.until < world.now() || !('ask' in expecting)) return false
  return asks.some((ask) => ask.id === expecting.ask)
}

/** What an announcement wants that is written or sent rather than pressed, by the id of its ask. */
export type Wanted = Map<string, Exclude<AnswerWanted['kind'], 'none' | 'received' | 'choice'>>

export async function answersWanted(world: World, { asks }: Visit): Promise<Wanted> {
  const wanted: Wanted = new Map()
  for (const { id, announcementId } of asks) {
    const announcement = announcementId ? await announcementById(world.store.db, announcementId) : null
    const kind = announcement?.wanted.kind
    if (kind === 'number' || kind === 'text' || kind === 'file') wanted.set(id, kind)
  }
  return wanted
}
