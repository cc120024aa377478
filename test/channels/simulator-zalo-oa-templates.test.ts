import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, filledIn, HOUR, MORNING, openPlatform, template, verdict } from './zalo-oa-kit.ts'
import type { Platform } from './zalo-oa-kit.ts'
import { linkIn } from '../../src/simulator/zalo-oa.ts'
import type { OaPhone, ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'

let platform: Platform
let lan: OaPhone

async function open(options: Partial<ZaloOaOptions> = {}) {
  await platform?.zalo.close()
  platform = await openPlatform({ templates: [template], ...options })
  lan = platform.zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
}
beforeEach(() => open())
afterEach(() => platform.zalo.close())

const letter = { phone: '84912345678', template_id: template.id, template_data: filledIn, tracking_id: 'n-1' }
const byPhone = (more: object = {}) => platform.call('/message/template', { ...letter, ...more })
const phoned = async (more?: object) => verdict(await byPhone(more))
const byUser = async (more: object = {}) =>
  verdict(
    await platform.call('/v3.0/oa/message/template', {
      user_id: lan.userId,
      template_id: template.id,
      template_data: filledIn,
      ...more,
    }),
  )

describe('by phone', () => {
  test('reaches a person who never met the account, with the text filled in and the link on the button', async () => {
    expect(await byPhone()).toMatchObject({
      error: 0,
      data: {
        msg_id: lan.last()!.id,
        sent_time: String(MORNING),
        sending_mode: '1',
        quota: { dailyQuota: '500', remainingQuota: '499' },
      },
    })
    expect(lan.last()!.text).toBe(
      'Kính gửi Chị Lan, nhiệm vụ Trực kỹ thuật cần xác nhận trước 17:00 30/11/2026.',
    )
    expect(linkIn(lan.last())).toBe('https://hop.example.vn/c/tk.81')
    expect(lan.opens('Xác nhận')).toBe('https://hop.example.vn/c/tk.81')
    expect(await platform.send(lan.userId, { text: 'a' })).toMatch(/^-232/)
  })

  test.each([
    [{ phone: '+84912345678' }, 'accepted'],
    [{ phone: '0912345678' }, /^-108/],
    [{ phone: '8491234567' }, /^-108/],
    [{ phone: '84212345678' }, /^-108/],
    [{ phone: '84987654321' }, /^-118/],
    [{ template_id: '9' }, /^-109/],
    [{ template_id: 123456 }, /^-109/],
    [{ tracking_id: undefined }, /^-132 .*tracking_id/],
    [{ tracking_id: 'x'.repeat(48) }, 'accepted'],
    [{ tracking_id: 'x'.repeat(49) }, /^-132 .*tracking_id/],
    [{ user_id: '1' }, /^-132 .*user_id/],
    [{ sending_mode: '3' }, /^-161/],
    [{ mode: 'development' }, /^-127/],
  ])('%j', async (more, expected) => expect(await phoned(more)).toMatch(expected))

  test.each([
    [{}, 'accepted'],
    [{ ghi_chu: '' }, 'accepted'],
    [{ ten: 'x'.repeat(30) }, 'accepted'],
    [{ ten: 'x'.repeat(31) }, /^-1121 .*ten/],
    [{ ten: undefined }, /^-1122 .*ten/],
    [{ ten: ' ' }, /^-1122 .*ten/],
    [{ ten: 7 }, /^-112 .*ten/],
    [{ viec: 'ab' }, /^-1124 .*viec/],
    [{ han: '17:00' }, 'accepted'],
    [{ han: 'ngày mai' }, /^-1124 .*han/],
    [{ han: '31/13/2026' }, /^-1124 .*han/],
    [{ ma: 'hai từ' }, /^-1124 .*ma/],
    [{ la: 'x' }, /^-132 .*la/],
  ])('with %j', async (more, expected) =>
    expect(await phoned({ template_data: { ...filledIn, ...more } })).toMatch(expected),
  )

  test('no data, no body, no JSON', async () => {
    expect(await phoned({ template_data: {} })).toMatch(/^-111/)
    expect(verdict(await platform.call('/message/template', ''))).toMatch(/^-121/)
    expect(verdict(await platform.call('/message/template', '{'))).toMatch(/^-122/)
  })

  test('administrators get what is in development', async () => {
    await open({ admins: ['0912345678'] })
    expect(await phoned({ mode: 'development' })).toBe('accepted')
  })

  test('not from 22:00 to 06:00 in Vietnam', async () => {
    for (const [at, expected] of [
      ['2026-11-30T14:59:59Z', 'accepted'],
      ['2026-11-30T15:00:00Z', '-133 Not allowed to send at night'],
      ['2026-11-30T22:59:59Z', '-133 Not allowed to send at night'],
      ['2026-11-30T23:00:00Z', 'accepted'],
    ] as const) {
      platform.clock.now = Date.parse(at)
      expect(await phoned()).toBe(expected)
    }
    await open({ nightHours: false })
    platform.clock.now = Date.parse('2026-11-30T15:00:00Z')
    expect(await phoned()).toBe('accepted')
  })

  test('so many a day, and the day is Vietnam’s', async () => {
    await open({ dailyQuota: 1 })
    expect([await phoned(), await phoned()]).toEqual(['accepted', '-144 The OA has reached its daily limit'])
    await platform.later(14 * HOUR - 1)
    expect(await platform.get('/message/quota')).toMatchObject({ data: { remainingQuota: '0' } })
    await platform.later(1)
    expect(await platform.get('/message/quota')).toMatchObject({ data: { remainingQuota: '1' } })
  })

  test('a person may refuse it', async () => {
    lan.restrict()
    expect(await phoned()).toMatch(/^-139/)
  })

  test('accepted is not delivered: the status tells', async () => {
    lan.turnOff()
    const { data } = (await byPhone()) as unknown as { data: { msg_id: string } }
    const status = () => platform.get('/message/status', { message_id: data.msg_id })
    expect(await status()).toMatchObject({ data: { status: 0 } })
    expect(lan.messages()).toEqual([])
    platform.clock.now += HOUR
    lan.turnOn()
    expect(await status()).toMatchObject({ data: { status: 1, delivery_time: String(MORNING + HOUR) } })
    expect(lan.last()!.id).toBe(data.msg_id)
    expect(verdict(await platform.get('/message/status', { message_id: 'la' }))).toMatch(/^-107/)
  })
})

describe('by user id', () => {
  test('needs somebody who has met the account, and no window', async () => {
    expect(await byUser()).toMatch(/^-213/)
    lan.start()
    await platform.later(30 * DAY)
    expect(await platform.send(lan.userId, { text: 'a' })).toMatch(/^-230/)
    expect(await byUser()).toBe('accepted')
    expect(lan.last()!.text).toContain('Kính gửi Chị Lan')
    lan.restrict()
    expect(await byUser()).toMatch(/^-244/)
  })

  test('the answer names the message as the account’s others', async () => {
    lan.start()
    const body = { user_id: lan.userId, template_id: template.id, template_data: filledIn }
    expect(await platform.call('/v3.0/oa/message/template', body)).toMatchObject({
      data: { message_id: lan.last()!.id, user_id: lan.userId, sent_time: String(MORNING) },
    })
  })

  test('no tracking id, no nesting, no phone; the parameters are checked as by phone', async () => {
    lan.start()
    expect(await byUser({ tracking_id: 'n-1' })).toBe('-201 tracking_id is invalid')
    expect(await byUser({ user_id: undefined })).toBe('-201 user_id is invalid')
    expect(await byUser({ template_data: { ...filledIn, ten: undefined } })).toMatch(/^-1122/)
    expect(await byUser({ template_id: '9' })).toMatch(/^-109/)
  })

  test('at night too, but not every template', async () => {
    await open({ templates: [template, { ...template, id: '7', uid: false }] })
    lan.start()
    platform.clock.now += 14 * HOUR
    expect(await byUser()).toBe('accepted')
    expect(await byUser({ template_id: '7' })).toMatch(/^-249/)
  })
})

describe('the templates', () => {
  test('tell what they need', async () => {
    expect(await platform.get('/template/info/v2', { template_id: template.id })).toMatchObject({
      data: {
        templateId: template.id,
        status: 'ENABLE',
        listParams: [
          { name: 'ten', require: true, type: 'STRING', maxLength: 30, minLength: 0, acceptNull: false },
          { name: 'viec', maxLength: 200, minLength: 3 },
          { name: 'han', type: 'DATE', maxLength: 20 },
          { name: 'ma', maxLength: 200 },
          { name: 'ghi_chu', require: false, acceptNull: true },
        ],
        listButtons: [{ type: 1, title: 'Xác nhận', content: 'https://hop.example.vn/c/<ma>' }],
        price_uid: '140',
      },
    })
    expect(verdict(await platform.get('/template/info/v2', { template_id: '9' }))).toMatch(/^-109/)
  })

  test('only an approved one can be sent', async () => {
    platform.zalo.setTemplateStatus(template.id, 'DISABLE')
    expect(await phoned()).toMatch(/^-131/)
    platform.zalo.setTemplateStatus(template.id, 'ENABLE')
    expect(await phoned()).toBe('accepted')
  })

  test('are listed by page and by status', async () => {
    const waiting = { ...template, id: '7', status: 'PENDING_REVIEW' as const }
    await open({ templates: [template, waiting] })
    const list = (query: Record<string, string>) => platform.get('/template/all', { offset: '0', ...query })
    expect(await list({ limit: '1' })).toMatchObject({
      data: [{ templateId: template.id }],
      metadata: { total: 2 },
    })
    expect(await list({ limit: '100', status: '2' })).toMatchObject({ data: [{ templateId: '7' }] })
    expect(verdict(await list({ limit: '101' }))).toMatch(/^-132/)
  })
})
