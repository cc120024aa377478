import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveContact } from '../../db/people.ts'
import { link } from '../../db/identities.ts'
import { inTransaction } from '../../db/open.ts'
import { findRedis } from '../../jobs/redis.ts'
import { type App, type AppNeeds, openApp } from '../../src/app.ts'
import { realClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/log.ts'
import { settingsOf } from '../../src/settings.ts'
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
export function enrol(app: App, chats: string[]): Promise<string[]> {
  const { world } = app
  const now = world.now()
  return inTransaction(world.store, async (tx) => {
    const ids: string[] = []
    for (const [place, chat] of chats.entries()) {
      const id = world.newId()
      ids.push(id)
      await saveContact(tx, {
        id,
        code: `p${place}`,
        name: `Nguyễn Văn ${place}`,
        phones: [],
        timezone: 'Asia/Ho_Chi_Minh',
        language: 'vi',
        address: 'Ông',
        createdAt: now,
      })
      const account = benchToken.split(':')[0]!
      await link(tx, { id: world.newId(), contactId: id, channel: 'telegram', account, chat, linkedAt: now })
    }
    return ids
  })
}
