import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { answers, asks, audit, nominations, unitLinks } from '../../db/schema.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { identitiesOf } from '../../db/identities.ts'
import { personByCode } from '../../db/people.ts'
import { revokeUnitLinks } from '../../db/nominations.ts'
import { acceptNomination } from '../../handlers/nomination.ts'
import { linkForPerson, opens } from '../../handlers/link.ts'
import { unitLinksFor } from '../../handlers/unit-link.ts'
import { turn } from '../../handlers/world.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { type Office, office, type OfficeOptions } from '../kit/office.ts'

const BASE = 'https://caunoi.example.vn'

const withUnits = (options: OfficeOptions = {}) =>
  office({
    bridgePoints: 2,
    start: '2026-12-05T13:00',
    ...options,
    settings: { publicUrl: BASE, ...options.settings },
  })

/** The way to the page of the unit of that name, on this machine. */
async function pageOf({ app }: Office, unit: string): Promise<string> {
  const conference = await conferenceByCode(app.world.store.db, 'vt26')
  const links = await turn(app.world, (at) => unitLinksFor(at, conference!.id, BASE))
  return links.find((each) => each.unit === unit)!.url.replace(BASE, app.url)
}

const hoa = {
  'contact-name': 'Lê Thị Hoa',
  'contact-title': 'Phó Giám đốc',
  'contact-phone': '0912 555 666',
}

async function names(story: Office, url: string, form: Record<string, string>): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
  await story.settle()
  return response.text()
}

/** Whoever has that code presses "Xác nhận" on a card that offers it no more, or that was never theirs. */
async function pressesLate(story: Office, code: string, nominationId: string): Promise<void> {
  const { world } = story.app
  const person = (await personByCode(world.store.db, code))!
  const [identity] = await identitiesOf(world.store.db, person.id)
  const chat = { at: identity!, identity: identity!, person, texts: textsIn('vi') }
  await turn(world, (inner) =>
    acceptNomination(
      { ...inner, ...chat, eventId: `late-${nominationId}`, saidAt: inner.now, quoted: null, pressed: null },
      nominationId,
    ),
  )
  await story.settle()
}

const readsAll = ({ people }: Office) => people.forEach((person) => person.readsAll())

test('A unit names another contact on the web, the coordinator confirms in chat, and the open ask moves to the successor', async () => {
  const story = await withUnits()
  const [lan, minh] = story.people
  await story.clock.to('2026-12-05T14:00')
  readsAll(story)
  const url = await pageOf(story, 'Viễn thông Hà Giang')
  expect(await (await fetch(url)).text()).toContain('Viễn thông Hà Giang')

  expect(await names(story, url, hoa)).toContain('đang chờ Ban Tổ chức xác nhận')
  story.coordinator.sees(
    'ĐĂNG KÝ ĐẦU MỐI số 1: Viễn thông Hà Giang',
    'Điểm cầu: Hà Giang',
    'Đầu mối: Lê Thị Hoa, Phó Giám đốc, 0912 555 666',
  )
  lan!.seesNothingNew()

  await story.coordinator.presses('Xác nhận')
  const { text } = story.coordinator.sees('Đã ghi đầu mối của Viễn thông Hà Giang', 'Lê Thị Hoa', 'Mã mời')
  expect(text).toContain(`${BASE}/c/`)
  story.coordinator.shows('Đã xác nhận (Tạ Thị Bình)')
  lan!.sees('Điểm cầu Hà Giang nay do Lê Thị Hoa phụ trách.')
  minh!.seesNothingNew()
  readsAll(story)

  const successor = story.stranger('Lê Thị Hoa')
  await successor.writes(/Mã mời: (\d{8})/.exec(text)![1]!)
  successor.sees('điểm cầu Hà Giang')
  successor.sees('[Sẵn sàng]')
  await successor.presses('Tất cả tốt')
  await successor.presses('Sẵn sàng')
  successor.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
  const page = await (await fetch(url)).text()
  expect(page).toContain('Ban Tổ chức đã xác nhận')
  readsAll(story)
})

test('What the contact before has answered stays', async () => {
  const story = await withUnits()
  const [lan] = story.people
  await story.clock.to('2026-12-05T14:00')
  readsAll(story)
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  readsAll(story)
  const { db } = story.app.world.store
  const before = await db.select().from(answers)
  await names(story, await pageOf(story, 'Viễn thông Hà Giang'), hoa)
  await story.coordinator.presses('Xác nhận')
  readsAll(story)
  expect(await db.select().from(answers)).toEqual(before)
  const successor = await personByCode(db, 'le-thi-hoa')
  const owed = await db.select().from(asks).where(eq(asks.owedBy, successor!.id))
  expect(owed.map((ask) => ask.state)).toEqual(['answered'])
})

test('A unit changes its mind: the newer list overtakes the older, and the older one’s button says so', async () => {
  const story = await withUnits({ rounds: false })
  readsAll(story)
  const url = await pageOf(story, 'Viễn thông Hà Giang')
  await names(story, url, hoa)
  await names(story, url, hoa)
  await names(story, url, { ...hoa, 'contact-name': 'Lê Văn Hùng', 'contact-phone': '0912 777 888' })
  const { db } = story.app.world.store
  expect((await db.select().from(nominations)).map((each) => each.state)).toEqual(['overtaken', 'waiting'])
  story.coordinator.shows('Đơn vị đã gửi danh sách mới thay danh sách này')
  story.coordinator.sees('số 2', 'Lê Văn Hùng')
  readsAll(story)
  const [older, newer] = await db.select().from(nominations)
  await pressesLate(story, 'ta-thi-binh', older!.id)
  story.coordinator.sees('Đơn vị đã gửi danh sách mới, danh sách này không còn hiệu lực')
  await story.coordinator.presses('Từ chối')
  story.coordinator.sees('Đã từ chối danh sách của Viễn thông Hà Giang')
  await pressesLate(story, 'ta-thi-binh', newer!.id)
  story.coordinator.sees('đã được xử lý từ trước: Đã từ chối (Tạ Thị Bình)')
  readsAll(story)
  expect(await personByCode(db, 'le-van-hung')).toBeNull()
  expect(await personByCode(db, 'le-thi-hoa')).toBeNull()
})

test('Somebody the unit has already is known by number and name; who only shares the office’s number is a new person', async () => {
  const story = await withUnits({ rounds: false })
  readsAll(story)
  const url = await pageOf(story, 'Viễn thông Hà Giang')
  const lanPhone = '0912010000'
  await names(story, url, {
    'contact-name': 'Nguyễn Thị Lan',
    'contact-phone': lanPhone,
    'duty-name': 'Vũ Văn Nam',
    'duty-phone': lanPhone,
  })
  await story.coordinator.presses('Xác nhận')
  const { text } = story.coordinator.sees('Đã ghi đầu mối')
  expect(text).toContain('Vũ Văn Nam')
  expect(text).not.toContain('Nguyễn Thị Lan')
  readsAll(story)
  expect(await personByCode(story.app.world.store.db, 'nguyen-thi-lan')).toBeNull()
})

test('A contact who presses a coordinator’s button, handed on, changes nothing', async () => {
  const story = await withUnits({ rounds: false })
  const [lan] = story.people
  readsAll(story)
  await names(story, await pageOf(story, 'Viễn thông Hà Giang'), hoa)
  readsAll(story)
  const { db } = story.app.world.store
  const [waiting] = await db.select().from(nominations)
  await pressesLate(story, 'c1', waiting!.id)
  lan!.sees('Nút này dành cho người khác')
  expect((await db.select().from(nominations))[0]!.state).toBe('waiting')
})

test('A link that was withdrawn, has expired, was changed, or is another’s kind opens nothing', async () => {
  const story = await withUnits({ rounds: false })
  readsAll(story)
  const url = await pageOf(story, 'Viễn thông Hà Giang')
  expect(await pageOf(story, 'Viễn thông Hà Giang')).toBe(url)
  const wrong = await fetch(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)
  expect([wrong.status, await wrong.text()]).toEqual([404, expect.stringContaining('Liên kết không đúng')])
  const lan = (await personByCode(story.app.world.store.db, 'c1'))!
  const personal = await turn(story.app.world, (at) => linkForPerson(at, lan.id))
  expect((await fetch(`${story.app.url}/u/${personal}`)).status).toBe(404)
  const { store } = story.app.world
  expect(await opens(story.app.world, store.db, url.split('/u/')[1]!)).toBe('unknown')
  const [link] = await store.db.select().from(unitLinks)
  await turn(story.app.world, ({ tx, now }) => revokeUnitLinks(tx, link!, now))
  expect(await names(story, url, hoa)).toContain('Liên kết đã bị thu hồi')
  const again = await pageOf(story, 'Viễn thông Hà Giang')
  expect(again).not.toBe(url)
  await story.clock.forward('P31D')
  readsAll(story)
  expect(await names(story, again, hoa)).toContain('Liên kết đã hết hạn')
  expect(await store.db.select().from(nominations)).toEqual([])
})

test('Naming whom the plan has already changes nothing for anybody', async () => {
  const story = await withUnits({ backups: true, assignments: 2 })
  await story.sendsAssignments()
  await story.clock.to('2026-12-05T14:00')
  readsAll(story)
  await names(story, await pageOf(story, 'Viễn thông Hà Giang'), {
    'contact-name': 'nguyễn thị lan',
    'contact-phone': '+84 912 010 000',
  })
  await story.coordinator.presses('Xác nhận')
  story.coordinator.readsAll()
  const done = await story.app.world.store.db.select().from(audit).where(eq(audit.action, 'imported'))
  expect(done.map(({ actor }) => actor)).toEqual(['console'])
  // Nobody else has heard anything: each phone is looked at when the story ends.
})

test('An assignment that the contact still owes goes to the successor with the seat', async () => {
  const story = await withUnits({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.sendsAssignments()
  readsAll(story)
  await names(story, await pageOf(story, 'Viễn thông Hà Giang'), hoa)
  await story.coordinator.presses('Xác nhận')
  const { text } = story.coordinator.sees('Mã mời')
  lan!.sees('Nhiệm vụ 1', 'Lê Thị Hoa')
  readsAll(story)
  const successor = story.stranger('Lê Thị Hoa')
  await successor.writes(/Mã mời: (\d{8})/.exec(text)![1]!)
  successor.sees('Chuẩn bị đường truyền điểm cầu Hà Giang', '[Đã nhận]')
  readsAll(story)
})
