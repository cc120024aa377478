import type { Answer } from '../http.ts'

/** How many calls may still be made in the running minute, by our own allowance and by what the platform tells. */
export interface Pace {
  /** Real ms until the next call may be made; 0 for now. A call that may be made is counted. */
  take(now: number): number
  heard(answer: Answer, now: number): void
}

const MINUTE_MS = 60_000
/** Below this share of the platform's own allowance we slow down to half of it. */
const SCARCE = 0.2

export function minutePace(perMinute: number): Pace {
  let calls: number[] = []
  let spacingMs = 0
  let emptyUntil = 0
  return {
    take(now) {
      calls = calls.filter((at) => at > now - MINUTE_MS)
      const oldest = calls.length >= perMinute ? calls[calls.length - perMinute]! + MINUTE_MS - now : 0
      const spaced = spacingMs > 0 ? (calls.at(-1) ?? -Infinity) + spacingMs - now : 0
      const wait = Math.max(0, oldest, spaced, emptyUntil - now)
      if (wait === 0) calls.push(now)
      return wait
    },
    heard(answer, now) {
      if (answer.kind !== 'answer' || !answer.remaining) return
      const { limit, left } = answer.remaining
      spacingMs = limit > 0 && left < limit * SCARCE ? (2 * MINUTE_MS) / limit : 0
      emptyUntil = left <= 0 ? now + MINUTE_MS / 4 : 0
    },
  }
}
