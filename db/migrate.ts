import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { begin, patiently } from './connection.ts'

/** The database cannot be used as it is; the message says in both languages what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}

const ourSteps = () => readMigrationFiles({ migrationsFolder: join(import.meta.dirname, 'migrations') })

/** Whether this program made that database: it began with our first migration, and our facts are in it. */
export function isOurs(raw: Database.Database): boolean {
  const [first] = ourSteps()
  try {
    raw.prepare('select name, value, at from facts').get()
    const begun = raw
      .prepare('select 1 from __drizzle_migrations where created_at = ?')
      .get(first?.folderMillis)
    return begun !== undefined
  } catch {
    return false
  }
}

/**
 * Brings the tables up to date, one process at a time. drizzle's own migrator would begin before it has the lock, so
 * that two first starts trip over each other; its files and its table are used as they are. Rebuilding a table drops the
 * old one, which with foreign keys on would cascade to the children: they are off meanwhile and checked before the end.
 */
export async function migrateAlone(raw: Database.Database): Promise<void> {
  const steps = ourSteps()
  const newest = Math.max(...steps.map((step) => step.folderMillis))
  // Another process may just be making the file: then even looking has to wait.
  if ((await patiently(() => lastApplied(raw))) === newest) return
  raw.pragma('foreign_keys = OFF')
  await begin(raw)
  try {
    apply(raw, steps, newest)
    raw.exec('COMMIT')
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK')
    throw error
  }
  raw.pragma('foreign_keys = ON')
}

function apply(raw: Database.Database, steps: MigrationMeta[], newest: number): void {
  const last = lastApplied(raw)
  if (last > newest)
    throw new StoreError(
      'Cơ sở dữ liệu này thuộc phiên bản Cầu Nối mới hơn: cài lại phiên bản mới, hoặc khôi phục bản sao lưu cũ (caunoi restore).\n' +
        'This database belongs to a newer Cầu Nối: install that version again, or restore an older backup (caunoi restore).',
    )
  raw.exec(
    'create table if not exists __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)',
  )
  const note = raw.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
  for (const step of steps.filter(({ folderMillis }) => folderMillis > last)) {
    for (const statement of step.sql) raw.exec(statement)
    note.run(step.hash, step.folderMillis)
  }
  const broken = raw.prepare('pragma foreign_key_check').all()
  if (broken.length > 0) throw new Error(`a migration would leave ${broken.length} dangling references`)
}

/** When the newest migration this file has seen was made; 0 for a new file. */
function lastApplied(raw: Database.Database): number {
  const known = raw.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!known) return 0
  const newest = raw.prepare('select max(created_at) from __drizzle_migrations').pluck().get()
  return Number(newest ?? 0)
}
