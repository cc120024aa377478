import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import type { RedisOptions } from 'ioredis'

import { AlarmQueue, LONGEST_DELAY_MS, type QueuedAlarm, type QueueState } from './alarm-queue.ts'
import { type Log, reasonOf } from './log.ts'
import { type Alarm, PendingAlarms } from './pending-alarms.ts'

export const bells = ['inbox', 'outbox', 'chase', 'spread', 'fetch'] as const
export type Bell = (typeof bells)[number]

/** When to look into the database again. Losing any of it loses time, never work: the database knows what is due. */
export interface Alarms {
  /**
   * The bell's ringer begins a run after this call, soon: through Redis in whichever process is free, here when Redis
   * does not bring it within a quarter of a second. Never throws, never waits.
   */
  ring(bell: Bell): void
  /** Rings at a moment of domain time (ms since the epoch). Setting the same bell, id and moment twice is one alarm. */
  at(bell: Bell, id: string, at: number): void
  /** Forgets all alarms still to come, because the domain clock changed its speed. To be awaited before new ones are set. */
  forget(): Promise<void>
  /** Since when (real ms) Redis is there or away. */
  state(): QueueState
  /** How many alarms wait in Redis, by state; null while it is away. */
  counts(): Promise<Record<string, number> | null>
  /** Rings no more. Runs that have begun are their pumps' matter. */
  close(): Promise<void>
}

export interface AlarmsOptions {
  redis: RedisOptions
  /** Separates what shares a Redis. */
  prefix: string
  /** Real ms until a moment of domain time; not positive when it has come. */
  delayUntil(at: number): number
  /** Each looks for all the work of its bell; called while it runs, it looks once more (`pump`). */
  ringers: Record<Bell, () => Promise<void>>
  log: Log
}

/** Opens at once, whether Redis is there or not. */
export function openAlarms(options: AlarmsOptions): Alarms {
  return new AlarmClock(options)
}

/** A ring that Redis has not brought back by then is rung here. */
const PATIENCE_MS = 250
/** Between two wake-ups of one bell through Redis; thousands of rings become one. */
const BREATH_MS = 5
/** Redis being up, but bringing nothing for so long, the worker is taken for stuck. */
const STUCK_MS = 15_000

class AlarmClock implements Alarms {
  private readonly options: AlarmsOptions
  private readonly queue: AlarmQueue
  private readonly pending: PendingAlarms
  private readonly waking = new Map<Bell, 'once' | 'again'>()
  private readonly overdue = new Map<Bell, NodeJS.Timeout>()
  private readonly soon = new Set<Bell>()
  private silentSince: number | undefined
  /** Part of the alarms' ids, so that one set after `forget` is not taken for one set before. */
  private age = 0
  private closed = false

  constructor(options: AlarmsOptions) {
    this.options = options
    this.pending = new PendingAlarms({
      hand: (alarms) => this.queue.add(alarms.map((alarm) => this.queued(alarm))),
      delayUntil: (at) => options.delayUntil(at),
      ring: (bell) => this.ringHere(bell),
    })
    this.queue = new AlarmQueue({
      redis: options.redis,
      prefix: options.prefix,
      log: options.log,
      onAlarm: (alarm) => this.goOff(alarm),
      onReady: () => this.pending.handOver(),
    })
  }

  ring(bell: Bell): void {
    if (this.closed) return
    if (!this.queue.isReady()) return this.ringHere(bell)
    if (!this.overdue.has(bell))
      this.overdue.set(
        bell,
        setTimeout(() => this.ringOverdue(bell), PATIENCE_MS),
      )
    if (this.waking.has(bell)) this.waking.set(bell, 'again')
    else void this.wake(bell)
  }

  at(bell: Bell, id: string, at: number): void {
    // A clock that stands still never gets there.
    if (!this.closed && Number.isFinite(this.options.delayUntil(at))) this.pending.add({ bell, id, at })
  }

  async forget(): Promise<void> {
    this.age += 1
    await this.pending.clear()
    await this.queue.clear()
  }

  state(): QueueState {
    return this.queue.state()
  }

  counts(): Promise<Record<string, number> | null> {
    return this.queue.counts()
  }

  async close(): Promise<void> {
    this.closed = true
    this.pending.close()
    for (const timer of this.overdue.values()) clearTimeout(timer)
    await this.queue.close()
  }

  /** One wake-up at a time; what rings while it is on its way gets another one, for this one may have come too soon. */
  private async wake(bell: Bell): Promise<void> {
    do {
      this.waking.set(bell, 'once')
      const job = { name: bell, data: {}, opts: { jobId: `${bell}-${randomUUID()}` } }
      if (!(await this.queue.add([job]))) this.ringHere(bell)
      await pause(BREATH_MS)
    } while (this.waking.get(bell) === 'again' && !this.closed)
    this.waking.delete(bell)
  }

  private ringOverdue(bell: Bell): void {
    this.overdue.delete(bell)
    this.ringHere(bell)
    if (!this.queue.isReady()) return
    this.silentSince ??= Date.now()
    if (Date.now() - this.silentSince < STUCK_MS) return
    this.silentSince = undefined
    this.queue.renewWorker()
  }

  private ringHere(bell: Bell): void {
    if (this.soon.has(bell)) return
    this.soon.add(bell)
    setImmediate(() => {
      this.soon.delete(bell)
      this.start(bell)
    })
  }

  /** Redis brought an alarm. The job is done when the run has begun: a run outlasts no lock, a crash leaves nothing behind. */
  private goOff({ name, at }: { name: string; at?: number }): number {
    this.silentSince = undefined
    const bell = bells.find((known) => known === name)
    const earlyMs = at === undefined ? 0 : this.options.delayUntil(at)
    if (bell && earlyMs <= 0) this.start(bell)
    return bell ? earlyMs : 0
  }

  private start(bell: Bell): void {
    clearTimeout(this.overdue.get(bell))
    this.overdue.delete(bell)
    if (this.closed) return
    const failed = (error: unknown): void =>
      this.options.log.error({ bell, reason: reasonOf(error) }, 'a ringer failed')
    try {
      this.options.ringers[bell]().catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  private queued({ bell, id, at }: Alarm): QueuedAlarm {
    const delay = Math.min(Math.max(0, Math.ceil(this.options.delayUntil(at))), LONGEST_DELAY_MS)
    const jobId = `${bell}-${id.replaceAll(':', '_')}-${at}${this.age ? `-${this.age}` : ''}`
    return { name: bell, data: { at }, opts: { jobId, delay } }
  }
}
