import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoor } from './simulator-kit.ts'
import type { Door, Knock } from './simulator-kit.ts'
import { app, ears, MORNING, openPlatform } from './zalo-oa-kit.ts'
import type { Platform } from './zalo-oa-kit.ts'
import type { OaPhone, ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'

let platform: Platform
let door: Door
let lan: OaPhone
let answers: () => number

async function open(options: Partial<ZaloOaOptions> = {}) {
  await platform?.zalo.close()
  platform = await openPlatform({ retryLadderMs: [5, 5], webhook: door, ...options })
  lan = platform.zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
}
beforeEach(async () => {
  answers = () => 200
  door = await openDoor('/webhooks/zalo-oa', () => answers())
  await open()
})
afterEach(async () => {
  await platform.zalo.close()
  await door.shut()
})

const { settled, heard, texts } = ears(() => ({ platform, door }))
const digest = (...terms: string[]) => `mac=${createHash('sha256').update(terms.join('')).digest('hex')}`
const hear = (knock: Knock | undefined) => knock!.headers['x-zevent-signature']

describe('the signature', () => {
  test('is over the app’s id, the very bytes, the time and the key of the webhook', async () => {
    lan.write('Đồng ý')
    await settled()
    const { text } = door.knocks[0]!
    expect(hear(door.knocks[0])).toBe(digest(app.appId, text, String(MORNING), app.oaSecretKey))
    expect(door.knocks[0]!.headers).not.toHaveProperty('num_retry')
  })

  test.each([
    [{ signedId: 'oa' as const }, (body: string) => digest(app.oaId, body, `${MORNING}`, app.oaSecretKey)],
    [
      { signedWith: 'app-secret' as const },
      (body: string) => digest(app.appId, body, `${MORNING}`, app.appSecret),
    ],
    [
      { signedTime: 'header' as const },
      (body: string) => digest(app.appId, body, `${MORNING + 1}`, app.oaSecretKey),
    ],
  ])('varies: %j', async (variants, mac) => {
    await open({ variants })
    lan.write('Đồng ý')
    await settled()
    expect(hear(door.knocks[0])).toBe(mac(door.knocks[0]!.text))
    const stamp = 'signedTime' in variants ? String(MORNING + 1) : undefined
    expect(door.knocks[0]!.headers['x-zevent-timestamp']).toBe(stamp)
  })

  test('the console’s probe has none', async () => {
    expect(await platform.zalo.probe()).toBe(200)
    expect(door.knocks[0]).toMatchObject({ text: '{}' })
    expect(hear(door.knocks[0])).toBeUndefined()
    answers = () => 401
    expect(await platform.zalo.probe()).toBe(401)
    await door.shut()
    expect(await platform.zalo.probe()).toBe(0)
  })
})

describe('delivery', () => {
  test('a refused event comes again, the same to the byte, with its number', async () => {
    let refusals = 2
    answers = () => (refusals-- > 0 ? 500 : 200)
    lan.write('Alo')
    await settled()
    expect(door.knocks.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2'])
    expect(new Set(door.knocks.map(({ text }) => text)).size).toBe(1)
    expect(platform.zalo.lost()).toBe(0)
  })

  test('201 is a refusal, and so is an answer that takes too long', async () => {
    answers = () => (door.knocks.length === 1 ? 201 : 200)
    lan.write('một')
    await settled()
    expect(door.knocks).toHaveLength(2)
    await door.shut()
    door = await openDoor('/webhooks/zalo-oa', () => (door.knocks.length === 1 ? pause(300, 200) : 200))
    await open({ answerWithinMs: 100 })
    lan.write('hai')
    await settled()
    expect(door.knocks.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1'])
  })

  test('after the last rung nothing comes until someone subscribes again', async () => {
    answers = () => 500
    lan.write('một')
    await settled()
    expect(door.knocks).toHaveLength(3)
    expect(platform.zalo.subscribed()).toBe(false)
    answers = () => 200
    lan.write('hai')
    expect(platform.zalo.lost()).toBe(2)
    platform.zalo.subscribe()
    lan.write('ba')
    expect(await texts()).toEqual(['ba', 'một', 'một', 'một'])
  })

  test('the ladder runs faster by a scale, or at a word', async () => {
    await open({ retryLadderMs: [60_000], scale: () => 10_000 })
    answers = () => (door.knocks.length === 1 ? 500 : 200)
    lan.write('một')
    await settled()
    expect(door.knocks).toHaveLength(2)
    await open({ retryLadderMs: [60_000] })
    answers = () => (door.knocks.length === 3 ? 500 : 200)
    lan.write('hai')
    await expect.poll(() => door.knocks.length).toBe(3)
    await pause(30)
    expect(platform.zalo.idle()).toBe(false)
    platform.zalo.retryNow()
    expect(await texts()).toEqual(['hai', 'hai', 'một', 'một'])
  })

  test('without a webhook, or without consent, events are gone', async () => {
    platform.zalo.setWebhook(undefined)
    lan.write('một')
    expect(platform.zalo.idle()).toBe(true)
    platform.zalo.setWebhook(door.url)
    platform.zalo.revoke()
    lan.write('hai')
    expect(await heard()).toEqual([])
    expect(platform.zalo.lost()).toBe(1)
  })

  test('held back, mixed, and delivered twice', async () => {
    platform.zalo.hold()
    for (let n = 1; n <= 6; n++) lan.write(`${n}`)
    await pause(20)
    expect(door.knocks).toEqual([])
    expect(platform.zalo.idle()).toBe(false)
    platform.zalo.shuffle(5)
    platform.zalo.release()
    expect(await texts()).toEqual(['1', '2', '3', '4', '5', '6'])
    expect((await heard()).map((one) => one.message!.text)).not.toEqual(['1', '2', '3', '4', '5', '6'])
    expect(platform.zalo.redeliver(1)).toBe(1)
    await settled()
    expect(door.knocks).toHaveLength(7)
    expect(door.knocks.slice(0, 6).map(({ text }) => text)).toContain(door.knocks[6]!.text)
  })

  test('off the network nothing comes, and back on it all does', async () => {
    await platform.zalo.unplug()
    lan.write('một')
    await pause(20)
    expect(door.knocks).toEqual([])
    await expect(platform.get('/v2.0/oa/getoa')).rejects.toThrow()
    await platform.zalo.plugIn()
    expect(await texts()).toEqual(['một'])
    expect((await platform.get('/v2.0/oa/getoa')).error).toBe(0)
  })
})
