import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { conferenceByCode } from '../../db/conferences.ts'
import { sendAssignments } from '../../handlers/send-assignments.ts'
import { turn } from '../../handlers/world.ts'
import { findRedis } from '../../jobs/redis.ts'
import { runningClock } from '../kit/clock.ts'
import { type Office, office, vietnam } from '../kit/office.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A Redis of this story's own. */
async function aRedis() {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-own-redis-'))
  const found = (await findRedis({ dataDir, allowStart: true, log: silent }))!
  const redis = new Redis({ ...found.options, lazyConnect: false })
  redis.on('error', () => {})
  onTestFinished(async () => {
    redis.disconnect()
    await found.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { options: found.options, redis, stop: () => found.stop() }
}

/** Everybody acknowledges, and is answered. */
async function everybodyAcknowledges(story: Office): Promise<void> {
  const contacts = story.people.slice(0, -1)
  await story.sendsAssignments()
  for (const [place, person] of contacts.entries()) {
    person.sees(`nhiệm vụ ${place + 1}`)
    await person.presses('Đã nhận')
    person.sees(`Đã ghi: nhiệm vụ ${place + 1}, Đã nhận`)
  }
}

test('With Redis away all the time everything happens all the same', async () => {
  const story = await office({
    bridgePoints: 3,
    assignments: 3,
    needs: { redis: { path: '/nonexistent/redis.sock' } },
  })
  await everybodyAcknowledges(story)
  await story.clock.to('2026-12-05T17:00')
  story.people[0]!.readsAll()
  for (const person of story.people) person.readsAll()
  const ready = await (await fetch(`${story.app.url}/readyz`)).json()
  expect(ready).toMatchObject({ database: 'ok', queue: 'degraded' })
})

test('Redis emptied again and again, at any moment, loses nothing and repeats nothing', async () => {
  const { options, redis } = await aRedis()
  const story = await office({ bridgePoints: 5, assignments: 5, rounds: false, needs: { redis: options } })
  const stop = new AbortController()
  const flushing = (async () => {
    while (!stop.signal.aborted) {
      await redis.flushall().catch(() => {})
      await pause(3)
    }
  })()
  await everybodyAcknowledges(story)
  stop.abort()
  await flushing
  await story.clock.forward('P3D')
})

test('Redis that dies in the middle is missed by nobody', async () => {
  const { options, stop } = await aRedis()
  const story = await office({ bridgePoints: 4, assignments: 4, rounds: false, needs: { redis: options } })
  const [lan, minh] = story.people
  await story.sendsAssignments()
  for (const person of story.people) person.readsAll()
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi')
  await stop()
  await minh!.presses('Đã nhận')
  minh!.sees('Đã ghi')
  await story.clock.forward('PT4H')
  for (const person of story.people.slice(2, 4)) person.sees('chưa nhận được xác nhận')
})

test('A reminder whose alarm was lost with Redis comes within two seconds all the same', async () => {
  const { options, redis } = await aRedis()
  const start = vietnam('2026-12-01T08:00')
  const story = await office({
    assignments: 1,
    rounds: false,
    clock: runningClock(start),
    needs: { redis: options },
    with: (plan) => (plan.policies.acknowledge = { steps: [{ after: 'PT3S', do: 'remind' }], urgent: true }),
  })
  const [lan] = story.people
  const { world } = story.app
  const conference = await conferenceByCode(world.store.db, 'vt26')
  await turn(world, (at) => sendAssignments(at, conference!.id))
  await expect.poll(() => lan!.unread().length, { timeout: 5_000, interval: 20 }).toBe(1)
  const sentAt = lan!.sees('nhiệm vụ 1').at
  await pause(500)
  await redis.flushall()
  await expect.poll(() => lan!.unread().length, { timeout: 6_000, interval: 20 }).toBe(1)
  const reminder = lan!.sees('chưa nhận được xác nhận')
  // Telegram dates messages to the second
  expect(reminder.at - sentAt).toBeGreaterThanOrEqual(2_000)
  expect(reminder.at - sentAt).toBeLessThanOrEqual(6_000)
})
