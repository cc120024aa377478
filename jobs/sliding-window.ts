/** At most `limit` calls leave within any `windowMs`; where nothing presses, one for every `gapMs`. */
export interface Rule {
  limit: number
  windowMs: number
  gapMs: number
}

/**
 * Added to the window: clocks that count whole milliseconds, and a call that is quicker on its way than any before it.
 * What is slower on its way is known (`Ledger`) and needs no margin.
 */
const SLACK_MS = 10
/** Turns are a little further apart than the window asks: a call that was late is then caught up, and not lost for good. */
const EASE_MS = 5

/** A turn that came late is caught up when it was late by no more. */
export const TOLERANCE_MS = 50

/** The rule for a number of calls per second; one that is not whole is whole in a window of another length. */
export function ruleOf(perSecond: number): Rule {
  const limit = Math.max(1, Math.floor(perSecond))
  const windowMs = Math.ceil((1_000 * limit) / perSecond) + SLACK_MS
  return { limit, windowMs, gapMs: (windowMs + EASE_MS) / limit }
}

/** What has left so far: the moments in rising order, and when the turn of the next would be if all left evenly. */
export interface Past {
  moments: readonly number[]
  due: number
}

/** How long the next call has to wait, 0 when it may leave. `evenly`: it takes its turn and does not just fill the window. */
export function waitOf(rule: Rule, { moments, due }: Past, now: number, evenly: boolean): number {
  const full = (moments.at(-rule.limit) ?? -Infinity) + rule.windowMs
  return Math.max(0, full - now, evenly ? due - TOLERANCE_MS - now : 0)
}

/** When the next turn is, after a call that leaves now. */
export const dueAfter = (rule: Rule, due: number, now: number): number =>
  Math.max(now, Math.min(due, now + rule.windowMs)) + rule.gapMs
