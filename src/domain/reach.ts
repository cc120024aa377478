import type { LetterKind } from './delivery.ts'
import { carries, type MediaFile } from './media-fit.ts'
import type { Address, ChannelName, Topic } from './message.ts'
import { DAY, MINUTE } from './time.ts'

/** `chosen`: the app the person themselves wrote from last. */
export type Preference = 'chosen' | ChannelName

export interface ReachSettings {
  order: Preference[]
  orderAbroad: Preference[]
  /** A letter that has not left by then takes another path; so does an urgent one that has not arrived. */
  fallbackMs: number
  urgentFallbackMs: number
  undeliveredMs: number
}

/**
 * `linked`: the person opened that chat, and it can be written to now. `open`: can be written to though nothing was ever
 * linked (a phone number, a mail address, the page). `closed`: not now (the window, a bot on hold, the night). `blocked`: the
 * person or the platform shut it for good. `none`: there is no such path.
 */
export type PathState = 'linked' | 'open' | 'closed' | 'blocked' | 'none'

/** One way to a person, as things stand. Moments in ms. */
export interface Path extends Address {
  state: PathState
  /** Until when an open path stays open, or a closed one closed; null when nobody can say. */
  until: number | null
  lastInAt: number | null
  /** Forms this path can send; null when it sends anything. */
  topics: Topic[] | null
}

/** What is to be said, as far as it matters for the way. */
export interface Errand {
  kind: LetterKind
  topic: Topic
  /** The file that is to go along. */
  media: MediaFile | null
}

/** An official account may write freely for so long after the person's last interaction (facts: 7 days, with a margin). */
export const OA_WINDOW_MS = 7 * DAY - 30 * MINUTE

/**
 * The ways this can go now, the best first. The page (`web`) carries nothing to anybody and is never among them. Abroad
 * begins where the contact's country is known to be another than Vietnam. An attachment goes by a path that takes it
 * where there is one, unless the matter is urgent.
 */
export function waysFor(
  paths: Path[],
  errand: Errand,
  country: string | null,
  { order, orderAbroad }: Pick<ReachSettings, 'order' | 'orderAbroad'>,
): Path[] {
  const usable = paths.filter((path) => isOpen(path) && path.channel !== 'web' && takes(path, errand))
  const chosen = usable.filter(isChosen).toSorted((a, b) => (b.lastInAt ?? 0) - (a.lastInAt ?? 0))[0]
  const preferences = country === null || country === 'VN' ? order : orderAbroad
  const ranked = preferences.flatMap((preference) =>
    preference === 'chosen'
      ? (chosen ?? [])
      : usable.filter(({ channel }) => channel === preference).toSorted(lastUsedFirst),
  )
  const ways = [...new Set(ranked)]
  return errand.media === null || errand.kind === 'urgent' ? ways : carriersFirst(ways, errand.media)
}

export const isOpen = ({ state }: Pick<Path, 'state'>) => state === 'linked' || state === 'open'

const takes = ({ topics }: Path, { topic }: Errand) => topics === null || topics.includes(topic)

const isChosen = ({ state, lastInAt }: Path) => state === 'linked' && lastInAt !== null

const lastUsedFirst = (a: Path, b: Path) => (b.lastInAt ?? 0) - (a.lastInAt ?? 0)

const carriersFirst = (ways: Path[], file: MediaFile) => [
  ...ways.filter(({ channel }) => carries(channel, file)),
  ...ways.filter(({ channel }) => !carries(channel, file)),
]

/** When a letter that was put at `now` is given up on its path; null for answers, which stay where they were asked for. */
export function fallbackAt(kind: LetterKind, sendAt: number, settings: ReachSettings): number | null {
  if (kind === 'reply') return null
  return sendAt + (kind === 'urgent' ? settings.urgentFallbackMs : settings.fallbackMs)
}
