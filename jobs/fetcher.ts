import { fetchNext } from '../handlers/fetching.ts'
import type { World } from '../handlers/world.ts'
import type { Channel } from '../src/channels/channel.ts'

export interface Fetcher {
  /** How many files of one bot are fetched at once: each may be twenty megabytes in memory. */
  lanes: number
  work: () => Promise<'did' | 'nothing'>
  /** Nothing on its way is waited for; the next start fetches it anew. */
  giveUp: () => void
}

/** Fetches what people sent to one bot. */
export function openFetcher(world: World, channel: Channel): Fetcher {
  const busy = new Set<string>()
  const stop = new AbortController()
  return {
    lanes: 4,
    work: () => fetchNext(world, channel, { busy, signal: stop.signal }),
    giveUp: () => stop.abort(),
  }
}
