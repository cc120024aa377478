import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Channel, Fetched } from '../../src/channels/channel.ts'
import { fetchable, fetchOver, isInside } from '../../src/channels/files.ts'
import { usualPatience } from '../../src/channels/http.ts'
import { openChannels } from '../../src/channels/index.ts'
import { LARGEST_FILE } from '../../src/domain/fetch.ts'
import type { Content, Inbound } from '../../src/domain/message.ts'
import type { Fault } from '../../src/simulator/faults.ts'
import type { Phone } from '../../src/simulator/phone.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import { startZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'
import { jpegBytes } from '../kit/files.ts'
import { deadRoot, type Doing, startProxy, startWire } from './wire.ts'
import { officialAccount } from './zalo-oa-ours.ts'

const secretPart = 'AAF-not-a-real-token_9xYz'
const token = `424242:${secretPart}`
const patience = { answerMs: 500, pollSeconds: 2, shortRestMs: 10, longRestMs: 50 }

interface Platform {
  simulator: Simulator
  channel: Channel
  lan: Phone
  inbound: Inbound[]
}

async function polled(simulator: Simulator, channel: Channel): Promise<Platform> {
  onTestFinished(() => simulator.close())
  const inbound: Inbound[] = []
  const stop = new AbortController()
  const ended = channel.poll(
    async (some) => void inbound.push(...some),
    stop.signal,
    () => {},
  )
  onTestFinished(async () => {
    stop.abort()
    await ended
  })
  return { simulator, channel, lan: simulator.phone({ name: 'Lan' }), inbound }
}

const platforms: Record<string, () => Promise<Platform>> = {
  telegram: async () => {
    const bots = [{ token, username: 'cau_noi_bot', name: 'Cầu Nối' }]
    const simulator = await startTelegramSimulator({ bots, limits: null })
    const [channel] = openChannels({ telegram: { token, apiRoot: simulator.url }, patience })
    return polled(simulator, channel!)
  },
  'zalo-bot': async () => {
    const simulator = await startZaloBotSimulator({ bots: [{ token, accountName: 'bot', name: 'Bot' }] })
    const [channel] = openChannels({ zaloBot: { tokens: [token], apiRoot: simulator.url }, patience })
    return polled(simulator, channel!)
  },
  'zalo-oa': async () => {
    const { zalo, channel, lan, inbound } = await officialAccount()
    return { simulator: zalo, channel, lan, inbound }
  },
}

type Media = Extract<Content, { kind: 'media' }>

/** What Lan sent last, as it arrived. */
async function arrived({ inbound }: Platform): Promise<Media> {
  const media = () => inbound.map(({ content }) => content).filter((each) => each.kind === 'media')
  await expect.poll(() => media().length, { timeout: 5_000 }).toBe(1)
  return media()[0]!
}

/** Fetches, and holds against all that comes back that the token is not in it. */
async function fetchedFrom({ channel }: Platform, ref: string, signal?: AbortSignal): Promise<Fetched> {
  const fetched = await channel.fetch!(ref, signal)
  const told = { ...fetched, bytes: undefined }
  expect(inspect(told, { depth: 10 })).not.toContain(secretPart)
  return fetched
}

const gone = { kind: 'refused', reason: 'message-gone' }
const retry = { kind: 'retry' }

describe.each(Object.keys(platforms))('%s', (name) => {
  test('a photo comes as it was sent; trouble on the way is tried again, what is gone is not', async () => {
    const platform = await platforms[name]!()
    const { lan, simulator } = platform
    lan.sendPhoto('Màn hình', { bytes: jpegBytes(3_000) })
    const { ref } = await arrived(platform)
    const fetched = await fetchedFrom(platform, ref!)
    expect(fetched).toMatchObject({ kind: 'file', bytes: jpegBytes(3_000) })
    const under = async (fault: Omit<Fault, 'method'>) => {
      const remove = simulator.faults.add({ ...fault, method: 'file' } as Fault)
      onTestFinished(remove)
      return fetchedFrom(platform, ref!)
    }
    expect(await under({ kind: 'status', code: 429 } as Fault)).toMatchObject(retry)
    expect(await under({ kind: 'status', code: 502 } as Fault)).toMatchObject(retry)
    expect(await under({ kind: 'refuse' })).toMatchObject(retry)
    expect(await under({ kind: 'lose' })).toMatchObject(retry)
    // A path of Telegram's is new each time: it may be there a moment later.
    const answer = name === 'telegram' ? retry : gone
    expect(await under({ kind: 'status', code: 404 } as Fault)).toMatchObject(answer)
    expect(await under({ kind: 'status', code: 302 } as Fault)).toMatchObject({ kind: 'refused' })
    await simulator.unplug()
    expect(await fetchedFrom(platform, ref!)).toMatchObject(retry)
    await simulator.plugIn()
  })

  test('twenty megabytes are taken, one byte more is not', async () => {
    const platform = await platforms[name]!()
    const { lan, inbound } = platform
    lan.sendPhoto(undefined, { bytes: jpegBytes(LARGEST_FILE) })
    const whole = await fetchedFrom(platform, (await arrived(platform)).ref!)
    expect(whole.kind === 'file' && whole.bytes.length).toBe(LARGEST_FILE)
    inbound.splice(0)
    lan.sendPhoto(undefined, { bytes: jpegBytes(LARGEST_FILE + 1) })
    const more = await fetchedFrom(platform, (await arrived(platform)).ref!)
    expect(more.kind === 'refused' && more.reason).toBe('too-large')
  })

  test('given up, it ends at once', async () => {
    const platform = await platforms[name]!()
    platform.lan.sendPhoto(undefined, { bytes: jpegBytes() })
    const { ref } = await arrived(platform)
    platform.simulator.faults.add({ kind: 'hang', method: 'file' })
    const stop = new AbortController()
    const fetching = fetchedFrom(platform, ref!, stop.signal)
    await expect.poll(() => platform.simulator.count('file')).toBe(1)
    const startedAt = performance.now()
    stop.abort()
    expect(await fetching).toEqual(retry)
    expect(performance.now() - startedAt).toBeLessThan(300)
  })
})

test.each(['telegram', 'zalo-oa'])('%s tells the name of a file and what it answers', async (name) => {
  const platform = await platforms[name]!()
  platform.lan.write('Kính gửi')
  const mine = platform.lan.messages().at(-1)!
  platform.lan.sendFile({ bytes: jpegBytes(), name: 'Bài phát biểu.docx' }, 'Xin gửi', { replyTo: mine.id })
  expect(await arrived(platform)).toMatchObject({
    what: 'file',
    caption: 'Xin gửi',
    fileName: 'Bài phát biểu.docx',
    replyTo: String(mine.id),
  })
})

describe('Telegram', () => {
  const telegramAt = (apiRoot: string, proxy?: string) =>
    openChannels({ telegram: { token, apiRoot }, proxy, patience })[0]!
  const path = 'documents/bài 1.docx'
  const getFile = (doing: Doing) => async () => {
    const { root, asked } = await startWire((one) =>
      one.method === 'getFile' ? doing : { status: 200, body: 'noi dung' },
    )
    return { fetched: await telegramAt(root).fetch!('F1'), asked }
  }
  const no = (error_code: number, description: string, more = {}): Doing => ({
    status: error_code,
    body: { ok: false, error_code, description, ...more },
  })

  test.each<[string, Doing, object]>([
    ['too large', no(400, 'Bad Request: file is too big'), { kind: 'refused', reason: 'too-large' }],
    ['unknown', no(400, 'Bad Request: wrong file_id or the file is temporarily unavailable'), retry],
    ['gone', no(400, 'Bad Request: invalid file_id'), gone],
    [
      'too often',
      no(429, 'Too Many Requests', { parameters: { retry_after: 9 } }),
      { ...retry, afterMs: 9_000 },
    ],
    ['an error of its own', no(500, 'Internal Server Error'), retry],
    ['a token it no longer knows', no(401, 'Unauthorized'), { ...retry, afterMs: 60_000 }],
    ['a page from in between', { status: 200, body: '<html>' }, retry],
    ['no answer', 'hang', retry],
    ['a path out of the folder', { status: 200, body: { ok: true, result: { file_path: '../etc' } } }, gone],
    ['no path', { status: 200, body: { ok: true, result: {} } }, gone],
  ])('a file that is %s', async (_, doing, expected) => {
    const { fetched } = await getFile(doing)()
    expect(fetched).toEqual(expected)
  })

  test('its path is asked as it stands', async () => {
    const { fetched, asked } = await getFile({
      status: 200,
      body: { ok: true, result: { file_path: path } },
    })()
    expect(fetched.kind === 'file' && Buffer.from(fetched.bytes).toString()).toBe('noi dung')
    expect(asked.at(-1)!.path).toBe(`/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`)
  })

  test('through a proxy as everything else', async () => {
    const proxy = await startProxy()
    const { root } = await startWire(({ method }) =>
      method === 'getFile'
        ? { status: 200, body: { ok: true, result: { file_path: 'a' } } }
        : { status: 200, body: 'x' },
    )
    expect(await telegramAt(root, proxy.url).fetch!('F1')).toMatchObject({ kind: 'file' })
    expect(proxy.tunnels.length).toBeGreaterThan(1)
    expect(await telegramAt(await deadRoot(), proxy.url).fetch!('F1')).toMatchObject(retry)
  })
})

describe('addresses', () => {
  const root = 'https://openapi.zalo.me'
  const hosts = /(^|\.)(zdn|zadn)\.vn$/

  test.each<[string, string | undefined]>([
    ['https://f20-zpc.zdn.vn/a.jpg?x=1', 'https://f20-zpc.zdn.vn/a.jpg?x=1'],
    ['http://f20-zpc.zdn.vn/a.jpg', 'https://f20-zpc.zdn.vn/a.jpg'],
    ['http://f20-zpc.zdn.vn:8080/a.jpg', undefined],
    ['https://zdn.vn.evil.example/a.jpg', undefined],
    ['https://a:b@f20-zpc.zdn.vn/a.jpg', undefined],
    ['http://127.0.0.1/a.jpg', undefined],
    ['ftp://f20-zpc.zdn.vn/a.jpg', undefined],
    ['//f20-zpc.zdn.vn/a.jpg', undefined],
    ['', undefined],
  ])('where the hosts are known, %s → %s', (address, asked) => {
    expect(fetchable(address, { root, hosts })).toBe(asked)
  })

  test.each([
    ['https://photo.example.vn/a.jpg', true],
    ['https://203.0.113.9/a.jpg', true],
    ['http://photo.example.vn/a.jpg', false],
    ['https://photo.example.vn:8443/a.jpg', false],
    ['https://localhost/a', false],
    ['https://server/a', false],
    ['https://may-chu.local/a', false],
    ['https://127.0.0.1/a', false],
    ['https://2130706433/a', false],
    ['https://0x7f.1/a', false],
    ['https://10.1.2.3/a', false],
    ['https://169.254.169.254/latest', false],
    ['https://[::1]/a', false],
    ['https://[::ffff:10.0.0.1]/a', false],
    ['https://[fd00::1]/a', false],
  ])('where they are not, %s: %s', (address, may) => {
    expect(fetchable(address, { root }) !== undefined).toBe(may)
  })

  test('the simulator may be anywhere, for the settings name it', () => {
    const places = { root: 'http://127.0.0.1:4010' }
    expect(fetchable('http://127.0.0.1:4010/file/a', places)).toBe('http://127.0.0.1:4010/file/a')
    expect(fetchable('http://127.0.0.1:4011/file/a', places)).toBeUndefined()
  })

  test('a name that stands for an address inside is not asked; one that cannot be resolved now may be later', async () => {
    const fetching = (resolve: () => Promise<{ address: string; family: number }[]>) =>
      fetchOver(
        { root },
        { patience: { ...usualPatience, answerMs: 500 }, resolve },
      )('https://photo.example.vn/a')
    const { root: ours, asked } = await startWire(() => ({ status: 200, body: 'x' }))
    expect(ours).toContain('127.0.0.1')
    expect(await fetching(async () => [{ address: '127.0.0.1', family: 4 }])).toEqual({
      kind: 'refused',
      reason: 'bad-message',
    })
    expect(asked).toEqual([])
    const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    expect(await fetching(async () => Promise.reject(unknown))).toEqual(retry)
  })

  test('a redirect leads nowhere, and a file that stops half-way is given up', async () => {
    const other = await startWire(() => ({ status: 200, body: 'x' }))
    const doings: Record<string, Doing> = {
      '/a': { status: 302, body: '', headers: { location: other.root } },
      '/often': { status: 429, body: '', headers: { 'retry-after': '7' } },
      '/half': 'cut-halfway',
      '/slow': 'stall',
    }
    const { root: here } = await startWire(({ path }) => doings[path]!)
    const fetching = fetchOver({ root: here }, { patience: { ...usualPatience, answerMs: 300 } })
    expect(await fetching(`${here}/a`)).toEqual({ kind: 'refused', reason: 'bad-message' })
    expect(other.asked).toEqual([])
    expect(await fetching(`${here}/often`)).toEqual({ kind: 'retry', afterMs: 7_000 })
    expect(await fetching(`${here}/half`)).toEqual(retry)
    const startedAt = performance.now()
    expect(await fetching(`${here}/slow`)).toEqual(retry)
    expect(performance.now() - startedAt).toBeLessThan(1_200)
    expect(await fetching('https://localhost/a')).toEqual({ kind: 'refused', reason: 'bad-message' })
  })

  test.each(['0.0.0.0', '100.64.0.1', '192.168.1.1', '224.0.0.1', '::', 'fe80::1', '64:ff9b::a00:1'])(
    '%s is inside',
    (address) => expect(isInside(address)).toBe(true),
  )
})
