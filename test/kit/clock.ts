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
