import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { app, buttons, DAY, form, HOUR, media, openPlatform, query, verdict } from './zalo-oa-kit.ts'
import type { Platform } from './zalo-oa-kit.ts'
import type { OaPhone, ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'

let platform: Platform
let lan: OaPhone

async function open(options: Partial<ZaloOaOptions> = {}) {
  await platform?.zalo.close()
  platform = await openPlatform(options)
  lan = platform.zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
}
beforeEach(() => open())
afterEach(() => platform.zalo.close())

const send = (message: unknown, to = lan.userId) => platform.send(to, message)
const say = (text = 'Chào chị', to?: string) => send({ text }, to)

describe('who can be reached, and until when', () => {
  test('a person who never met the account, one whom no id names, one who unfollowed', async () => {
    expect(await say()).toMatch(/^-232/)
    expect(await say('Chào', '1234567890123456789')).toMatch(/^-213/)
    lan.start()
    expect(await say()).toBe('accepted')
    lan.block()
    expect(await say()).toMatch(/^-213/)
    lan.unblock()
    expect(await say()).toBe('accepted')
  })

  test('ids have more digits than a number holds', () => {
    expect(lan.userId).toMatch(/^[1-9]\d{18}$/)
    expect(lan.userIdByApp).not.toBe(lan.userId)
  })

  test('free for 48 hours, from the allowance up to seven days, and then not at all', async () => {
    await open({ allowance: 1 })
    lan.write('Xin chào')
    const cs = async () =>
      platform.call('/v3.0/oa/message/cs', { recipient: { user_id: lan.userId }, message: { text: 'a' } })
    await platform.later(48 * HOUR)
    expect(await cs()).toMatchObject({ data: { quota: { quota_type: 'reply' } } })
    await platform.later(1)
    expect(await cs()).toMatchObject({
      data: { quota: { quota_type: 'sub_quota', remain: '0', total: '1' } },
    })
    expect(verdict(await cs())).toMatch(/^-211/)
    await platform.later(5 * DAY)
    expect(verdict(await cs())).toMatch(/^-230/)
    lan.write('Tôi đây')
    expect(verdict(await cs())).toBe('accepted')
  })

  test('at seven days to the millisecond it is still open', async () => {
    lan.start()
    await platform.later(7 * DAY)
    expect(await say()).toBe('accepted')
    await platform.later(1)
    expect(await say()).toMatch(/^-230/)
  })

  test('a tap and the message button on the profile open it too', async () => {
    lan.clickChatNow()
    expect(await send(buttons(query('Đã nhận', '#tb:1')))).toBe('accepted')
    await platform.later(6 * DAY)
    lan.press('Đã nhận')
    await platform.later(6 * DAY)
    expect(await say()).toBe('accepted')
  })

  test('a person may refuse this kind of message', async () => {
    lan.start()
    lan.restrict()
    expect(await say()).toMatch(/^-244/)
    lan.restrict(false)
    expect(await say()).toBe('accepted')
  })
})

describe('what a message may be', () => {
  beforeEach(() => lan.start())

  test('the answer names it, in strings', async () => {
    const answer = await platform.call('/v3.0/oa/message/cs', {
      recipient: { user_id: lan.userId },
      message: { text: 'Chào chị' },
    })
    expect(answer).toMatchObject({
      status: 200,
      error: 0,
      message: 'Success',
      data: { message_id: lan.last()!.id, user_id: lan.userId, sent_time: String(platform.clock.now) },
    })
    expect(lan.last()).toMatchObject({ from: 'bot', text: 'Chào chị', bot: app.oaId })
  })

  test.each([
    [{ text: '' }, '-201 message.text is invalid'],
    [{ text: 'ă'.repeat(2000) }, 'accepted'],
    [{ text: '😀'.repeat(2000) }, 'accepted'],
    [{ text: 'ă'.repeat(2001) }, '-210 message.text is over the limit'],
    [{ text: 5 }, '-201 message.text is invalid'],
    [{ text: 'a', parse_mode: 'html' }, '-201 message.parse_mode is invalid'],
    [{ text: 'a', attachment: { type: 'video' } }, '-233 attachment type is unsupported'],
    [{ text: 'a', attachment: 'x' }, '-201 message.attachment is invalid'],
  ])('text %#', async (message, expected) => expect(await send(message)).toBe(expected))

  test.each([
    [buttons(query('Đã nhận', '#tb:1')), 'accepted'],
    [buttons(...Array.from({ length: 5 }, (_, n) => query(`Số ${n}`, `#tb:${n}`))), 'accepted'],
    [buttons(...Array.from({ length: 6 }, (_, n) => query(`Số ${n}`, `#tb:${n}`))), /^-210 .*buttons/],
    [buttons(), /^-201 .*buttons/],
    [buttons(query('ă'.repeat(101), 'x')), /^-210 .*title/],
    [buttons(query('Nhận', 'ă'.repeat(1001))), /^-210 .*payload/],
    [buttons(query('Nhận', 'x', 'oa.query.other')), /^-201 .*type/],
    [buttons({ title: 'Mở', type: 'oa.open.url', payload: { url: 'https://a.example.vn' } }), 'accepted'],
    [buttons({ title: 'Mở', type: 'oa.open.url', payload: 'https://a.example.vn' }), /^-201 .*payload/],
    [{ attachment: buttons(query('Nhận', 'x')).attachment }, /^-201 message.text/],
    [
      { text: 'a', attachment: { type: 'template', payload: { template_type: 'list', elements: [] } } },
      /^-233/,
    ],
  ])('buttons %#', async (message, expected) => expect(await send(message)).toMatch(expected))

  test('an account without buttons refuses the type, not the text', async () => {
    platform.zalo.setButtons(false)
    expect(await send(buttons(query('Nhận', 'x')))).toMatch(/^-233/)
    expect(await say()).toBe('accepted')
  })

  test.each([
    [media({ media_type: 'image', url: 'https://a.example.vn/x.jpg' }), 'accepted'],
    [media({ media_type: 'image', url: 'http://a.example.vn/x.jpg' }), /^-201 .*url/],
    [media({ media_type: 'image', url: 'https://a.example.vn/x.jpg', attachment_id: 'a' }), /^-201 attach/],
    [media({ media_type: 'image' }), /^-201 attachment_id/],
    [media({ media_type: 'image', attachment_id: 'chua-tung' }), /^-201 attachment_id/],
    [media(), /^-201 .*elements/],
    [media({ media_type: 'gif', url: 'https://a.example.vn/x.gif' }), /^-201 width/],
    [media({ media_type: 'gif', url: 'https://a.example.vn/x.gif', width: 10, height: 10 }), 'accepted'],
    [media({ media_type: 'sticker', attachment_id: 'b1' }), 'accepted'],
    [form, 'accepted'],
    [{ ...form, text: 'a' }, '-201 message.text is invalid'],
    [{ attachment: { type: 'file', payload: { token: 'la' } } }, '-201 token is invalid'],
  ])('media %#', async (message, expected) => expect(await send(message)).toMatch(expected))

  test('the form needs all of its three keys', async () => {
    const [{ title, subtitle }] = form.attachment.payload.elements as [
      (typeof form.attachment.payload.elements)[0],
    ]
    const payload = { template_type: 'request_user_info', elements: [{ title, subtitle }] }
    expect(await send({ attachment: { type: 'template', payload } })).toMatch(/^-201 .*image_url/)
  })

  test('a quote names a message of the chat', async () => {
    lan.write('Mấy giờ?')
    const quoted = String(lan.messages().at(-1)!.id)
    expect(await send({ text: '8 giờ', quote_message_id: quoted })).toBe('accepted')
    expect(lan.last()).toMatchObject({ text: '8 giờ', replyTo: quoted })
    expect(await send({ text: '8 giờ', quote_message_id: '' })).toBe('accepted')
    expect(await send({ text: '8 giờ', quote_message_id: 'khong-co' })).toMatch(/^-201 .*quote_message_id/)
  })

  test('a body that is none, and a recipient by number', async () => {
    expect(verdict(await platform.call('/v3.0/oa/message/cs', ''))).toBe('-201 body is empty')
    expect(verdict(await platform.call('/v3.0/oa/message/cs', '{'))).toBe('-201 body is not JSON')
    const recipient = { user_id: 12 }
    expect(verdict(await platform.call('/v3.0/oa/message/cs', { recipient, message: { text: 'a' } }))).toBe(
      '-201 recipient.user_id is invalid',
    )
  })

  test('what was closed stays closed', async () => {
    const body = { recipient: { user_id: lan.userId }, message: { text: 'a' } }
    expect((await platform.call('/v3.0/oa/message/transaction', body)).status).toBe(404)
    expect((await platform.call('/v3.0/oa/message/promotion', body)).status).toBe(404)
    expect(verdict(await platform.call('/v2.0/oa/message', body))).toMatch(/^-240/)
  })

  test('a reaction is seen on the person’s own message, fifty at most', async () => {
    lan.write('Xong')
    const own = String(lan.messages().at(-1)!.id)
    const react = async (react_icon: string, react_message_id = own) =>
      verdict(
        await platform.call('/v2.0/oa/message', {
          recipient: { user_id: lan.userId },
          sender_action: { react_icon, react_message_id },
        }),
      )
    expect(await react('/-strong')).toBe('accepted')
    expect(lan.reactions(own)).toEqual(['/-strong'])
    expect(await react('/-strong', 'khong-co')).toMatch(/^-201/)
    for (let n = 0; n < 49; n++) await react('/-heart')
    expect(await react('/-heart')).toMatch(/^-210/)
    await react('/-remove')
    expect(lan.reactions(own)).toEqual([])
  })
})

describe('the phone', () => {
  test('what it cannot do, it refuses', () => {
    expect(() => lan.press('Đã nhận')).toThrow('no button')
    expect(() => lan.sendContact(true)).toThrow('no form')
    expect(() => lan.edit()).toThrow('cannot rewrite')
    lan.turnOff()
    expect(() => lan.write('Alo')).toThrow('switched off')
  })

  test('a shown answer is on the screen, a hidden one is not, and an address opens', async () => {
    lan.start()
    await send(
      buttons(query('Hiện', 'tra-loi-1', 'oa.query.show'), query('Ẩn', 'tra-loi-2'), {
        title: 'Mở',
        type: 'oa.open.url',
        payload: { url: 'https://hop.example.vn/c/1' },
      }),
    )
    lan.press('Hiện')
    lan.press('Ẩn')
    expect(lan.messages().map(({ text }) => text)).toEqual(['Đơn vị xác nhận?', 'tra-loi-1'])
    expect(lan.opens('Mở')).toBe('https://hop.example.vn/c/1')
    lan.press('Mở')
    expect(lan.opened).toEqual(['https://hop.example.vn/c/1', 'https://hop.example.vn/c/1'])
    expect(() => lan.opens('Ẩn')).toThrow('led nowhere')
  })
})
