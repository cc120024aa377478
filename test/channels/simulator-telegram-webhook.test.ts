import { setTimeout as pause } from 'node:timers/promises'
import { Api } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDoor, refusal } from './simulator-kit.ts'
import type { Door, Knock } from './simulator-kit.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import type { Phone, TelegramSimulator } from '../../src/simulator/telegram.ts'

const TOKEN = '710004:cau-noi-test'
const bots = [{ token: TOKEN, username: 'caunoi_test_bot', name: 'Cầu Nối' }]

const update = z.object({
  update_id: z.number(),
  message: z.object({ text: z.string() }).optional(),
  callback_query: z.object({ data: z.string() }).optional(),
})

/** An update in few words: what was written, or "press …". */
function words({ body }: Knock): string {
  const { message, callback_query: press } = update.parse(body)
  return message?.text ?? `press ${press?.data}`
}

let telegram: TelegramSimulator
let api: Api
let lan: Phone
let minh: Phone
let door: Door
/** What the product's door answers to an update: a status, perhaps later. */
let answers: (text: string) => number | Promise<number>

beforeEach(async () => {
  answers = () => 200
  door = await openDoor('/webhooks/telegram', (knock) => answers(words(knock)))
  telegram = await startTelegramSimulator({
    bots,
    limits: null,
    delivery: { retryBaseMs: 10, timeoutMs: 500 },
    retention: { messageMs: 5000, callbackMs: 300 },
  })
  api = new Api(TOKEN, { apiRoot: telegram.url })
  lan = telegram.phone({ id: 701, name: 'Nguyễn Thị Lan' })
  minh = telegram.phone({ id: 702, name: 'Trần Văn Minh' })
})
afterEach(async () => {
  await telegram.close()
  await door.shut()
})

const texts = () => door.knocks.map(words)
const ids = () => door.knocks.map((knock) => update.parse(knock.body).update_id)
const settled = () => expect.poll(() => telegram.idle(), { timeout: 3000 }).toBe(true)

describe('setting it', () => {
  test.each([
    [
      'http://hop.example.vn/hook',
      {},
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    ],
    ['không phải', {}, '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
    [
      'https://hop.example.vn:8080/hook',
      {},
      '400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
    ],
    ['https://hop.example.vn:8443/hook', {}, 'accepted'],
    [
      'https://hop.example.vn/hook',
      { secret_token: 'bí mật' },
      '400 Bad Request: secret token contains unallowed characters',
    ],
    [
      'https://hop.example.vn/hook',
      { secret_token: 'x'.repeat(257) },
      '400 Bad Request: secret token is too long',
    ],
  ])('%s %j', async (address, options, expected) => {
    expect(await refusal(api.setWebhook(address, options))).toBe(expected)
  })

  test('info tells what is set, what waits and what went wrong last', async () => {
    answers = () => 503
    await api.setWebhook(door.url, {
      secret_token: 's3cret',
      max_connections: 7,
      allowed_updates: ['message'],
    })
    lan.write('Xin chào')
    await expect.poll(() => door.knocks.length).toBeGreaterThan(1)
    expect(await api.getWebhookInfo()).toMatchObject({
      url: door.url,
      max_connections: 7,
      allowed_updates: ['message'],
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 503',
    })
    await api.deleteWebhook({ drop_pending_updates: true })
    expect(await api.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 0 })
  })

  test('more than once a second is too much where that limit is on', async () => {
    await telegram.close()
    telegram = await startTelegramSimulator({ bots, limits: { webhookOncePerSecond: true } })
    api = new Api(TOKEN, { apiRoot: telegram.url })
    await api.setWebhook('https://hop.example.vn/hook')
    expect(await refusal(api.setWebhook('https://hop.example.vn/hook2'))).toBe(
      '429 Too Many Requests: retry after 1',
    )
  })
})

describe('delivering', () => {
  test('what waited before comes too, with the secret in the header', async () => {
    lan.write('Trước')
    await api.setWebhook(door.url, { secret_token: 's3cret' })
    lan.write('Sau')
    await settled()
    expect(texts()).toEqual(['Trước', 'Sau'])
    expect(door.knocks[0]!.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 's3cret',
      'content-type': 'application/json',
    })
  })

  test('a refused update comes again until it is taken, and only its own chat waits for it', async () => {
    let refusals = 3
    answers = (text) => (text === 'Lan 1' && refusals-- > 0 ? 500 : 200)
    await api.setWebhook(door.url)
    lan.write('Lan 1')
    lan.write('Lan 2')
    minh.write('Minh 1')
    await settled()
    expect(texts().filter((text) => text.startsWith('Lan'))).toEqual([
      'Lan 1',
      'Lan 1',
      'Lan 1',
      'Lan 1',
      'Lan 2',
    ])
    expect(texts().indexOf('Minh 1')).toBeLessThan(texts().indexOf('Lan 2'))
    expect(new Set(ids().filter((_id, n) => texts()[n] === 'Lan 1')).size).toBe(1)
  })

  test('a chat’s messages go one after the other, a press beside them', async () => {
    let open = 0
    let most = 0
    answers = async (text) => {
      if (text.startsWith('press')) return 200
      most = Math.max(most, ++open)
      await pause(20)
      open -= 1
      return 200
    }
    lan.start()
    await api.setWebhook(door.url)
    for (const n of [1, 2, 3]) lan.write(`${n}`)
    lan.press({ message: 1, data: 'x' })
    await settled()
    expect(most).toBe(1)
    expect(texts()).toEqual(['/start', 'press x', '1', '2', '3'])
  })

  test('a chat that is refused leaves the only connection to the others', async () => {
    await telegram.close()
    telegram = await startTelegramSimulator({ bots, limits: null, delivery: { retryBaseMs: 60_000 } })
    answers = (text) => (text.startsWith('Lan') ? 500 : 200)
    await new Api(TOKEN, { apiRoot: telegram.url }).setWebhook(door.url, { max_connections: 1 })
    telegram.phone({ name: 'Nguyễn Thị Lan' }).write('Lan 1')
    telegram.phone({ name: 'Trần Văn Minh' }).write('Minh 1')
    await expect.poll(texts).toEqual(['Lan 1', 'Minh 1'])
  })

  test('an answer that does not come is a failure', async () => {
    let silent = true
    answers = () => (silent ? new Promise<number>(() => {}) : 200)
    await api.setWebhook(door.url)
    lan.write('Alo')
    await pause(200)
    silent = false
    await settled()
    expect(texts()).toEqual(['Alo', 'Alo'])
  })

  test('a press that is never taken is dropped when its time is over', async () => {
    answers = (text) => (text.startsWith('press') ? 500 : 200)
    lan.start()
    await api.setWebhook(door.url)
    lan.press({ message: 1, data: 'x' })
    await settled()
    expect(texts().filter((text) => text === 'press x').length).toBeGreaterThan(1)
  })

  test('the same updates come again on demand, and in another order', async () => {
    await api.setWebhook(door.url)
    lan.write('Một')
    await settled()
    expect(telegram.redeliver()).toBe(1)
    await settled()
    expect(texts()).toEqual(['Một', 'Một'])
    expect(ids()[0]).toBe(ids()[1])

    door.knocks.length = 0
    telegram.hold()
    for (const n of [1, 2, 3]) {
      lan.write(`Lan ${n}`)
      minh.write(`Minh ${n}`)
    }
    telegram.shuffle(3)
    expect(texts()).toEqual([])
    telegram.release()
    await settled()
    expect(texts().toSorted()).toEqual(['Lan 1', 'Lan 2', 'Lan 3', 'Minh 1', 'Minh 2', 'Minh 3'])
    expect(texts().filter((text) => text.startsWith('Lan'))).toEqual(['Lan 1', 'Lan 2', 'Lan 3'])
  })

  test('a door that is shut at first gets everything when it opens', async () => {
    await api.setWebhook(door.url)
    await door.shut()
    lan.write('Còn đó không?')
    await pause(60)
    expect(telegram.idle()).toBe(false)
    await door.reopen()
    await settled()
    expect(texts()).toEqual(['Còn đó không?'])
  })
})
