/** Our time. In production it is the real one; a drill may run it fast, a test holds it still. */
export interface Clock {
  /** ms since the epoch. */
  now(): number
  /** Real ms until that moment; not finite while the clock stands still. */
  delayUntil(at: number): number
  /** The moment on this clock that lies `ms` of real time ahead. */
  afterReal(ms: number): number
}

export const realClock: Clock = {
  now: () => Date.now(),
  delayUntil: (at) => at - Date.now(),
  afterReal: (ms) => Date.now() + ms,
}
