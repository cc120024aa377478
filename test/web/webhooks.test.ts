import { EventEmitter, once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { webhookUrl } from '../../src/web/hooks.ts'
import { counted, openDoor, postOffice, rawRequest, said, telegramPost, type Door } from './door.ts'

const telegram = postOffice('telegram', '111', 'khoa-cua-telegram')
const MEGABYTE = 1024 * 1024

let door: Door
beforeEach(async () => {
  door = await openDoor([telegram])
})
afterEach(() => door.close())

const dropped = (reason: string) =>
  counted(door, `caunoi_webhook_dropped_total{channel="telegram",reason="${reason}"}`)

async function neverServerError(bytes: string | Buffer) {
  expect(await rawRequest(door, bytes)).not.toMatch(/HTTP\/1\.1 5\d\d/)
  await lanIsStillHeard()
}

async function lanIsStillHeard() {
  const answer = await telegramPost(door, said('sau cùng', 'đã nhận'))
  expect(answer.status).toBe(200)
  expect(door.stored.at(-1)?.eventId).toBe('sau cùng')
}

test('what Lan writes is stored before Telegram is told that it arrived', async () => {
  const disk = new EventEmitter()
  const slow = await openDoor([telegram], { receive: async () => void (await once(disk, 'written')) })
  let answered = false
  const answer = telegramPost(slow, said('1', 'đã nhận')).then((response) => {
    answered = true
    return response.status
  })
  await sleep(100)
  expect(answered).toBe(false)
  disk.emit('written')
  expect(await answer).toBe(200)
  await slow.close()
})

test('a press of Lan is noticed once it is stored', async () => {
  const body = JSON.stringify({
    eventId: '2',
    content: { kind: 'press', letter: 'l', choice: 1, pressId: 'p7' },
  })
  expect((await telegramPost(door, body)).status).toBe(200)
  expect(telegram.noticed).toContain('p7')
  expect(await counted(door, 'caunoi_inbound_total{channel="telegram",result="accepted"}')).toBe('1')
})

test('when the database is away the platform is asked to come back, and is not told why', async () => {
  const broken = await openDoor([telegram], {
    receive: async () => {
      throw new Error('disk I/O error at 0912 345 678')
    },
  })
  const answer = await telegramPost(broken, said('3', 'đã nhận'))
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await answer.text()).toBe('')
  expect(broken.lines.join()).toContain('disk I/O error')
  expect(broken.lines.join()).not.toContain('345')
  await broken.close()
})

describe('who does not know the secret', () => {
  test('is refused, and nothing is stored', async () => {
    expect((await telegramPost(door, said('4', 'đã nhận'), 'doan-mo')).status).toBe(401)
    expect(door.stored).toEqual([])
    expect(await dropped('forged')).toBe('1')
  })

  test('is told the same whatever the body', async () => {
    for (const body of ['', '{', 'trip', '\0'.repeat(50)])
      expect((await telegramPost(door, body, 'sai')).status).toBe(401)
  })

  test('finds no hook of a platform that is not in use', async () => {
    const answer = await fetch(`${door.url}/webhooks/zalo-bot`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
  })
})

describe('what makes no sense', () => {
  test.each(['', 'không phải JSON', '\0\u0001\u0002', '[]'])(
    'is answered 200 and dropped: %j',
    async (body) => {
      expect((await telegramPost(door, body)).status).toBe(200)
      expect(await dropped('malformed')).toBe('1')
      expect(door.stored).toEqual([])
    },
  )

  test('and trips an adapter is dropped, logged and does not come back for ever', async () => {
    expect((await telegramPost(door, 'trip')).status).toBe(200)
    expect(await dropped('adapter-error')).toBe('1')
    expect(door.lines.join()).toContain('an adapter failed')
    await lanIsStillHeard()
  })
})

describe('what is too large', () => {
  test('one megabyte is heard, one byte more is not', async () => {
    expect(
      (
        await telegramPost(
          door,
          said('5', '').replace('""', `"${'a'.repeat(MEGABYTE - said('5', '').length)}"`),
        )
      ).status,
    ).toBe(200)
    expect(door.stored).toHaveLength(1)
    expect((await telegramPost(door, 'x'.repeat(MEGABYTE + 1))).status).toBe(413)
    expect(await dropped('oversized')).toBe('1')
  })

  test('is refused by what it announces, before it is sent', async () => {
    const answer = await rawRequest(door, hookRequest(`content-length: ${50 * MEGABYTE}`))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('is refused while it streams, when it announces nothing', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const answer = await rawRequest(door, hookRequest('transfer-encoding: chunked', chunk.repeat(40)), 1500)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    await lanIsStillHeard()
  })
})

describe('a broken request', () => {
  test('that announces less than it sends', () =>
    neverServerError(hookRequest('content-length: 2', '{"a":1}')))
  test('that announces more than it sends', () => neverServerError(hookRequest('content-length: 900', '{}')))
  test('with a length that is no number', () => neverServerError(hookRequest('content-length: nhiều', '{}')))
  test('with two lengths', () =>
    neverServerError(hookRequest('content-length: 2\r\ncontent-length: 3', '{}')))
  test('with broken chunks', () => neverServerError(hookRequest('transfer-encoding: chunked', 'zz\r\n{}')))
  test('that is no HTTP', () => neverServerError(Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3])))
  test('without a host', () => neverServerError('POST /webhooks/telegram HTTP/1.0\r\n\r\n'))
  test('for an impossible address', () =>
    neverServerError('POST /%zz?bot=%ff HTTP/1.1\r\nhost: a b\r\ncontent-length: 0\r\n\r\n'))
  test('for an impossible bot', () =>
    neverServerError('POST /webhooks/telegram?bot=%ff%00 HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n'))

  test('that is cut off in the middle leaves no half of a message', async () => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
    socket.write(hookRequest('content-length: 500', '{"eventId":"nửa chừng"'))
    await sleep(50)
    socket.resetAndDestroy()
    await sleep(50)
    expect(door.stored).toEqual([])
    expect(await dropped('cut-off')).toBe('1')
    await lanIsStillHeard()
  })
})

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
  '%s is not how a platform calls',
  async (method) => {
    const answer = await fetch(`${door.url}/webhooks/telegram`, { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
  },
)

test('of two Zalo bots behind one address each hears what was written to it', async () => {
  const bots = [postOffice('zalo-bot', '201', 'khoa-mot'), postOffice('zalo-bot', '202', 'khoa-hai')]
  const zalo = await openDoor([telegram, ...bots])
  const post = (secret: string) =>
    fetch(webhookUrl(zalo.url, 'zalo-bot'), {
      method: 'POST',
      headers: { 'x-secret': secret },
      body: said('z1', 'ok'),
    })
  await post('khoa-hai')
  await post('khoa-mot')
  expect(zalo.stored.map(({ account }) => account)).toEqual(['202', '201'])
  expect((await post('khoa-cua-telegram')).status).toBe(401)
  await zalo.close()
})

const hookRequest = (header: string, body = '') =>
  `POST /webhooks/telegram HTTP/1.1\r\nhost: caunoi\r\nx-secret: khoa-cua-telegram\r\n${header}\r\n\r\n${body}`
