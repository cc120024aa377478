import { setTimeout as pause } from 'node:timers/promises'
import { Api, Bot } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from './simulator-kit.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import type { Phone, TelegramOptions, TelegramSimulator } from '../../src/simulator/telegram.ts'

const TOKEN = '710002:cau-noi-test'
const bots = [{ token: TOKEN, username: 'caunoi_test_bot', name: 'Cầu Nối' }]

let telegram: TelegramSimulator
let api: Api
let lan: Phone

async function open(options: Partial<TelegramOptions> = {}) {
  telegram = await startTelegramSimulator({ bots, limits: null, ...options })
  api = new Api(TOKEN, { apiRoot: telegram.url })
  lan = telegram.phone({ id: 601, name: 'Nguyễn Thị Lan', phone: '0912 000 111' })
}
beforeEach(() => open())
afterEach(() => telegram.close())

/** Takes everything over, like a poller that has just come up. */
async function taken() {
  const updates = await api.getUpdates()
  if (updates.length > 0) await api.getUpdates({ offset: updates.at(-1)!.update_id + 1 })
  return updates
}

describe('what people do arrives as the real server tells it', () => {
  test('START with a deep link is a command with its entity', async () => {
    lan.start('abc_-123')
    const [update] = await taken()
    expect(update?.message).toMatchObject({
      text: '/start abc_-123',
      from: { id: 601, is_bot: false, first_name: 'Nguyễn Thị Lan', language_code: 'vi' },
      chat: { id: 601, type: 'private' },
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    })
    expect(update!.message!.date).toBeLessThan(1e10)
    expect(() => lan.start('có dấu')).toThrow('no deep link')
    expect(() => lan.start('x'.repeat(65))).toThrow('no deep link')
  })

  test('a command is one only in plain letters', async () => {
    for (const text of ['/tinhhinh', '/tìnhhình', 'xem /bang nhé', 'a/b', '/bang@caunoi_test_bot'])
      lan.write(text)
    const lengths = (await taken()).map((update) => update.message?.entities?.map((entity) => entity.length))
    expect(lengths).toEqual([[9], undefined, [5], undefined, [21]])
  })

  test('a text too long for one message leaves the phone as two', async () => {
    lan.write('ă'.repeat(5000))
    expect((await taken()).map((update) => update.message?.text?.length)).toEqual([4096, 904])
  })

  test('one’s own number is vouched for, another’s is not, a forwarded card shows its origin', async () => {
    lan.sendContact(true)
    lan.sendContact(false, '0987000222')
    lan.sendContact(true, undefined, { forwarded: true })
    const [own, other, forwarded] = (await taken()).map((update) => update.message)
    expect(own?.contact).toMatchObject({ phone_number: '84912000111', user_id: 601 })
    expect(own?.forward_origin).toBeUndefined()
    expect(other?.contact).toMatchObject({ phone_number: '84987000222' })
    expect(other?.contact?.user_id).toBeUndefined()
    expect(forwarded).toMatchObject({ contact: { user_id: 601 }, forward_origin: { type: 'user' } })
  })

  test('photos, stickers and the rest come as what they are, and can be fetched', async () => {
    lan.sendPhoto('Màn hình đen')
    lan.sendSticker()
    for (const what of ['file', 'voice', 'video', 'location', 'other'] as const) lan.sendMedia(what)
    const messages = (await taken()).map((update) => update.message!)
    expect(messages[0]).toMatchObject({ caption: 'Màn hình đen', photo: [{ width: 90 }, { width: 1280 }] })
    expect(messages.slice(1).map((message) => Object.keys(message).at(-1))).toEqual([
      'sticker',
      'document',
      'voice',
      'video',
      'location',
      'dice',
    ])
    expect(await api.getFile(messages[0]!.photo!.at(-1)!.file_id)).toHaveProperty('file_path')
  })

  test('a press carries the message, the data and the same chat instance every time', async () => {
    lan.start()
    const reply_markup = { inline_keyboard: [[{ text: '✅ Đã nhận', callback_data: 'l1.1' }]] }
    const card = await api.sendMessage(601, 'Giấy mời', { reply_markup })
    await taken()
    lan.press('Đã nhận')
    lan.press({ message: card.message_id, data: 'giả.9' })
    await api.deleteMessage(601, card.message_id)
    lan.press({ message: card.message_id, data: 'l1.1' })
    const [real, forged, gone] = (await taken()).map((update) => update.callback_query!)
    expect(real).toMatchObject({
      data: 'l1.1',
      from: { id: 601 },
      message: { text: 'Giấy mời', reply_markup },
    })
    expect(forged).toMatchObject({ data: 'giả.9', chat_instance: real!.chat_instance })
    expect(gone?.message).toEqual({
      chat: expect.objectContaining({ id: 601 }),
      message_id: card.message_id,
      date: 0,
    })
  })

  test('a button that is not on the screen cannot be pressed', async () => {
    lan.start()
    await api.sendMessage(601, 'Giấy mời', {
      reply_markup: { inline_keyboard: [[{ text: 'Đã nhận', callback_data: 'l1.1' }]] },
    })
    expect(() => lan.press('Sẵn sàng')).toThrow('sees no button “Sẵn sàng”; on screen: “Đã nhận”')
  })

  test('blocking and unblocking are told, and START unblocks', async () => {
    lan.start()
    lan.block()
    lan.unblock()
    lan.block()
    lan.start()
    const updates = await taken()
    expect(
      updates.map((update) => update.my_chat_member?.new_chat_member.status ?? update.message?.text),
    ).toEqual(['/start', 'kicked', 'member', 'kicked', 'member', '/start'])
  })

  test('a rewritten message arrives as edited', async () => {
    lan.write('Sẵn sàn')
    const { id } = lan.messages()[0]!
    lan.edit(id, 'Sẵn sàng')
    const [, edited] = await taken()
    expect(edited?.edited_message).toMatchObject({ text: 'Sẵn sàng', message_id: id })
    expect(lan.messages()).toMatchObject([{ text: 'Sẵn sàng', edits: 1 }])
  })
})

/** Lan presses a button; returns the id under which the press may be answered. */
async function pressed() {
  lan.start()
  await api.sendMessage(601, 'Thẻ', {
    reply_markup: { inline_keyboard: [[{ text: 'Tốt', callback_data: 'x' }]] },
  })
  lan.press('Tốt')
  return (await taken()).at(-1)!.callback_query!.id
}

describe('answering a press', () => {
  test('in time, it shows and the button stops spinning', async () => {
    const id = await pressed()
    expect(lan.waiting()).toBe(1)
    expect(await refusal(api.answerCallbackQuery(id, { text: 'x'.repeat(201) }))).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    )
    await api.answerCallbackQuery(id, { text: 'Đã ghi', show_alert: true })
    expect(lan.waiting()).toBe(0)
    expect(lan.notices()).toMatchObject([{ text: 'Đã ghi', alert: true }])
  })

  test('late or unknown, it is refused', async () => {
    const late = /^400 Bad Request: query is too old and response timeout expired or query ID is invalid$/
    expect(await refusal(api.answerCallbackQuery('12345'))).toMatch(late)
    await telegram.close()
    await open({ answerWithinMs: 20 })
    const id = await pressed()
    await pause(40)
    expect(await refusal(api.answerCallbackQuery(id))).toMatch(late)
  })
})

describe('long polling', () => {
  test('waits for something to happen and answers at once when it does', async () => {
    const began = Date.now()
    const waiting = api.getUpdates({ timeout: 30 })
    await pause(60)
    lan.write('Xin chào')
    lan.write('Tôi là Lan')
    expect((await waiting).map((update) => update.message?.text)).toEqual(['Xin chào', 'Tôi là Lan'])
    expect(Date.now() - began).toBeLessThan(1000)
  })

  test('ends empty when nothing happens', async () => {
    const began = Date.now()
    expect(await api.getUpdates({ timeout: 1 })).toEqual([])
    expect(Date.now() - began).toBeGreaterThan(900)
  })

  test('repeats what was not acknowledged and forgets what was', async () => {
    for (const text of ['một', 'hai', 'ba']) lan.write(text)
    const [first, second] = await api.getUpdates({ limit: 2 })
    expect(second!.update_id).toBe(first!.update_id + 1)
    expect((await api.getUpdates()).map((update) => update.message?.text)).toEqual(['một', 'hai', 'ba'])
    expect(telegram.idle()).toBe(false)
    const rest = await api.getUpdates({ offset: second!.update_id + 1 })
    expect(rest.map((update) => update.message?.text)).toEqual(['ba'])
    expect((await api.getUpdates({ offset: -1 })).map((update) => update.message?.text)).toEqual(['ba'])
    await api.getUpdates({ offset: rest[0]!.update_id + 1 })
    expect(telegram.idle()).toBe(true)
  })

  test('a second poller ends the first, and a webhook both', async () => {
    const first = refusal(api.getUpdates({ timeout: 30 }))
    await pause(30)
    const second = refusal(api.getUpdates({ timeout: 30 }))
    expect(await first).toMatch(/^409 Conflict: terminated by other getUpdates request/)
    await api.setWebhook('https://hop.example.vn/webhooks/telegram')
    expect(await second).toMatch(/^409 Conflict: terminated by setWebhook request/)
    expect(await refusal(api.getUpdates())).toMatch(
      /^409 Conflict: can't use getUpdates method while webhook is active/,
    )
    await api.deleteWebhook()
    expect(await refusal(api.getUpdates())).toBe('accepted')
  })

  test('a poller that hung up takes nothing with it', async () => {
    const abort = new AbortController()
    const gone = fetch(`${telegram.url}/bot${TOKEN}/getUpdates?timeout=30`, { signal: abort.signal })
    await pause(30)
    abort.abort()
    await expect(gone).rejects.toThrow()
    await pause(30)
    lan.write('Còn ai không?')
    expect((await api.getUpdates()).map((update) => update.message?.text)).toEqual(['Còn ai không?'])
  })

  test('allowed_updates hold until changed', async () => {
    await api.getUpdates({ allowed_updates: ['callback_query'] })
    lan.write('Không ai nghe')
    await api.getUpdates()
    lan.write('Vẫn không')
    expect(await taken()).toEqual([])
    await api.getUpdates({ allowed_updates: [] })
    lan.write('Bây giờ thì có')
    expect(await taken()).toHaveLength(1)
  })

  test('presses do not outlive their time, messages do', async () => {
    await telegram.close()
    await open({ retention: { callbackMs: 30 } })
    lan.start()
    lan.press({ message: 1, data: 'x' })
    await pause(60)
    expect((await taken()).map((update) => update.message?.text)).toEqual(['/start'])
    expect(telegram.idle()).toBe(true)
  })

  test('a grammY bot works against it unchanged', async () => {
    const bot = new Bot(TOKEN, { client: { apiRoot: telegram.url } })
    bot.command('start', (ctx) => ctx.reply(`Mã: ${ctx.match}`))
    bot.on('message:text', (ctx) => ctx.reply('Đã nhận câu hỏi'))
    const running = bot.start()
    lan.start('ma1')
    lan.write('Họp ở đâu?')
    await expect
      .poll(() =>
        lan
          .messages()
          .filter((one) => one.from === 'bot')
          .map((one) => one.text),
      )
      .toEqual(['Mã: ma1', 'Đã nhận câu hỏi'])
    await bot.stop()
    await running
    expect(telegram.idle()).toBe(true)
  })
})

describe('rough delivery', () => {
  test('acknowledged updates come again under their old ids, whatever the offset', async () => {
    for (const text of ['một', 'hai', 'ba']) lan.write(text)
    const ids = (await taken()).map((update) => update.update_id)
    expect(telegram.redeliver(2)).toBe(2)
    expect(telegram.idle()).toBe(false)
    const again = await api.getUpdates({ offset: ids[2]! + 1 })
    expect(again.map((update) => [update.update_id, update.message?.text])).toEqual([
      [ids[1], 'hai'],
      [ids[2], 'ba'],
    ])
    expect(telegram.idle()).toBe(true)
    expect(telegram.redeliver()).toBe(3)
  })

  test('held back and mixed, each person’s messages keep their order', async () => {
    const minh = telegram.phone({ name: 'Trần Văn Minh' })
    telegram.hold()
    for (const n of [1, 2, 3, 4]) {
      lan.write(`Lan ${n}`)
      minh.write(`Minh ${n}`)
    }
    expect(await api.getUpdates()).toEqual([])
    telegram.shuffle(7)
    telegram.release()
    const updates = await taken()
    const texts = updates.map((update) => update.message!.text!)
    expect(texts).not.toEqual(['Lan 1', 'Minh 1', 'Lan 2', 'Minh 2', 'Lan 3', 'Minh 3', 'Lan 4', 'Minh 4'])
    expect(texts.filter((text) => text.startsWith('Lan'))).toEqual(['Lan 1', 'Lan 2', 'Lan 3', 'Lan 4'])
    const ids = updates.map((update) => update.update_id)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
  })

  test('a listener hears of every change on a screen until it stops', async () => {
    const heard: string[] = []
    const stop = telegram.onChange((phone) => heard.push(phone.name))
    lan.start()
    await api.sendMessage(601, 'Chào chị')
    stop()
    lan.write('Chào')
    expect(heard).toEqual(['Nguyễn Thị Lan', 'Nguyễn Thị Lan'])
  })

  test('two bots know the same person by one id and never each other’s chats', async () => {
    await telegram.close()
    await open({ bots: [...bots, { token: '710003:hai', username: 'hai_bot', name: 'Bot hai' }] })
    const second = new Api('710003:hai', { apiRoot: telegram.url })
    lan.start('', { bot: '710002' })
    expect(await refusal(second.sendMessage(601, 'Chào'))).toMatch(/^403 Forbidden: bot can't initiate/)
    lan.start('', { bot: '710003' })
    await second.sendMessage(601, 'Tôi là bot hai')
    lan.write('Chào bot hai')
    expect(lan.messages('710003').map((message) => message.text)).toEqual([
      '/start',
      'Tôi là bot hai',
      'Chào bot hai',
    ])
    expect(lan.messages('710002').map((message) => message.text)).toEqual(['/start'])
  })
})
