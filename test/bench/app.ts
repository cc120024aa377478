import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTransaction } from '../../db/open.ts'
import { findRedis } from '../../jobs/redis.ts'
import { type App, type AppNeeds, openApp } from '../../src/app.ts'
import { realClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/log.ts'
import { settingsOf } from '../../src/settings.ts'
import { enrolled } from '../kit/enrolled.ts'
import { benchToken } from './platform.ts'

export interface BenchApp {
  app: App
  close: () => Promise<void>
}

/** The whole application in this process, gate off, with its own folder and Redis. */
export async function startApp(apiRoot: string, more: Partial<AppNeeds> = {}): Promise<BenchApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-bench-'))
  const log = openLog('error')
  const redis = await findRedis({ dataDir, allowStart: true, log })
  const read = readConfig({})
  if (!redis || read.kind !== 'config') throw new Error('the bench cannot start')
  const app = await openApp({
    settings: { ...settingsOf(read.config, null), quietHours: null },
    dataDir,
    secret: 'a secret of the bench, long enough to pass as one',
    clock: realClock,
    log,
    redis: redis.options,
    prefix: 'bench',
    channels: { telegram: { token: benchToken, apiRoot } },
    inbound: {},
    rates: {},
    synchronous: 'NORMAL',
    host: '127.0.0.1',
    port: 0,
    ...more,
  })
  const close = async () => {
    await app.close()
    await redis.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { app, close }
}

/** Contacts who are linked already, one for each chat. Returns their ids. */
export const enrol = (app: App, chats: string[]): Promise<string[]> =>
  inTransaction(app.world.store, (tx) => enrolled(tx, benchToken.split(':')[0]!, chats))
