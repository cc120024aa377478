import { Api, InputFile } from 'grammy'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { json, raw, refusal, verdict } from './simulator-kit.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import type { Phone, TelegramSimulator } from '../../src/simulator/telegram.ts'

const TOKEN = '710001:cau-noi-test'
const HOUR = 3600_000

let telegram: TelegramSimulator
let api: Api
let lan: Phone
let clock: number

beforeEach(async () => {
  clock = Date.parse('2026-12-05T07:00:00Z')
  const bots = [{ token: TOKEN, username: 'caunoi_test_bot', name: 'Cầu Nối' }]
  telegram = await startTelegramSimulator({ bots, now: () => clock, limits: null })
  api = new Api(TOKEN, { apiRoot: telegram.url })
  lan = telegram.phone({ id: 501, name: 'Nguyễn Thị Lan', phone: '0912000111' })
  lan.start()
})
afterEach(() => telegram.close())

const at = (method: string) => `${telegram.url}/bot${TOKEN}/${method}`
const pair = (length: number) => [
  { type: 'bold' as const, offset: 0, length: 4 },
  { type: 'italic' as const, offset: 2, length },
]

const button = (text: string, data: string) => ({ inline_keyboard: [[{ text, callback_data: data }]] })

describe('the door', () => {
  test('a token nobody knows is turned away', async () => {
    const answer = await json(`${telegram.url}/bot999:wrong/getMe`)
    expect(answer).toEqual({ status: 401, ok: false, error_code: 401, description: 'Unauthorized' })
  })

  test('an unknown method is not found, and a known one in any case is', async () => {
    expect(await json(at('sendPigeon'))).toMatchObject({
      status: 404,
      description: 'Not Found: method not found',
    })
    expect(await json(at('GETME'))).toMatchObject({ ok: true })
  })

  test('the bot tells who it is', async () => {
    expect(await api.getMe()).toMatchObject({ id: 710001, is_bot: true, username: 'caunoi_test_bot' })
  })

  test('JSON, form, multipart and query all say the same', async () => {
    const markup = JSON.stringify(button('Đã nhận', 'a.1'))
    const form = new URLSearchParams({ chat_id: '501', text: 'Giấy mời', reply_markup: markup })
    const parts = new FormData()
    for (const [name, value] of form) parts.set(name, value)
    await raw(at('sendMessage'), form)
    await raw(at('sendMessage'), parts)
    await raw(at(`sendMessage?${form.toString()}`))
    await api.sendMessage(501, 'Giấy mời', { reply_markup: button('Đã nhận', 'a.1') })
    const received = lan.messages().filter((message) => message.from === 'bot')
    expect(received.map((message) => [message.text, message.buttons[0]?.[0]?.data])).toEqual(
      Array.from({ length: 4 }, () => ['Giấy mời', 'a.1']),
    )
  })

  test('a body that is no JSON is refused', async () => {
    expect(await raw(at('sendMessage'), '{"chat_id":', 'application/json')).toMatchObject({
      status: 400,
    })
  })
})

describe('sending', () => {
  test('Lan reads what the bot wrote, and the bot gets the whole message back', async () => {
    const sent = await api.sendMessage(501, 'Kính mời dự họp\n', { reply_markup: button('Đã nhận', 'a.1') })
    expect(sent).toMatchObject({
      message_id: 2,
      from: { id: 710001, is_bot: true },
      chat: { id: 501, type: 'private', first_name: 'Nguyễn Thị Lan' },
      date: clock / 1000,
      text: 'Kính mời dự họp',
      reply_markup: button('Đã nhận', 'a.1'),
    })
    expect(lan.last()).toMatchObject({
      from: 'bot',
      text: 'Kính mời dự họp',
      at: clock,
      bot: '710001',
      edits: 0,
    })
  })

  test.each([
    ['', '400 Bad Request: message text is empty'],
    ['  \n ', '400 Bad Request: text must be non-empty'],
    ['ă'.repeat(4097), '400 Bad Request: message is too long'],
    ['ă'.repeat(4096), 'accepted'],
  ])('text %#', async (text, expected) => {
    expect(await refusal(api.sendMessage(501, text))).toBe(expected)
  })

  test('nobody is written to who has not spoken first, or shut the bot out, or does not exist', async () => {
    const minh = telegram.phone({ id: 502, name: 'Trần Văn Minh' })
    expect(await refusal(api.sendMessage(502, 'Chào'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    )
    expect(await refusal(api.sendMessage(99, 'Chào'))).toBe('400 Bad Request: chat not found')
    expect(await refusal(api.sendMessage('@khong_co', 'Chào'))).toBe('400 Bad Request: chat not found')
    expect(await refusal(api.sendMessage('', 'Chào'))).toBe('400 Bad Request: chat_id is empty')
    minh.start()
    minh.block()
    expect(await refusal(api.sendMessage(502, 'Chào'))).toBe('403 Forbidden: bot was blocked by the user')
    expect(() => minh.write('Alo')).toThrow('has blocked the bot')
    minh.start()
    expect(await refusal(api.sendMessage(502, 'Chào'))).toBe('accepted')
  })

  test('a reply shows what it answers, and a vanished original only by consent', async () => {
    lan.write('Họp ở đâu?')
    const question = lan.messages().at(-1)!
    const reply = await api.sendMessage(501, 'Phòng 201', {
      reply_parameters: { message_id: Number(question.id) },
    })
    expect(reply.reply_to_message?.text).toBe('Họp ở đâu?')
    expect(lan.last()?.replyTo).toBe(question.id)
    const gone = { message_id: 9999 }
    expect(await refusal(api.sendMessage(501, 'Ơ', { reply_parameters: gone }))).toBe(
      '400 Bad Request: message to be replied not found',
    )
    const lenient = { ...gone, allow_sending_without_reply: true }
    expect(await refusal(api.sendMessage(501, 'Ơ', { reply_parameters: lenient }))).toBe('accepted')
  })

  test('typing is seen', async () => {
    await api.sendChatAction(501, 'typing')
    expect(lan.typing()).toBe(true)
    expect(await verdict(at('sendChatAction'), { chat_id: 501, action: 'dancing' })).toBe(
      '400 Bad Request: wrong parameter action in request',
    )
  })
})

describe('markup', () => {
  test('HTML becomes text with entities, nested and counted in UTF-16', async () => {
    const html =
      '🔔 <b>Điểm cầu <i>Hà Giang</i></b> &lt;tầng 2&gt; &amp; <a href="https://example.vn/a?b=1&amp;c">đây</a>'
    const sent = await api.sendMessage(501, html, { parse_mode: 'HTML' })
    expect(sent.text).toBe('🔔 Điểm cầu Hà Giang <tầng 2> & đây')
    expect(
      sent.entities?.map((entity) => [entity.type, sent.text.substr(entity.offset, entity.length)]),
    ).toEqual([
      ['bold', 'Điểm cầu Hà Giang'],
      ['italic', 'Hà Giang'],
      ['text_link', 'đây'],
    ])
  })

  test.each([
    ['<b>hở', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<script>x</script>', 'Unsupported start tag "script" at byte offset 0'],
    ['Đ <hr>', 'Unsupported start tag "hr" at byte offset 3'],
    ['<b><i>lẫn</b></i>', 'Unmatched end tag at byte offset 11, expected "</i>", found "</b>"'],
    ['thừa</b>', 'Unexpected end tag at byte offset 6'],
    ['a < b', 'Unclosed start tag at byte offset 2'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('%s cannot be parsed', async (html, why) => {
    expect(await refusal(api.sendMessage(501, html, { parse_mode: 'HTML' }))).toBe(
      `400 Bad Request: can't parse entities: ${why}`,
    )
  })

  test('an unknown parse mode is refused', async () => {
    const call = verdict(at('sendMessage'), { chat_id: 501, text: 'x', parse_mode: 'BBCode' })
    expect(await call).toBe('400 Bad Request: unsupported parse_mode')
  })

  test.each([
    [
      { type: 'bold', offset: 100, length: 1 },
      'entity begins after the end of the text at UTF-16 offset 100',
    ],
    [
      { type: 'bold', offset: 0, length: 100 },
      'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
    ],
    [{ type: 'bold', offset: -1, length: 1 }, 'receive an entity with incorrect offset -1'],
    [{ type: 'sparkle', offset: 0, length: 1 }, "can't parse MessageEntity: Unsupported type specified"],
    [{ type: 'text_link', offset: 0, length: 1 }, 'can\'t parse MessageEntity: Can\'t find field "url"'],
    [
      { type: 'text_link', offset: 0, length: 1, url: 'khong-phai' },
      "entity URL 'khong-phai' is invalid: Wrong HTTP URL",
    ],
  ])('entity %#', async (entity, why) => {
    const call = verdict(at('sendMessage'), { chat_id: 501, text: 'Xin chào', entities: [entity] })
    expect(await call).toBe(`400 Bad Request: ${why}`)
  })

  test('entities may lie in each other, not across each other', async () => {
    expect(await refusal(api.sendMessage(501, 'Xin chào', { entities: pair(2) }))).toBe('accepted')
    expect(await refusal(api.sendMessage(501, 'Xin chào', { entities: pair(4) }))).toMatch(
      /^400 .*ends after the end/,
    )
  })

  test.each([
    [[[{ text: 'Đã nhận', callback_data: 'x'.repeat(64) }]], 'accepted'],
    [[[{ text: 'Đã nhận', callback_data: 'x'.repeat(65) }]], '400 Bad Request: BUTTON_DATA_INVALID'],
    [[[{ text: 'Đã nhận', callback_data: 'ậ'.repeat(22) }]], '400 Bad Request: BUTTON_DATA_INVALID'],
    [
      [[{ text: 'Đã nhận', callback_data: '' }]],
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      [[{ callback_data: 'a' }]],
      '400 Bad Request: can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      [[{ text: 'Web', url: 'http://localhost/x' }]],
      "400 Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    ],
    ['sai', '400 Bad Request: field "inline_keyboard" must be of type Array'],
    [
      [{ text: 'x', callback_data: 'x' }],
      '400 Bad Request: field "inline_keyboard" must be an Array of Arrays',
    ],
    [
      Array.from({ length: 101 }, () => [{ text: 'x', callback_data: 'x' }]),
      '400 Bad Request: reply markup is too long',
    ],
  ])('keyboard %#', async (keyboard, expected) => {
    const reply_markup = { inline_keyboard: keyboard }
    expect(await verdict(at('sendMessage'), { chat_id: 501, text: 'Phiếu', reply_markup })).toBe(expected)
  })

  test('a reply keyboard appears under the input line and goes again', async () => {
    const ask = [[{ text: '📱 Gửi số của tôi', request_contact: true }]]
    await api.sendMessage(501, 'Đề nghị chia sẻ số', { reply_markup: { keyboard: ask } })
    expect(lan.keyboard()).toEqual([['📱 Gửi số của tôi']])
    await api.sendMessage(501, 'Cảm ơn', { reply_markup: { remove_keyboard: true } })
    expect(lan.keyboard()).toEqual([])
    const call = verdict(at('sendMessage'), { chat_id: 501, text: 'x', reply_markup: 'sai' })
    expect(await call).toMatch(/^400/)
  })
})

describe('changing what was sent', () => {
  test('a card is edited in place, the same again is not modified', async () => {
    const { message_id } = await api.sendMessage(501, 'Âm thanh: ?', { reply_markup: button('Tốt', 'a.1') })
    const edited = await api.editMessageText(501, message_id, 'Âm thanh: tốt', {
      reply_markup: button('Sửa', 'a.2'),
    })
    expect(edited).toMatchObject({ message_id, text: 'Âm thanh: tốt', edit_date: clock / 1000 })
    expect(lan.last()).toMatchObject({
      text: 'Âm thanh: tốt',
      edits: 1,
      buttons: [[{ label: 'Sửa', data: 'a.2' }]],
    })
    const again = api.editMessageText(501, message_id, 'Âm thanh: tốt', {
      reply_markup: button('Sửa', 'a.2'),
    })
    expect(await refusal(again)).toMatch(
      /^400 Bad Request: message is not modified: specified new message content/,
    )
    await api.editMessageText(501, message_id, 'Đã ghi')
    expect(lan.last()?.buttons).toEqual([])
    await api.editMessageReplyMarkup(501, message_id, { reply_markup: button('Sửa', 'a.3') })
    expect(lan.last()).toMatchObject({ text: 'Đã ghi', edits: 3, buttons: [[{ label: 'Sửa', data: 'a.3' }]] })
  })

  test('only own, existing, textual messages are edited', async () => {
    lan.write('Của tôi')
    const mine = Number(lan.messages().at(-1)!.id)
    const photo = await api.sendPhoto(501, new InputFile(Buffer.from('anh'), 'so-do.png'))
    expect(await refusal(api.editMessageText(501, mine, 'x'))).toBe(
      "400 Bad Request: message can't be edited",
    )
    expect(await refusal(api.editMessageText(501, 9999, 'x'))).toBe(
      '400 Bad Request: message to edit not found',
    )
    expect(await refusal(api.editMessageText(501, photo.message_id, 'x'))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    )
    const { message_id } = await api.sendMessage(501, 'Thẻ')
    expect(await refusal(api.editMessageText(501, message_id, 'x'.repeat(4097)))).toBe(
      '400 Bad Request: MESSAGE_TOO_LONG',
    )
  })

  test('a message is deleted within two days and not after', async () => {
    const { message_id } = await api.sendMessage(501, 'Nhầm')
    const { message_id: old } = await api.sendMessage(501, 'Cũ')
    expect(await api.deleteMessage(501, message_id)).toBe(true)
    expect(lan.messages().map((message) => message.text)).toEqual(['/start', 'Cũ'])
    expect(await refusal(api.deleteMessage(501, message_id))).toBe(
      '400 Bad Request: message to delete not found',
    )
    clock += 48 * HOUR
    expect(await refusal(api.deleteMessage(501, old))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    )
  })
})

describe('files', () => {
  test('a photo goes up once and is sent again by its id, with a caption up to 1024', async () => {
    const file = new InputFile(Buffer.from('ảnh sơ đồ'), 'so-do.png')
    const first = await api.sendPhoto(501, file, { caption: '<b>Sơ đồ</b>', parse_mode: 'HTML' })
    expect(first).toMatchObject({ caption: 'Sơ đồ', caption_entities: [{ type: 'bold' }] })
    const id = first.photo.at(-1)!.file_id
    await api.sendPhoto(501, id)
    expect(lan.last()).toMatchObject({ media: 'photo', text: '' })
    expect(await refusal(api.sendPhoto(501, id, { caption: 'x'.repeat(1025) }))).toBe(
      '400 Bad Request: message caption is too long',
    )
    const { file_path } = await api.getFile(id)
    const bytes = await fetch(`${telegram.url}/file/bot${TOKEN}/${file_path}`).then((answer) => answer.text())
    expect(bytes).toBe('ảnh sơ đồ')
  })

  test('a document keeps its name; what is no file is refused', async () => {
    const sent = await api.sendDocument(501, new InputFile(Buffer.from('%PDF'), 'ke-hoach.pdf'))
    expect(sent.document).toMatchObject({ file_name: 'ke-hoach.pdf', file_size: 4 })
    expect(await refusal(api.sendDocument(501, 'khong-co'))).toBe(
      '400 Bad Request: wrong file identifier/HTTP URL specified',
    )
    expect(await verdict(at('sendPhoto'), { chat_id: 501 })).toBe(
      '400 Bad Request: there is no photo in the request',
    )
  })
})

describe('the bot’s own page', () => {
  test('commands are checked and kept', async () => {
    const commands = [{ command: 'tinhhinh', description: 'Tình hình' }]
    await api.setMyCommands(commands)
    expect(await api.getMyCommands()).toEqual(commands)
    expect(await refusal(api.setMyCommands([{ command: 'Tình hình', description: 'x' }]))).toBe(
      '400 Bad Request: BOT_COMMAND_INVALID',
    )
    expect(await refusal(api.setMyCommands([{ command: 'bang', description: '' }]))).toBe(
      '400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID',
    )
  })

  test('descriptions have their lengths', async () => {
    await api.setMyDescription('Nối các điểm cầu')
    expect(await api.getMyDescription()).toEqual({ description: 'Nối các điểm cầu' })
    expect(await refusal(api.setMyDescription('x'.repeat(513)))).toMatch(/^400/)
    expect(await refusal(api.setMyShortDescription('x'.repeat(121)))).toMatch(/^400/)
  })

  test('a chat is known once its person has started', async () => {
    telegram.phone({ id: 503, name: 'Phạm Thu Hà' })
    expect(await api.getChat(501)).toMatchObject({ id: 501, type: 'private', first_name: 'Nguyễn Thị Lan' })
    expect(await refusal(api.getChat(503))).toBe('400 Bad Request: chat not found')
  })
})
