import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from './schema.ts'

const connect = (raw: Database.Database) => drizzle(raw, { schema, casing: 'snake_case' })
type Connection = ReturnType<typeof connect>

/** What a reader may use: it sees only what is committed. */
export type Db = Pick<Connection, 'select' | 'selectDistinct'>

/** What a transaction may use. There is no other way to write. */
export type Tx = Pick<Connection, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>

export interface Store {
  /** Reads outside any transaction. */
  db: Db
  file: string
  /** Copies the living database into `file`, checked; the server may go on writing meanwhile. */
  backup(file: string): Promise<void>
  close(): void
}

interface Inner extends Store {
  writer: Connection
  raw: Database.Database
  /** Settles when the transaction before is over. */
  last: Promise<unknown>
}

export interface StoreOptions {
  /** FULL survives a power cut with nothing lost, at a tenth of the speed. */
  synchronous?: 'NORMAL' | 'FULL'
}

/** How long a writer waits for another process (the command line beside the server) before it gives up, ms. */
const BUSY_LIMIT_MS = 30_000

/** The transaction that the running code is inside of, if any. */
const current = new AsyncLocalStorage<{ store: Inner; depth: number }>()

/** Opens `file`, creating and migrating it. Throws when the file is not a database or is newer than this program. */
export async function openStore(file: string, options: StoreOptions = {}): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const raw = openConnection(file, options)
  await migrateAlone(raw)
  const reader = openConnection(file, options)
  reader.pragma('query_only = ON')
  const store: Inner = {
    db: connect(reader),
    file,
    writer: connect(raw),
    raw,
    last: Promise.resolve(),
    backup: (to) => backup(raw, to),
    close: () => {
      reader.close()
      raw.close()
    },
  }
  return store
}

/**
 * Runs `work` in one transaction, after those before it. A nested call is a savepoint of the outer one. Whatever it
 * throws undoes everything it wrote. Never await the network in here: there is one writer.
 */
export async function inTransaction<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  const inner = store as Inner
  const outer = current.getStore()
  if (outer?.store === inner) return nested(inner, outer.depth + 1, work)
  const turn = inner.last.then(() => outermost(inner, work))
  inner.last = turn.catch(() => {})
  return turn
}

async function outermost<T>(store: Inner, work: (tx: Tx) => Promise<T>): Promise<T> {
  await begin(store.raw)
  try {
    const result = await current.run({ store, depth: 0 }, () => work(store.writer))
    store.raw.exec('COMMIT')
    return result
  } catch (error) {
    if (store.raw.inTransaction) store.raw.exec('ROLLBACK')
    throw error
  }
}

async function nested<T>(store: Inner, depth: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  store.raw.exec(`SAVEPOINT s${depth}`)
  try {
    const result = await current.run({ store, depth }, () => work(store.writer))
    store.raw.exec(`RELEASE s${depth}`)
    return result
  } catch (error) {
    store.raw.exec(`ROLLBACK TO s${depth}; RELEASE s${depth}`)
    throw error
  }
}

/** Waits for another process without freezing ours: SQLite's own busy wait blocks the whole event loop. */
async function begin(raw: Database.Database): Promise<void> {
  const giveUpAt = performance.now() + BUSY_LIMIT_MS
  for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
    try {
      raw.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

const isBusy = (error: unknown) =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

function openConnection(file: string, options: StoreOptions): Database.Database {
  const raw = new Database(file, { timeout: 0 })
  raw.pragma('busy_timeout = 5000')
  raw.pragma('journal_mode = WAL')
  raw.pragma(`synchronous = ${options.synchronous ?? 'NORMAL'}`)
  raw.pragma('foreign_keys = ON')
  raw.pragma('trusted_schema = OFF')
  raw.pragma('busy_timeout = 0')
  return raw
}

/**
 * drizzle's migrator rebuilds tables inside a transaction, where switching foreign keys off has no effect and the drop
 * cascades to the children; so they are switched off around it and checked afterwards. An empty look first spares the
 * usual start the lock.
 */
async function migrateAlone(raw: Database.Database): Promise<void> {
  raw.pragma('busy_timeout = 10000')
  raw.pragma('foreign_keys = OFF')
  migrate(connect(raw), { migrationsFolder: join(import.meta.dirname, 'migrations') })
  const broken = raw.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0)
    throw new Error(`migration left ${broken.length} dangling references; restore the backup`)
  raw.pragma('foreign_keys = ON')
  raw.pragma('busy_timeout = 0')
}

async function backup(raw: Database.Database, file: string): Promise<void> {
  await raw.backup(file)
  checkFile(file)
}

/** Throws unless `file` is a whole database of ours. */
export function checkFile(file: string): void {
  const copy = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const [result] = copy.pragma('integrity_check') as { integrity_check: string }[]
    if (result?.integrity_check !== 'ok') throw new Error('the database is damaged')
    copy.prepare('select count(*) from conferences').get()
  } finally {
    copy.close()
  }
}
