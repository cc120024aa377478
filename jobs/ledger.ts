import { dueAfter, type Rule, waitOf } from './sliding-window.ts'

interface Entry {
  id: string
  at: number
  /** The shared budget knows of it. */
  shared: boolean
}

const byMoment = (a: Entry, b: Entry) => a.at - b.at

/** Longer than this on its way, a call counts as having arrived by then: a slow upload must not slow down everything. */
const LONGEST_WAY_MS = 500
const WAYS_REMEMBERED = 1_000
/** Of fewer ways nobody knows what is quick: the first ones open connections. */
const WAYS_TO_JUDGE_BY = 64

/**
 * When this process' own calls left, on its own steady clock. The platform counts when they arrive: of a call that took
 * longer than the quickest, nobody knows where the time was lost, so it counts as having left so much later.
 */
export class Ledger {
  private entries: Entry[] = []
  private due = 0
  private ways: number[] = []

  wait(rule: Rule, now: number, evenly: boolean): number {
    // As if a process before us had used up its budget at the moment we were born: it may have, and left no trace.
    const before = Array<number>(Math.max(0, rule.limit - this.entries.length)).fill(0)
    const moments = [...before, ...this.entries.map(({ at }) => at)]
    return waitOf(rule, { moments, due: this.due }, now, evenly)
  }

  enter(rule: Rule, entry: Entry): void {
    this.due = dueAfter(rule, this.due, entry.at)
    this.entries = [...this.entries, entry].toSorted(byMoment).slice(-rule.limit)
  }

  /** A call was answered: how much later than it was let go it may have arrived. */
  arrived(id: string, { atLeast, atMost }: { atLeast: number; atMost: number }): number {
    // Of the quickest way there and back, half is the way there: the next call may arrive as soon as that.
    const quickest = this.ways.length >= WAYS_TO_JUDGE_BY ? Math.min(...this.ways) / 2 : 0
    this.ways = [...this.ways, atLeast].slice(-WAYS_REMEMBERED)
    const late = Math.min(LONGEST_WAY_MS, Math.max(0, atMost - quickest))
    const entry = this.entries.find((each) => each.id === id)
    if (entry) entry.at += late
    this.entries.sort(byMoment)
    return late
  }

  drop(rule: Rule, id: string): void {
    if (!this.entries.some((each) => each.id === id)) return
    this.entries = this.entries.filter((each) => each.id !== id)
    this.due -= rule.gapMs
  }

  /** The newest call the shared budget must still know of, unless it has forgotten. */
  lastShared(since: number): string | undefined {
    return this.entries.findLast(({ at, shared }) => shared && at > since)?.id
  }

  /** Calls that left while nobody was there to be told. */
  untold(since: number): Entry[] {
    return this.entries.filter(({ at, shared }) => !shared && at > since)
  }

  told(): void {
    for (const entry of this.entries) entry.shared = true
  }
}
