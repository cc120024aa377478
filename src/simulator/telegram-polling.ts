import { granted, Refusal } from './refusal.ts'
import type { Answer } from './platform.ts'
import type { Updates } from './telegram-updates.ts'

export interface Poll {
  offset?: number
  /** 1 to 100. */
  limit: number
  /** Seconds; the server caps it at 50. */
  timeout: number
}

interface Waiter {
  /** Ends the wait with a refusal. */
  fail(refusal: Refusal): void
  wake(): void
}

/** The server's side of long polling: one waiter at a time, woken when something arrives. */
export class Polling {
  private waiter: Waiter | undefined
  private waking = false
  private readonly updates: Updates

  constructor(updates: Updates) {
    this.updates = updates
  }

  /** Lets what happens in the same turn of the loop arrive as one batch. */
  wake(): void {
    if (!this.waiter || this.waking) return
    this.waking = true
    setImmediate(() => {
      this.waking = false
      this.waiter?.wake()
    })
  }

  /** Ends a waiting call, as the real server does when another takes over or a webhook is set. */
  end(reason: string): void {
    this.waiter?.fail(new Refusal(409, `Conflict: terminated by ${reason}`))
  }

  poll(poll: Poll, onHangUp: (listener: () => void) => void): Promise<Answer> {
    this.end('other getUpdates request; make sure that only one bot instance is running')
    if (poll.offset !== undefined && poll.offset !== 0) this.updates.acknowledge(poll.offset)
    const ready = this.updates.batch(poll.limit)
    const waitMs = Math.min(poll.timeout, 50) * 1000
    if (ready.length > 0 || waitMs <= 0) return Promise.resolve(granted(ready))
    return this.wait(poll.limit, waitMs, onHangUp)
  }

  private wait(limit: number, waitMs: number, onHangUp: (listener: () => void) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const over = () => {
        clearTimeout(timer)
        if (this.waiter === waiter) this.waiter = undefined
      }
      const waiter: Waiter = {
        fail: (refusal) => (over(), reject(refusal)),
        wake: () => {
          const ready = this.updates.batch(limit)
          if (ready.length === 0) return
          over()
          resolve(granted(ready))
        },
      }
      const timer = setTimeout(() => (over(), resolve(granted([]))), waitMs)
      onHangUp(() => (over(), resolve(granted([]))))
      this.waiter = waiter
    })
  }
}
