import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import { networkCode, sameSecret } from '../../src/channels/http.ts'
import { openChannels } from '../../src/channels/index.ts'
import type { ChannelName, Outgoing, SendResult } from '../../src/domain/message.ts'
import { type Doing, deadRoot, muteHttpsRoot, startProxy, startWire } from './wire.ts'

const secretPart = 'AAF-not-a-real-token_9xYz'
const token = `424242:${secretPart}`
const patience = { answerMs: 400, pollSeconds: 1, shortRestMs: 10, longRestMs: 20 }

function open(name: ChannelName, apiRoot: string, proxy?: string): Channel {
  const platform = { apiRoot, webhookSecret: 'bi-mat-cua-nha' }
  const config =
    name === 'telegram' ? { telegram: { ...platform, token } } : { zaloBot: { ...platform, tokens: [token] } }
  return openChannels({ ...config, proxy, patience })[0]!
}

function letterBy({ name, account }: Channel): Outgoing {
  const text = 'Kính đề nghị Ông/Bà xác nhận.'
  return { channel: name, account, chat: '7001', letter: 'la-thu-1', text, buttons: [] }
}

/** Sends a letter, and holds against everything that comes back that the token is not in it. */
async function sendWith(channel: Channel): Promise<SendResult> {
  const result = await channel.send(letterBy(channel))
  expect(inspect(result, { depth: 10 })).not.toContain(secretPart)
  return result
}

async function whenAnswered(name: ChannelName, doing: Doing): Promise<SendResult> {
  const { root } = await startWire(() => doing)
  return sendWith(open(name, root))
}

const unreachable = { kind: 'retry', reason: 'unreachable', scope: 'letter' }
const unknown = { kind: 'unknown' }
const held = (reason: string, afterMs?: number) => ({ kind: 'retry', reason, afterMs, scope: 'account' })
const again = (reason: string) => ({ kind: 'retry', reason, scope: 'letter' })
const closed = (reason: string) => ({ kind: 'refused', what: 'address', reason })
const bad = (reason = 'bad-message') => ({ kind: 'refused', what: 'message', reason })

const no = (error_code: number, description: string, more: object = {}): Doing => ({
  status: error_code,
  body: { ok: false, error_code, description, ...more },
})
const page = (status: number, headers: Record<string, string> = {}): Doing => ({
  status,
  body: '<html>Welcome to the hotel</html>',
  headers: { 'content-type': 'text/html', ...headers },
})

describe.each(['telegram', 'zalo-bot'] as const)(
  '%s: what may have left is told from what cannot have',
  (name) => {
    test.each<[string, Doing, object]>([
      ['the line is cut after the request', 'cut', unknown],
      ['the line is cut in the middle of the answer', 'cut-halfway', unknown],
      ['no answer comes in time', 'hang', unknown],
      ['a gateway gives up on the platform', page(502), unknown],
      ['a gateway waited too long', page(504), unknown],
      ['somebody else says 200', page(200), unknown],
      ['an answer that is JSON, but not the platform’s', { status: 200, body: [null] }, unknown],
      ['something in between forbids it', page(403), unreachable],
      ['something in between points elsewhere', page(302, { location: 'http://127.0.0.1:1/' }), unreachable],
      [
        'something in between is too busy',
        page(429, { 'retry-after': '7' }),
        expect.objectContaining({ kind: 'retry', reason: 'throttled' }),
      ],
      ['the platform says that it failed', no(500, 'Internal Server Error'), again('platform-error')],
      ['the platform does not know the bot', no(401, 'Unauthorized'), held('token-refused', 60_000)],
      ['the platform knows no such bot', no(404, 'Not Found'), held('token-refused', 60_000)],
      ['the platform does not like the text', no(400, 'Bad Request: text is too long'), bad()],
      ['the platform knows no such chat', no(400, 'Bad Request: chat not found'), closed('no-such-chat')],
    ])('%s', async (_, doing, expected) => {
      expect(await whenAnswered(name, doing)).toEqual(expected)
    })

    test('nobody listens there', async () => {
      expect(await sendWith(open(name, await deadRoot()))).toEqual(unreachable)
    })

    test('the name is unknown', async () => {
      expect(await sendWith(open(name, 'http://khong-co.invalid'))).toEqual(unreachable)
    })

    test('the handshake never ends', async () => {
      expect(await sendWith(open(name, await muteHttpsRoot()))).toEqual(unreachable)
    })

    test('it is not TLS that answers', async () => {
      const { root } = await startWire(() => 'hang')
      expect(await sendWith(open(name, root.replace('http:', 'https:')))).toEqual(unreachable)
    })

    test('a letter given up while connecting is not sent later', async () => {
      const { root, asked } = await startWire(() => 'hang')
      const { url, tunnels } = await startProxy({ slowMs: 600 })
      expect(await sendWith(open(name, root, url))).toEqual(unreachable)
      await expect.poll(() => tunnels.length).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(asked).toEqual([])
    })

    test('through a proxy it goes by a tunnel', async () => {
      const { root, asked } = await startWire(() => ({
        status: 200,
        body: { ok: true, result: { message_id: 5, date: 1 } },
      }))
      const { url, tunnels } = await startProxy()
      const channel = open(name, root, url)
      for (let sent = 0; sent < 5; sent++) {
        expect(await sendWith(channel)).toEqual({ kind: 'sent', platformId: '5' })
      }
      expect(new Set(tunnels)).toEqual(new Set([root.replace('http://', '')]))
      expect(tunnels.length).toBeLessThanOrEqual(2)
      expect(asked.map(({ path }) => path)).toEqual(Array(5).fill(`/bot${token}/sendMessage`))
    })

    test.each([407, 403, 502])('a proxy that answers %i has let nothing through', async (refusal) => {
      const { root, asked } = await startWire(() => 'hang')
      const { url } = await startProxy({ refusal })
      expect(await sendWith(open(name, root, url))).toEqual(unreachable)
      expect(asked).toEqual([])
    })

    test('a proxy that is not there', async () => {
      const { root } = await startWire(() => 'hang')
      expect(await sendWith(open(name, root, await deadRoot()))).toEqual(unreachable)
    })

    test.each<[string, Doing | 'dead']>([
      ['it cannot be reached', 'dead'],
      ['it cuts the line', 'cut'],
      ['it does not know us', no(401, 'Unauthorized')],
      ['it answers nonsense', page(200)],
      ['it answers yes and nothing else', { status: 200, body: { ok: true } }],
    ])('who we are, asked when %s: a ChannelError that keeps the token to itself', async (_, doing) => {
      const root = doing === 'dead' ? await deadRoot() : (await startWire(() => doing)).root
      const channel = open(name, root)
      for (const asking of [
        channel.profile(),
        channel.registerWebhook('https://caunoi.example/webhooks/x'),
      ]) {
        const error: unknown = await asking.catch((thrown: unknown) => thrown)
        if (error === undefined) continue
        expect(error).toMatchObject({ name: 'ChannelError' })
        expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/AAF-not|127\.0\.0\.1/)
      }
    })

    test('polling tells its troubles without the token, and outlives all of them', async () => {
      const troubles: Doing[] = [
        'cut',
        'cut-halfway',
        page(502),
        page(200),
        no(500, 'Internal'),
        no(403, 'x'),
        'hang',
      ]
      const { root } = await startWire(({ method }) =>
        method === 'getUpdates'
          ? (troubles.shift() ?? 'hang')
          : { status: 200, body: { ok: true, result: { url: '' } } },
      )
      const reasons: string[] = []
      const stop = new AbortController()
      const polling = open(name, root).poll(
        async () => {},
        stop.signal,
        (state) => reasons.push(JSON.stringify(state)),
      )
      await expect.poll(() => troubles.length, { timeout: 5_000 }).toBe(0)
      stop.abort()
      await polling
      expect(reasons.filter((reason) => reason.includes('down')).length).toBeGreaterThanOrEqual(6)
      expect(reasons.join()).not.toContain(secretPart)
      expect(reasons.join()).not.toContain('127.0.0.1')
    })
  },
)

describe('Telegram’s own refusals', () => {
  test.each<[Doing, object]>([
    [
      no(429, 'Too Many Requests: retry after 17', { parameters: { retry_after: 17 } }),
      held('throttled', 17_000),
    ],
    [no(429, 'Too Many Requests: retry after 3'), held('throttled', 3_000)],
    [no(403, 'Forbidden: bot was blocked by the user'), closed('blocked')],
    [no(403, 'Forbidden: user is deactivated'), closed('account-gone')],
    [no(403, "Forbidden: bot can't initiate conversation with a user"), closed('no-such-chat')],
    [no(400, 'Bad Request: BUTTON_DATA_INVALID'), bad()],
    [no(400, 'Bad Request: PEER_ID_INVALID'), closed('no-such-chat')],
    [no(502, 'Bad Gateway'), again('platform-error')],
  ])('%j', async (doing, expected) => {
    expect(await whenAnswered('telegram', doing)).toEqual(expected)
  })

  test.each<[Doing, object]>([
    [
      no(400, 'Bad Request: message is not modified: specified new message content is the same'),
      { kind: 'sent', platformId: '31' },
    ],
    [no(400, 'Bad Request: message to edit not found'), bad('message-gone')],
    [no(400, "Bad Request: message can't be edited"), bad('message-gone')],
    ['cut', again('no-answer')],
    [page(504), again('no-answer')],
    [no(403, 'Forbidden: bot was blocked by the user'), closed('blocked')],
  ])('of an edit: %j', async (doing, expected) => {
    const { root } = await startWire(() => doing)
    const channel = open('telegram', root)
    expect(await channel.edit!(letterBy(channel), '31')).toEqual(expected)
  })

  test('an unanswered notice of a press disturbs no one', async () => {
    const { root } = await startWire(() =>
      no(400, 'Bad Request: query is too old and response timeout expired'),
    )
    await expect(open('telegram', root).noticePress!('77')).resolves.toBeUndefined()
  })
})

describe('Zalo Bot’s own refusals', () => {
  test.each<[Doing, object]>([
    [no(408, 'Request timeout'), unknown],
    [{ status: 200, body: { ok: false, description: 'Request timeout' } }, unknown],
    [no(403, 'Internal server error'), again('blocked')],
    [no(400, 'Bad request: invalid chat_id'), closed('no-such-chat')],
    [
      { status: 200, body: { ok: false, errorCode: 401, description: 'Unauthorized' } },
      held('token-refused', 60_000),
    ],
    [no(426, 'Upgrade required'), held('quota', 900_000)],
    [
      { status: 200, body: { ok: true } },
      { kind: 'sent', platformId: '' },
    ],
    [
      { status: 200, body: { ok: true, result: null } },
      { kind: 'sent', platformId: '' },
    ],
    [
      { status: 200, body: { ok: true, result: { message_id: 'ab12', date: 1763600000000 } } },
      { kind: 'sent', platformId: 'ab12' },
    ],
  ])('%j', async (doing, expected) => {
    expect(await whenAnswered('zalo-bot', doing)).toEqual(expected)
  })

  test('“quota exceeded” to several letters at once is one burst; the bot is held, at first for seconds', async () => {
    const { root } = await startWire(() => no(429, 'Quota exceeded'))
    const channel = open('zalo-bot', root)
    const results = await Promise.all(Array.from({ length: 10 }, () => channel.send(letterBy(channel))))
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'retry', reason: 'throttled', scope: 'account' })
      expect(result.kind === 'retry' && result.afterMs).toBeLessThanOrEqual(4_000)
    }
  })
})

describe('what is said about a failure', () => {
  test('is the network’s short code, never words that may quote the URL', () => {
    const url = `http://127.0.0.1:9/bot${token}/getMe`
    expect(networkCode(Object.assign(new Error(`connect ${url}`), { code: 'ECONNREFUSED' }))).toBe(
      'ECONNREFUSED',
    )
    for (const error of [
      new Error(url),
      Object.assign(new Error('x'), { code: url }),
      new TypeError(url),
      url,
    ]) {
      expect(networkCode(error)).toBe('failed')
    }
  })
})

describe('secrets', () => {
  test('are the same only when they are, whatever their lengths', () => {
    expect(sameSecret('bí mật', 'bí mật')).toBe(true)
    for (const other of ['', 'bí mậ', 'bí mật ', 'Bí mật', 'x'.repeat(100_000)]) {
      expect(sameSecret(other, 'bí mật')).toBe(false)
    }
  })
})
