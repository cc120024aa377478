import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Redis } from 'ioredis'
import { afterEach, expect, test, vi } from 'vitest'

import { knock } from '../../jobs/own-server.ts'
import { findRedis } from '../../jobs/redis.ts'
import { aRedis, emptyFolder, keepEverything, listeningLog, look, until } from './kit.ts'

afterEach(() => vi.unstubAllEnvs())

async function ask(options: { path?: string }, ...command: [string, ...string[]]): Promise<unknown> {
  const redis = new Redis({ ...options, maxRetriesPerRequest: 1 })
  try {
    return await redis.call(...command)
  } finally {
    redis.disconnect()
  }
}

test('REDIS_URL comes first, and is believed even when nobody answers there', async () => {
  const dataDir = emptyFolder()
  await aRedis(dataDir)
  const found = await look({ dataDir, url: 'redis://an:b%C3%AD%20m%E1%BA%ADt@127.0.0.1:6390/3' })
  expect(found?.source).toBe('url')
  expect(found?.options).toMatchObject({
    host: '127.0.0.1',
    port: 6390,
    username: 'an',
    password: 'bí mật',
    db: 3,
  })
})

test('a first start starts the real server, private, durable and never evicting', async () => {
  const { source, options, warning } = await aRedis(emptyFolder('Dữ liệu '))
  expect(source).toBe('started')
  expect(warning).toBeUndefined()
  expect(statSync(options.path ?? '').mode & 0o777).toBe(0o600)
  expect(await ask(options, 'CONFIG', 'GET', 'maxmemory-policy')).toContain('noeviction')
  expect(await ask(options, 'CONFIG', 'GET', 'appendonly')).toContain('yes')
})

test('the server outlives a crash of ours and is found again with what it held', async () => {
  const dataDir = emptyFolder()
  const script = `
    import { findRedis } from ${JSON.stringify(fileURLToPath(new URL('../../jobs/redis.ts', import.meta.url)))}
    const log = { info() {}, warn() {}, error() {} }
    const found = await findRedis({ dataDir: ${JSON.stringify(dataDir)}, allowStart: true, log })
    console.log(found.source)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: repository,
    detached: true,
  })
  const said = await new Promise<string>((settle) =>
    child.stdout.once('data', (data) => settle(String(data))),
  )
  expect(said.trim()).toBe('started')
  const first = await look({ dataDir })
  await ask(first?.options ?? {}, 'SET', 'điểm cầu', 'Hà Giang')
  // The whole group, as Ctrl-C in a terminal or a supervisor does.
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await new Promise((settle) => child.once('exit', settle))

  const found = await look({ dataDir })
  expect(found?.source).toBe('running')
  expect(await ask(found?.options ?? {}, 'GET', 'điểm cầu')).toBe('Hà Giang')
})

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

test('a server that was killed comes back with what it held, even when its socket still lies there', async () => {
  const dataDir = emptyFolder()
  const { options } = await aRedis(dataDir)
  await keepEverything(options)
  await ask(options, 'SET', 'đợt', '1')
  process.kill(pidOf(dataDir), 'SIGKILL')
  await until(async () => (await knock(options.path ?? '')) === 'none')
  const again = await look({ dataDir })
  expect(again?.source).toBe('started')
  expect(await ask(again?.options ?? {}, 'GET', 'đợt')).toBe('1')
})

const pidOf = (dataDir: string): number => Number(readFileSync(join(dataDir, 'redis', 'redis.pid'), 'utf8'))

test('a server whose files are damaged starts without them', async () => {
  const dataDir = emptyFolder()
  mkdirSync(join(dataDir, 'redis', 'appendonlydir'), { recursive: true })
  writeFileSync(join(dataDir, 'redis', 'appendonlydir', 'appendonly.aof.manifest'), 'no manifest at all\n')
  expect((await aRedis(dataDir)).source).toBe('started')
})

test('two that start at once share one server', async () => {
  const dataDir = emptyFolder()
  const both = await Promise.all([look({ dataDir }), look({ dataDir })])
  expect(new Set(both.map((found) => found?.source))).toEqual(new Set(['running', 'started']))
})

test('a start that was killed half-way does not hold up the next one', async () => {
  const dataDir = emptyFolder()
  mkdirSync(join(dataDir, 'redis'))
  const gone = spawn('true')
  await new Promise((settle) => gone.once('exit', settle))
  writeFileSync(join(dataDir, 'redis', 'starting'), `${gone.pid}`)
  const before = Date.now()
  expect((await aRedis(dataDir)).source).toBe('started')
  expect(Date.now() - before).toBeLessThan(1_000)
})

test('a data folder with a very long path has its socket elsewhere, always in the same place', async () => {
  const dataDir = join(emptyFolder(), 'hội-nghị-trực-tuyến-'.repeat(6))
  mkdirSync(dataDir)
  const first = await aRedis(dataDir)
  expect(Buffer.byteLength(first.options.path ?? '')).toBeLessThan(100)
  expect(statSync(dirname(first.options.path ?? '')).mode & 0o777).toBe(0o700)
  expect(await look({ dataDir })).toMatchObject({ source: 'running', options: first.options })
})

test('the command line uses what runs and never starts anything', async () => {
  const dataDir = emptyFolder()
  expect(await look({ dataDir, allowStart: false })).toBeNull()
  await aRedis(dataDir)
  expect((await look({ dataDir, allowStart: false }))?.source).toBe('running')
})

test('without a server the stand-in is used, loudly, found again, and left for the real one', async () => {
  const dataDir = emptyFolder()
  const log = listeningLog()
  vi.stubEnv('CAUNOI_REDIS', 'fallback')
  const found = await look({ dataDir, log })
  expect(found?.source).toBe('fallback')
  expect(found?.warning).toContain('apt-get install redis-server')
  expect(log.lines.join()).toContain('thay thế trong bộ nhớ')
  expect(statSync(found?.options.path ?? '').mode & 0o777).toBe(0o700)
  await ask(found?.options ?? {}, 'SET', 'a', '1')

  expect(await look({ dataDir })).toMatchObject({ source: 'fallback', options: found?.options })
  expect(await look({ dataDir, allowStart: false })).toMatchObject({ source: 'fallback' })
  vi.unstubAllEnvs()
  expect((await look({ dataDir }))?.source).toBe('started')
})

test('a machine without any server on PATH gets the stand-in', async () => {
  vi.stubEnv('PATH', emptyFolder())
  expect((await look({ dataDir: emptyFolder() }))?.source).toBe('fallback')
})

test('stop ends our server and nothing else', async () => {
  const dataDir = emptyFolder()
  const found = await aRedis(dataDir)
  const path = found.options.path ?? ''
  const byUrl = await look({ dataDir, url: `redis://${path}` })
  await byUrl?.stop()
  expect(await knock(path)).toBe('up')
  await found.stop()
  expect(await knock(path)).toBe('none')
})

test('a folder that cannot be written is no Redis, not a crash', async () => {
  const file = join(emptyFolder(), 'file')
  writeFileSync(file, '')
  const log = listeningLog()
  expect(await findRedis({ dataDir: file, allowStart: true, log })).toBeNull()
  expect(log.lines).toEqual(['no Redis could be found or started'])
})
