import { existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { record } from '../../db/facts.ts'
import { announcementNumbered } from '../../db/announcements.ts'
import { personByCode, personById } from '../../db/people.ts'
import { recipientsOf } from '../../db/announcement-report.ts'
import { takeFile } from '../../handlers/announcement/answer-file.ts'
import { resultsOf } from '../../handlers/announcement/results.ts'
import { announce } from '../kit/announcing.ts'
import { wantFetch } from '../../db/fetches.ts'
import { inTransaction } from '../../db/open.ts'
import { media, nominations, requests, unitLinks } from '../../db/schema.ts'
import { liveIdentities } from '../../db/identities.ts'
import { linkForPerson, opens } from '../../handlers/link.ts'
import { erasePerson } from '../../handlers/person-erase.ts'
import { exportPerson } from '../../handlers/person-export.ts'
import { turn } from '../../handlers/world.ts'
import { office, type Office, type OfficeOptions } from '../kit/office.ts'
import { planFile } from '../kit/plan.ts'

const LAN = 'Nguyễn Thị Lan'
const PHONES = ['+84912010000', '0912010000', '0912 010 000', '84912010000']
const SAID = 'Loa hội trường rè từ sáng'
const ASKED = 'Chỗ đỗ xe ở đâu ạ'
const ANSWERED = 'Ông Trần Thế Vinh, Phó Giám đốc'
const FILE = 'Phat bieu cua chi Lan.pdf'

const MAIL = 'lan@hagiang.example.vn'

const options: OfficeOptions = {
  bridgePoints: 2,
  backups: true,
  assignments: 1,
  with: (plan) => (plan.contacts[0]!.email = MAIL),
}

/** Lan has acknowledged, asked, reported a fault and been spoken of; then somebody else took over her bridge point. */
async function lanHasLeft(more: OfficeOptions = {}): Promise<Office> {
  const here = await office({ ...options, ...more })
  const [lan] = here.people
  await here.sendsAssignments()
  await lan!.chooses('Cần trao đổi')
  await lan!.writes(ASKED)
  await here.opensRound('r1')
  await lan!.writes(`mất tiếng, ${SAID}`)
  await here.coordinator.writes(`Nhờ gọi ${LAN}, 0912010000 hoặc ${MAIL}`)
  await keepMore(here)
  await announceTo(here)
  await here.imports(withoutLan(more))
  for (const person of here.people) person.readsAll()
  return here
}

/** Announcements name her, went to a list that holds her code and number, and she has answered two of three. */
async function announceTo(here: Office): Promise<void> {
  const [lan] = here.people
  const lists = { danh_sach: ['c1', 'c2', PHONES[1]!] }
  const naming = { text: `Chi tiết hỏi ${LAN}.`, lists, audience: `list:danh_sach or phone:${PHONES[1]}` }
  await announce(here, ['c1', 'c2'], { ...naming, wanted: { kind: 'text' } })
  await lan!.presses('Trả lời')
  await lan!.writes(ANSWERED)
  const wanted = { kind: 'file' as const }
  const speech = await announce(here, ['c1', 'c2'], { ...naming, wanted, reason: `Theo ý ${LAN}` })
  await turn(here.app.world, async (at) => {
    const { id } = (await personByCode(at.tx, 'c1'))!
    const [recipient] = await recipientsOf(at.tx, speech.id)
    const file = { id: 'm2', kind: 'file' as const, mime: 'application/pdf', fileName: FILE, size: 4 }
    await at.tx.insert(media).values({ ...file, contactId: id, bytes: Buffer.from('%PDF'), at: at.now })
    const [identity] = (await liveIdentities(at.tx)).filter(({ contactId }) => contactId === id)
    const said = { at: identity!, eventId: 'speech', saidAt: at.now }
    await takeFile(at, { ask: recipient!.askId!, contactId: id, ...said, media: file })
  })
  await announce(here, ['c1', 'c2'], { ...naming, wanted: { kind: 'received' } })
}

function withoutLan(more: OfficeOptions = {}) {
  const plan = planFile({ ...options, ...more })
  more.with?.(plan)
  plan.contacts = plan.contacts.filter(({ code }) => code !== 'c1')
  plan.bridgePoints[0]!.contact = 'c3'
  delete plan.bridgePoints[0]!.backup
  plan.assignments[0]!.contact = 'c3'
  delete plan.assignments[0]!.backup
  return plan
}

/** What other ways of reaching people have kept of her. */
async function keepMore({ app, clock }: Office): Promise<void> {
  const lan = await personByCode(app.world.store.db, 'c1')
  const at = clock.now()
  const raw = new Database(app.world.store.file, { readonly: true })
  const { unit, conference } = raw
    .prepare('select (select id from units limit 1) unit, (select id from conferences limit 1) conference')
    .get() as { unit: string; conference: string }
  raw.close()
  await inTransaction(app.world.store, async (tx) => {
    const file = { kind: 'image' as const, mime: 'image/jpeg', fileName: 'loa.jpg', size: 15 }
    await tx
      .insert(media)
      .values({ id: 'm1', contactId: lan!.id, ...file, bytes: Buffer.from('picture of Lan'), at })
    const link = { id: 'ul', unitId: unit, conferenceId: conference, issuedAt: at, expiresAt: at + 1 }
    await tx.insert(unitLinks).values(link)
    const named = {
      role: 'contact' as const,
      name: LAN,
      title: 'Trưởng phòng',
      phone: PHONES[0]!,
      email: null,
    }
    await tx.insert(nominations).values({
      id: 'n1',
      number: 1,
      unitLinkId: 'ul',
      unitId: unit,
      conferenceId: conference,
      people: [named, { ...named, role: 'backup', name: 'Trần Văn Minh', phone: '+84912010001' }],
      at,
      state: 'accepted',
    })
    await tx.insert(requests).values({
      id: 'r1',
      number: 1,
      channel: 'telegram',
      account: '700000001',
      chat: 'asked-from-here',
      shownName: 'Lan Lan',
      phone: PHONES[0]!,
      text: 'Cho tôi vào với',
      at,
      state: 'accepted',
      contactId: lan!.id,
    })
    await wantFetch(tx, {
      id: 'f1',
      channel: 'telegram',
      account: '700000001',
      chat: 'sent-from-here',
      eventId: 'u1',
      contactId: lan!.id,
      ref: 'https://zdn.vn/anh-cua-lan.jpg',
      what: 'image',
      purpose: { what: 'draft', draft: 'd1', version: 1 },
      at,
      nextAt: at + 3_600_000,
    })
    await record(tx, at, lan!.id, 'test', lan!.id)
  })
}

/** Every value of every table, and every byte of the files. */
function traces(file: string, words: string[]): string[] {
  const raw = new Database(file, { readonly: true })
  const names = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
  const rows = names.flatMap((name) =>
    raw
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => `${name}: ${JSON.stringify(row)}`),
  )
  raw.close()
  const bytes = ['', '-wal'].map((part) => file + part).filter(existsSync)
  return words.flatMap((word) => [
    ...rows.filter((row) => row.includes(word)),
    ...bytes.filter((each) => readFileSync(each).includes(word)).map(() => `bytes of the file: ${word}`),
  ])
}

async function idsOf({ app }: Office) {
  const { db } = app.world.store
  const lan = (await personByCode(db, 'c1'))!
  const chat = (await liveIdentities(db)).find(({ contactId }) => contactId === lan.id)!.chat
  return { lan, chat, world: app.world }
}

test('Lan is erased: her name, phones, chat and words are nowhere in the tables or the bytes of the file', async () => {
  const here = await lanHasLeft()
  const { lan, chat, world } = await idsOf(here)
  const said = [SAID, ASKED, ANSWERED, FILE, 'asked-from-here', 'Lan Lan', 'picture of Lan', 'anh-cua-lan']
  const words = [LAN, MAIL, ...PHONES, chat, ...said]
  for (const word of words) expect(traces(world.store.file, [word]), word).not.toEqual([])

  const erasure = await erasePerson(world, lan.id, { yes: true })
  expect(await world.store.scrub()).toBe(true)
  expect(erasure).toMatchObject({ kind: 'erased', chats: 1, media: 2, namesake: false })
  expect(traces(world.store.file, words)).toEqual([])
  const { code } = await personById(world.store.db, lan.id)
  const announcement = (await announcementNumbered(world.store.db, 1))!
  expect(announcement.lists['danh_sach']).toEqual([code, 'c2', '[liên lạc đã xóa]'])
  expect((await recipientsOf(world.store.db, announcement.id)).map((each) => each.code)).toEqual([code, 'c2'])
  expect(await resultsOf(world.store.db, announcement)).toMatchObject({
    answered: 1,
    words: [{ words: null }],
  })
})

test('what she answered stays, under a pseudonym, and the audit says who erased her', async () => {
  const here = await lanHasLeft()
  const { lan, world } = await idsOf(here)
  await erasePerson(world, lan.id, { yes: true })
  const held = JSON.stringify(await turn(world, (at) => exportPerson(at, lan.id)))
  expect(held).toMatch(/"name":"Đầu mối x[0-9a-f]{10}"/)
  expect(held).toContain('"phones":[]')
  expect(held).toContain('"action":"erased","subject"')
  expect(JSON.parse(held).announcements).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }])
  expect(JSON.parse(held)).toMatchObject({ faults: [{ text: '[nội dung đã xóa theo đề nghị]' }] })
  expect(JSON.parse(held).asks.length).toBeGreaterThan(0)
})

test('looking at what would go changes nothing', async () => {
  const here = await lanHasLeft()
  const { lan, world } = await idsOf(here)
  const held = async () => ({ ...(await turn(world, (at) => exportPerson(at, lan.id))), audit: [] })
  const before = await held()
  expect(JSON.stringify(before)).toContain(ANSWERED)
  expect(JSON.stringify(before)).toContain(FILE)
  expect(await erasePerson(world, lan.id, {})).toMatchObject({ kind: 'would', chats: 1 })
  expect(await held()).toEqual(before)
})

test('who still serves a bridge point or owes an answer is not erased before somebody took over', async () => {
  const here = await office(options)
  await here.sendsAssignments()
  for (const person of here.people) person.readsAll()
  const { lan, world } = await idsOf(here)
  expect(await erasePerson(world, lan.id, { yes: true })).toMatchObject({
    kind: 'serves',
    bridgePoints: ['Hà Giang'],
    assignments: ['1'],
    openAsks: 1,
  })
  expect(traces(world.store.file, [LAN])).not.toEqual([])
  const chief = await personByCode(world.store.db, here.coordinator.code)
  expect(await erasePerson(world, chief!.id, { yes: true })).toMatchObject({
    kind: 'serves',
    coordinates: true,
  })
})

test('old invites and links let nobody in as her; the old code in a later file is somebody new', async () => {
  const here = await lanHasLeft()
  const { lan, world } = await idsOf(here)
  const old = await here.inviteFor('c1')
  const link = await turn(world, (at) => linkForPerson(at, lan.id))
  await erasePerson(world, lan.id, { yes: true })

  const hoa = here.stranger('Một người lạ')
  hoa.phone.start(old.token)
  await here.settle()
  hoa.sees('đã được sử dụng')
  expect(await opens(world, world.store.db, link)).toBe('revoked')

  const plan = withoutLan()
  plan.contacts.push({ code: 'c1', name: 'Nguyễn Thị Lan', phones: ['0912010000'] })
  await here.imports(plan)
  const anew = (await personByCode(world.store.db, 'c1'))!
  expect(anew.id).not.toBe(lan.id)
  expect(await turn(world, (at) => exportPerson(at, anew.id))).toMatchObject({
    answers: [],
    letters: [],
    chats: [],
  })
})

test('what she writes afterwards is a stranger’s, and nothing more is sent to her', async () => {
  const here = await lanHasLeft()
  const { lan, world } = await idsOf(here)
  await erasePerson(world, lan.id, { yes: true })
  await here.settle()
  here.people[0]!.seesNothingNew()
  await here.people[0]!.writes('đã nhận')
  here.people[0]!.sees('chỉ dành cho người được mời')
  here.coordinator.sees('XIN THAM GIA', '“đã nhận”')
})

test('somebody with the same name keeps what was said of them', async () => {
  const twin = (plan: ReturnType<typeof planFile>) => {
    plan.contacts[3]!.name = LAN
  }
  const here = await lanHasLeft({ with: twin })
  const { lan, world } = await idsOf(here)
  expect(await erasePerson(world, lan.id, { yes: true })).toMatchObject({ namesake: true })
  await world.store.scrub()
  expect((await personByCode(world.store.db, 'c4'))!.name).toBe(LAN)
  expect(traces(world.store.file, ['0912010000'])).toEqual([])
})
