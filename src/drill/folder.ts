import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { holdAlone } from '../../db/lock.ts'
import { findRedis } from '../../jobs/redis.ts'
import type { Log } from '../log.ts'
import { WebError } from '../web/server.ts'

const LOCK = 'drill.lock'

/**
 * An empty folder `drill` under the data folder, held by this process alone. What a drill that crashed left there, its
 * Redis included, is ended first. Throws `WebError` when another drill is running in it.
 */
export async function takeFolder(dataDir: string, log: Log): Promise<{ path: string; remove: () => void }> {
  const path = join(dataDir, 'drill')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const release = holdAlone(join(path, LOCK))
  if (!release) throw new WebError(TAKEN)
  const leftover = await findRedis({ dataDir: path, allowStart: false, log })
  await leftover?.stop()
  for (const name of readdirSync(path)) if (!name.startsWith(LOCK)) remove(join(path, name))
  return {
    path,
    remove: () => {
      release()
      remove(path)
    },
  }
}

/** A Redis that is just going down may still be writing there. */
const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })

const TAKEN =
  'Một buổi diễn tập khác đang chạy trên DATA_DIR này. Dừng buổi đó trước, hoặc chọn DATA_DIR khác, ví dụ DATA_DIR=./dien-tap-2\n' +
  'Another drill is running on this DATA_DIR. Stop that one first, or choose another DATA_DIR, for example DATA_DIR=./drill-2'
