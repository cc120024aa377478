import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoor } from './simulator-kit.ts'
import type { Door } from './simulator-kit.ts'
import { app, buttons, ears, filledIn, form, MORNING, openPlatform, query, template } from './zalo-oa-kit.ts'
import type { Platform } from './zalo-oa-kit.ts'
import type { OaPhone, ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'

let platform: Platform
let door: Door
let lan: OaPhone

async function open(options: Partial<ZaloOaOptions> = {}) {
  await platform?.zalo.close()
  platform = await openPlatform({ templates: [template], webhook: door, ...options })
  lan = platform.zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
}
beforeEach(async () => {
  door = await openDoor('/webhooks/zalo-oa', () => 200)
  await open()
})
afterEach(async () => {
  await platform.zalo.close()
  await door.shut()
})

const { settled, heard, named, names } = ears(() => ({ platform, door }))

describe('what people do', () => {
  test('follow and unfollow, each once', async () => {
    for (const act of [() => lan.start(), () => lan.start(), () => lan.block(), () => lan.block()]) act()
    expect(await names()).toEqual(['follow', 'unfollow'])
    expect((await named('follow'))[0]).toMatchObject({
      oa_id: app.oaId,
      follower: { id: lan.userId },
      user_id_by_app: lan.userIdByApp,
      source: 'oa_profile',
    })
  })

  test('the message button is told once', async () => {
    lan.clickChatNow()
    lan.clickChatNow()
    expect(await heard()).toMatchObject([{ event_name: 'user_click_chatnow', user_id: lan.userId }])
  })

  test('a text, and what it answers', async () => {
    lan.start()
    await platform.send(lan.userId, { text: 'Mấy giờ?' })
    lan.write('8 giờ', { replyTo: lan.last()!.id })
    expect(await named('user_send_text')).toMatchObject([
      {
        sender: { id: lan.userId },
        recipient: { id: app.oaId },
        message: { msg_id: lan.messages().at(-1)!.id, text: '8 giờ', quote_msg_id: lan.last()!.id },
      },
    ])
  })

  test('a tap arrives as a text, and so does a forged one', async () => {
    lan.start()
    await platform.send(lan.userId, buttons(query('Đã nhận', '#tb:81')))
    lan.press('Đã nhận')
    lan.press({ message: lan.last()!.id, data: '#tb:82' })
    const taps = await named('user_send_text')
    expect(new Set(taps.map((one) => one.message!.text))).toEqual(new Set(['#tb:81', '#tb:82']))
  })

  test.each([
    ['photo', 'user_send_image', { url: 'https://f20-zpc.zdn.vn/anh.jpg' }],
    ['file', 'user_send_file', { name: 'bao-cao.pdf', size: '10240' }],
    ['voice', 'user_send_audio', { url: 'https://f20-zpc.zdn.vn/loi-noi.amr' }],
    ['video', 'user_send_video', { url: 'https://f20-zpc.zdn.vn/phim.mp4' }],
    ['sticker', 'user_send_sticker', { id: '20001' }],
    ['location', 'user_send_location', { coordinates: { latitude: '21.823', longitude: '105.214' } }],
    ['other', 'user_send_link', { description: 'Trang' }],
  ] as const)('%s', async (what, name, payload) => {
    lan.sendMedia(what, 'Đây')
    expect(await named(name)).toMatchObject([{ message: { text: 'Đây', attachments: [{ payload }] } }])
  })

  test('media elsewhere than on Zalo’s hosts, and a stranger’s card', async () => {
    lan.sendPhoto('x', { url: 'https://la.example.vn/x.jpg' })
    lan.sendContact(false, '0987654321')
    expect(await named('user_send_image')).toMatchObject([
      { message: { attachments: [{ payload: { url: 'https://la.example.vn/x.jpg' } }] } },
    ])
    expect((await named('user_send_business_card'))[0]!.message).toMatchObject({
      attachments: [{ type: 'link', payload: { description: expect.stringContaining('0987654321') } }],
    })
  })

  test.each([
    ['new' as const, { name: 'Lan', phone: '84987654321', full_address: expect.anything() }],
    ['old' as const, { name: 'Lan', phone: 84987654321, city: 'Tuyên Quang' }],
  ])('the form, in its %s shape', async (submitInfo, info) => {
    await open({ variants: { submitInfo } })
    lan.start()
    await platform.send(lan.userId, form)
    lan.submitInfo('0987 654 321', 'Lan')
    expect(await named('user_submit_info')).toMatchObject([{ sender: { id: lan.userId }, info }])
  })

  test('consent withdrawn', async () => {
    lan.withdraw()
    expect(await heard()).toMatchObject([{ event_name: 'user_withdraw', user_id: lan.userId }])
  })
})

describe('what the account does', () => {
  beforeEach(() => lan.start())

  test('each message is echoed, received, and seen when it is read', async () => {
    await platform.send(lan.userId, { text: 'một' })
    await platform.send(lan.userId, { text: 'hai' })
    const ids = lan.messages().map(({ id }) => id)
    lan.reads()
    lan.reads()
    const echoes = await named('oa_send_text')
    expect(echoes).toHaveLength(2)
    expect(echoes.find((one) => one.message!.msg_id === ids[0])).toMatchObject({
      sender: { id: app.oaId },
      recipient: { id: lan.userId },
      message: { text: 'một' },
    })
    expect((await named('user_received_message'))[0]).toMatchObject({
      sender: { id: lan.userId },
      recipient: { id: app.oaId },
    })
    expect(await named('user_seen_message')).toMatchObject([{ message: { msg_ids: ids } }])
  })

  test('receipts may be missing, or name the other side first', async () => {
    await open({ receipts: false })
    lan.start()
    await platform.send(lan.userId, { text: 'một' })
    lan.reads()
    expect((await names()).filter((name) => name.startsWith('user_'))).toEqual([])
    expect(await named('oa_send_text')).toHaveLength(1)
    await open({ variants: { receiptFrom: 'oa' } })
    lan.start()
    await platform.send(lan.userId, { text: 'một' })
    expect(await named('user_received_message')).toMatchObject([{ sender: { id: app.oaId } }])
  })

  test('a phone that is off receives when it is on again', async () => {
    lan.turnOff()
    await platform.send(lan.userId, { text: 'một' })
    expect(await names()).toEqual(['follow', 'oa_send_text'])
    lan.turnOn()
    expect(await named('user_received_message')).toHaveLength(1)
    expect(lan.last()!.text).toBe('một')
  })

  test('a human at the console needs no window and gets no receipt', async () => {
    await platform.later(30 * 24 * 3_600_000)
    lan.humanReply('Tôi là Minh')
    expect(await named('oa_send_text')).toMatchObject([
      { sender: { id: app.oaId, admin_id: '900001' }, message: { text: 'Tôi là Minh' } },
    ])
    expect(await names()).toEqual(['follow', 'oa_send_text'])
  })

  test('templates: by phone with the platform’s own receipt, by user id as any message', async () => {
    const what = { template_id: template.id, template_data: filledIn }
    await platform.call('/message/template', { ...what, phone: '84912345678', tracking_id: 'n-1' })
    await settled()
    expect(door.knocks.filter(({ headers }) => headers['x-zevent-server'] === 'ZNS')).toMatchObject([
      {
        body: {
          event_name: 'user_received_message',
          sender: { id: app.oaId },
          recipient: { id: '84912345678' },
          message: { msg_id: lan.last()!.id, delivery_time: String(MORNING), tracking_id: 'n-1' },
        },
      },
    ])
    expect(door.knocks).toHaveLength(2)
    await platform.call('/v3.0/oa/message/template', { ...what, user_id: lan.userId })
    lan.reads()
    expect((await names()).slice(1)).toEqual([
      'oa_send_text',
      'user_received_message',
      'user_received_message',
      'user_seen_message',
    ])
    platform.zalo.setTemplateStatus(template.id, 'REJECT', 'Sai tên')
    expect(await named('change_template_status')).toMatchObject([
      {
        template_id: template.id,
        status: { prev_status: 'ENABLE', new_status: 'REJECT' },
        reason: 'Sai tên',
      },
    ])
  })
})
