import Database from 'better-sqlite3'

export interface StoreOptions {
  /** FULL survives a power cut with nothing lost, at a tenth of the speed. */
  synchronous?: 'NORMAL' | 'FULL'
}

/** How long a writer waits for another process (the command line beside the server) before it gives up, ms. */
const BUSY_LIMIT_MS = 30_000

/** Opens `file` as every connection of ours is; it never waits by itself (`patiently` does). */
export async function openConnection(file: string, options: StoreOptions): Promise<Database.Database> {
  const raw = new Database(file, { timeout: 0 })
  try {
    await patiently(() => raw.pragma('journal_mode = WAL'))
    await patiently(() => raw.pragma(`synchronous = ${options.synchronous ?? 'NORMAL'}`))
    raw.pragma('foreign_keys = ON')
    raw.pragma('trusted_schema = OFF')
    // What is blanked is gone from the pages it stood on, not only from the tables.
    await patiently(() => raw.pragma('secure_delete = ON'))
    return raw
  } catch (error) {
    raw.close()
    throw error
  }
}

/** Begins to write, once nobody else does. */
export const begin = (raw: Database.Database) => patiently(() => raw.exec('BEGIN IMMEDIATE'))

/**
 * Writes the whole file anew, and the log into it, so that nothing that was deleted is left in a corner of either. False when
 * somebody kept reading all the while: then the log still holds the past until it is next written over.
 */
export async function scrub(raw: Database.Database): Promise<boolean> {
  await patiently(() => raw.exec('VACUUM'))
  for (let tries = 0; tries < 50; tries++) {
    const [done] = raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (done?.busy === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** Waits for another process without freezing ours: SQLite's own busy wait blocks the whole event loop. */
export async function patiently<T>(work: () => T): Promise<T> {
  const giveUpAt = performance.now() + BUSY_LIMIT_MS
  for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

const isBusy = (error: unknown) =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
