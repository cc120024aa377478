import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Holds `file` for this process alone, until it lets go or dies; null when another process has it. SQLite's own lock:
 * the system frees it however the process ends.
 */
export function holdAlone(file: string): (() => void) | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const lock = new Database(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return () => lock.close()
  } catch {
    lock.close()
    return null
  }
}
