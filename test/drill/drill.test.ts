import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDrill } from '../../src/drill.ts'
import { WebError } from '../../src/web/server.ts'
import { drillTable } from './table.ts'

type Table = Awaited<ReturnType<typeof drillTable>>
let table: Table

beforeAll(async () => {
  // Nobody answers there: a drill that went to it would stand still.
  table = await drillTable({ REDIS_URL: 'redis://127.0.0.1:1' })
  await table.post('/drill/clock', { speed: 1 })
}, 30_000)
afterAll(() => table?.close())

async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean): Promise<T> {
  const deadline = Date.now() + 8_000
  for (;;) {
    const seen = await look()
    if (enough(seen) || Date.now() > deadline) return seen
    await pause(50)
  }
}

test('the page is there, says DIỄN TẬP, and loads nothing from elsewhere', async () => {
  const response = await fetch(`${table.url}/drill`)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html).toContain('<title>Cầu Nối – DIỄN TẬP</title>')
  const loaded = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, address]) => address!)
  expect(loaded.filter((address) => !address.startsWith('/drill/') && !address.startsWith('data:'))).toEqual(
    [],
  )
  for (const address of loaded.filter((each) => each.startsWith('/')))
    expect((await fetch(`${table.url}${address}`)).status).toBe(200)
  expect((await fetch(`${table.url}/drill/page.html`)).status).toBe(404)
  expect((await fetch(`${table.url}/drill/..%2fdrill.ts`)).status).toBe(404)
})

test('everyone is invited; all but a few have linked their own app, and every message says DIỄN TẬP', async () => {
  const { people } = await table.state()
  const notLinked = people.filter(({ linked }) => !linked).map(({ code }) => code)
  expect(people.length).toBeGreaterThan(40)
  expect(notLinked).toEqual(['c15', 'c22', 'c29', 'd04', 'd08'])
  await table.sees('c04', 'nhiệm vụ 5')
  await table.sees('c07', 'nhiệm vụ 7')
  for (const { code } of people)
    for (const { from, text } of await table.screen(code))
      if (from === 'bot') expect(text).toMatch(/^— DIỄN TẬP —\n/)
})

test('Lợi presses Đã nhận in Telegram, Tuấn types it in Zalo, and both are on the board', async () => {
  await table.sees('c07', 'xác nhận đã nhận nhiệm vụ.')
  expect((await table.presses('c07', 'Đã nhận')).status).toBe(200)
  await table.writes('c04', 'da nhan')
  await table.sees('c07', 'Đã ghi: nhiệm vụ 7')
  await table.sees('c04', 'Đã ghi: nhiệm vụ 5')
  const { board } = await table.state()
  const received = board.assignments.filter(({ code }) => ['5', '7'].includes(code))
  expect(received.map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged'])
})

test('skipping comes to the round that opens, and then to its end, and the prompt have answered on the way', async () => {
  await table.post('/drill/skip')
  const opened = await until(table.state, ({ board }) => board.round !== null)
  expect(opened.board.round?.name).toBe('Kiểm tra kỹ thuật lần 1')
  await table.sees('c04', 'Đề nghị đồng chí kiểm tra và xác nhận điểm cầu Xã Thượng Lâm')
  await table.writes('c04', 'mất tiếng rồi')
  await table.sees('btc1', 'mất tiếng rồi')
  await table.post('/drill/tempers', { codes: ['c09', 'c10'], temper: 'prompt' })
  await table.post('/drill/skip')
  const { board } = await until(table.state, (seen) => seen.board.figures.ready >= 12)
  const statusOf = (name: string) => board.bridgePoints.find((point) => point.name === name)?.status
  expect(board.figures.ready).toBeGreaterThanOrEqual(12)
  expect([statusOf('Sơn Lâm (điểm cầu chính)'), statusOf('Sở Công Thương')]).toEqual(['ready', 'ready'])
  expect([statusOf('Lạng Sơn'), statusOf('Lào Cai')]).toEqual(['ready', 'ready'])
  expect([statusOf('Nam Ninh'), statusOf('Men-bơn')]).toEqual(['pending', 'pending'])
}, 40_000)

test('the coordinator reads whom to call, and Khánh, who had not linked, takes up his invite', async () => {
  for (let skips = 0; skips < 6; skips++) await table.post('/drill/skip')
  await table.sees('btc1', 'CHƯA XÁC NHẬN SẴN SÀNG')
  await table.writes('btc1', '/tinhhinh')
  await table.sees('btc1', 'TÌNH HÌNH')
  expect((await table.post('/drill/phones/c29/join')).status).toBe(200)
  await table.sees('c29', 'Kính gửi Ông Tạ Quốc Khánh')
  expect((await table.state()).people.find(({ code }) => code === 'c29')?.linked).toBe(true)
}, 60_000)

test('only our own page may act, and only with what is on the screen', async () => {
  const stop = { speed: 0 }
  const evil = { origin: 'http://evil.example' }
  expect((await table.post('/drill/clock', stop, evil)).status).toBe(403)
  expect((await table.post('/drill/clock', stop, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await table.post('/drill/clock', stop, { 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await table.post('/drill/clock', stop, { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await table.state()).clock.speed).not.toBe(0)
  const ours = { origin: new URL(table.url).origin, 'sec-fetch-site': 'same-origin' }
  expect((await table.post('/drill/clock', { speed: 1 }, ours)).status).toBe(200)
  expect((await table.post('/drill/clock', { speed: 7 })).status).toBe(400)
  expect((await table.post('/drill/phones/nobody/write', { text: 'ok' })).status).toBe(404)
  expect((await table.post('/drill/phones/c04/write', { text: '  ' })).status).toBe(400)
  expect((await table.post('/drill/phones/c07/press', { message: 1, data: 'forged.1' })).status).toBe(409)
  expect((await table.writes('c04', 'x'.repeat(70_000))).status).toBe(413)
})

test('what changes is told to whoever looks on', async () => {
  const leaving = new AbortController()
  const events = await fetch(`${table.url}/drill/events`, { signal: leaving.signal })
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const hears = async (words: string) => {
    while (!heard.includes(words)) heard += (await reader.read()).value ?? ''
  }
  await hears('event: state')
  await table.post('/drill/clock', { speed: 600 })
  await hears('"speed":600')
  leaving.abort()
  await table.post('/drill/clock', { speed: 1 })
})

test('a second drill does not take the folder of the first', async () => {
  const second = openDrill({ config: table.config, log: table.log })
  await expect(second).rejects.toThrow(WebError)
  await expect(second).rejects.toThrow('diễn tập khác')
})

test('nothing went wrong inside, and the end leaves nothing behind and cuts off nobody who looks on', async () => {
  expect(table.errors).toEqual([])
  expect(readdirSync(table.dataDir)).toEqual(['drill'])
  const watcher = (await fetch(`${table.url}/drill/events`)).body!.getReader()
  await watcher.read()
  const { dataDir } = table
  const closed = table.close()
  // it is told to end; a connection that is cut would throw here
  while (!(await watcher.read()).done);
  await closed
  expect(existsSync(join(dataDir, 'drill'))).toBe(false)
})
