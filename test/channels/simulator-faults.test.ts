import { setTimeout as pause } from 'node:timers/promises'
import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callLog } from '../../src/simulator/calls.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import type { Limits, Phone, TelegramSimulator } from '../../src/simulator/telegram.ts'

const TOKEN = '710005:cau-noi-test'

let telegram: TelegramSimulator
let lan: Phone
let minh: Phone

async function open(limits?: Limits | null) {
  const bots = [{ token: TOKEN, username: 'caunoi_test_bot', name: 'Cầu Nối' }]
  telegram = await startTelegramSimulator({ bots, limits })
  lan = telegram.phone({ id: 801, name: 'Nguyễn Thị Lan' })
  minh = telegram.phone({ id: 802, name: 'Trần Văn Minh' })
  lan.start()
  minh.start()
}
beforeEach(() => open(null))
afterEach(() => telegram.close())

const read = (phone: Phone) =>
  phone.messages().flatMap((message) => (message.from === 'bot' ? [message.text] : []))

/** One raw send: what came back, or what became of the connection instead of a status. */
async function send(chat: number, text: string, timeoutMs = 400) {
  const nothing = { retryAfter: null, body: '' }
  try {
    const response = await fetch(`${telegram.url}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chat, text }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { status, headers } = response
    return { status, retryAfter: headers.get('retry-after'), body: await response.text() }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { status: timedOut ? 'no answer' : 'cut off', ...nothing }
  }
}

describe('faults', () => {
  test('a status strikes once, with the platform’s envelope and the time to wait', async () => {
    telegram.faults.add({ method: 'sendMessage', kind: 'status', code: 429, retryAfter: 5 })
    const refused = await send(801, 'một')
    expect(refused).toMatchObject({ status: 429, retryAfter: '5' })
    expect(JSON.parse(refused.body)).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 5',
      parameters: { retry_after: 5 },
    })
    expect(await send(801, 'hai')).toMatchObject({ status: 200 })
    expect(read(lan)).toEqual(['hai'])
  })

  test('a proxy’s error page is no JSON', async () => {
    telegram.faults.add({ kind: 'status', code: 502, body: '<html>Bad gateway</html>' })
    expect(await send(801, 'một')).toMatchObject({ status: 502, body: '<html>Bad gateway</html>' })
    telegram.faults.add({ kind: 'garbage' })
    expect(await send(801, 'hai')).toMatchObject({ status: 200, body: expect.stringContaining('<html>') })
    expect(read(lan)).toEqual([])
  })

  test('hang: nothing done, nothing answered', async () => {
    telegram.faults.add({ kind: 'hang' })
    expect(await send(801, 'một', 100)).toMatchObject({ status: 'no answer' })
    expect(read(lan)).toEqual([])
  })

  test('late: done at once, answered after a while', async () => {
    telegram.faults.add({ kind: 'late', ms: 150 })
    expect(await send(801, 'một', 50)).toMatchObject({ status: 'no answer' })
    expect(read(lan)).toEqual(['một'])
    telegram.faults.add({ kind: 'late', ms: 50 })
    expect(await send(801, 'hai')).toMatchObject({ status: 200 })
  })

  test('lose: done, then cut off; refuse: cut off before', async () => {
    telegram.faults.add({ kind: 'lose' })
    expect(await send(801, 'mất câu trả lời')).toMatchObject({ status: 'cut off' })
    telegram.faults.add({ kind: 'refuse' })
    expect(await send(801, 'không đến')).toMatchObject({ status: 'cut off' })
    expect(read(lan)).toEqual(['mất câu trả lời'])
    expect(telegram.calls.slice(-2).map((call) => [call.status, call.result !== undefined])).toEqual([
      [0, true],
      [0, false],
    ])
  })

  test('unplugged: connections are refused, and what people wrote meanwhile comes after', async () => {
    const api = new Api(TOKEN, { apiRoot: telegram.url })
    await telegram.unplug()
    expect(await send(801, 'một')).toMatchObject({ status: 'cut off' })
    lan.write('Mạng yếu quá')
    await telegram.plugIn()
    expect(await send(801, 'hai')).toMatchObject({ status: 200 })
    expect(read(lan)).toEqual(['hai'])
    expect((await api.getUpdates()).at(-1)?.message?.text).toBe('Mạng yếu quá')
  })

  test('aim: by chat, by count, after some have passed, until taken away', async () => {
    const stop = telegram.faults.add({ chat: '802', times: Infinity, skip: 1, kind: 'status', code: 500 })
    expect(await send(801, 'Lan')).toMatchObject({ status: 200 })
    const statuses = []
    for (const text of ['1', '2', '3']) statuses.push((await send(802, text)).status)
    expect(statuses).toEqual([200, 500, 500])
    stop()
    expect(telegram.faults.spent()).toBe(true)
    expect(await send(802, '4')).toMatchObject({ status: 200 })
    expect(read(minh)).toEqual(['1', '4'])
    telegram.faults.add({ method: 'getMe', kind: 'hang' })
    telegram.faults.clear()
    expect(await new Api(TOKEN, { apiRoot: telegram.url }).getMe()).toHaveProperty('id')
  })
})

describe('flood limits', () => {
  test('thirty messages in a second, and not one more until it has passed', async () => {
    await telegram.close()
    await open()
    for (let id = 900; id < 935; id++) telegram.phone({ id, name: `Người ${id}` }).start()
    const send35 = await Promise.all(Array.from({ length: 35 }, (_, n) => send(900 + n, 'Chào')))
    expect(send35.filter((one) => one.status === 200)).toHaveLength(30)
    expect(send35.filter((one) => one.retryAfter === '1')).toHaveLength(5)
    await pause(1050)
    expect(await send(934, 'Chào')).toMatchObject({ status: 200 })
  })

  test('one chat takes a short burst, then one a second', async () => {
    await telegram.close()
    await open({ chatBurst: 3, chatPerSecond: 1 })
    const statuses = []
    for (let n = 0; n < 5; n++) statuses.push((await send(801, `${n}`)).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect(await send(802, 'khác')).toMatchObject({ status: 200 })
    await pause(1050)
    expect(await send(801, 'tiếp')).toMatchObject({ status: 200 })
  })
})

describe('the record', () => {
  test('names method, bot, chat and answer; counts outlive the list', async () => {
    await send(801, 'một')
    expect(telegram.calls.at(-1)).toMatchObject({
      method: 'sendMessage',
      account: '710005',
      chat: '801',
      status: 200,
      fields: { text: 'một' },
      result: { ok: true, result: { text: 'một' } },
    })
    expect(telegram.count('sendMessage')).toBe(1)
    telegram.forgetCalls()
    expect([telegram.count(), telegram.calls.length]).toEqual([0, 0])
  })

  test('stays bounded', () => {
    const log = callLog(10)
    for (let n = 0; n < 95; n++)
      log.record({ method: 'getMe', account: '1', fields: { n }, at: n, status: 200 })
    expect(log.list.length).toBeLessThan(20)
    expect(log.list.at(-1)?.fields).toEqual({ n: 94 })
    expect(log.count('getMe')).toBe(95)
  })
})
