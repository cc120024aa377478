import { setTimeout as pause } from 'node:timers/promises'

import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'

import { redisClient } from '../../jobs/connection.ts'
import { freeLeave, type Gate, redisGate } from '../../jobs/gate.ts'
import { CHAT_PACE } from '../../jobs/pace.ts'
import {
  aRedis,
  atTheEnd,
  countingPlatform,
  type CountingPlatform,
  emptyFolder,
  listeningLog,
  mostInAnyWindow,
  until,
} from './kit.ts'

async function redisAt(path: string): Promise<Redis> {
  const redis = redisClient({ path }, listeningLog())
  atTheEnd(() => redis.disconnect())
  await until(() => redis.status === 'ready')
  return redis
}

function gateOn(redis: Redis, rate: number): Gate {
  const gate = redisGate(redis, () => rate)
  atTheEnd(() => gate.close())
  return gate
}

const gateAt = async (path: string, rate: number): Promise<Gate> => gateOn(await redisAt(path), rate)

const aPath = async () => (await aRedis()).options.path ?? ''

const noRedis = () => {
  const redis = redisClient({ path: `${emptyFolder()}/nothing.sock` }, listeningLog())
  atTheEnd(() => redis.disconnect())
  return redis
}

/** Calls go through the gates as quickly as they are let, until the time is up. */
async function flood(platform: CountingPlatform, gates: Gate[], forMs: number): Promise<void> {
  const end = performance.now() + forMs
  const caller = async (gate: Gate): Promise<void> => {
    const connection = await platform.connect()
    while (performance.now() < end) {
      const leave = await gate.pass('111')
      await connection.call()
      leave.answered()
    }
  }
  await Promise.all(gates.flatMap((gate) => Array.from({ length: 6 }, () => caller(gate))))
}

/** Something else in this process keeps everything waiting, now and then. */
function hiccups(): void {
  const timer = setInterval(() => {
    for (const end = performance.now() + 40; performance.now() < end;);
  }, 230)
  atTheEnd(() => clearInterval(timer))
}

/** Of the allowed rate, from the first arrival to the last. */
const shareOf = (arrivals: number[], rate: number) =>
  ((arrivals.length - 1) / (arrivals.at(-1)! - arrivals[0]!)) * (1_000 / rate)

test('two processes on one Redis share one budget, and use it up, though they are held up now and then', async () => {
  const platform = await countingPlatform()
  const path = await aPath()
  const gates = [await gateAt(path, 30), await gateAt(path, 30)]
  hiccups()
  await flood(platform, gates, 3_000)
  const arrivals = await platform.arrivals()
  expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(30)
  // What it truly is stands in test/jobs/door.test.ts, where no other work on this machine takes part.
  expect(shareOf(arrivals, 30)).toBeGreaterThan(0.7)
})

test('three hundred a second, and never one more', async () => {
  const platform = await countingPlatform()
  await flood(platform, [await gateAt(await aPath(), 300)], 1_800)
  const arrivals = await platform.arrivals()
  expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(300)
  expect(shareOf(arrivals, 300)).toBeGreaterThan(0.3)
})

test('the rate holds while Redis is killed and comes back', async () => {
  const platform = await countingPlatform()
  const dataDir = emptyFolder()
  const found = await aRedis(dataDir)
  const gate = await gateAt(found.options.path ?? '', 20)
  const calls = flood(platform, [gate], 3_200)
  await pause(800)
  await found.stop()
  await pause(700)
  await aRedis(dataDir)
  await calls
  const arrivals = await platform.arrivals()
  expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(20)
  expect(arrivals.length).toBeGreaterThan(30)
})

test('when Redis is wiped, nobody goes on as if nothing had been sent', async () => {
  const platform = await countingPlatform()
  const path = await aPath()
  const [one, other, wiping] = [await gateAt(path, 20), await gateAt(path, 20), await redisAt(path)]
  const calls = flood(platform, [one, other], 2_600)
  await pause(900)
  await wiping.flushall()
  await calls
  const arrivals = await platform.arrivals()
  expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(20)
  expect(arrivals.length).toBeGreaterThan(20)
})

test('what left while Redis was away is known to the others when it is back', async () => {
  const path = await aPath()
  const redis = await redisAt(path)
  const [gate, other] = [gateOn(redis, 10), await gateAt(path, 10)]
  redis.disconnect(true)
  await until(() => redis.status !== 'ready')
  for (let call = 0; call < 9; call += 1) (await gate.pass('111', { haste: 'pressing' })).answered()
  await until(() => redis.status === 'ready')
  await gate.pass('111', { haste: 'pressing' })
  const before = performance.now()
  await other.pass('111', { haste: 'pressing' })
  expect(performance.now() - before).toBeGreaterThan(700)
})

test('without any Redis the process keeps the rule by itself', async () => {
  const platform = await countingPlatform()
  hiccups()
  await flood(platform, [gateOn(noRedis(), 30)], 1_800)
  const arrivals = await platform.arrivals()
  expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(30)
  expect(shareOf(arrivals, 30)).toBeGreaterThan(0.7)
})

test('a call that was long on its way counts from when it may have arrived', async () => {
  const gate = await gateAt(await aPath(), 2)
  ;(await gate.pass('111')).answered()
  const slow = await gate.pass('111')
  await pause(300)
  slow.answered()
  const arrived = performance.now()
  await gate.pass('111')
  await gate.pass('111')
  expect(performance.now() - arrived).toBeGreaterThanOrEqual(1_000)
})

test('a Redis that hangs holds nobody up', async () => {
  const { options } = await aRedis()
  const path = options.path ?? ''
  const gates = [await gateAt(path, 30), await gateAt(path, 30), await gateAt(path, 30)]
  const blocker = await redisAt(path)
  await blocker.client('PAUSE', 3_000, 'ALL')
  const waits: number[] = []
  for (const gate of gates) {
    const before = performance.now()
    await gate.pass('111')
    expect(await gate.chatWait('111', 'lan')).toBe(0)
    waits.push(performance.now() - before)
  }
  expect(Math.min(...waits)).toBeGreaterThan(200)
  // A busy machine may hold one of them up, and not all.
  expect(Math.min(...waits)).toBeLessThan(400)
})

test('each bot has a budget of its own', async () => {
  const gate = await gateAt(await aPath(), 1)
  const before = performance.now()
  await Promise.all([gate.pass('111'), gate.pass('222'), gate.pass('333')])
  expect(performance.now() - before).toBeLessThan(500)
})

test('what presses goes before all others, then letters that have begun', async () => {
  const gate = await gateAt(await aPath(), 10)
  const left: string[] = []
  const pass = async (name: string, haste: 'pressing' | 'begun' | 'plain') => {
    await gate.pass('111', { haste })
    left.push(name)
  }
  await pass('first', 'plain')
  const plain = ['a', 'b', 'c'].map((name) => pass(name, 'plain'))
  const begun = pass('begun', 'begun')
  const pressing = pass('pressing', 'pressing')
  await Promise.all([...plain, begun, pressing])
  expect(left).toEqual(['first', 'pressing', 'begun', 'a', 'b', 'c'])
})

test('many answers at once leave at once, and a broadcast leaves a place soon at any time', async () => {
  const gate = await gateAt(await aPath(), 30)
  await gate.pass('other')
  const took = async (work: () => Promise<unknown>) => {
    const before = performance.now()
    await work()
    return performance.now() - before
  }
  const answers = () => Promise.all(Array.from({ length: 25 }, () => gate.pass('111', { haste: 'pressing' })))
  expect(await took(answers)).toBeLessThan(400)
  const over = new AbortController()
  const lane = async () => {
    while (!over.signal.aborted) (await gate.pass('222')).answered()
  }
  const broadcast = Promise.all([lane(), lane(), lane()])
  await pause(1_100)
  const waits: number[] = []
  for (let press = 0; press < 12; press += 1) {
    await pause(60)
    waits.push(await took(() => gate.pass('222', { haste: 'pressing' })))
  }
  over.abort()
  await broadcast
  expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThan(200)
})

test('who gives up takes no slot, and a closed gate lets nobody wait', async () => {
  const gate = await gateAt(await aPath(), 2)
  const pressing = { haste: 'pressing' } as const
  await Promise.all([gate.pass('111', pressing), gate.pass('111', pressing)])
  const impatient = new AbortController()
  const given = gate.pass('111', { ...pressing, signal: impatient.signal })
  const patient = gate.pass('111', pressing)
  const behind = gate.pass('111', pressing)
  impatient.abort(new Error('no longer needed'))
  await expect(given).rejects.toThrow('no longer needed')
  await patient
  await behind
  const late = gate.pass('111').catch((error: Error) => error.message)
  await gate.close()
  expect(await late).toBe('the gate is closed')
  await expect(gate.pass('111')).rejects.toThrow('the gate is closed')
})

test('a place that was not needed after all is there for the next', async () => {
  const path = await aPath()
  const [gate, other] = [await gateAt(path, 1), await gateAt(path, 1)]
  const leave = await gate.pass('111')
  leave.unused()
  const before = performance.now()
  await other.pass('111')
  expect(performance.now() - before).toBeLessThan(500)
})

test('two processes together keep to the pace of a chat', async () => {
  const path = await aPath()
  const [one, other] = [await gateAt(path, 30), await gateAt(path, 30)]
  for (let message = 0; message < CHAT_PACE.burst; message += 1) {
    expect(await other.chatWait('111', 'lan')).toBe(0)
    one.wroteTo('111', 'lan')
    await until(async () => (await one.chatWait('111', 'nobody')) === 0)
  }
  expect(await other.chatWait('111', 'lan')).toBeGreaterThan(500)
  expect(await other.chatWait('111', 'lan')).toBeLessThanOrEqual(CHAT_PACE.everyMs)
  expect(await other.chatWait('111', 'minh')).toBe(0)
  await pause(CHAT_PACE.everyMs)
  expect(await other.chatWait('111', 'lan')).toBe(0)
})

test('without a limit the gate is no more than an open door', async () => {
  const gate = redisGate(noRedis(), () => Infinity)
  expect(await gate.pass('111')).toBe(freeLeave)
})
