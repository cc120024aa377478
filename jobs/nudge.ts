import { Queue } from 'bullmq'
import { randomUUID } from 'node:crypto'
import type { Redis, RedisOptions } from 'ioredis'
import { setTimeout as pause } from 'node:timers/promises'
import { redisClient } from './connection.ts'
import type { Log } from './log.ts'
import { findRedis } from './redis.ts'

/** A command does not keep anybody waiting for a Redis that is slow or away. */
const PATIENCE_MS = 250

/** An outage is no news for a command: the server tells of it. */
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** What separates the server's jobs from others in a shared Redis. */
const PREFIX = 'caunoi'

/**
 * Tells a running server that there is something to send. Best effort: without it the server finds out within a minute.
 * Starts no Redis, never throws, never takes much longer than a quarter of a second.
 */
export async function nudgeServer(where: { url?: string; dataDir: string }): Promise<void> {
  const found = await findRedis({ ...where, allowStart: false, log: silent })
  if (!found) return
  const redis = redisClient({ ...found.options, connectTimeout: PATIENCE_MS }, silent)
  const queue = new Queue('alarms', { connection: redis, prefix: PREFIX, skipVersionCheck: true })
  queue.on('error', () => {})
  try {
    await within(PATIENCE_MS, ring(redis, queue))
  } catch {
    // The server looks by itself.
  } finally {
    void queue.close().catch(() => {})
    redis.disconnect()
  }
}

async function ring(redis: Redis, queue: Queue): Promise<void> {
  await ready(redis)
  const opts = { removeOnComplete: true, removeOnFail: true }
  await queue.addBulk(
    ['outbox', 'chase', 'spread'].map((name) => ({
      name,
      data: {},
      opts: { ...opts, jobId: `${name}-${randomUUID()}` },
    })),
  )
}

/** Whether this Redis answers, within a second. */
export async function answersPing(options: RedisOptions): Promise<boolean> {
  const redis = redisClient({ ...options, connectTimeout: 1000 }, silent)
  try {
    const answered = ready(redis).then(() => redis.ping())
    return (await within(1000, answered)) !== undefined
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

const ready = (redis: Redis) =>
  redis.status === 'ready'
    ? Promise.resolve()
    : new Promise<void>((resolve) => redis.once('ready', () => resolve()))

/** What the work answers; undefined when it has not by then. */
async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer | undefined> {
  const enough = new AbortController()
  const patience = pause(ms, undefined, { signal: enough.signal }).catch(() => undefined)
  return Promise.race([work, patience]).finally(() => enough.abort())
}
