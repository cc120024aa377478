import type { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { type Door, openDoor, rawRequest } from './door.ts'

/** The status with which the door answers who asks for it by that name. */
async function statusFor(door: Door, host: string | null, path = '/metrics'): Promise<number> {
  const line = host === null ? '' : `host: ${host}\r\n`
  const version = host === null ? '1.0' : '1.1'
  const answer = await rawRequest(door, `GET ${path} HTTP/${version}\r\n${line}connection: close\r\n\r\n`)
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
}

const drill = (app: Hono) => {
  app.get('/drill', (c) => c.text('the phones'))
  app.get('/drill/state', (c) => c.json({}))
  app.post('/drill/clock', (c) => c.json({}))
}

async function aDoor(differently: Parameters<typeof openDoor>[1] = {}): Promise<Door> {
  const door = await openDoor([], { drill, ...differently })
  onTestFinished(() => door.close())
  return door
}

test('a page whose name was made to lead to this machine sees neither figures nor phones', async () => {
  const door = await aDoor()
  for (const path of ['/metrics', '/drill', '/drill/state', '/drill/events', '/drill/page.css'])
    for (const name of ['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.nip.io'])
      expect([path, name, await statusFor(door, name, path)]).toEqual([path, name, 421])
  // A name that is none is refused even before.
  expect(await statusFor(door, 'x@localhost')).toBe(400)
  expect(await statusFor(door, null)).toBeGreaterThanOrEqual(400)
  const press =
    'POST /drill/clock HTTP/1.1\r\nhost: evil.example\r\norigin: http://evil.example\r\ncontent-length: 0\r\n\r\n'
  expect(await rawRequest(door, press)).toMatch(/^HTTP\/1\.1 421/)
})

test('who asks from this machine, or by the name that others know, is answered', async () => {
  const door = await aDoor({ publicUrl: 'https://CauNoi.example.gov.vn:8443' })
  const names = [
    'localhost',
    'LOCALHOST:8080',
    '127.0.0.1:8080',
    '[::1]',
    '[::1]:8080',
    'caunoi.example.gov.vn',
  ]
  for (const name of names) expect([name, await statusFor(door, name)]).toEqual([name, 200])
  expect(await statusFor(door, 'localhost:8080', '/drill/state')).toBe(200)
  expect(await statusFor(door, 'other.example.gov.vn')).toBe(421)
})

test('HOST with a name of its own on this machine is one of the names', async () => {
  const door = await aDoor({ host: '127.0.0.2' })
  expect(await statusFor(door, '127.0.0.2:8080')).toBe(200)
  expect(await statusFor(door, '127.0.0.3:8080')).toBe(421)
})

test('in a container the operator asks for the figures by whatever name the container has', async () => {
  const door = await aDoor({ host: '0.0.0.0' })
  expect(await statusFor(door, 'caunoi:8080')).toBe(200)
})

test('webhooks and health are for whoever comes', async () => {
  const door = await aDoor()
  expect(await statusFor(door, 'anything.example', '/healthz')).toBe(200)
  expect(await statusFor(door, 'anything.example', '/')).toBe(200)
})
