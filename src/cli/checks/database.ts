import { existsSync, statSync } from 'node:fs'
import { checkFile } from '../../../db/copy.ts'
import { fact, lastRecord } from '../../../db/facts.ts'
import { openStore } from '../../../db/open.ts'
import { DAY, HOUR, MINUTE } from '../../domain/time.ts'
import { sizeOf } from '../backup.ts'
import type { Check } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import { serverRuns } from '../place.ts'
import type { Terminal } from '../terminal.ts'

/** Older than this, a backup would lose more than a week of answers. */
const OLD_MS = 7 * DAY

/** The database itself, its newest backup, and whether its times lie ahead of this machine's clock. */
export async function checkDatabase({ place, log }: Surroundings, { texts }: Terminal): Promise<Check[]> {
  const { cli } = texts
  if (!existsSync(place.database)) return [{ name: 'database', verdict: 'ok', says: cli.databaseNew }]
  try {
    checkFile(place.database)
    const store = await openStore(place.database)
    const says = cli.databaseFine(sizeOf(statSync(place.database).size))
    const backup = await fact(store.db, 'backup-at')
    const latest = await lastRecord(store.db)
    store.close()
    const checks: Check[] = [{ name: 'database', verdict: 'ok', says }]
    // A drill is not worth backing up, and its time is its own.
    if (place.drill) return checks
    if (latest !== null && latest > Date.now() + MINUTE)
      checks.push({ name: 'clock', verdict: 'failed', says: cli.clockBack })
    return [...checks, backupCheck(backup?.at ?? null, cli)]
  } catch (error) {
    log.error({ err: error }, 'the database cannot be opened')
    return [{ name: 'database', verdict: 'failed', says: cli.damagedDatabase }]
  }
}

function backupCheck(at: number | null, cli: Terminal['texts']['cli']): Check {
  if (at === null) return { name: 'backup', verdict: 'warning', says: cli.backupNever }
  const age = Math.max(0, Date.now() - at)
  const ago = age < 2 * DAY ? cli.hours(Math.round(age / HOUR)) : cli.days(Math.round(age / DAY))
  return age > OLD_MS
    ? { name: 'backup', verdict: 'warning', says: cli.backupOld(ago) }
    : { name: 'backup', verdict: 'ok', says: cli.backupFine(ago) }
}

/** A server holds its lock as long as it lives. */
export function checkServer({ place }: Surroundings, { texts }: Terminal): Check {
  return serverRuns(place)
    ? { name: 'server', verdict: 'ok', says: texts.cli.serverUp }
    : { name: 'server', verdict: 'warning', says: texts.cli.serverDown }
}
