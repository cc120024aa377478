import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { json, openDoor, raw, verdict } from './simulator-kit.ts'
import type { Door } from './simulator-kit.ts'
import { startZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'
import type { ZaloBotOptions, ZaloBotSimulator, ZaloPhone } from '../../src/simulator/zalo-bot.ts'

const bots = [
  { token: '820001:cau-noi-test', accountName: 'bot.CauNoiTest', name: 'Bot Cầu Nối' },
  { token: '820002:cau-noi-test', accountName: 'bot.CauNoiHai', name: 'Bot Cầu Nối 2' },
]
const SECRET = 'mat-khau-thu'

const event = z.looseObject({
  event_name: z.string(),
  message: z.looseObject({ message_id: z.string(), text: z.string().optional() }),
})

const posted = z.object({ ok: z.literal(true), result: event.partial({ message: true }) })

let zalo: ZaloBotSimulator
let lan: ZaloPhone
let clock: number

async function open(options: Partial<ZaloBotOptions> = {}) {
  await zalo?.close()
  zalo = await startZaloBotSimulator({ bots, now: () => clock, ...options })
  lan = zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan' })
}
beforeEach(async () => {
  clock = Date.parse('2026-11-30T10:00:00Z')
  await open()
})
afterEach(() => zalo.close())

const at = (method: string, bot = 0) => `${zalo.url}/bot${bots[bot]!.token}/${method}`
const write = (text: string, chat = lan.chatId('820001')) =>
  verdict(at('sendMessage'), { chat_id: chat, text })
const poll = async (timeout: number | string = 0) => {
  const reply = await json(at('getUpdates'), { timeout })
  return reply.ok ? event.parse(reply.result) : undefined
}
const settled = () => expect.poll(() => zalo.idle()).toBe(true)
const set = (url: string, secret_token?: string) => verdict(at('setWebhook'), { url, secret_token })
const pollText = async () => (await poll())?.message.text

describe('the door', () => {
  test('an unknown token, an unknown method, a method in another case', async () => {
    expect(await json(`${zalo.url}/bot1:sai/getMe`)).toEqual({
      status: 401,
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    })
    expect(await verdict(at('getme'))).toBe('404 Not Found')
  })

  test('the bot tells who it is', async () => {
    expect((await json(at('getMe'))).result).toEqual({
      id: '820001',
      account_name: 'bot.CauNoiTest',
      account_type: 'BASIC',
      can_join_groups: false,
      display_name: 'Bot Cầu Nối',
    })
  })

  test.each(['editMessageText', 'deleteMessage', 'sendDocument', 'answerCallbackQuery', 'setChatKeyboard'])(
    'what only Telegram has is not there: %s',
    async (method) => expect(await verdict(at(method), { chat_id: 'x' })).toBe('404 Not Found'),
  )

  test('query, form and JSON all say the same', async () => {
    lan.write('Xin chào')
    const form = new URLSearchParams({ chat_id: lan.chatId('820001'), text: 'Chào chị' })
    await raw(at('sendMessage'), form)
    await raw(at(`sendMessage?${form.toString()}`))
    await write('Chào chị')
    expect(lan.messages().map((message) => message.text)).toEqual([
      'Xin chào',
      'Chào chị',
      'Chào chị',
      'Chào chị',
    ])
  })
})

describe('sending', () => {
  test('only to people who have written first, under the id this bot knows them by', async () => {
    expect(await write('Chào chị')).toBe('400 Bad Request: chat not found')
    lan.write('Mã 48205173', { bot: '820001' })
    expect(await write('Chào chị')).toBe('accepted')
    expect(await write('Chào chị', 'lan')).toBe('400 Bad Request: chat not found')
    expect(lan.chatId('820001')).toMatch(/^[0-9a-f]{16}$/)
    expect(lan.chatId('820002')).not.toBe(lan.chatId('820001'))
  })

  test('the answer is an id and a date in milliseconds', async () => {
    lan.write('Xin chào')
    const { result } = await json(at('sendMessage'), { chat_id: lan.chatId(), text: 'Chào chị' })
    expect(result).toEqual({ message_id: lan.last()!.id, date: clock })
    expect(lan.last()).toMatchObject({ from: 'bot', text: 'Chào chị', buttons: [], bot: '820001' })
  })

  test.each([
    ['', '400 Bad Request: message text is empty'],
    ['ă'.repeat(2000), 'accepted'],
    ['ă'.repeat(2001), '400 Bad Request: message is too long'],
  ])('text %#', async (text, expected) => {
    lan.write('Xin chào')
    expect(await write(text)).toBe(expected)
  })

  test('styles lie within the text, and only two parse modes are known', async () => {
    lan.write('Xin chào')
    const send = (more: object) =>
      verdict(at('sendMessage'), { chat_id: lan.chatId(), text: 'Chào', ...more })
    expect(await send({ text_styles: [{ start: 0, len: 4, st: ['b'] }] })).toBe('accepted')
    expect(await send({ text_styles: [{ start: 2, len: 4, st: ['b'] }] })).toMatch(/^400/)
    expect(await send({ parse_mode: 'markdown' })).toBe('accepted')
    expect(await send({ parse_mode: 'MarkdownV2' })).toBe('400 Bad Request: unsupported parse_mode')
  })

  test('pictures, stickers and voices go by address', async () => {
    lan.write('Xin chào')
    const to = { chat_id: lan.chatId() }
    expect(
      await verdict(at('sendPhoto'), { ...to, photo: 'https://a.example.vn/x.png', caption: 'Sơ đồ' }),
    ).toBe('accepted')
    expect(lan.last()).toMatchObject({ media: 'photo', text: 'Sơ đồ' })
    expect(await verdict(at('sendPhoto'), { ...to, photo: 'http://a.example.vn/x.png' })).toMatch(/^400/)
    expect(await verdict(at('sendSticker'), { ...to, sticker: 'abc' })).toBe('accepted')
    expect(await verdict(at('sendVoice'), { ...to, voice_url: 'https://a.example.vn/x.aac' })).toBe(
      'accepted',
    )
    expect(await verdict(at('sendVoice'), { ...to, voice_url: 'https://a.example.vn/x.mp3' })).toMatch(/^400/)
    expect(await json(at('sendChatAction'), { ...to, action: 'typing' })).toEqual({ status: 200, ok: true })
    expect(lan.typing()).toBe(true)
  })

  test('a person who blocked the bot is out of reach, and no event told it', async () => {
    lan.write('Xin chào')
    await poll()
    lan.block()
    expect(await write('Chào')).toBe('403 Forbidden')
    expect(await poll()).toBeUndefined()
    expect(() => lan.write('Alo')).toThrow('has blocked the bot')
    lan.unblock()
    expect(await write('Chào')).toBe('accepted')
  })

  test('what a Zalo phone cannot do, it refuses', () => {
    expect(() => lan.press()).toThrow('bots on Zalo have none')
    expect(() => lan.start()).toThrow('opened by writing to them')
  })
})

describe('the free plan', () => {
  test('has so many seats: who comes later is told, and the bot hears nothing of them', async () => {
    await open({ seats: 2 })
    const minh = zalo.phone({ name: 'Trần Văn Minh' })
    const ha = zalo.phone({ name: 'Phạm Thu Hà' })
    for (const phone of [lan, minh, ha]) phone.write('Xin chào', { bot: '820001' })
    expect([await pollText(), await pollText(), await pollText()]).toEqual([
      'Xin chào',
      'Xin chào',
      undefined,
    ])
    expect(await write('Chào', ha.chatId('820001'))).toBe('400 Bad Request: chat not found')
    expect(ha.notices()).toMatchObject([{ text: 'Bot đã đủ số người dùng của gói miễn phí.' }])
    ha.write('Xin chào', { bot: '820002' })
    expect((await json(at('getUpdates', 1), { timeout: 0 })).ok).toBe(true)
  })

  test('has so many messages a month, and the month is Vietnam’s', async () => {
    await open({ monthly: 2 })
    lan.write('Xin chào')
    expect([await write('1'), await write('2'), await write('3')]).toEqual([
      'accepted',
      'accepted',
      '429 Quota exceeded',
    ])
    clock = Date.parse('2026-11-30T16:59:00Z')
    expect(await write('vẫn tháng 11')).toBe('429 Quota exceeded')
    clock = Date.parse('2026-11-30T17:00:00Z')
    expect(await write('đã sang tháng 12')).toBe('accepted')
  })

  test('publishes no pace, but one can be set', async () => {
    await open({ limits: { perSecond: 2 } })
    lan.write('Xin chào')
    expect([await write('1'), await write('2'), await write('3')]).toEqual([
      'accepted',
      'accepted',
      '429 Too Many Requests',
    ])
  })
})

describe('polling', () => {
  test('gives one event at a time, and what was given is gone', async () => {
    lan.write('một')
    lan.write('hai')
    expect((await json(at('getUpdates'), { timeout: '5' })).result).toEqual({
      event_name: 'message.text.received',
      message: {
        from: { id: lan.chatId(), display_name: 'Nguyễn Thị Lan', is_bot: false },
        chat: { id: lan.chatId(), chat_type: 'PRIVATE' },
        text: 'một',
        message_id: lan.messages()[0]!.id,
        date: clock,
      },
    })
    expect(zalo.idle()).toBe(false)
    expect(await pollText()).toBe('hai')
    expect(zalo.idle()).toBe(true)
    expect(await json(at('getUpdates'), { timeout: 0 })).toEqual({
      status: 408,
      ok: false,
      error_code: 408,
      description: 'Request timeout',
    })
  })

  test('waits, and answers at once when something happens', async () => {
    const waiting = poll(30)
    await pause(30)
    lan.write('Alo')
    expect((await waiting)?.message.text).toBe('Alo')
  })

  test('a poller that hung up while it waited takes nothing with it', async () => {
    const abort = new AbortController()
    const gone = fetch(at('getUpdates'), { method: 'POST', signal: abort.signal })
    await pause(30)
    abort.abort()
    await expect(gone).rejects.toThrow()
    await pause(30)
    lan.write('Còn ai không?')
    expect(await pollText()).toBe('Còn ai không?')
  })

  test('an answer lost on the way is an event lost', async () => {
    lan.write('một')
    zalo.faults.add({ method: 'getUpdates', kind: 'lose' })
    await expect(poll()).rejects.toThrow()
    expect(await poll()).toBeUndefined()
  })

  test('the kinds of messages, as they arrive in practice', async () => {
    lan.sendPhoto('Màn hình đen')
    lan.sendSticker()
    lan.sendMedia('voice')
    lan.sendContact(true)
    const events = [await poll(), await poll(), await poll(), await poll()]
    expect(events.map((one) => one?.event_name)).toEqual([
      'message.image.received',
      'message.sticker.received',
      'message.voice.received',
      'message.unsupported.received',
    ])
    expect(events[0]?.message).toMatchObject({
      photo_url: expect.stringContaining('https://'),
      caption: 'Màn hình đen',
    })
  })

  test('now and then an old event comes again', async () => {
    await open({ replay: true })
    for (const text of ['một', 'hai', 'ba', 'bốn']) lan.write(text)
    const texts = []
    for (let n = 0; n < 5; n++) texts.push(await pollText())
    expect(texts).toEqual(['một', 'hai', 'ba', 'ba', 'bốn'])
  })

  test('on demand too, and in any order', async () => {
    zalo.hold()
    for (let n = 1; n <= 6; n++) lan.write(`${n}`)
    expect(await poll()).toBeUndefined()
    zalo.shuffle(5)
    zalo.release()
    const texts = []
    for (let n = 0; n < 6; n++) texts.push(await pollText())
    expect(texts).not.toEqual(['1', '2', '3', '4', '5', '6'])
    expect(new Set(texts)).toEqual(new Set(['1', '2', '3', '4', '5', '6']))
    expect(zalo.redeliver(1)).toBe(1)
    expect(await pollText()).toBe(texts[5])
  })
})

describe('the webhook', () => {
  let door: Door
  let answers: () => number
  const texts = () => door.knocks.flatMap(({ body }) => posted.parse(body).result.message?.text ?? [])

  beforeEach(async () => {
    answers = () => 200
    door = await openDoor('/webhooks/zalo-bot', () => answers())
  })
  afterEach(() => door.shut())

  test('none set is a 404 without a code', async () => {
    expect(await json(at('getWebhookInfo'))).toEqual({ status: 404, ok: false, description: 'Not Found' })
  })

  test('it needs https and a secret of 8 to 256 characters', async () => {
    expect(await set('http://hop.example.vn/hook', SECRET)).toBe(
      '400 Bad Request: url must be a public https address',
    )
    expect(await set(door.url, 'ngan')).toBe('400 Bad Request: secret_token must have 8 to 256 characters')
    expect(await set(door.url)).toMatch(/^400/)
    expect(await set(door.url, SECRET)).toBe('accepted')
  })

  test('it is tried at once, and kept even when nobody answers there', async () => {
    const { result } = await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    expect(result).toEqual({
      url: door.url,
      updated_at: clock,
      verification: { ok: true, url: door.url, outcome: 'webhook.ok', hint: '' },
    })
    answers = () => 404
    expect((await json(at('testWebhook'))).result).toMatchObject({ ok: false, outcome: 'webhook.http.404' })
    await door.shut()
    const again = await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    expect(again.result).toMatchObject({ verification: { ok: false, outcome: 'webhook.err.unreachable' } })
    expect((await json(at('getWebhookInfo'))).result).toEqual({ url: door.url, updated_at: clock })
  })

  test('the day’s tries are counted', async () => {
    await open({ webhookCallsPerDay: 1 })
    await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    expect(await verdict(at('testWebhook'))).toBe('426 Daily limit exceeded')
    clock += 24 * 3600_000
    expect(await verdict(at('testWebhook'))).toBe('accepted')
  })

  test('events come wrapped, with the secret in the header', async () => {
    await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    lan.write('Xin chào')
    await settled()
    expect(texts()).toEqual(['Xin chào'])
    expect(door.knocks.at(-1)!.headers).toMatchObject({
      'x-bot-api-secret-token': SECRET,
      'user-agent': expect.stringMatching(/^Java\//),
    })
  })

  test('polling and webhook exclude each other', async () => {
    const waiting = poll(30)
    await pause(20)
    await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    expect(await waiting).toBeUndefined()
    expect(await verdict(at('getUpdates'))).toMatch(/^400 .*webhook/)
    await json(at('deleteWebhook'))
    lan.write('Nay lại hỏi')
    expect(await pollText()).toBe('Nay lại hỏi')
  })

  test('a refused event is lost, unless the simulator is told to try again', async () => {
    await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    answers = () => 500
    lan.write('mất')
    await settled()
    answers = () => 200
    await pause(50)
    expect(texts()).toEqual(['mất'])
    expect(zalo.lost()).toBe(1)

    await open({ delivery: { retries: 3, retryBaseMs: 5 } })
    await json(at('setWebhook'), { url: door.url, secret_token: SECRET })
    let refusals = 2
    answers = () => (refusals-- > 0 ? 500 : 200)
    lan.write('đến')
    await settled()
    expect(texts().slice(1)).toEqual(['đến', 'đến', 'đến'])
    expect(zalo.lost()).toBe(0)
  })
})
