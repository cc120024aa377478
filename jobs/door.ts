import { nextGrant, type Rule, SLACK_MS } from './sliding-window.ts'

/** Asks for calls that must each wait at least so long; answers how long each is to wait, or null when nobody answers. */
export type Budget = (rule: Rule, atLeast: number[]) => Promise<number[] | null>

/** A call that wakes up later than this after its grant would spoil the window; it asks again. */
const LATEST_MS = SLACK_MS / 2
/** Grants are asked for this long ahead, so that asking costs no time, and what is asked for in vain is little. */
const AHEAD_MS = 200
/** Calls asked for at once: a fifth of a window's. */
const LOT = 5

interface Waiter {
  go(): void
  refuse(reason: unknown): void
  signal: AbortSignal | undefined
}

/**
 * The queue of one account in this process. It follows the shared budget and keeps the same rule for itself beside it:
 * alone when the budget does not answer, and as a lower bound when it does, for what the budget has forgotten.
 * Moments are of the process' own steady clock, which nobody sets.
 */
export class Door {
  private readonly rule: () => Rule
  private readonly budget: Budget
  private queue: Waiter[] = []
  private readonly waiting = new Set<Waiter>()
  private granted: number[] = []
  private answerMs = Infinity
  private serving = false
  private closed = false

  constructor(rule: () => Rule, budget: Budget) {
    this.rule = rule
    this.budget = budget
  }

  /** Resolves when one more call may leave, in the order of asking. */
  pass(signal?: AbortSignal): Promise<void> {
    if (this.closed) return Promise.reject(closedGate())
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((settle, reject) => {
      const waiter = this.admit(settle, reject, signal)
      this.queue.push(waiter)
      void this.serve()
    })
  }

  /** Refuses whoever waits and whoever comes. */
  close(): void {
    this.closed = true
    this.queue = []
    for (const waiter of this.waiting) waiter.refuse(closedGate())
  }

  private admit(settle: () => void, reject: (reason: unknown) => void, signal?: AbortSignal): Waiter {
    const leave = (): void => {
      this.waiting.delete(waiter)
      signal?.removeEventListener('abort', onAbort)
    }
    const waiter: Waiter = {
      signal,
      go: () => (leave(), settle()),
      refuse: (reason) => (leave(), reject(reason)),
    }
    const onAbort = (): void => {
      this.queue = this.queue.filter((other) => other !== waiter)
      waiter.refuse(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort)
    this.waiting.add(waiter)
    return waiter
  }

  private async serve(): Promise<void> {
    if (this.serving) return
    this.serving = true
    while (this.queue.length > 0) {
      const lot = Math.min(this.queue.length, Math.ceil(this.rule().limit / LOT))
      const moments = await this.reserve(lot)
      for (const moment of moments) this.queueHeadGoesAt(moment)
      await until(Math.max(...moments) - AHEAD_MS)
    }
    this.serving = false
  }

  private async reserve(count: number): Promise<number[]> {
    const rule = this.rule()
    const asked = performance.now()
    const waits = await this.budget(rule, this.ownWaits(rule, count, asked))
    const answered = performance.now()
    if (!waits) return this.keep(rule, this.ownWaits(rule, count, answered), answered)
    // The quickest answer of late shows how long the way is; the rest was spent waiting for ourselves.
    this.answerMs = Math.min(answered - asked, this.answerMs + 1)
    return this.keep(rule, waits, asked + this.answerMs)
  }

  private ownWaits(rule: Rule, count: number, now: number): number[] {
    // As if a process before us had used up its budget at the moment we were born: it may have, and left no trace.
    const before = Array<number>(rule.limit).fill(0)
    const grants = [...before, ...this.granted]
    for (let call = 0; call < count; call += 1) grants.push(nextGrant(grants, now, rule))
    return grants.slice(-count).map((moment) => Math.ceil(moment - now))
  }

  private keep({ limit }: Rule, waits: number[], since: number): number[] {
    const moments = waits.map((wait) => since + wait)
    this.granted = [...this.granted, ...moments].toSorted((a, b) => a - b).slice(-limit)
    return moments
  }

  private queueHeadGoesAt(moment: number): void {
    const waiter = this.queue.shift()
    if (waiter) void until(moment).then(() => this.release(waiter, moment))
  }

  private release(waiter: Waiter, moment: number): void {
    if (!this.waiting.has(waiter)) return
    if (performance.now() - moment <= LATEST_MS) return waiter.go()
    this.queue.unshift(waiter)
    void this.serve()
  }
}

/** Waits for a moment of the steady clock; node's timers may be a millisecond early. */
async function until(moment: number): Promise<void> {
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) {
    await new Promise((settle) => setTimeout(settle, Math.ceil(left)))
  }
}

const closedGate = (): Error => new DOMException('the gate is closed', 'AbortError')
