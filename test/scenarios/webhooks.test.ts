import { describe, expect, test } from 'vitest'
import { inbox } from '../../db/schema.ts'
import { type Office, office, webhookSecrets } from '../kit/office.ts'

const hooks = [
  { path: '/webhooks/telegram', header: 'x-telegram-bot-api-secret-token', secret: webhookSecrets.telegram },
  { path: '/webhooks/zalo-bot', header: 'x-bot-api-secret-token', secret: webhookSecrets.zalo },
]

const open = () =>
  office({
    bridgePoints: 2,
    assignments: 2,
    rounds: false,
    apps: ['telegram', 'zalo-bot'],
    inbound: 'webhook',
  })

const stored = async ({ app }: Office) => (await app.world.store.db.select().from(inbox)).length
const dropped = async ({ app }: Office, reason: string) => {
  const metrics = await (await fetch(`${app.url}/metrics`)).text()
  const lines = metrics.split('\n').filter((line) => line.includes('dropped') && line.includes(reason))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

test('The application registers its own webhooks, and people are heard through them', async () => {
  const { people, telegram, zalo, sendsAssignments, app } = await open()
  const [lan, minh] = people
  expect(telegram.calls.find((call) => call.method === 'setWebhook')?.fields.url).toBe(
    `${app.url}/webhooks/telegram`,
  )
  expect(zalo.calls.find((call) => call.method === 'setWebhook')?.fields.url).toBe(
    `${app.url}/webhooks/zalo-bot`,
  )
  expect(telegram.count('getUpdates') + zalo.count('getUpdates')).toBe(0)
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  minh!.sees('nhiệm vụ 2')
  await lan!.presses('Đã nhận')
  await minh!.writes('da nhan')
  lan!.sees('Đã ghi: nhiệm vụ 1')
  minh!.sees('Đã ghi: nhiệm vụ 2')
  expect(lan!.phone.waiting()).toBe(0)
})

describe.each(hooks)('At $path', ({ path, header, secret }) => {
  const post = (story: Office, body: string | Buffer, shown: string | null) =>
    fetch(`${story.app.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(shown !== null && { [header]: shown }) },
      body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
    })

  test('what does not know the secret is refused, and nothing is stored', async () => {
    const story = await open()
    const before = await stored(story)
    for (const shown of [null, '', 'guessed', `${secret}x`, secret.slice(1)])
      expect((await post(story, '{"update_id":1}', shown)).status).toBe(401)
    expect(await stored(story)).toBe(before)
    expect(await dropped(story, 'forged')).toBe(5)
  })

  test('what is over a megabyte is refused with 413', async () => {
    const story = await open()
    const before = await stored(story)
    const large = JSON.stringify({ update_id: 1, message: { text: 'x'.repeat(1024 * 1024) } })
    expect((await post(story, large, secret)).status).toBe(413)
    expect(await stored(story)).toBe(before)
    expect(await dropped(story, 'oversized')).toBe(1)
  })

  test('what makes no sense is answered 200, dropped and counted', async () => {
    const story = await open()
    const before = await stored(story)
    const nonsense = ['', 'null', '[]', '{', '"chào"', '12', '\u0000', Buffer.from([255, 254, 0, 1])]
    for (const body of nonsense) expect((await post(story, body, secret)).status).toBe(200)
    expect(await stored(story)).toBe(before)
    expect(await dropped(story, 'malformed')).toBeGreaterThan(0)
  })

  test('an event of a kind we do not know is taken and forgotten', async () => {
    const story = await open()
    const before = await stored(story)
    const body = JSON.stringify({
      update_id: 5,
      poll: { id: '1' },
      ok: true,
      result: { event_name: 'poll.received' },
    })
    expect((await post(story, body, secret)).status).toBe(200)
    expect(await stored(story)).toBe(before)
  })
})

test('A platform that cannot be reached at the start is registered with as soon as it is back', async () => {
  const story = await open()
  await story.telegram.unplug()
  await story.restarts()
  const ready = await (await fetch(`${story.app.url}/readyz`)).json()
  expect(ready).toMatchObject({
    database: 'ok',
    channels: { telegram: expect.stringMatching(/degraded|starting/) },
  })
  await story.telegram.plugIn()
  await expect
    .poll(async () => (await fetch(`${story.app.url}/readyz`)).json(), { timeout: 8_000, interval: 100 })
    .toMatchObject({ channels: { telegram: 'ok' } })
  await story.people[0]!.writes('trợ giúp')
  expect(story.people[0]!.unread()).toHaveLength(1)
  story.people[0]!.readsAll()
})
