import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/open.ts'
import { conferenceFile, desk } from './bin.ts'

const root = join(import.meta.dirname, '../..')

/** Files under `dir` that somebody else on the machine could read. */
const readableByOthers = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const entry = statSync(join(dir, name), { throwIfNoEntry: false })
    return entry?.isFile() && (entry.mode & 0o077) !== 0
  })

/** The folder was made by hand, with the rights a folder usually gets. */
function openFolder() {
  const here = desk()
  mkdirSync(here.file('data'))
  chmodSync(here.file('data'), 0o755)
  return here
}

test('in a DATA_DIR that all may read, what a command writes is its owner’s alone', async () => {
  const here = openFolder()
  expect((await here.run('import', here.keep('plan.json', conferenceFile()))).code).toBe(0)
  await here.run('backup', 'night.db')
  await here.run('restore', 'night.db')
  await here.run('template', 'data/mau.xlsx')
  expect(readableByOthers(here.file('data'))).toEqual([])
  expect(readableByOthers(here.dir)).toEqual(['plan.json'])
})

test('a database whose WAL was once open to all is closed to others when it is opened', async () => {
  const here = openFolder()
  const first = await openStore(here.file('data/caunoi.db'))
  onTestFinished(() => first.close())
  for (const part of ['', '-wal', '-shm']) chmodSync(here.file(`data/caunoi.db${part}`), 0o644)
  const again = await openStore(here.file('data/caunoi.db'))
  onTestFinished(() => again.close())
  expect(readableByOthers(here.file('data'))).toEqual([])
})

test('a server at work keeps its files to itself, the WAL too', async () => {
  const here = openFolder()
  const server = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts')], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: here.file('data'), PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  try {
    await once(server.stdout, 'data')
    expect(readdirSync(here.file('data/drill'))).toContain('caunoi.db-wal')
    expect(readableByOthers(here.file('data'))).toEqual([])
  } finally {
    server.kill('SIGTERM')
    await ended
  }
}, 30_000)
