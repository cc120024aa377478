import { postman } from './outgoing.ts'
import type { Delivered, Postman } from './outgoing.ts'
import { Newest } from './phone.ts'

export interface ZaloEvent {
  event_name: string
  message: {
    from: { id: string; display_name: string; is_bot: false }
    chat: { id: string; chat_type: 'PRIVATE' }
    message_id: string
    date: number
    [content: string]: unknown
  }
}

export interface ZaloWebhook {
  url: string
  secret: string
  updatedAt: number
}

export interface ZaloDelivery {
  /** Tries after the first; the real platform promises none. */
  retries: number
  retryBaseMs: number
  timeoutMs: number
  /** A poller is now and then given an old event again, as the real platform does. */
  replay: boolean
}

interface Waiter {
  give(event: ZaloEvent | undefined): void
}

/** One replay after so many fresh events. */
const REPLAY_EVERY = 3
/** What is kept for a poller that does not come, and for `redeliver`. */
const KEPT = 1_000

/** One bot's events: consumed by the answer to a poll, or posted once to a webhook and then gone. */
export class ZaloUpdates {
  private queue: ZaloEvent[] = []
  private waiter: Waiter | undefined
  private readonly done = new Newest<string, ZaloEvent>(KEPT)
  private given = 0
  private posting = 0
  private held = false
  private readonly post: Postman
  private readonly delivery: ZaloDelivery
  webhook: ZaloWebhook | undefined
  /** Events that a webhook refused and that are gone for good. */
  lost = 0

  constructor(delivery: ZaloDelivery) {
    this.delivery = delivery
    this.post = postman(delivery.timeoutMs, 50)
  }

  add(event: ZaloEvent): void {
    this.queue.push(event)
    if (this.queue.length > KEPT) this.queue.shift()
    this.flow()
  }

  /** One event, or undefined when the window closes empty. A new poller ends the wait of an older one. */
  next(waitMs: number, onHangUp: (listener: () => void) => void): Promise<ZaloEvent | undefined> {
    this.waiter?.give(undefined)
    const ready = this.takeOne()
    if (ready || waitMs <= 0) return Promise.resolve(ready)
    return new Promise((resolve) => {
      const give = (event: ZaloEvent | undefined) => {
        clearTimeout(timer)
        if (this.waiter?.give === give) this.waiter = undefined
        resolve(event)
      }
      const timer = setTimeout(() => give(undefined), waitMs)
      onHangUp(() => give(undefined))
      this.waiter = { give }
    })
  }

  setWebhook(webhook: ZaloWebhook | undefined): void {
    this.webhook = webhook
    if (webhook) this.waiter?.give(undefined)
    this.flow()
  }

  /** One call of the webhook that carries no message, to see whether it answers. */
  probe(url: string, secret: string): Promise<Delivered> {
    const body = { ok: true, result: { event_name: 'webhook.verification' } }
    return this.post.post(url, headers(secret), JSON.stringify(body))
  }

  get idle(): boolean {
    return this.queue.length === 0 && this.posting === 0
  }

  hold(): void {
    this.held = true
  }

  release(): void {
    this.held = false
    this.flow()
  }

  redeliver(last: number): number {
    const repeated = last > 0 ? [...this.done.values()].slice(-last) : []
    this.queue.push(...repeated)
    this.flow()
    return repeated.length
  }

  /** Nothing is promised about order, so anything goes. */
  shuffle(random: () => number): void {
    this.queue = this.queue
      .map((event) => ({ event, rank: random() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ event }) => event)
  }

  close(): void {
    this.waiter?.give(undefined)
    this.post.close()
  }

  private flow(): void {
    if (this.held) return
    if (this.webhook) {
      for (const event of this.queue.splice(0)) void this.deliver(event, this.webhook)
    } else if (this.waiter) {
      const event = this.takeOne()
      if (event) this.waiter.give(event)
    }
  }

  private takeOne(): ZaloEvent | undefined {
    if (this.held) return undefined
    const old =
      this.delivery.replay && this.given > 0 && this.given % REPLAY_EVERY === 0 ? this.replayed() : undefined
    if (old) return old
    const event = this.queue.shift()
    if (event) this.consumed(event)
    return event
  }

  private replayed(): ZaloEvent | undefined {
    this.given += 1
    return [...this.done.values()].at(-1)
  }

  private consumed(event: ZaloEvent): void {
    this.given += 1
    this.done.set(event.message.message_id, event)
  }

  private async deliver(event: ZaloEvent, webhook: ZaloWebhook): Promise<void> {
    this.posting += 1
    const body = JSON.stringify({ ok: true, result: event })
    for (let tries = 0; tries <= this.delivery.retries; tries++) {
      if (tries > 0) await pause(this.delivery.retryBaseMs * 2 ** (tries - 1))
      const result = await this.post.post(webhook.url, headers(webhook.secret), body)
      if (result.kind === 'answered' && result.status >= 200 && result.status < 300) {
        this.consumed(event)
        break
      }
      if (tries === this.delivery.retries) this.lost += 1
    }
    this.posting -= 1
  }
}

function headers(secret: string): Record<string, string> {
  return { 'x-bot-api-secret-token': secret, 'user-agent': 'Java/17.0.12' }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}
