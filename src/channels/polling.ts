import type { Inbound } from '../domain/message.ts'
import type { LinkState, Sink } from './channel.ts'
import type { Patience } from './http.ts'

/** How one platform is polled; `polling` does the waiting that is the same for all. */
export interface Poller {
  /** Asks once and has what came stored; returns how long to rest before asking again, in ms. Throws when it failed. */
  round(signal: AbortSignal): Promise<number>
  /** Says what went wrong, without token or personal data, and for how long the platform wants to be left alone. */
  explain(error: unknown): { reason: string; afterMs?: number }
}

/** An idle platform holds a poll open. One that answers "nothing" at once would have us ask thousands of times a second. */
const EMPTY_ROUND_MS = 250

/** Polls until the signal aborts, whatever happens. `onState` hears of every round. */
export async function pollUntilAborted(
  poller: Poller,
  {
    signal,
    patience,
    onState,
  }: { signal: AbortSignal; patience: Patience; onState: (state: LinkState) => void },
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const restMs = await poller.round(signal)
      failures = 0
      onState({ kind: 'up' })
      await rest(restMs, signal)
    } catch (error) {
      if (signal.aborted) return
      const { reason, afterMs } = poller.explain(error)
      onState({ kind: 'down', reason })
      await rest(Math.max(afterMs ?? 0, backoffMs(failures++, patience)), signal)
    }
  }
}

/** Storing failed; the platform is innocent, and what came must be asked for or stored again. */
export class NotStored extends Error {
  override name = 'NotStored'
}

export async function store(sink: Sink, inbound: Inbound[]): Promise<void> {
  if (inbound.length === 0) return
  try {
    await sink(inbound)
  } catch {
    throw new NotStored('what came in could not be stored')
  }
}

/** The rest after a round that began at `startedAt` (performance.now()) and brought nothing. */
export function restAfterNothing(startedAt: number): number {
  return Math.max(0, EMPTY_ROUND_MS - (performance.now() - startedAt))
}

/** Doubles from the short rest to the long one; the jitter keeps several bots from asking in step. */
export function backoffMs(failures: number, { shortRestMs, longRestMs }: Patience): number {
  return Math.min(longRestMs, shortRestMs * 2 ** failures) * (0.5 + Math.random() / 2)
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
  })
}
