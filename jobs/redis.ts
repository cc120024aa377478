import { setTimeout as pause } from 'node:timers/promises'

import type { RedisOptions } from 'ioredis'

import { optionsFromUrl } from './connection.ts'
import { type Log, reasonOf } from './log.ts'
import {
  type Home,
  homeOf,
  knock,
  serversOnPath,
  shutFallback,
  shutServer,
  startFallback,
  startServer,
} from './own-server.ts'
import { freeLock, takeLock } from './start-lock.ts'

export type RedisSource = 'url' | 'running' | 'started' | 'fallback'

export interface FoundRedis {
  source: RedisSource
  /** For ioredis and BullMQ: `{ path }`, or what `REDIS_URL` says. */
  options: RedisOptions
  /** How to install a real Redis; present with the stand-in. */
  warning?: string
  /** Ends the server when it is one of ours (on our own socket). Production never calls it: the server is found again. */
  stop(): Promise<void>
}

export interface WhereToLook {
  /** `REDIS_URL`. It is believed unseen: a Redis that is away now comes back later. */
  url?: string
  dataDir: string
  /** False for the command line, which uses a Redis but never starts one. */
  allowStart: boolean
  log: Log
}

export const FALLBACK_WARNING =
  'Chưa có Redis: đang dùng bản thay thế trong bộ nhớ, chậm, chỉ để xem thử, không dùng cho vận hành thật. ' +
  'Cài Redis thật rồi khởi động lại / No Redis here: using a slow in-memory stand-in, for a first look only, never ' +
  'for production. Install the real one and start again: ' +
  '`sudo apt-get install redis-server` (Debian, Ubuntu), `sudo dnf install valkey` (Fedora, RHEL), ' +
  '`brew install valkey` (macOS); or set REDIS_URL.'

/**
 * Finds a Redis in this order: `url`; our own server already running; a Redis or Valkey on `PATH`, started by us;
 * the stand-in. Null when there is none: the application then rings its bells itself. Never throws.
 * `CAUNOI_REDIS=fallback` leaves out the real servers, to try the stand-in on a machine that has them.
 */
export async function findRedis(where: WhereToLook): Promise<FoundRedis | null> {
  if (where.url) return { source: 'url', options: optionsFromUrl(where.url), stop: async () => {} }
  try {
    const home = homeOf(where.dataDir)
    const found =
      (await running(home)) ?? (where.allowStart ? await startedByOne(home, where.log) : undefined)
    return found ?? (await runningFallback(home)) ?? null
  } catch (error) {
    where.log.error({ reason: reasonOf(error) }, 'no Redis could be found or started')
    return null
  }
}

const wantsFallback = (): boolean => process.env.CAUNOI_REDIS === 'fallback'

/** A server that is there but silent is still ours: a second one on the same files would ruin both. */
async function running(home: Home): Promise<FoundRedis | undefined> {
  if (wantsFallback() || (await knock(home.socket)) === 'none') return undefined
  return real('running', home)
}

async function runningFallback(home: Home): Promise<FoundRedis | undefined> {
  return (await knock(home.fallbackSocket)) === 'none' ? undefined : standIn(home)
}

/** Two processes that start at once must not both start a server: the first one does, the second waits and finds it. */
async function startedByOne(home: Home, log: Log): Promise<FoundRedis | undefined> {
  while (!takeLock(home.lock)) {
    const byTheOther = await running(home)
    if (byTheOther) return byTheOther
    await pause(20)
  }
  try {
    return (await running(home)) ?? (await started(home, log))
  } finally {
    freeLock(home.lock)
  }
}

async function started(home: Home, log: Log): Promise<FoundRedis | undefined> {
  for (const binary of wantsFallback() ? [] : serversOnPath()) {
    if (await startServer(binary, home)) {
      shutFallback(home.fallbackSocket)
      return real('started', home)
    }
    log.warn({ binary }, 'this Redis server did not start; its log is redis/redis.log in DATA_DIR')
  }
  log.warn({}, FALLBACK_WARNING)
  const already = await runningFallback(home)
  return already ?? ((await startFallback(home)) ? standIn(home) : undefined)
}

function real(source: RedisSource, home: Home): FoundRedis {
  return { source, options: { path: home.socket }, stop: () => shutServer(home.socket) }
}

function standIn({ fallbackSocket }: Home): FoundRedis {
  return {
    source: 'fallback',
    options: { path: fallbackSocket },
    warning: FALLBACK_WARNING,
    stop: async () => shutFallback(fallbackSocket),
  }
}
