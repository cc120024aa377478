import { describe, expect, onTestFinished, test } from 'vitest'
import type { Channel, LinkState, Sink } from '../../src/channels/channel.ts'
import { openChannels } from '../../src/channels/index.ts'
import type { Inbound } from '../../src/domain/message.ts'
import { telegram } from './payloads/telegram.ts'
import { zaloBot } from './payloads/zalo-bot.ts'
import { type Asked, type Doing, startWire } from './wire.ts'

const token = '424242:AAF-not-a-real-token'
const patience = { answerMs: 1_000, pollSeconds: 30, shortRestMs: 10, longRestMs: 20 }

const yes = (result: unknown): Doing => ({ status: 200, body: { ok: true, result } })
const no = (code: number, description: string): Doing => ({
  status: code,
  body: { ok: false, error_code: code, description },
})

/** Answers the polls one after the other, then holds them open; everything else is answered by `others`. */
async function platform(polls: Doing[], others: Record<string, () => Doing> = {}) {
  return startWire(({ method }) => {
    if (method === 'getUpdates') return polls.shift() ?? 'hang'
    return others[method]?.() ?? yes(true)
  })
}

function openTelegram(apiRoot: string): Channel {
  return openChannels({ telegram: { token, apiRoot }, patience })[0]!
}

function openZaloBot(apiRoot: string): Channel {
  return openChannels({ zaloBot: { tokens: [token], apiRoot }, patience })[0]!
}

/** Polls until the test ends; what the sink took, and every state, in order. */
function listen(channel: Channel, sink: Sink = async () => {}) {
  const taken: Inbound[] = []
  const states: LinkState[] = []
  const stop = new AbortController()
  const take: Sink = async (inbound) => {
    await sink(inbound)
    taken.push(...inbound)
  }
  const ended = channel.poll(take, stop.signal, (state) => states.push(state))
  const end = async () => {
    stop.abort()
    await ended
  }
  onTestFinished(end)
  return { taken, states, end, texts: () => taken.map(textOf) }
}

function textOf({ content }: Inbound): string {
  return content.kind === 'text' ? content.text : content.kind
}

function failingOnce(): Sink {
  let failed = false
  return async () => {
    if (failed) return
    failed = true
    throw new Error('disk is full, said Lan Phạm')
  }
}

const polls = (asked: Asked[]) => asked.filter(({ method }) => method === 'getUpdates')
const methods = (asked: Asked[]) => asked.map(({ method }) => method)
const update = (update_id: number, text: string) => ({
  ...telegram.text,
  update_id,
  message: { ...telegram.text.message, text },
})
const event = (message_id: string, text: string) => ({
  ...zaloBot.text,
  message: { ...zaloBot.text.message, message_id, text },
})

describe('Telegram', () => {
  test('moves on only after an update was stored', async () => {
    const { root, asked } = await platform([
      yes([update(7, 'một'), update(9, 'hai')]),
      yes([update(7, 'một'), update(9, 'hai')]),
      yes([update(10, 'ba')]),
    ])
    const { texts, states } = listen(openTelegram(root), failingOnce())
    await expect.poll(texts).toEqual(['một', 'hai', 'ba'])
    await expect.poll(() => polls(asked).length).toBe(4)
    expect(polls(asked).map(({ body }) => body.offset)).toEqual([undefined, undefined, 10, 11])
    expect(JSON.stringify(states)).not.toContain('Lan Phạm')
    expect(states).toContainEqual({ kind: 'down', reason: 'what came in could not be stored' })
  })

  test('moves on past what it does not understand', async () => {
    const { root, asked } = await platform([
      yes([
        { update_id: 5, subscription: {} },
        { update_id: 6, message: 'x' },
      ]),
    ])
    listen(openTelegram(root))
    await expect.poll(() => polls(asked).at(-1)?.body.offset).toBe(7)
  })

  test('asks for what it reads, and for nothing else', async () => {
    const { root, asked } = await platform([])
    listen(openTelegram(root))
    await expect.poll(() => polls(asked).length).toBe(1)
    expect(polls(asked)[0]!.body).toEqual({
      timeout: 30,
      limit: 100,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    })
  })

  test('removes a webhook only where one is set', async () => {
    const without = await platform([], { getWebhookInfo: () => yes({ url: '' }) })
    listen(openTelegram(without.root))
    await expect.poll(() => methods(without.asked)).toEqual(['getWebhookInfo', 'getUpdates'])
    const withOne = await platform([], { getWebhookInfo: () => yes({ url: 'https://old.example/x' }) })
    listen(openTelegram(withOne.root))
    await expect.poll(() => methods(withOne.asked)).toEqual(['getWebhookInfo', 'deleteWebhook', 'getUpdates'])
  })

  test('waits for another poller to end, and says so meanwhile', async () => {
    const { root } = await platform([
      no(409, 'Conflict: terminated by other getUpdates request'),
      yes([update(1, 'ok')]),
    ])
    const { texts, states } = listen(openTelegram(root))
    await expect.poll(texts).toEqual(['ok'])
    expect(states).toContainEqual({
      kind: 'down',
      reason: '409 Conflict: terminated by other getUpdates request',
    })
  })

  test('a server that holds no poll open is not asked without pause', async () => {
    const { root, asked } = await startWire(() => yes([]))
    listen(openTelegram(root))
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(polls(asked).length).toBeLessThanOrEqual(4)
  })
})

describe('Zalo Bot', () => {
  test('takes one event, several, and none in every spelling', async () => {
    const { root } = await platform([
      yes(event('a', 'một')),
      yes([event('b', 'hai'), event('c', 'ba')]),
      yes(null),
      { status: 200, body: { ok: true } },
      yes(event('d', 'bốn')),
    ])
    await expect
      .poll(listen(openZaloBot(root)).texts, { timeout: 3_000 })
      .toEqual(['một', 'hai', 'ba', 'bốn'])
  })

  test('an idle poll ends with a 408, which is no trouble', async () => {
    const { root } = await platform([
      no(408, 'Request timeout'),
      { status: 200, body: { ok: false, description: 'Request timeout' } },
      { status: 200, body: { ok: false, error_code: 408, description: 'x' } },
      yes(event('a', 'ok')),
    ])
    const { texts, states } = listen(openZaloBot(root))
    await expect.poll(texts, { timeout: 3_000 }).toEqual(['ok'])
    expect(states.every(({ kind }) => kind === 'up')).toBe(true)
  })

  test('what could not be stored is kept, for the platform will not tell it again', async () => {
    const { root, asked } = await platform([yes(event('a', 'mất tiếng rồi'))])
    const { texts } = listen(openZaloBot(root), failingOnce())
    await expect.poll(texts, { timeout: 3_000 }).toEqual(['mất tiếng rồi'])
    await expect.poll(() => polls(asked).length).toBe(2)
  })

  test('asks slowly while the platform repeats itself, and only then', async () => {
    const { root, asked } = await startWire(({ method }) =>
      method === 'getUpdates' ? yes(event('a', 'ok')) : no(404, 'Not Found'),
    )
    listen(openZaloBot(root))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(polls(asked).length).toBeGreaterThanOrEqual(2)
    expect(polls(asked).length).toBeLessThanOrEqual(3)

    let count = 0
    const fresh = await startWire(({ method }) =>
      method !== 'getUpdates' ? no(404, 'Not Found') : ++count > 50 ? 'hang' : yes(event(`m${count}`, 'ok')),
    )
    const { taken } = listen(openZaloBot(fresh.root))
    await expect.poll(() => taken.length).toBe(50)
  })

  test('a webhook that stands in the way is removed, now or when it shows', async () => {
    let set = ''
    const { root, asked } = await platform([no(400, 'Conflict: a webhook is set'), yes(event('a', 'ok'))], {
      getWebhookInfo: () => (set ? yes({ url: set }) : no(404, 'Not Found')),
      getUpdates: () => 'hang',
    })
    const { texts } = listen(openZaloBot(root))
    set = 'https://old.example/x'
    await expect.poll(texts).toEqual(['ok'])
    expect(methods(asked)).toContain('deleteWebhook')
  })
})

describe.each([
  ['telegram', openTelegram],
  ['zalo-bot', openZaloBot],
] as const)('%s', (_, open) => {
  test('ends at once when it is to end, though the platform holds the poll open', async () => {
    const { root, asked } = await platform([])
    const { end } = listen(open(root))
    await expect.poll(() => polls(asked).length).toBe(1)
    const startedAt = performance.now()
    await end()
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})
