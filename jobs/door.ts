import { randomUUID } from 'node:crypto'
import { Ledger } from './ledger.ts'
import type { Budget } from './shared-budget.ts'
import type { Rule } from './sliding-window.ts'

/** `pressing` goes before all others; `begun` is the rest of a letter whose beginning has left. */
export const hastes = ['pressing', 'begun', 'plain'] as const
export type Haste = (typeof hastes)[number]

/** What a call that may leave tells of itself afterwards, whichever comes first. */
export interface Leave {
  /** The platform has answered, or nothing came of it: it arrived by now at the latest. */
  answered(): void
  /** It did not leave. */
  unused(): void
}

/** A steady clock, in ms since the process began. */
export interface SteadyClock {
  now(): number
  after(ms: number, act: () => void): void
}

export const steadyClock: SteadyClock = {
  now: () => performance.now(),
  after: (ms, act) => void setTimeout(act, Math.ceil(ms)),
}

export interface DoorNeeds {
  rule: () => Rule
  budget: Budget
  clock: SteadyClock
}

interface Waiter {
  haste: Haste
  go: (leave: Leave) => void
  refuse: (reason: unknown) => void
}

/**
 * The queue of one account in this process. Each call asks the shared budget at the moment it would leave. The process'
 * own ledger keeps the same rule beside it: alone when the budget does not answer, and as a lower bound when it does,
 * for what the budget has forgotten.
 */
export class Door {
  private readonly needs: DoorNeeds
  private readonly ledger = new Ledger()
  private queue: Waiter[] = []
  private serving = false
  private closed = false
  private stir = (): void => {}

  constructor(needs: DoorNeeds) {
    this.needs = needs
  }

  /** Resolves when one more call may leave; in the order of haste, then of asking. */
  pass(haste: Haste, signal?: AbortSignal): Promise<Leave> {
    if (this.closed) return Promise.reject(closedGate())
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((settle, reject) => {
      this.admit({ haste, go: settle, refuse: reject }, signal)
      this.stir()
      void this.serve()
    })
  }

  /** Refuses whoever waits and whoever comes. */
  close(): void {
    this.closed = true
    for (const waiter of this.queue.splice(0)) waiter.refuse(closedGate())
    this.stir()
  }

  private admit({ haste, go, refuse }: Waiter, signal?: AbortSignal): void {
    const giveUp = (): void => {
      this.queue = this.queue.filter((other) => other !== waiter)
      waiter.refuse(signal?.reason)
    }
    const leave = (): void => signal?.removeEventListener('abort', giveUp)
    const waiter: Waiter = {
      haste,
      go: (grant) => (leave(), go(grant)),
      refuse: (reason) => (leave(), refuse(reason)),
    }
    signal?.addEventListener('abort', giveUp)
    const place = this.queue.findIndex((other) => hastes.indexOf(other.haste) > hastes.indexOf(haste))
    this.queue.splice(place < 0 ? this.queue.length : place, 0, waiter)
  }

  private async serve(): Promise<void> {
    if (this.serving) return
    this.serving = true
    for (let head = this.queue[0]; head; head = this.queue[0]) {
      const wait = await this.letGo(head.haste !== 'pressing')
      if (wait > 0) await this.rest(wait)
    }
    this.serving = false
  }

  /** Ends early when somebody comes who may be in more of a hurry. */
  private rest(ms: number): Promise<void> {
    return new Promise((settle) => {
      this.stir = settle
      this.needs.clock.after(ms, settle)
    })
  }

  /** Lets one call go if one may leave now; otherwise how long to wait. */
  private async letGo(evenly: boolean): Promise<number> {
    const { clock, budget } = this.needs
    const rule = this.needs.rule()
    const asked = clock.now()
    const own = this.ledger.wait(rule, asked, false)
    if (own > 0) return own
    const since = asked - rule.windowMs
    const untold = this.ledger.untold(since).map(({ id, at }) => ({ id, agoMs: asked - at }))
    const request = { id: randomUUID(), evenly, last: this.ledger.lastShared(since), untold }
    const answer = await budget.take(rule, request)
    if (answer !== null) this.ledger.told()
    const wait = answer ?? this.ledger.wait(rule, clock.now(), evenly)
    if (wait === 0) this.release(rule, { id: request.id, asked, shared: answer !== null })
    return wait
  }

  private release(rule: Rule, { id, asked, shared }: { id: string; asked: number; shared: boolean }): void {
    const { clock, budget } = this.needs
    const at = clock.now()
    this.ledger.enter(rule, { id, at, shared })
    let isOver = false
    const once = (act: () => void) => (): void => {
      if (!isOver) act()
      isOver = true
    }
    const leave: Leave = {
      answered: once(() => {
        const now = clock.now()
        const late = this.ledger.arrived(id, { atLeast: now - at, atMost: now - asked })
        if (late > 0) budget.delay(id, late)
      }),
      unused: once(() => {
        this.ledger.drop(rule, id)
        budget.giveBack(rule, id)
      }),
    }
    const waiter = this.queue.shift()
    if (waiter) waiter.go(leave)
    else leave.unused()
  }
}

const closedGate = (): Error => new DOMException('the gate is closed', 'AbortError')
