import { Redis, type RedisOptions } from 'ioredis'

import { type Log, reasonOf } from './log.ts'

/** Soon enough that nobody notices an outage's end, seldom enough to be quiet during one. */
export const retrySoon = (attempt: number): number => Math.min(50 * attempt, 1_000)

/** A Redis that is frozen answers nothing and closes nothing; a command not answered by then counts as failed. */
const COMMAND_TIMEOUT_MS = 5_000

/**
 * A connection that never makes anybody wait: a command fails at once while Redis is away, and the connection
 * comes back by itself when Redis does. Opens in the background; `disconnect()` ends it.
 */
export function redisClient(options: RedisOptions, log: Log): Redis {
  const redis = new Redis({
    ...options,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: retrySoon,
  })
  let quiet = false
  redis.on('ready', () => (quiet = false))
  redis.on('error', (error) => {
    // One line an outage: the connection tries again every second.
    if (!quiet) log.warn({ reason: reasonOf(error) }, 'Redis cannot be reached; trying again')
    quiet = true
  })
  return redis
}

/** `REDIS_URL` as options, as ioredis itself reads it (redis:, rediss:, a path to a socket). */
export function optionsFromUrl(url: string): RedisOptions {
  const { host, port, path, username, password, db, tls } = new Redis(url, { lazyConnect: true }).options
  return path ? { path, password, db } : { host, port, username, password, db, tls }
}
