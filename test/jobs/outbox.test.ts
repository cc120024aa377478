import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTransaction } from '../../db/open.ts'
import { put } from '../../db/outbox.ts'
import { redisClient } from '../../jobs/connection.ts'
import { redisGate } from '../../jobs/gate.ts'
import { openOutbox } from '../../jobs/outbox.ts'
import { pump } from '../../jobs/pump.ts'
import type { World } from '../../handlers/world.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { letterKinds, type LetterKind } from '../../src/domain/delivery.ts'
import { floodGate, type Limits, telegramLimits } from '../../src/simulator/limits.ts'
import { smallWorld } from '../handlers/world.ts'
import { aRedis, atTheEnd, listeningLog, mostInAnyWindow, until } from './kit.ts'

interface Arrival {
  chat: string
  text: string
  at: number
}

/** A platform that counts as Telegram does; a letter whose text ends in `+n` takes so many calls more. */
function platform(limits: Limits = telegramLimits) {
  const arrivals: Arrival[] = []
  const gate = floodGate(limits)
  let refused = 0
  const call = async (chat: string, text: string) => {
    await pause(3)
    const at = performance.timeOrigin + performance.now()
    if (gate.wait(chat, Math.floor(at)) > 0) refused += 1
    arrivals.push({ chat, text, at })
    await pause(3)
  }
  const channel = {
    name: 'telegram',
    account: '1',
    abilities: { buttons: true, edits: false, textLimit: 4096 },
    send: async ({ chat, text }, next = async () => {}) => {
      await call(chat, text)
      for (let more = Number(text.split('+')[1] ?? 0); more > 0; more -= 1) {
        await next()
        await call(chat, `${text} …`)
      }
      return { kind: 'sent', platformId: text }
    },
  } as Pick<Channel, 'name' | 'account' | 'abilities' | 'send'> as Channel
  return { channel, arrivals, refused: () => refused }
}

/** Processes that send what stands in the outbox, and look for more when one of them has recorded something. */
async function servers(world: World, channel: Channel, boots = ['test']) {
  const path = (await aRedis()).options.path ?? ''
  const runs: (() => void)[] = []
  const wake = () => runs.forEach((run) => run())
  for (const boot of boots) runs.push(await server({ ...world, boot, wake }, channel, path))
  return wake
}

async function server(world: World, channel: Channel, path: string): Promise<() => void> {
  const redis = redisClient({ path }, listeningLog())
  atTheEnd(() => redis.disconnect())
  await until(() => redis.status === 'ready')
  const gate = redisGate(redis, () => 30)
  const onError = (error: unknown) => expect.fail(String(error))
  const outbox = openOutbox({
    world,
    channel,
    gate,
    gateIsOff: false,
    lanes: 50,
    onResult: () => {},
    onRested: () => void lane.run(),
    onError,
  })
  const lane = pump({ lanes: 1, work: outbox.work, onError })
  atTheEnd(async () => {
    await lane.close()
    await outbox.drain()
    await gate.close()
  })
  return () => void lane.run()
}

const write = (world: World, letters: { chat: string; text: string; kind?: LetterKind }[]) =>
  inTransaction(world.store, async (tx) => {
    for (const { chat, text, kind = 'announcement' } of letters)
      await put(tx, {
        id: world.newId(),
        key: world.newId(),
        channel: 'telegram',
        account: '1',
        chat,
        urgency: letterKinds.indexOf(kind),
        chasing: false,
        mustArrive: true,
        card: { text, choices: [] },
        commands: {},
        state: 'pending',
        sendAt: world.now(),
        createdAt: world.now(),
      })
  })

test('letters of several calls take a place for each, and an answer waits for none of them', async () => {
  const world = await smallWorld()
  const { channel, arrivals, refused } = platform()
  await write(
    world,
    Array.from({ length: 20 }, (_, place) => ({ chat: `chat-${place}`, text: `tài liệu ${place}+2` })),
  )
  const wake = await servers(world, channel)
  wake()
  await until(() => arrivals.length >= 20)
  const waits: number[] = []
  for (let press = 0; press < 5; press += 1) {
    await write(world, [{ chat: `lan-${press}`, text: 'đã ghi nhận', kind: 'reply' }])
    const before = performance.now()
    wake()
    await until(() => arrivals.some(({ chat }) => chat === `lan-${press}`))
    waits.push(performance.now() - before)
    await pause(90)
  }
  expect(Math.min(...waits)).toBeLessThan(200)
  await until(() => arrivals.length === 65, 20_000)
  expect(refused()).toBe(0)
  expect(
    mostInAnyWindow(
      arrivals.map(({ at }) => at),
      1_000,
    ),
  ).toBeLessThanOrEqual(30)
  // A letter that has begun is finished before many others begin.
  const begun = (upTo: number) => new Set(arrivals.slice(0, upTo).map(({ chat }) => chat)).size
  expect(begun(30)).toBeLessThan(20)
})

test('two processes with much for one chat write as quickly as the platform takes it, and others do not wait', async () => {
  const world = await smallWorld()
  const { channel, arrivals, refused } = platform()
  await write(world, [
    ...Array.from({ length: 8 }, (_, place) => ({ chat: 'lan', text: `lan ${place}` })),
    ...Array.from({ length: 20 }, (_, place) => ({ chat: `chat-${place}`, text: `thông báo ${place}` })),
  ])
  const wake = await servers(world, channel, ['one', 'other'])
  wake()
  await until(() => arrivals.length === 28, 20_000)
  expect(refused()).toBe(0)
  const lan = arrivals.filter(({ chat }) => chat === 'lan')
  expect(lan.map(({ text }) => text)).toEqual(Array.from({ length: 8 }, (_, place) => `lan ${place}`))
  expect(lan.at(-1)!.at - lan[0]!.at).toBeGreaterThan(3_000)
  expect(arrivals.findLastIndex(({ chat }) => chat !== 'lan')).toBeLessThan(26)
})

test('the rest of a letter waits for its chat as well', async () => {
  const world = await smallWorld()
  const { channel, arrivals, refused } = platform()
  await write(world, [{ chat: 'lan', text: 'bảy tệp+6' }])
  const wake = await servers(world, channel)
  wake()
  await until(() => arrivals.length === 7)
  expect(refused()).toBe(0)
  expect(arrivals[6]!.at - arrivals[0]!.at).toBeGreaterThan(2_000)
})
