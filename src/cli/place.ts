import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
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

/**
 * Whether `file` is, or would become, one of the files of a database in `dataDir`, its drill's included: by whatever
 * way it is named, for a link leads there too, and some systems do not tell capitals from small letters.
 */
export function isDatabaseName(file: string, dataDir: string): boolean {
  const homes = [dataDir, join(dataDir, 'drill')].map(real)
  const named = join(real(dirname(resolve(file))), basename(file))
  return [named, real(file)].some(
    (path) => homes.includes(dirname(path)) && basename(path).toLowerCase().startsWith('caunoi.db'),
  )
}

/** Whether `file` is the database that is at work or one of the files beside it, by whatever name. */
export function isDatabaseItself(file: string, { database }: Place): boolean {
  const { dev, ino } = statSync(file)
  return ['', '-wal', '-shm'].some((part) => {
    const own = statSync(`${database}${part}`, { throwIfNoEntry: false })
    return own?.dev === dev && own.ino === ino
  })
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}
