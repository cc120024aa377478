import type { Clock } from '../clock.ts'

/** How many times faster than real time; 0 stands still. */
export const speeds = [0, 1, 10, 60, 600] as const
export type Speed = (typeof speeds)[number]

/** The drill's clock. It never goes back: changing its pace changes only what comes. */
export interface DrillClock extends Clock {
  speed(): Speed
  setSpeed(speed: Speed): void
  /** Jumps ahead to that moment; a moment already past is no jump. */
  jumpTo(at: number): void
  /** Calls back after every change of pace and every jump; returns the way to stop. */
  onChange(listener: () => void): () => void
}

/** `realNow` is the clock it is measured against, ms since the epoch; the drill begins at that moment. */
export function drillClock(realNow: () => number = Date.now): DrillClock {
  let speed: Speed = 1
  let since = { real: realNow(), drill: realNow() }
  const listeners = new Set<() => void>()
  const now = () => Math.round(since.drill + (realNow() - since.real) * speed)
  const changed = (drill: number) => {
    since = { real: realNow(), drill }
    for (const listener of listeners) listener()
  }
  return {
    now,
    delayUntil: (at) => (speed === 0 ? standing(at - now()) : (at - now()) / speed),
    // Waits agreed with a platform begin again when the clock does: while it stands, they are not over at once.
    afterReal: (ms) => now() + ms * Math.max(1, speed),
    speed: () => speed,
    setSpeed(next) {
      const drill = now()
      speed = next
      changed(drill)
    },
    jumpTo: (at) => {
      if (at > now()) changed(at)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** On a clock that stands still what is due is due, and nothing else ever will be. */
const standing = (ahead: number) => (ahead <= 0 ? ahead : Infinity)
