import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { holdAlone } from '../../db/lock.ts'
import type { Config } from '../config.ts'

/** Where the data is that a command works on. */
export interface Place {
  dataDir: string
  database: string
  /** Held by the server as long as it lives. */
  lock: string
  drill: boolean
}

/** While no platform is configured and a drill runs, commands are meant for the drill. */
export function placeOf(config: Config): Place {
  const drill = placeAt(join(config.dataDir, 'drill'), 'drill.lock', true)
  const isOn = config.platforms.kind === 'drill' && existsSync(drill.database) && serverRuns(drill)
  return isOn ? drill : placeAt(config.dataDir, 'server.lock', false)
}

const placeAt = (dataDir: string, lock: string, drill: boolean): Place => ({
  dataDir,
  database: join(dataDir, 'caunoi.db'),
  lock: join(dataDir, lock),
  drill,
})

export function serverRuns({ lock }: Place): boolean {
  if (!existsSync(lock)) return false
  const release = holdAlone(lock)
  release?.()
  return release === null
}
