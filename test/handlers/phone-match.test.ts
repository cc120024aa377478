import * as fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { audit, identities } from '../../db/schema.ts'
import { turn } from '../../handlers/world.ts'
import { appointCoordinator } from '../../handlers/coordinator.ts'
import { matchPhone } from '../../handlers/phone-match.ts'
import { sharedPhone } from '../../src/intake/phones.ts'
import { office, type Office } from '../kit/office.ts'

const refusals = (here: Office) =>
  here.app.world.store.db.select().from(audit).where(eq(audit.action, 'phone-refused'))

test('somebody who shares their own number is matched, welcomed, and gets what waited for them', async () => {
  const here = await office({ unlinked: [0], assignments: 1 })
  await here.sendsAssignments()
  const lan = here.stranger('Lan')
  lan.phone.start()
  await here.settle()
  lan.sees('chỉ dành cho người được mời')
  expect(lan.phone.keyboard()).toEqual([['Chia sẻ số điện thoại của tôi']])

  lan.phone.sendContact(true, '84912010000')
  await here.settle()
  lan.sees('Kính gửi Bà Nguyễn Thị Lan')
  lan.sees('Chuẩn bị đường truyền điểm cầu Hà Giang', '[Đã nhận]')
  expect(lan.phone.keyboard(), 'the keyboard is taken away').toEqual([])
  await lan.presses('Đã nhận')
  lan.sees('Đã ghi')
})

test('a card that was passed on, or is somebody else’s, links nobody', async () => {
  const here = await office({ unlinked: [0] })
  const thief = here.stranger('Kẻ lạ')
  thief.phone.start()
  await here.settle()
  thief.readsAll()
  thief.phone.sendContact(false, '+84912010000')
  await here.settle()
  thief.sees('không phải của chính người gửi')
  thief.phone.sendContact(true, '+84912010000', { forwarded: true })
  await here.settle()
  thief.sees('không phải của chính người gửi')
  expect((await here.app.world.store.db.select().from(identities)).length).toBe(1)
})

test('a number that two contacts have is refused, counted and told, and nothing changes', async () => {
  const here = await office({
    bridgePoints: 2,
    unlinked: [0, 1],
    with: (plan) => {
      for (const contact of plan.contacts) contact.phones = ['0912010000']
    },
  })
  const somebody = here.stranger('Lan')
  somebody.phone.start()
  await here.settle()
  somebody.readsAll()
  somebody.phone.sendContact(true, '84912010000')
  await here.settle()
  somebody.sees('Số điện thoại này đang ghi cho nhiều đầu mối')
  here.coordinator.sees(
    'SỐ ĐIỆN THOẠI TRÙNG: 0912 010 000',
    'Bà Nguyễn Thị Lan (c1)',
    'Ông Trần Văn Minh (c2)',
  )
  expect(await refusals(here)).toMatchObject([{ detail: { why: 'phone-twice' } }])
  expect((await here.app.world.store.db.select().from(identities)).length).toBe(1)
})

test('an organiser is never linked by a phone number', async () => {
  const here = await office({ unlinked: [0] })
  await turn(here.app.world, (at) => appointCoordinator(at, 'c1'))
  const lan = here.stranger('Lan')
  lan.phone.start()
  await here.settle()
  lan.readsAll()
  lan.phone.sendContact(true, '84912010000')
  await here.settle()
  lan.sees('cần liên kết bằng mã mời')
  expect(await refusals(here)).toMatchObject([{ detail: { why: 'needs-code' } }])
})

test('a number nobody has becomes a request with the number on it', async () => {
  const here = await office({ unlinked: [0] })
  const somebody = here.stranger('Người mới')
  somebody.phone.start()
  await here.settle()
  somebody.readsAll()
  somebody.phone.sendContact(true, '84987654321')
  await here.settle()
  somebody.sees('chưa có trong danh sách đầu mối')
  here.coordinator.sees('XIN THAM GIA số 1: Người mới (Telegram)', 'Số điện thoại: 0987 654 321')
})

test('a second phone that shares the number moves nobody: holder and organisers hear of it', async () => {
  const here = await office({})
  const [lan] = here.people
  const other = here.stranger('Lan máy mới')
  other.phone.start()
  await here.settle()
  other.readsAll()
  other.phone.sendContact(true, '84912010000')
  await here.settle()
  other.sees('đã liên kết Telegram bằng một cuộc trò chuyện khác')
  lan!.sees('Có người vừa chia sẻ số điện thoại của Bà')
  here.coordinator.sees('Bà Nguyễn Thị Lan')
  lan!.phone.sendContact(true, '84912010000')
  await here.settle()
  lan!.sees('đã liên kết từ trước')
})

test('in a form one may claim any number, so trying one after the other is bounded as codes are', async () => {
  const here = await office({ unlinked: [0] })
  let events = 0
  const claims = (phone: string) =>
    turn(here.app.world, (inner) => {
      const at = { channel: 'zalo-oa' as const, account: '900', chat: '77' }
      const joining = { ...inner, at, eventId: `form-${++events}`, senderName: 'ai đó' }
      return matchPhone(joining, { kind: 'phone', phone, own: true })
    })
  for (let place = 1; place <= 5; place++) expect(await claims(`8498765432${place}`)).toBe('phone-unknown')
  expect(await claims('84912010000')).toBe('too-many-guesses')
  here.coordinator.readsAll()
})

test.each([
  ['84912010000', 'VN', '+84912010000'],
  ['+84912010000', 'JP', '+84912010000'],
  ['0912 010 000', 'VN', '+84912010000'],
  ['0084912010000', 'VN', '+84912010000'],
  ['819012345678', 'VN', '+819012345678'],
  ['09012345678', 'JP', '+819012345678'],
  ['8613800138000', 'VN', '+8613800138000'],
  ['113', 'VN', null],
  ['hello', 'VN', null],
])('%s shared from %s is %s', (text, country, number) => {
  expect(sharedPhone(text, country)).toBe(number)
})

test('whatever a platform calls a phone number, it is read or not, and never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('VN', 'JP', 'CN', 'xx', ''), (text, country) => {
      const number = sharedPhone(text, country)
      return number === null || /^\+\d{6,15}$/.test(number)
    }),
  )
})
