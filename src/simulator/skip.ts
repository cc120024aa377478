import { MINUTE } from '../domain/time.ts'
import type { DrillClock } from './clock.ts'

export interface Ahead {
  clock: DrillClock
  /** When the application will next do something by itself, ms; null when nothing is ahead. */
  nextEvent: () => Promise<number | null>
  /** When one of the virtual people will next do something, ms; null when nobody plans anything. */
  nextAct: () => number | null
  /** Comes back when all that is due has been done, or after a little patience. */
  settled: () => Promise<void>
}

/** Nobody waits longer than this (real time) for the clock to get there; the next press goes on from where it stands. */
const PATIENCE_MS = 15_000

/** What people do within so short a time is lived through in one go. */
const BREATH_MS = MINUTE

/**
 * Brings the clock to the application's next event. What people would have done by then they do on the way, each in
 * their turn: jumping over them would remind those who had long answered. Returns false when no event is ahead.
 */
export async function skipToNextEvent({ clock, nextEvent, nextAct, settled }: Ahead): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS
  await settled()
  for (let event = await nextEvent(); event !== null; event = await nextEvent()) {
    const act = nextAct()
    const arrived = act === null || act >= event || Date.now() > deadline
    // what people do just before the event is not done after it
    clock.jumpTo(arrived ? event : Math.min(act + BREATH_MS, event - 1))
    await settled()
    // the clock runs on meanwhile
    if (arrived || clock.now() >= event) return true
  }
  return false
}
