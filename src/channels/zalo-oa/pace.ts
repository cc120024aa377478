import { setTimeout as pause } from 'node:timers/promises'
import type { Remaining } from '../http.ts'

/** A send that would have to wait longer gives its place to others. */
const WAIT_AT_MOST_MS = 5_000
const MINUTE_MS = 60_000
/** Below this share of the minute's allowance calls are spread out. */
const SCARCE = 0.2

export interface OaPace {
  /** Resolves when a call may leave: 0, or how long it is to stay away. */
  turn(): Promise<number>
  heard(remaining: Remaining | undefined): void
}

/** Slows down when the platform's answers tell that little is left of the minute. Real time. */
export function oaPace(): OaPace {
  let gapMs = 0
  let next = 0
  return {
    async turn() {
      const now = performance.now()
      const wait = Math.max(0, next - now)
      if (wait > WAIT_AT_MOST_MS) return wait
      next = Math.max(now, next) + gapMs
      if (wait > 0) await pause(wait)
      return 0
    },
    heard(remaining) {
      if (!remaining || remaining.limit <= 0) return
      const { limit, left } = remaining
      gapMs = left < limit * SCARCE ? MINUTE_MS / Math.max(1, left) : 0
      const now = performance.now()
      next = gapMs === 0 ? 0 : Math.max(next, now + gapMs / 2)
    },
  }
}
