import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { expect, test, vi } from 'vitest'

import { type Alarms, type Bell, openAlarms } from '../../jobs/alarms.ts'
import { redisClient } from '../../jobs/connection.ts'
import { aRedis, atTheEnd, emptyFolder, keepEverything, listeningLog, look, until } from './kit.ts'

interface Opened extends Alarms {
  /** When each bell's ringer was called, in real ms. */
  rung: Record<Bell, number[]>
  log: ReturnType<typeof listeningLog>
}

function open(path: string, { delayUntil = (at: number) => at - Date.now() } = {}): Opened {
  const rung: Record<Bell, number[]> = { inbox: [], outbox: [], chase: [], spread: [], fetch: [] }
  const log = listeningLog()
  const ringer = (bell: Bell) => async () => void rung[bell].push(Date.now())
  const ringers = {
    inbox: ringer('inbox'),
    outbox: ringer('outbox'),
    chase: ringer('chase'),
    spread: ringer('spread'),
    fetch: ringer('fetch'),
  }
  const alarms = openAlarms({ redis: { path }, prefix: 'cn', delayUntil, ringers, log })
  atTheEnd(() => alarms.close())
  return Object.assign(alarms, { rung, log })
}

async function opened(path: string, options = {}): Promise<Opened> {
  const alarms = open(path, options)
  await until(() => alarms.state().redis === 'up')
  return alarms
}

const pathOf = async (dataDir = emptyFolder()): Promise<string> => (await aRedis(dataDir)).options.path ?? ''

async function wipe(path: string): Promise<void> {
  const redis = redisClient({ path }, listeningLog())
  await until(() => redis.status === 'ready')
  await redis.flushall()
  redis.disconnect()
}

test('a ring reaches its ringer, and no other, within a moment', async () => {
  const alarms = await opened(await pathOf())
  await pause(100)
  const before = Date.now()
  alarms.ring('outbox')
  await until(() => alarms.rung.outbox.length === 1)
  expect(Date.now() - before).toBeLessThan(100)
  expect(alarms.rung).toMatchObject({ inbox: [], chase: [] })
})

test('thousands of rings at once become a few, and one after them is heard', async () => {
  const alarms = await opened(await pathOf())
  const before = performance.now()
  for (let ring = 0; ring < 10_000; ring += 1) alarms.ring('inbox')
  expect(performance.now() - before).toBeLessThan(100)
  await pause(400)
  expect(alarms.rung.inbox.length).toBeGreaterThan(0)
  expect(alarms.rung.inbox.length).toBeLessThan(5)
  const last = Date.now()
  alarms.ring('inbox')
  await until(() => (alarms.rung.inbox.at(-1) ?? 0) >= last)
})

test('a ring while another one is on its way is not swallowed by it', async () => {
  const alarms = await opened(await pathOf())
  await pause(100)
  for (let gap = 0; gap < 10; gap += 1) {
    alarms.ring('inbox')
    await pause(gap)
    const last = Date.now()
    alarms.ring('inbox')
    await until(() => (alarms.rung.inbox.at(-1) ?? 0) >= last, 240)
  }
})

test('every ring is followed by a run, however Redis is wiped meanwhile', async () => {
  const path = await pathOf()
  const alarms = await opened(path)
  for (let turn = 0; turn < 6; turn += 1) {
    const wiping = wipe(path)
    await pause(turn)
    const last = Date.now()
    alarms.ring('chase')
    await until(() => (alarms.rung.chase.at(-1) ?? 0) >= last, 600)
    await wiping
  }
})

test('200 alarms over 2 seconds go off in time and never early', async () => {
  const alarms = await opened(await pathOf())
  const start = Date.now() + 200
  const moments = Array.from({ length: 200 }, (_, place) => start + place * 10)
  moments.forEach((at, place) => alarms.at('chase', `ask-${place}`, at))
  await until(() => (alarms.rung.chase.at(-1) ?? 0) >= (moments.at(-1) ?? 0), 6_000)
  const errors = moments.map((at) => (alarms.rung.chase.find((rung) => rung >= at) ?? Infinity) - at)
  expect(errors.toSorted((a, b) => a - b)[197]).toBeLessThan(1_000)
  expect(alarms.rung.chase[0]).toBeGreaterThanOrEqual(start)
  await until(async () => (await alarms.counts())?.delayed === 0)
})

test('an alarm set twice is one alarm; ids may hold what BullMQ does not take', async () => {
  const alarms = await opened(await pathOf())
  const far = Date.now() + 86_400_000
  for (const id of ['17', 'a:b:c', 'a:b:c', '0:1']) alarms.at('chase', id, far)
  await until(async () => (await alarms.counts())?.delayed === 3)
  alarms.at('chase', '17', far)
  alarms.at('outbox', '17', far)
  alarms.at('chase', '17', far + 1)
  await until(async () => (await alarms.counts())?.delayed === 5)
  await alarms.forget()
  expect((await alarms.counts())?.delayed).toBe(0)
  expect(alarms.log.lines.filter((line) => line.includes('refused'))).toEqual([])
})

test('when the drill runs faster, the alarms are forgotten, set again, and come sooner', async () => {
  let speed = 1
  const due = Date.now() + 100_000
  const alarms = await opened(await pathOf(), { delayUntil: (at: number) => (at - due + 100_000) / speed })
  alarms.at('chase', 'ask', due)
  await until(async () => (await alarms.counts())?.delayed === 1)
  speed = 1_000
  await alarms.forget()
  alarms.at('chase', 'ask', due)
  await until(async () => (await alarms.counts())?.delayed === 1)
  expect((await alarms.counts())?.delayed).toBe(1)
})

test('an alarm that Redis brings too early, for the clock was set back, waits for its moment', async () => {
  let late = 0
  const alarms = await opened(await pathOf(), { delayUntil: (at: number) => at - Date.now() + late })
  const due = Date.now() + 200
  alarms.at('chase', 'ask', due)
  await until(async () => (await alarms.counts())?.delayed === 1)
  late = 400
  await until(() => alarms.rung.chase.length > 0)
  expect(alarms.rung.chase[0]).toBeGreaterThanOrEqual(due + 400)
})

test('without Redis everything rings in process, and what was set meanwhile is handed over when Redis comes', async () => {
  const dataDir = emptyFolder()
  const path = join(dataDir, 'redis', 'redis.sock')
  const alarms = open(path)
  expect(alarms.state().redis).toBe('down')
  expect(await alarms.counts()).toBeNull()
  alarms.ring('inbox')
  alarms.at('chase', 'soon', Date.now() + 100)
  alarms.at('chase', 'later', Date.now() + 60_000)
  await until(() => alarms.rung.inbox.length === 1 && alarms.rung.chase.length === 1, 600)
  await pathOf(dataDir)
  await until(async () => (await alarms.counts())?.delayed === 1)
  expect(alarms.state().redis).toBe('up')
})

test('Redis killed and started again: rings never stop, alarms go off again', async () => {
  const dataDir = emptyFolder()
  const path = await pathOf(dataDir)
  const alarms = await opened(path)
  await keepEverything({ path })
  alarms.at('outbox', 'kept', Date.now() + 1_000)
  await until(async () => (await alarms.counts())?.delayed === 1)
  process.kill(Number(readFileSync(join(dataDir, 'redis', 'redis.pid'), 'utf8')), 'SIGKILL')
  await until(() => alarms.state().redis === 'down')
  const away = Date.now()
  alarms.ring('inbox')
  await until(() => (alarms.rung.inbox.at(-1) ?? 0) >= away, 500)
  await look({ dataDir })
  await until(() => alarms.state().redis === 'up')
  alarms.at('chase', 'after', Date.now() + 100)
  await until(() => alarms.rung.outbox.length > 0 && alarms.rung.chase.length > 0, 4_000)
})

test('two processes: each ring is run by one of them, and a dead one loses nothing for long', async () => {
  const path = await pathOf()
  const first = await opened(path)
  const second = await opened(path)
  first.ring('outbox')
  await until(() => first.rung.outbox.length + second.rung.outbox.length > 0)
  await second.close()
  const last = Date.now()
  first.ring('outbox')
  await until(() => (first.rung.outbox.at(-1) ?? 0) >= last, 500)
})

test('the stand-in brings alarms as well', async () => {
  vi.stubEnv('CAUNOI_REDIS', 'fallback')
  const found = await look({ dataDir: emptyFolder() })
  vi.unstubAllEnvs()
  const alarms = await opened(found?.options.path ?? '')
  alarms.ring('inbox')
  for (let place = 0; place < 20; place += 1) alarms.at('chase', `ask-${place}`, Date.now() + 300)
  await until(() => alarms.rung.inbox.length > 0 && alarms.rung.chase.length > 0)
  await until(async () => (await alarms.counts())?.delayed === 0)
})

const failing = (): Promise<void> => Promise.reject(new Error('no'))

test('a ringer that fails is reported and rung again the next time', async () => {
  const log = listeningLog()
  const ringers = { inbox: failing, outbox: failing, chase: failing, spread: failing, fetch: failing }
  const alarms = openAlarms({
    redis: { path: await pathOf() },
    prefix: 'cn',
    delayUntil: (at) => at,
    ringers,
    log,
  })
  atTheEnd(() => alarms.close())
  const failures = (): number => log.lines.filter((line) => line === 'a ringer failed').length
  alarms.ring('inbox')
  await until(() => failures() === 1)
  alarms.ring('inbox')
  await until(() => failures() >= 2)
})

test('closing is quick, with Redis and without', async () => {
  const dataDir = emptyFolder()
  const withIt = await opened(await pathOf(dataDir))
  const without = open(join(emptyFolder(), 'nothing.sock'))
  withIt.at('chase', 'ask', Date.now() + 60_000)
  const before = Date.now()
  await Promise.all([withIt.close(), without.close()])
  expect(Date.now() - before).toBeLessThan(1_000)
  withIt.ring('inbox')
  await pause(300)
  expect(withIt.rung.inbox).toEqual([])
})
