import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { noteInLock } from './start-lock.ts'

/** The kernel takes 108 bytes on Linux and 104 on macOS for the path of a socket. */
const LONGEST_SOCKET = 100
const ANSWER_MS = 1_000
/** A large append-only file is read before the first answer; -LOADING counts as an answer. */
const START_MS = 10_000
const SHUT_MS = 5_000

/** Where our own server lives: what it keeps in `dir`, and a socket for the real one and for the stand-in. */
export interface Home {
  dir: string
  lock: string
  socket: string
  fallbackSocket: string
}

/**
 * The same home for the same `dataDir` every time, so that a server is found again. A path too long for a socket
 * gets one under the system's temporary folder. Throws when that folder is somebody else's.
 */
export function homeOf(dataDir: string): Home {
  const dir = join(resolve(dataDir), 'redis')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const place = Buffer.byteLength(join(dir, 'fallback.sock')) <= LONGEST_SOCKET ? dir : shortPlace(dir)
  const lock = join(dir, 'starting')
  return { dir, lock, socket: join(place, 'redis.sock'), fallbackSocket: join(place, 'fallback.sock') }
}

function shortPlace(dir: string): string {
  const place = join(tmpdir(), `caunoi-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(place)
  // Anyone may create a folder there before us and listen in on our socket.
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0)
    throw new Error(`${place} is not a private folder of ours`)
  return place
}

/** `up`: something speaks Redis there. `silent`: it accepts but does not answer. `none`: nobody listens. */
export type Knock = 'up' | 'silent' | 'none'

/** Any answer will do: one that is loading or wants a password is there as well. */
export function knock(socket: string): Promise<Knock> {
  return new Promise((settle) => {
    const connection = createConnection(socket)
    const end = (outcome: Knock): void => {
      connection.destroy()
      settle(outcome)
    }
    connection.setTimeout(ANSWER_MS, () => end('silent'))
    connection.on('connect', () => connection.write('PING\r\n'))
    connection.on('data', () => end('up'))
    connection.on('error', (error) => end(saysNobodyListens(error) ? 'none' : 'silent'))
    connection.on('close', () => end('silent'))
  })
}

const saysNobodyListens = (error: Error): boolean =>
  'code' in error && ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(String(error.code))

/** The full paths of the Redis servers that `PATH` offers, Valkey first. */
export function serversOnPath(path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter).filter(Boolean)
  return ['valkey-server', 'redis-server'].flatMap((name) =>
    folders
      .map((folder) => join(folder, name))
      .filter(isExecutable)
      .slice(0, 1),
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts a real server that outlives us. False when it does not come up. */
export async function startServer(binary: string, home: Home): Promise<boolean> {
  if (await comesUp(launch(binary, serverFlags(home), home), home.socket)) return true
  // A file damaged by a full disk keeps a server from starting; what it held may be lost at any time.
  if (!setAside(join(home.dir, 'appendonlydir'))) return false
  return comesUp(launch(binary, serverFlags(home), home), home.socket)
}

/** Starts the stand-in, which is found again like a real one. False when it does not come up. */
export function startFallback(home: Home): Promise<boolean> {
  const launcher = fileURLToPath(new URL('fallback-redis.mjs', import.meta.url))
  return comesUp(launch(process.execPath, [launcher, home.fallbackSocket], home), home.fallbackSocket)
}

/** Own socket, no port: no clash with a system's Redis, nobody else on the machine comes in, nothing is evicted. */
function serverFlags({ dir, socket }: Home): string[] {
  const place = ['--port', '0', '--unixsocket', socket, '--unixsocketperm', '600', '--dir', dir]
  const files = [
    '--pidfile',
    join(dir, 'redis.pid'),
    '--logfile',
    join(dir, 'redis.log'),
    '--daemonize',
    'no',
  ]
  const keep = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']
  return [...place, ...files, ...keep, '--maxmemory-policy', 'noeviction']
}

/** Detached: a crash of ours, or Ctrl-C in our terminal, does not reach it. */
function launch(command: string, args: string[], { dir, lock }: Home): ChildProcess {
  const child = spawn(command, args, { cwd: dir, detached: true, stdio: 'ignore' })
  child.unref()
  if (child.pid) noteInLock(lock, child.pid)
  return child
}

async function comesUp(child: ChildProcess, socket: string): Promise<boolean> {
  const end = new AbortController()
  child.on('error', () => end.abort())
  child.on('exit', () => end.abort())
  for (const until = Date.now() + START_MS; Date.now() < until && !end.signal.aborted; await pause(10)) {
    if ((await knock(socket)) === 'up') return true
  }
  child.kill('SIGKILL')
  return false
}

function setAside(folder: string): boolean {
  try {
    rmSync(`${folder}.damaged`, { recursive: true, force: true })
    renameSync(folder, `${folder}.damaged`)
    return true
  } catch {
    return false
  }
}

/** Ends the real server on this socket and waits until it is gone. */
export async function shutServer(socket: string): Promise<void> {
  await new Promise<void>((settle) => {
    const connection = createConnection(socket, () => connection.write('SHUTDOWN NOSAVE\r\n'))
    connection.setTimeout(SHUT_MS, () => connection.destroy())
    connection.on('error', () => settle())
    connection.on('close', () => settle())
    connection.resume()
  })
  for (let turn = 0; turn < 100 && (await knock(socket)) !== 'none'; turn += 1) await pause(10)
}

/** Ends the stand-in: it goes when its socket is taken away. */
export function shutFallback(socket: string): void {
  rmSync(socket, { force: true })
}
