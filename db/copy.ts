import { chmodSync, copyFileSync, existsSync, readFileSync, realpathSync } from 'node:fs'
import Database from 'better-sqlite3'
import { isOurs } from './migrate.ts'

/** What SQLite keeps beside a database: part of its content may be nowhere else. */
const BESIDE = ['-wal', '-journal', '-shm']

/** Byte 18 of a database: 1 when it is whole by itself, 2 when it may have a WAL beside it. */
const WRITE_VERSION = 18
const WHOLE = 1

/** Copies the living database into `file`, whole by itself and checked; others may go on writing meanwhile. */
export async function copyLiving(raw: Database.Database, file: string): Promise<void> {
  await raw.backup(file)
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  checkFile(file)
}

/**
 * Copies a database that somebody brought into `to`, with what its WAL still holds. Nothing beside the source is
 * removed: the WAL may be all there is of the last answers. Throws when the copy is no whole database of ours.
 */
export async function copyBrought(from: string, to: string): Promise<void> {
  // Whole by itself, it is not even opened: it may lie on a disk that cannot be written to.
  if (!hasBeside(from)) copyFileSync(from, to)
  else await copyOpened(from, to)
  chmodSync(to, 0o600)
  checkFile(to)
}

async function copyOpened(from: string, to: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}

/**
 * Whether `file` was written by `copyLiving` and may be written anew. A database at work is none, whosever it is.
 * It is looked at in memory: opening it would leave files beside it, and nothing there is ours to remove.
 */
export function isCopy(file: string): boolean {
  try {
    if (hasBeside(file)) return false
    const bytes = readFileSync(file)
    if (bytes[WRITE_VERSION] !== WHOLE) return false
    check(new Database(bytes))
    return true
  } catch {
    return false
  }
}

/** Throws unless `file` is a whole database of ours. */
export const checkFile = (file: string): void =>
  check(new Database(file, { readonly: true, fileMustExist: true }))

function check(raw: Database.Database): void {
  try {
    if (raw.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the database is damaged')
    if (!isOurs(raw)) throw new Error('the database is not ours')
  } finally {
    raw.close()
  }
}

/** SQLite follows a link and looks beside what it leads to. */
function hasBeside(file: string): boolean {
  const real = realpathSync(file)
  return BESIDE.some((part) => existsSync(`${real}${part}`))
}
