import { setTimeout as pause } from 'node:timers/promises'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { redisClient } from '../../jobs/connection.ts'
import { type Gate, redisGate } from '../../jobs/gate.ts'
import { nextGrant, type Rule, ruleOf } from '../../jobs/sliding-window.ts'
import { aRedis, atTheEnd, emptyFolder, listeningLog, until } from './kit.ts'

const rules = fc.record({
  limit: fc.integer({ min: 1, max: 40 }),
  windowMs: fc.integer({ min: 1, max: 3_000 }),
})
/** Gaps between arrivals: bursts, single calls, and silence. */
const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(5_000)), { maxLength: 200 })

function grantsFor(arrivals: number[], rule: Rule): number[] {
  const grants: number[] = []
  for (const arrival of arrivals) grants.push(nextGrant(grants, arrival, rule))
  return grants
}

function mostInAnyWindow(moments: number[], windowMs: number): number {
  const sorted = moments.toSorted((a, b) => a - b)
  let first = 0
  let most = 0
  sorted.forEach((moment, place) => {
    while (moment - (sorted[first] ?? 0) >= windowMs) first += 1
    most = Math.max(most, place - first + 1)
  })
  return most
}

test('in no window whatever do more calls leave than the limit, in order, and none waits without need', () => {
  fc.assert(
    fc.property(rules, gaps, (rule, between) => {
      let clock = 0
      const arrivals = between.map((gap) => (clock += gap))
      const grants = grantsFor(arrivals, rule)
      expect(mostInAnyWindow(grants, rule.windowMs)).toBeLessThanOrEqual(rule.limit)
      grants.forEach((grant, place) => {
        const reasons = [
          arrivals[place],
          grants[place - 1],
          (grants[place - rule.limit] ?? NaN) + rule.windowMs,
        ]
        expect(reasons).toContain(grant)
        expect(grant).toBeGreaterThanOrEqual(Math.max(arrivals[place] ?? 0, grants[place - 1] ?? 0))
      })
    }),
  )
})

test('a rate below one a second is one call in a longer window', () => {
  expect(ruleOf(0.5)).toMatchObject({ limit: 1, windowMs: 2_100 })
  expect(ruleOf(25)).toMatchObject({ limit: 25, windowMs: 1_100 })
})

async function gateAt(path: string, rate: number): Promise<Gate> {
  const redis = redisClient({ path }, listeningLog())
  await until(() => redis.status === 'ready')
  atTheEnd(() => redis.disconnect())
  const gate = redisGate(redis, () => rate)
  atTheEnd(() => gate.close())
  return gate
}

/** Sends calls through the gates in turn until the time is up; the moments at which they left. */
async function callsLeaving(gates: Gate[], forMs: number): Promise<number[]> {
  const left: number[] = []
  const end = performance.now() + forMs
  const caller = async (gate: Gate): Promise<void> => {
    while (performance.now() < end) {
      await gate.pass('111')
      left.push(performance.now())
    }
  }
  await Promise.all(gates.flatMap((gate) => Array.from({ length: 6 }, () => caller(gate))))
  return left
}

test('two instances on one Redis share one budget, and use it', async () => {
  const path = (await aRedis()).options.path ?? ''
  const left = await callsLeaving([await gateAt(path, 20), await gateAt(path, 20)], 1_700)
  expect(mostInAnyWindow(left, 1_000)).toBeLessThanOrEqual(20)
  expect(left.length).toBeGreaterThan(30)
})

test('the rate holds while Redis is wiped, is killed, and comes back', async () => {
  const dataDir = emptyFolder()
  const found = await aRedis(dataDir)
  const path = found.options.path ?? ''
  const gate = await gateAt(path, 20)
  const wiping = redisClient({ path }, listeningLog())
  atTheEnd(() => wiping.disconnect())
  const calls = callsLeaving([gate], 2_600)
  await pause(500)
  await wiping.flushall()
  await pause(500)
  await found.stop()
  await pause(600)
  await aRedis(dataDir)
  const left = await calls
  expect(mostInAnyWindow(left, 1_000)).toBeLessThanOrEqual(20)
  expect(left.length).toBeGreaterThan(45)
})

test('without any Redis the process keeps the rule by itself', async () => {
  const redis = redisClient({ path: `${emptyFolder()}/nothing.sock` }, listeningLog())
  atTheEnd(() => redis.disconnect())
  const left = await callsLeaving([redisGate(redis, () => 30)], 1_200)
  expect(mostInAnyWindow(left, 1_000)).toBeLessThanOrEqual(30)
  expect(left.length).toBeGreaterThan(35)
})

test('a Redis that hangs holds nobody up', async () => {
  const { options } = await aRedis()
  const gate = await gateAt(options.path ?? '', 30)
  const blocker = redisClient(options, listeningLog())
  await until(() => blocker.status === 'ready')
  atTheEnd(() => blocker.disconnect())
  await blocker.client('PAUSE', 800, 'ALL')
  const before = performance.now()
  await gate.pass('111')
  const waited = performance.now() - before
  expect(waited).toBeGreaterThan(200)
  expect(waited).toBeLessThan(400)
})

test('each bot has a budget of its own', async () => {
  const gate = await gateAt((await aRedis()).options.path ?? '', 1)
  const before = performance.now()
  await Promise.all([gate.pass('111'), gate.pass('222'), gate.pass('333')])
  expect(performance.now() - before).toBeLessThan(500)
})

test('who gives up takes no slot, and a closed gate lets nobody wait', async () => {
  const gate = await gateAt((await aRedis()).options.path ?? '', 2)
  await Promise.all([gate.pass('111'), gate.pass('111')])
  const impatient = new AbortController()
  const given = gate.pass('111', impatient.signal)
  const patient = gate.pass('111')
  const behind = gate.pass('111')
  impatient.abort(new Error('no longer needed'))
  await expect(given).rejects.toThrow('no longer needed')
  await patient
  const late = gate.pass('111').catch((error: Error) => error.message)
  await behind.catch(() => {})
  await gate.close()
  expect(await late).toBe('the gate is closed')
  await expect(gate.pass('111')).rejects.toThrow('the gate is closed')
})

test('without a limit the gate is no more than an open door', async () => {
  const redis = redisClient({ path: `${emptyFolder()}/nothing.sock` }, listeningLog())
  atTheEnd(() => redis.disconnect())
  const gate = redisGate(redis, () => Infinity)
  const before = performance.now()
  for (let call = 0; call < 100_000; call += 1) await gate.pass('111')
  expect(performance.now() - before).toBeLessThan(500)
})
