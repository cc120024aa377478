import { AsyncLocalStorage } from 'node:async_hooks'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { begin, openConnection, scrub, type StoreOptions } from './connection.ts'
import { copyLiving } from './copy.ts'
import { migrateAlone } from './migrate.ts'
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
  /** Leaves no trace in the files of what was deleted; false when others were reading and part of it may remain. */
  scrub(): Promise<boolean>
  close(): void
}

/** What of a store only this file may touch. */
interface Inner {
  writer: Connection
  raw: Database.Database
  /** Settles when the transaction before is over. */
  last: Promise<unknown>
}

const inners = new WeakMap<Store, Inner>()

interface Running {
  store: Inner
  depth: number
  /** False once it is over: work that was begun in it and not awaited must not take it for its own. */
  live: boolean
}

/** The transaction that the running code is inside of, if any. */
const current = new AsyncLocalStorage<Running>()

/** Opens `file`, creating and migrating it. Throws when it is no database, and `StoreError` when it is newer than this program. */
export async function openStore(file: string, options: StoreOptions = {}): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const raw = await openConnection(file, options)
  await migrateAlone(raw).catch((error: unknown) => {
    raw.close()
    throw error
  })
  // Names and phones are in it: whoever made the folder, the files are their owner's alone.
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(`${file}${part}`)) chmodSync(`${file}${part}`, 0o600)
  const reader = await openConnection(file, options)
  reader.pragma('query_only = ON')
  const inner: Inner = { writer: connect(raw), raw, last: Promise.resolve() }
  const store: Store = {
    db: connect(reader),
    file,
    backup: (to) => copyLiving(raw, to),
    scrub: () => {
      const turn = inner.last.then(() => scrub(raw))
      inner.last = turn.catch(() => {})
      return turn
    },
    close: () => {
      reader.close()
      raw.close()
    },
  }
  inners.set(store, inner)
  return store
}

/**
 * Runs `work` in one transaction, after those before it. A nested call is a savepoint of the outer one. Whatever it
 * throws undoes everything it wrote. Never await the network in here: there is one writer.
 */
export async function inTransaction<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  const inner = inners.get(store)
  if (!inner) throw new Error('that store was not opened here')
  const outer = current.getStore()
  if (outer?.store === inner && outer.live) return nested(inner, outer.depth + 1, work)
  const turn = inner.last.then(() => outermost(inner, work))
  inner.last = turn.catch(() => {})
  return turn
}

async function outermost<T>(store: Inner, work: (tx: Tx) => Promise<T>): Promise<T> {
  await begin(store.raw)
  try {
    const result = await running(store, 0, work)
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
    const result = await running(store, depth, work)
    store.raw.exec(`RELEASE s${depth}`)
    return result
  } catch (error) {
    // A full disk ends the whole transaction by itself; then there is no savepoint to go back to.
    if (store.raw.inTransaction) store.raw.exec(`ROLLBACK TO s${depth}; RELEASE s${depth}`)
    throw error
  }
}

async function running<T>(store: Inner, depth: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const here: Running = { store, depth, live: true }
  try {
    return await current.run(here, () => work(store.writer))
  } finally {
    here.live = false
  }
}
