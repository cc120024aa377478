import type { Clock } from '../../src/clock.ts'

export interface StillClock extends Clock {
  set(at: number): void
}

/** A clock that stands still until the test moves it; nothing goes off by itself. */
export function stillClock(start: number): StillClock {
  let at = start
  return {
    now: () => at,
    delayUntil: () => Infinity,
    afterReal: (ms) => at + ms,
    set: (moment) => {
      at = moment
    },
  }
}

/** A clock that runs `speed` times as fast as the real one; nobody can set it. */
export function runningClock(start: number, speed = 1): StillClock {
  const startedAt = performance.now()
  const now = () => Math.round(start + (performance.now() - startedAt) * speed)
  return {
    now,
    delayUntil: (at) => (at - now()) / speed,
    afterReal: (ms) => now() + ms * speed,
    set: () => {},
  }
}
