import { DelayedError, type Job, Queue, Worker } from 'bullmq'
import type { RedisOptions } from 'ioredis'

import { redisClient, retrySoon } from './connection.ts'
import { type Log, reasonOf } from './log.ts'

/** What Redis knows of an alarm: its bell, its moment, nothing of persons. */
export interface QueuedAlarm {
  name: string
  data: { at?: number }
  opts: { jobId: string; delay?: number }
}

export interface QueueState {
  redis: 'up' | 'down'
  /** Real time, ms since the epoch. */
  since: number
}

interface QueueOptions {
  redis: RedisOptions
  prefix: string
  log: Log
  /** An alarm went off. Answers how many real ms too early it is; then it goes off again, later. */
  onAlarm(alarm: { name: string; at?: number }): number
  onReady(): void
}

const QUEUE = 'alarms'
/** An alarm that is too early goes off again after at least so long: a stopped clock must not make it spin. */
const SHORTEST_DELAY_MS = 50
/** BullMQ keeps the moment in a number that ends in 2039; an alarm further away than this is set anew on the way. */
export const LONGEST_DELAY_MS = 365 * 86_400_000
const CLOSE_MS = 2_000

/** BullMQ's queue and worker, so that nobody ever waits for Redis: it may be away when this opens and at any time after. */
export class AlarmQueue {
  private readonly options: QueueOptions
  private readonly redis
  private readonly queue: Queue
  private worker: Worker
  private current: QueueState = { redis: 'down', since: Date.now() }

  constructor(options: QueueOptions) {
    this.options = options
    this.redis = redisClient(options.redis, options.log)
    this.redis.on('ready', () => {
      this.note('up')
      options.onReady()
    })
    this.redis.on('close', () => this.note('down'))
    this.queue = this.openQueue()
    this.worker = this.openWorker()
  }

  state(): QueueState {
    return this.current
  }

  isReady(): boolean {
    return this.redis.status === 'ready'
  }

  /** True when Redis has them; false when it did not say so, whatever the reason. Never throws. */
  async add(alarms: QueuedAlarm[]): Promise<boolean> {
    return (await this.attempt(() => this.queue.addBulk(alarms))) !== undefined
  }

  /** Takes back whatever has not gone off. */
  async clear(): Promise<void> {
    await this.attempt(() => this.queue.drain(true))
  }

  async counts(): Promise<Record<string, number> | null> {
    return (await this.attempt(() => this.queue.getJobCounts('wait', 'active', 'delayed'))) ?? null
  }

  /** For a worker that stays silent although Redis is there: what BullMQ's maintainers advise. */
  renewWorker(): void {
    this.options.log.warn({}, 'no alarm came through although Redis is up; opening a new worker')
    void this.worker.close(true).catch(() => {})
    this.worker = this.openWorker()
  }

  async close(): Promise<void> {
    const closing = Promise.allSettled([this.worker.close(true), this.queue.close()])
    let timer: NodeJS.Timeout | undefined
    await Promise.race([closing, new Promise((settle) => (timer = setTimeout(settle, CLOSE_MS)))])
    clearTimeout(timer)
    this.redis.disconnect()
  }

  private async attempt<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    if (!this.isReady()) return undefined
    try {
      const answer = await ask()
      this.note('up')
      return answer
    } catch (error) {
      this.complain(error)
      this.note('down')
      return undefined
    }
  }

  private openQueue(): Queue {
    const queue = new Queue(QUEUE, {
      connection: this.redis,
      prefix: this.options.prefix,
      // Asking for the version is the one thing that can fail here, and a queue would not recover from it.
      skipVersionCheck: true,
      // Nobody reads the stream of events, and the stand-in pays dearly for it.
      streams: { events: { maxLen: 20 } },
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    })
    queue.on('error', (error) => this.complain(error))
    return queue
  }

  private openWorker(): Worker {
    const worker = new Worker(QUEUE, (job, token) => this.goOff(job, token), {
      connection: { ...this.options.redis, maxRetriesPerRequest: null, retryStrategy: retrySoon },
      prefix: this.options.prefix,
      runRetryDelay: 500,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    worker.on('error', (error) => this.complain(error))
    return worker
  }

  private async goOff(job: Job<{ at?: number }>, token?: string): Promise<void> {
    const earlyMs = this.options.onAlarm({ name: job.name, at: job.data.at })
    if (earlyMs <= 0) return
    const delay = Math.min(Math.max(Math.ceil(earlyMs), SHORTEST_DELAY_MS), LONGEST_DELAY_MS)
    await job.moveToDelayed(Date.now() + delay, token)
    throw new DelayedError()
  }

  private note(redis: QueueState['redis']): void {
    if (redis === this.current.redis) return
    this.current = { redis, since: Date.now() }
    this.options.log.info({ redis }, redis === 'up' ? 'Redis is there' : 'Redis is away; ringing in process')
  }

  /** During an outage every command complains; the outage itself has been told once. */
  private complain(error: unknown): void {
    if (this.current.redis === 'up')
      this.options.log.warn({ reason: reasonOf(error) }, 'Redis refused a command')
  }
}
