import type { DrillClock } from './clock.ts'

/** What the virtual people have in mind to do, each at its moment on the drill's clock. */
export interface Schedule {
  /** Does it when that moment (ms since the epoch) comes; returns the way to think better of it. */
  at(moment: number, act: () => void): () => void
  /** The moment of the next act; null when nobody plans anything. */
  next(): number | null
  close(): void
}

/** Node takes a longer timer for none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** `onError` hears of an act that threw; the others go on. */
export function openSchedule(clock: DrillClock, onError: (error: unknown) => void): Schedule {
  const plans = new Set<{ moment: number; act: () => void }>()
  let timer: NodeJS.Timeout | undefined
  const earliest = () => [...plans].reduce((least, { moment }) => Math.min(least, moment), Infinity)

  function arm(): void {
    clearTimeout(timer)
    const delay = plans.size === 0 ? Infinity : clock.delayUntil(earliest())
    if (Number.isFinite(delay)) timer = setTimeout(run, Math.min(Math.max(0, delay), LONGEST_TIMER_MS))
  }

  function run(): void {
    const due = [...plans].filter(({ moment }) => moment <= clock.now())
    for (const plan of due.toSorted((a, b) => a.moment - b.moment)) {
      // one act may make another pointless
      if (plans.delete(plan)) attempt(plan.act)
    }
    arm()
  }

  function attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      onError(error)
    }
  }

  const stopListening = clock.onChange(arm)
  return {
    at(moment, act) {
      const plan = { moment, act }
      plans.add(plan)
      arm()
      return () => void plans.delete(plan)
    },
    next: () => (plans.size === 0 ? null : earliest()),
    close() {
      stopListening()
      clearTimeout(timer)
      plans.clear()
    },
  }
}
