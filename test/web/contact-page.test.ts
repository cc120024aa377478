import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lettersTo } from '../../db/visits.ts'
import { linksOf, revokeLinks } from '../../db/links.ts'
import { mediaById } from '../../db/media.ts'
import type { Letter } from '../../db/outbox.ts'
import { personByCode } from '../../db/people.ts'
import { asksOfConference } from '../../db/asks.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { linkForLetter, linkForPerson } from '../../handlers/link.ts'
import { takeIn, visitOf } from '../../handlers/web-visit.ts'
import { turn } from '../../handlers/world.ts'
import { readForm } from '../../src/web/contact-page/form.ts'
import { type Office, office, type OfficeOptions } from '../kit/office.ts'
import { buttonsIn, nonceIn, webVisitor } from '../kit/web-visitor.ts'

/** An office that people reach from outside. */
const reachable = (options: OfficeOptions = {}) =>
  office({
    rounds: false,
    ...options,
    settings: { publicUrl: 'https://caunoi.example.vn', ...options.settings },
  })

const contact = async ({ app }: Office, code: string) => (await personByCode(app.world.store.db, code))!

async function personalLink(at: Office, code: string) {
  const person = await contact(at, code)
  const token = await turn(at.app.world, (now) => linkForPerson(now, person.id))
  return { token, visitor: webVisitor(at.app.url, token, at.settle) }
}

/** The link to the letter that says this. */
async function linkToLetterOf(at: Office, code: string, words: string) {
  const person = await contact(at, code)
  const letters = await lettersTo(at.app.world.store.db, person.id)
  const letter = letters.find(({ card }) => card.text.includes(words))!
  const token = await turn(at.app.world, (now) => linkForLetter(now, { id: letter.id, contactId: person.id }))
  return { token, letter, visitor: webVisitor(at.app.url, token, at.settle) }
}

const coordinatorOf = (at: Office) => contact(at, at.coordinator.code)

const linkToLetter = (at: Office, letter: Letter) =>
  turn(at.app.world, (now) => linkForLetter(now, { id: letter.id, contactId: letter.contactId! }))

async function askStates({ app }: Office) {
  const conference = (await conferenceByCode(app.world.store.db, 'vt26'))!
  return (await asksOfConference(app.world.store.db, conference.id)).map((ask) => ask.state)
}

const refusals = async ({ app }: Office) =>
  (await (await fetch(`${app.url}/metrics`)).text()).match(/caunoi_web_refused_total\{.*/g) ?? []

test('Lan has no app: she opens her link, sees her card, presses Đã nhận, and nobody asks her again', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor } = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  await visitor.opens()
  visitor.sees('Kính gửi Bà Nguyễn Thị Lan', 'nhiệm vụ 1', 'Văn phòng UBND tỉnh gửi qua hệ thống Cầu Nối')
  visitor.sees('0219 3866 000', 'Ai mở liên kết đều trả lời thay mặt Nguyễn Thị Lan')
  expect(await askStates(at)).toEqual(['open'])
  await visitor.presses('Đã nhận')
  expect(visitor.status()).toBe(200)
  visitor.sees('Kết quả', 'Đã ghi: nhiệm vụ 1, Đã nhận')
  expect(visitor.offers('Sửa câu trả lời')).toBe(true)
  expect(await askStates(at)).toEqual(['answered'])
  at.coordinator.readsAll()
  await at.clock.forward('P4D')
  at.coordinator.seesNothingNew()
})

test('What is answered on the page stands on the Telegram card as well', async () => {
  const at = await reachable({ assignments: 1 })
  const [lan] = at.people
  await at.sendsAssignments()
  at.coordinator.readsAll()
  lan!.sees('nhiệm vụ 1', '[Đã nhận]')
  const { visitor } = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  await visitor.opens()
  await visitor.presses('Đã nhận')
  visitor.sees('Đã ghi: nhiệm vụ 1')
  lan!.shows('Đã nhận')
  expect(lan!.phone.messages().at(-1)!.edits).toBe(1)
  await at.clock.forward('P4D')
  lan!.seesNothingNew()
})

test('Opening a link answers nothing, and what draws previews or fetches ahead does not count as opening', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor, token } = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  const person = await contact(at, 'c1')
  const openedAt = async () => (await linksOf(at.app.world.store.db, person.id))[0]!.openedAt
  await visitor.opens({ 'user-agent': 'TelegramBot (like TwitterBot)' })
  visitor.seesNo('Lan')
  await visitor.opens({ 'sec-purpose': 'prefetch;prerender' })
  await fetch(`${at.app.url}/c/${token}`, { method: 'HEAD', headers: { 'user-agent': 'Mozilla/5.0' } })
  expect(await openedAt()).toBeNull()
  await visitor.opens()
  expect(await openedAt()).toBe(at.clock.now())
  expect(await askStates(at)).toEqual(['open'])
})

test('A forged, an expired and a withdrawn link say so in three languages with the office’s number, and are counted', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { token, visitor } = await personalLink(at, 'c1')
  const forged = webVisitor(at.app.url, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, at.settle)
  await forged.opens()
  forged.sees('Liên kết không đúng', 'This link is not right', '链接不正确', '0219 3866 000')
  expect(forged.status()).toBe(404)
  await visitor.opens()
  expect(visitor.status()).toBe(200)
  const press = buttonsIn(visitor.html()).find(({ label }) => label === 'Đã nhận')!
  const person = await contact(at, 'c1')
  await turn(at.app.world, ({ tx, now }) => revokeLinks(tx, person.id, now))
  expect(await visitor.sends({ nonce: nonceIn(visitor.html()), press: press.value })).toBe(410)
  visitor.sees('đã được thu hồi', 'withdrawn', '收回')
  const late = await personalLink(at, 'c1')
  await at.clock.forward('P31D')
  at.coordinator.readsAll()
  await late.visitor.opens()
  expect(late.visitor.status()).toBe(410)
  late.visitor.sees('đã hết hạn', 'expired', '过期')
  expect((await refusals(at)).join('\n')).toMatch(/unknown"} 1[^]*revoked"} 1[^]*expired"} 1/)
  expect(await askStates(at)).not.toContain('answered')
})

test('Nobody answers another contact’s card, nor one that their link does not open', async () => {
  const at = await reachable({ assignments: 2, bridgePoints: 2, unlinked: [0, 1] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const minh = await personalLink(at, 'c2')
  await minh.visitor.opens()
  const lan = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  await lan.visitor.opens()
  const foreign = buttonsIn(minh.visitor.html()).find(({ label }) => label === 'Đã nhận')!
  const status = await lan.visitor.sends({ nonce: nonceIn(lan.visitor.html()), press: foreign.value })
  expect(status).toBe(403)
  lan.visitor.sees('Nút này không thuộc liên kết đang mở, chưa có gì thay đổi.')
  expect(await askStates(at)).toEqual(['open', 'open'])
  expect((await refusals(at)).join()).toContain('foreign-letter"} 1')
})

test('A press that got past the page is still refused where it is not the person’s own card', async () => {
  const at = await reachable({ assignments: 2, bridgePoints: 2, unlinked: [0, 1] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  await (await personalLink(at, 'c2')).visitor.opens()
  const lan = await personalLink(at, 'c1')
  await lan.visitor.opens()
  const { db } = at.app.world.store
  const [foreign] = await lettersTo(db, (await contact(at, 'c2')).id)
  const [link] = await linksOf(db, (await contact(at, 'c1')).id)
  const number = Number(Object.keys(foreign!.commands)[0])
  const content = { kind: 'press' as const, letter: foreign!.id, number, pressId: '' }
  await takeIn(at.app.world, { link: link! }, { eventId: `${link!.id}:forged`, content, picture: null })
  await at.settle()
  await lan.visitor.opens()
  lan.visitor.sees('Nút này dành cho người khác, chưa có gì thay đổi.')
  expect(await askStates(at)).toEqual(['open', 'open'])
})

test('A link to one assignment opens neither the contact’s other ones nor their answers', async () => {
  const at = await reachable({ assignments: 2, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor } = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  const all = await personalLink(at, 'c1')
  await all.visitor.opens()
  all.visitor.sees('nhiệm vụ 1', 'nhiệm vụ 2')
  await visitor.opens()
  visitor.sees('nhiệm vụ 1')
  visitor.seesNo('nhiệm vụ 2')
  const other = (await linkToLetterOf(at, 'c1', 'nhiệm vụ 2')).letter
  const number = Object.keys(other.commands)[0]!
  expect(await visitor.sends({ nonce: nonceIn(visitor.html()), press: `${other.id}.${number}` })).toBe(403)
  expect(await askStates(at)).toEqual(['open', 'open'])
})

test('A form sent twice counts once, and one from another site not at all', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor } = await personalLink(at, 'c1')
  await visitor.opens()
  const fields = { nonce: nonceIn(visitor.html()), question: 'Mấy giờ chạy thử?' }
  expect(await visitor.sends(fields, { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await visitor.sends(fields, { origin: 'https://evil.example' })).toBe(403)
  at.coordinator.readsAll()
  await visitor.sends(fields)
  await visitor.sends(fields)
  at.coordinator.sees('CÂU HỎI số 1', 'Mấy giờ chạy thử?')
  at.coordinator.seesNothingNew()
  await visitor.opens()
  await visitor.pressesTwice('Đã nhận')
  visitor.sees('Đã ghi: nhiệm vụ 1')
  visitor.seesNo('Đã ghi từ trước')
})

test('A question reaches the organisers, and their reply appears on the page', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor } = await linkToLetterOf(at, 'c1', 'nhiệm vụ 1')
  await visitor.opens()
  at.coordinator.readsAll()
  await visitor.asks('đã nhận <b>máy</b> chưa?')
  visitor.sees('Đã chuyển câu hỏi số 1 đến Ban Tổ chức')
  const question = at.coordinator.sees('CÂU HỎI số 1 – Bà Nguyễn Thị Lan', 'Về nhiệm vụ 1', '<b>máy</b>')
  await at.coordinator.writes('Chiều nay sẽ có máy', question)
  at.coordinator.readsAll()
  await visitor.opens()
  visitor.sees('Ban Tổ chức trả lời: Chiều nay sẽ có máy', '<b>máy</b>')
  expect(visitor.html()).not.toContain('<b>máy')
  expect(await askStates(at)).toEqual(['open'])
})

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4])

test('A technician with a forwarded link ticks the checklist, reports a fault with a photo, and it reaches the coordinators', async () => {
  const at = await reachable({ rounds: true, unlinked: [0], start: '2026-12-05T13:00' })
  await at.opensRound('r1')
  at.coordinator.readsAll()
  const { visitor } = await linkToLetterOf(at, 'c1', 'Hà Giang')
  await visitor.opens()
  visitor.sees('xác nhận điểm cầu Hà Giang', 'Báo sự cố: Hà Giang')
  await visitor.presses('Âm thanh')
  visitor.sees('✅ Âm thanh: tốt')
  at.coordinator.readsAll()
  await visitor.reportsFault('Mất tiếng từ 13h', { bytes: PNG, type: 'image/png' })
  visitor.sees('Kết quả', 'Mất tiếng từ 13h')
  at.coordinator.sees('Mất tiếng từ 13h', 'Hà Giang', '[Tôi xử lý]')
  const alert = (await lettersTo(at.app.world.store.db, (await coordinatorOf(at)).id))[0]!
  expect(alert.card.media).toMatchObject({ kind: 'image', mime: 'image/png', size: PNG.length })
  expect(Buffer.from((await mediaById(at.app.world.store.db, alert.card.media!.id))!.bytes!)).toEqual(
    Buffer.from(PNG),
  )
  const his = await linkToLetter(at, alert)
  const picture = (token: string) => fetch(`${at.app.url}/c/${token}/media/${alert.card.media!.id}`)
  expect((await picture(his)).headers.get('content-type')).toBe('image/png')
  expect((await picture((await personalLink(at, 'c1')).token)).status).toBe(404)
  at.coordinator.readsAll()
  await visitor.presses('Mất điện')
  at.coordinator.sees('Mất điện')
})

test('What is no picture is not taken, and nothing is reported', async () => {
  const at = await reachable({ rounds: true, unlinked: [0], start: '2026-12-05T13:00' })
  await at.opensRound('r1')
  at.coordinator.readsAll()
  const { visitor } = await personalLink(at, 'c1')
  await visitor.opens()
  at.coordinator.readsAll()
  await visitor.reportsFault('Mất hình', {
    bytes: new TextEncoder().encode('<svg onload=x>'),
    type: 'image/png',
  })
  expect(visitor.status()).toBe(422)
  visitor.sees('chỉ nhận ảnh JPEG, PNG hoặc WebP')
  at.coordinator.seesNothingNew()
})

test('A contact in China reads the page and the buttons in Chinese, and presses them', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const { visitor } = await personalLink(at, 'c1')
  await visitor.opens({ 'accept-language': 'zh-CN,zh;q=0.9' })
  visitor.sees('待您回复的事项', '如需核实')
  await visitor.presses('已收到')
  visitor.sees('Đã ghi: nhiệm vụ 1')
})

test('What is asked for in words is answered in words: who is on duty', async () => {
  const at = await reachable({ rounds: true, unlinked: [0], start: '2026-12-05T13:00' })
  await at.opensRound('r1')
  at.coordinator.readsAll()
  const { visitor } = await personalLink(at, 'c1')
  await visitor.opens()
  await visitor.presses('Người trực')
  visitor.sees('Đề nghị gõ họ tên và số điện thoại người trực', 'Viết câu trả lời')
  await visitor.writes('Nguyễn Văn An 0912 345 678')
  visitor.sees('Nguyễn Văn An, 0912 345 678')
})

test('The page runs nothing, fetches nothing, is kept nowhere, and weighs less than 50 KB', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  const { token } = await personalLink(at, 'c1')
  const response = await fetch(`${at.app.url}/c/${token}`, { headers: { 'user-agent': 'Mozilla/5.0' } })
  const page = await response.text()
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-robots-tag')).toContain('noindex')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(page).not.toMatch(/<script|https?:\/\//)
  expect(Buffer.byteLength(page)).toBeLessThan(50_000)
})

test('Whatever a form holds, it is taken for one of our wishes or refused, never more', async () => {
  const at = await reachable({ assignments: 1, unlinked: [0] })
  await at.sendsAssignments()
  at.coordinator.readsAll()
  const person = await contact(at, 'c1')
  await (await personalLink(at, 'c1')).visitor.opens()
  const [link] = await linksOf(at.app.world.store.db, person.id)
  const visit = await visitOf(at.app.world.store.db, link!)
  const around = { visit, points: ['b1'], awaits: false, newId: () => 'm1' }
  const names = ['nonce', 'press', 'quick', 'point', 'fault', 'question', 'text', 'photo']
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('b1', 'b1.0', 'b1.9', `${visit.letters[0]!.id}.1`, 'a'.repeat(20)),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => new File([bytes], 'x')),
    fc.array(fc.string()),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (body) => {
      const read = await readForm(body, around)
      if (read.kind === 'refused') return
      expect(['press', 'wish', 'text']).toContain(read.content.kind)
      expect(read.eventId.startsWith(`${link!.id}:`)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
