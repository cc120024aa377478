import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { watchHealth, type HealthSources } from '../../src/web/health.ts'
import { openDoor, postOffice, rawRequest, said, telegramPost } from './door.ts'

const well = async () => {}
const away = async () => {
  throw new Error('away')
}

const telegram = postOffice('telegram', '111', 'khoa-cua-telegram')

describe('the front page', () => {
  test('names the product and nothing else', async () => {
    const door = await openDoor([telegram])
    const page = await (await fetch(door.url)).text()
    expect(page).toContain('Cầu Nối')
    expect(page).not.toContain('/drill')
    expect((await fetch(`${door.url}/drill`)).status).toBe(404)
    await door.close()
  })

  test('shows the way to the simulated phones in a drill, and only then', async () => {
    const door = await openDoor([], { drill: (app) => app.get('/drill', (c) => c.text('DIỄN TẬP')) })
    expect(await (await fetch(door.url)).text()).toContain('href="/drill"')
    expect(await (await fetch(`${door.url}/drill`)).text()).toBe('DIỄN TẬP')
    await door.close()
  })

  test('cannot be framed, sniffed or cached; a page with its own policy keeps it', async () => {
    const policy = "default-src 'self' 'nonce-a'"
    const drill = await openDoor([], {
      drill: (app) => app.get('/drill', (c) => c.text('', 200, { 'content-security-policy': policy })),
    })
    const front = (await fetch(drill.url)).headers
    expect(front.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(front.get('x-content-type-options')).toBe('nosniff')
    expect(front.get('cache-control')).toBe('no-store')
    expect((await fetch(`${drill.url}/drill`)).headers.get('content-security-policy')).toBe(policy)
    await drill.close()
  })
})

test('a page that fails says so without a word about what failed', async () => {
  const door = await openDoor([], {
    drill: (app) =>
      app.get('/drill', () => {
        throw new Error('no such table: contacts')
      }),
  })
  const answer = await fetch(`${door.url}/drill`)
  expect(answer.status).toBe(500)
  expect(await answer.text()).toBe('Hệ thống đang gặp sự cố. / Something went wrong.')
  expect(door.lines.join()).toContain('no such table')
  await door.close()
})

describe('health', () => {
  const bots: HealthSources['channels'] = [
    { name: 'telegram', account: '111' },
    { name: 'zalo-bot', account: '201' },
    { name: 'zalo-bot', account: '202' },
  ]
  const door = (sources: Partial<HealthSources>) => {
    const watch = watchHealth({ database: well, queue: well, channels: bots, ...sources })
    return openDoor([], { health: watch.report }).then((opened) => ({ ...opened, watch }))
  }

  test('alive is alive, whatever else is wrong', async () => {
    const { url, close } = await door({ database: away, queue: away })
    const answer = await fetch(`${url}/healthz`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
    await close()
  })

  test('ready once the database works; Redis and platforms may be away', async () => {
    const { url, close, watch } = await door({ queue: away })
    watch.linkState({ name: 'telegram', account: '111' }, { kind: 'up' })
    watch.linkState({ name: 'zalo-bot', account: '201' }, { kind: 'up' })
    watch.linkState({ name: 'zalo-bot', account: '202' }, { kind: 'down', reason: 'token' })
    const answer = await fetch(`${url}/readyz`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      database: 'ok',
      queue: 'degraded',
      channels: {
        telegram: 'ok',
        'zalo-bot': 'degraded',
        'zalo-bot/201': 'ok',
        'zalo-bot/202': 'degraded',
      },
    })
    await close()
  })

  test('not ready without the database', async () => {
    const { url, close } = await door({ database: away })
    const answer = await fetch(`${url}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ database: 'failed', channels: { telegram: 'starting' } })
    await close()
  })

  test('a Redis that hangs does not keep the asker waiting', async () => {
    const { url, close } = await door({ queue: () => new Promise(() => {}) })
    const asked = Date.now()
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ queue: 'degraded' })
    expect(Date.now() - asked).toBeLessThan(3000)
    await close()
  })
})

describe('the door itself', () => {
  test('a port that is taken is explained in both languages', async () => {
    const first = await openDoor([])
    const port = Number(new URL(first.url).port)
    const second = openDoor([], { port })
    await expect(second).rejects.toThrow(`Cổng ${port} trên 127.0.0.1 đang có chương trình khác sử dụng`)
    await expect(second).rejects.toThrow(`PORT=${port + 1}`)
    await first.close()
  })

  test('an address this machine does not have is explained', async () => {
    await expect(openDoor([], { host: '192.0.2.1' })).rejects.toThrow(/HOST=127\.0\.0\.1/)
  })

  test('closing ends idle connections at once and lets a running request finish', async () => {
    let stored = false
    const door = await openDoor([telegram], {
      receive: async () => {
        await sleep(300)
        stored = true
      },
    })
    await fetch(`${door.url}/healthz`)
    const running = telegramPost(door, said('1', 'đã nhận'))
    await sleep(50)
    const began = Date.now()
    await door.close()
    expect(stored).toBe(true)
    expect((await running).status).toBe(200)
    expect(Date.now() - began).toBeLessThan(1500)
  })

  test('closing does not wait for ever for a client that never finishes', async () => {
    const door = await openDoor([telegram])
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST /webhooks/telegram HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{')
    await once(socket, 'connect')
    await sleep(50)
    const began = Date.now()
    await door.close()
    expect(Date.now() - began).toBeLessThan(4500)
  })

  test('nonsense at the door harms nobody', async () => {
    const door = await openDoor([])
    expect(await rawRequest(door, 'xin chào\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect((await fetch(`${door.url}/healthz`)).status).toBe(200)
    await door.close()
  })
})
