import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

import { Redis, type RedisOptions } from 'ioredis'
import { onTestFinished } from 'vitest'

import type { Log } from '../../jobs/log.ts'
import { findRedis, type FoundRedis, type WhereToLook } from '../../jobs/redis.ts'

/** What the jobs said, for tests that look at it. */
export function listeningLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const note = (_: object, message: string): void => void lines.push(message)
  return { lines, info: note, warn: note, error: note }
}

/** Done when the test is over, last first, whatever became of it. A hook of this file would serve its first importer only. */
export const atTheEnd = (end: () => Promise<void> | void): void => onTestFinished(end)

export function emptyFolder(name = 'caunoi-'): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** `findRedis`, ending what it found when the test is over. */
export async function look(where: Partial<WhereToLook> & { dataDir: string }): Promise<FoundRedis | null> {
  const found = await findRedis({ allowStart: true, log: listeningLog(), ...where })
  if (found) atTheEnd(() => found.stop())
  return found
}

export async function aRedis(dataDir = emptyFolder()): Promise<FoundRedis> {
  const found = await look({ dataDir })
  if (!found) throw new Error('no redis-server on this machine')
  return found
}

/** Waits until it is so, and fails when it is not so in time. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 5_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isSo()); await pause(5)) {
    if (Date.now() > end) throw new Error(`not so within ${withinMs} ms: ${String(isSo)}`)
  }
}

/** Has Redis write everything to disk at once, so that a killed one has it all. */
export async function keepEverything(options: RedisOptions): Promise<void> {
  const redis = new Redis(options)
  await redis.config('SET', 'appendfsync', 'always')
  redis.disconnect()
}

/** The most moments, of some in rising order, that fall into any window of that length. */
export function mostInAnyWindow(moments: readonly number[], windowMs: number): number {
  let first = 0
  let most = 0
  moments.forEach((moment, place) => {
    while (moment - (moments[first] ?? 0) >= windowMs) first += 1
    most = Math.max(most, place - first + 1)
  })
  return most
}

/** A platform that does nothing but count arrivals, in a thread of its own: what holds us up does not hold it up. */
export interface CountingPlatform {
  /** A connection; each `call` resolves when it is answered. */
  connect: () => Promise<{ call: () => Promise<void> }>
  /** When calls arrived, in ms. */
  arrivals: () => Promise<number[]>
}

const COUNTING = `
const { createServer } = require('node:net')
const { parentPort, workerData } = require('node:worker_threads')
const arrivals = []
const count = (socket) => socket.on('data', (calls) => {
  if (calls.includes('?')) return socket.end(JSON.stringify(arrivals))
  for (const _ of calls) arrivals.push(Number(process.hrtime.bigint()) / 1e6)
  socket.write(calls)
})
createServer(count).listen(workerData, () => parentPort.postMessage('up'))
`

export async function countingPlatform(): Promise<CountingPlatform> {
  const path = join(emptyFolder(), 'platform.sock')
  const worker = new Worker(COUNTING, { eval: true, workerData: path })
  atTheEnd(async () => void (await worker.terminate()))
  await once(worker, 'message')
  return {
    async connect() {
      const socket = createConnection(path)
      atTheEnd(() => void socket.destroy())
      await once(socket, 'connect')
      return {
        async call() {
          const answer = once(socket, 'data')
          socket.write('.')
          await answer
        },
      }
    },
    async arrivals() {
      const socket = createConnection(path)
      socket.write('?')
      return (await json(socket)) as number[]
    },
  }
}
