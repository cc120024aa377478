import { postman } from './outgoing.ts'
import type { Delivered, Postman } from './outgoing.ts'
import type { Updates, Waiting } from './telegram-updates.ts'

export interface WebhookSettings {
  url: string
  secret?: string
  maxConnections: number
}

/** How the simulator delivers; real time. The real server doubles up to a random 60 to 120 s and waits 60 s. */
export interface DeliveryTimes {
  retryBaseMs: number
  retryCapMs: number
  timeoutMs: number
}

export const quickDelivery: DeliveryTimes = { retryBaseMs: 20, retryCapMs: 2_000, timeoutMs: 60_000 }

interface Lane {
  queue: Waiting[]
  busy: boolean
  failures: number
}

/** Posts a bot's updates: one in flight per key, several keys at a time, a failing one blocks only its own key. */
export class WebhookPusher {
  private lanes = new Map<string, Lane>()
  private readonly eager: Lane[] = []
  private inFlight = 0
  private stopped = false
  private readonly post: Postman
  private readonly settings: WebhookSettings
  private readonly updates: Updates
  private readonly times: DeliveryTimes
  lastError: { at: number; message: string } | undefined

  constructor(settings: WebhookSettings, updates: Updates, times: DeliveryTimes) {
    this.settings = settings
    this.updates = updates
    this.times = times
    this.post = postman(times.timeoutMs, settings.maxConnections)
    this.reload()
  }

  /** Forgets its order of work and begins anew with what is deliverable; running posts finish as they may. */
  reload(): void {
    for (const lane of this.lanes.values()) lane.queue = []
    for (const waiting of this.updates.deliverable()) this.push(waiting)
  }

  push(waiting: Waiting): void {
    const lane = this.lanes.get(waiting.key) ?? { queue: [], busy: false, failures: 0 }
    this.lanes.set(waiting.key, lane)
    lane.queue.push(waiting)
    this.run(lane)
  }

  stop(): void {
    this.stopped = true
    this.lanes.clear()
    this.post.close()
  }

  private run(lane: Lane): void {
    if (this.stopped || lane.busy) return
    while (lane.queue[0] && !this.updates.alive(lane.queue[0])) lane.queue.shift()
    const waiting = lane.queue[0]
    if (!waiting) return
    if (this.inFlight >= this.settings.maxConnections) return void this.eager.push(lane)
    lane.busy = true
    waiting.handedOut = true
    this.inFlight += 1
    void this.deliver(lane, waiting)
  }

  private async deliver(lane: Lane, waiting: Waiting): Promise<void> {
    const headers: Record<string, string> = {}
    if (this.settings.secret) headers['x-telegram-bot-api-secret-token'] = this.settings.secret
    const result = await this.post.post(this.settings.url, headers, JSON.stringify(waiting.update))
    this.inFlight -= 1
    if (this.stopped) return
    this.useFreeConnection()
    if (result.kind === 'answered' && result.status >= 200 && result.status < 300)
      this.accepted(lane, waiting)
    else await this.later(lane, result)
    lane.busy = false
    this.run(lane)
  }

  /** A lane that waits before its next try leaves its connection to the others. */
  private useFreeConnection(): void {
    const lane = this.eager.shift()
    if (lane) this.run(lane)
  }

  private accepted(lane: Lane, waiting: Waiting): void {
    lane.failures = 0
    this.updates.takenOver(waiting.update.update_id)
    if (lane.queue[0] === waiting) lane.queue.shift()
  }

  private later(lane: Lane, result: Delivered): Promise<void> {
    const wrong =
      result.kind === 'answered' ? `Wrong response from the webhook: ${result.status}` : result.description
    this.lastError = { at: Date.now(), message: wrong }
    const own = Math.min(this.times.retryBaseMs * 2 ** lane.failures, this.times.retryCapMs)
    lane.failures += 1
    const asked = result.kind === 'answered' ? result.retryAfterMs : undefined
    return new Promise((resolve) => void setTimeout(resolve, asked ?? own).unref())
  }
}
