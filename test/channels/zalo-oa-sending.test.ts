import { describe, expect, test } from 'vitest'
import { sendResultOf } from '../../src/channels/zalo-oa/result.ts'
import type { SendResult } from '../../src/domain/message.ts'
import { letterTo, oaChannels } from './oa-channel-kit.ts'
import { DAY, MORNING } from './zalo-oa-kit.ts'

const first = { now: MORNING, tries: 1, throttled: 0 }
const onError = (code: number, standing = first) => sendResultOf({ kind: 'no', code, message: '' }, standing)

const human = { kind: 'retry', reason: 'needs-attention', scope: 'account', afterMs: 15 * 60_000 }
const payload = { kind: 'refused', what: 'message', reason: 'bad-message' }
const window = { kind: 'refused', what: 'window', reason: 'window-closed' }
const token = { kind: 'retry', reason: 'token-refused', scope: 'account' }
const address = (reason: string) => ({ kind: 'refused', what: 'address', reason })

describe('every error of the platform’s list', () => {
  test.each<[number, object]>([
    [-32, { kind: 'retry', reason: 'throttled', scope: 'account', afterMs: 5_000 }],
    [-100, payload],
    [-124, token],
    [-200, { kind: 'retry', reason: 'platform-error', scope: 'letter' }],
    [-201, payload],
    ...[
      -204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -238, -240, -241, -242, -320, -321, -403,
    ].map((code): [number, object] => [code, human]),
    [-210, payload],
    [-211, { kind: 'retry', reason: 'quota', scope: 'account' }],
    [-213, address('no-such-chat')],
    [-214, payload],
    [-216, token],
    [-217, address('blocked')],
    [-218, { kind: 'retry', reason: 'quota', scope: 'letter' }],
    [-220, token],
    [-227, address('account-gone')],
    [-230, window],
    [-231, window],
    [-232, window],
    [-233, payload],
    [-234, { kind: 'retry', reason: 'night', scope: 'letter' }],
    [-244, address('blocked')],
    [-248, payload],
    [-249, payload],
    [-999, { kind: 'retry', reason: 'platform-error', scope: 'letter' }],
  ])('%d', (code, expected) => expect(onError(code)).toMatchObject(expected))

  test('a general failure is believed on the third try, an unlisted one on the second', () => {
    expect(onError(-200, { ...first, tries: 2 }).kind).toBe('retry')
    expect(onError(-200, { ...first, tries: 3 })).toEqual(payload)
    expect(onError(-999, { ...first, tries: 2 })).toEqual(payload)
  })

  test('refused for pace again and again, the rest grows to five minutes', () => {
    const rests = [0, 1, 2, 10].map(
      (throttled) => onError(-32, { ...first, throttled }) as { afterMs: number },
    )
    expect(rests.map(({ afterMs }) => afterMs)).toEqual([5_000, 10_000, 20_000, 300_000])
  })

  test('a used-up allowance is waited for until after midnight in Vietnam', () => {
    const result = onError(-211) as { afterMs: number }
    expect(new Date(MORNING + result.afterMs).toISOString()).toBe('2026-11-30T17:15:00.000Z')
  })
})

async function withLan(options: Parameters<typeof oaChannels>[0] = {}) {
  const story = await oaChannels(options)
  const lan = story.zalo.phone({ name: 'Nguyễn Thị Lan' })
  lan.write('xin chào')
  return { ...story, lan }
}

test('a card has buttons, whose tap names the letter and the choice', async () => {
  const { channel, lan } = await withLan()
  const letter = letterTo(lan.userId)
  const sent = await channel.send(letter)
  expect(sent).toEqual({ kind: 'sent', platformId: lan.last()?.id })
  expect(lan.last()).toMatchObject({ text: letter.text, buttons: [[{ label: 'Đã nhận' }]] })
})

test('an account that refuses buttons is sent numbers instead, at once, and is not tried again', async () => {
  const { channel, lan, zalo, refused } = await withLan({ simulator: { buttons: false } })
  await channel.send(letterTo(lan.userId))
  expect(lan.last()).toMatchObject({ buttons: [] })
  expect(lan.last()?.text).toContain('1. Đã nhận')
  expect(refused.buttons).toBe(true)
  expect(channel.abilities.buttons).toBe(false)
  zalo.forgetCalls()
  await channel.send(letterTo(lan.userId))
  expect(zalo.count('message/cs')).toBe(1)
})

test('a text that is refused for itself does not cost the buttons', async () => {
  const { channel, lan, refused } = await withLan()
  const result = await channel.send(letterTo(lan.userId, { text: '', numbered: '' }))
  expect(result).toMatchObject({ kind: 'refused', what: 'message' })
  expect(refused.buttons).toBe(false)
})

test('more than five choices are numbered', async () => {
  const { channel, lan } = await withLan()
  const buttons = Array.from({ length: 6 }, (_, place) => [{ label: `Mục ${place}`, data: `x.${place}` }])
  await channel.send(letterTo(lan.userId, { buttons, numbered: 'Chọn một mục:\n1. Mục 0' }))
  expect(lan.last()).toMatchObject({ text: 'Chọn một mục:\n1. Mục 0', buttons: [] })
})

test.each<[string, SendResult]>([['seven days after the person’s last word', window as SendResult]])(
  '%s the platform lets nobody write',
  async (_, expected) => {
    const { channel, lan, clock } = await withLan()
    clock.now += 8 * DAY
    expect(await channel.send(letterTo(lan.userId))).toEqual(expected)
  },
)

test('a picture goes after its text; one too large stays behind', async () => {
  const { channel, lan } = await withLan()
  const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 996 }, () => 0)])
  const media = {
    id: 'm1',
    kind: 'image' as const,
    mime: 'image/jpeg',
    fileName: 'Ảnh điểm cầu.jpg',
    size: 1000,
    bytes,
  }
  await channel.send(letterTo(lan.userId, { media }))
  expect(lan.messages().filter(({ from }) => from === 'bot')).toHaveLength(2)
  await channel.send(letterTo(lan.userId, { media: { ...media, size: 2 * 1024 * 1024 } }))
  expect(lan.messages().filter(({ from }) => from === 'bot')).toHaveLength(3)
})

test('an answer cut off after the request left is not known; one that never left is tried again', async () => {
  const { channel, lan, zalo } = await withLan()
  await channel.send(letterTo(lan.userId))
  zalo.faults.add({ kind: 'lose', method: 'message/cs' })
  expect(await channel.send(letterTo(lan.userId))).toEqual({ kind: 'unknown' })
  await zalo.unplug()
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ kind: 'retry', reason: 'unreachable' })
})

test('never more calls in a minute than the office allows', async () => {
  const { channel, lan, zalo } = await withLan({ perMinute: 3 })
  const results: SendResult[] = []
  for (let place = 0; place < 5; place++) results.push(await channel.send(letterTo(lan.userId)))
  expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'retry', 'retry'])
  expect(zalo.count('message/cs')).toBe(3)
  expect(results[3]).toMatchObject({ reason: 'throttled', scope: 'account' })
})
