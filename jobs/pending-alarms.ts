import type { Bell } from './alarms.ts'

export interface Alarm {
  bell: Bell
  id: string
  /** Domain time, ms since the epoch. */
  at: number
}

interface PendingOptions {
  /** True when Redis has them for sure. */
  hand(alarms: Alarm[]): Promise<boolean>
  delayUntil(at: number): number
  ring(bell: Bell): void
}

/** Small enough that the slow stand-in answers in time. */
const LOT = 200
/** How often alarms that Redis does not have are looked through, and offered to it again. */
const WATCH_MS = 250

/**
 * Alarms on their way to Redis: a moment while it is there, as long as it lasts while it is away. Meanwhile they go off
 * here when they are due.
 */
export class PendingAlarms {
  private readonly options: PendingOptions
  private readonly alarms = new Map<string, Alarm>()
  private handing: Promise<void> | undefined
  private watch: NodeJS.Timeout | undefined

  constructor(options: PendingOptions) {
    this.options = options
  }

  add(alarm: Alarm): void {
    this.alarms.set(`${alarm.bell} ${alarm.id} ${alarm.at}`, alarm)
    this.watch ??= setInterval(() => this.look(), WATCH_MS)
    if (this.handing === undefined) setImmediate(() => this.handOver())
  }

  handOver(): void {
    this.handing ??= this.handAll().finally(() => (this.handing = undefined))
  }

  /** Forgets them; resolves when none is on its way any more. */
  async clear(): Promise<void> {
    this.alarms.clear()
    await this.handing
  }

  close(): void {
    this.alarms.clear()
    clearInterval(this.watch)
  }

  private async handAll(): Promise<void> {
    while (this.alarms.size > 0) {
      const lot = [...this.alarms].slice(0, LOT)
      if (!(await this.options.hand(lot.map(([, alarm]) => alarm)))) return
      for (const [key, alarm] of lot) if (this.alarms.get(key) === alarm) this.alarms.delete(key)
    }
  }

  private look(): void {
    for (const [key, { bell, at }] of this.alarms) {
      if (this.options.delayUntil(at) > 0) continue
      this.alarms.delete(key)
      this.options.ring(bell)
    }
    if (this.alarms.size > 0) return this.handOver()
    clearInterval(this.watch)
    this.watch = undefined
  }
}
