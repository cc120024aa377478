import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

/** Longer than any start takes, whoever holds the lock. */
const STALE_MS = 15_000

/**
 * Who starts the server of this home: a file with the ids of the starter and, later, of the server it started. A
 * starter that was killed half-way leaves it behind; it counts for as long as the server it started may come up.
 */
export function takeLock(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    if (isStale(file)) rmSync(file, { force: true })
    return false
  }
}

/** Notes the server that the lock's owner has just started. */
export function noteInLock(file: string, server: number): void {
  writeFileSync(file, ` ${server}`, { flag: 'a' })
}

export function freeLock(file: string): void {
  rmSync(file, { force: true })
}

function isStale(file: string): boolean {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > STALE_MS) return true
  const [owner, server] = idsIn(file)
  if (owner === undefined) return false
  // In a container the next start has the very id of the last one.
  return (owner === process.pid || !isAlive(owner)) && (server === undefined || !isAlive(server))
}

function idsIn(file: string): number[] {
  try {
    return readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
