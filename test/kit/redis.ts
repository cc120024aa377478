import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findRedis } from '../../jobs/redis.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    redisPath: string
  }
}

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** One Redis for the whole run, found or started as the product does it; each office has its own corner of it. */
export default async function startRedis(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-redis-'))
  const redis = await findRedis({ dataDir, allowStart: true, log: silent })
  if (!redis?.options.path) throw new Error('no Redis for the tests')
  project.provide('redisPath', redis.options.path)
  return async () => {
    await redis.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
