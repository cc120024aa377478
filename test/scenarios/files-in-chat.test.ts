import { copyFileSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveAnnouncement } from '../../db/announcements.ts'
import { openAsk } from '../../db/asks.ts'
import { expect as expectIn } from '../../db/chats.ts'
import { liveIdentities } from '../../db/identities.ts'
import { personByCode } from '../../db/people.ts'
import { contacts, fetches, media } from '../../db/schema.ts'
import { newDraft } from '../../handlers/announcement/send.ts'
import { erasePerson } from '../../handlers/person-erase.ts'
import { turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import type { Expecting } from '../../src/domain/conversation.ts'
import { LARGEST_FILE } from '../../src/domain/fetch.ts'
import { docxBytes, jpegBytes, pdfBytes, programBytes } from '../kit/files.ts'
import { office, type Office } from '../kit/office.ts'
import { planFile } from '../kit/plan.ts'
import type { Someone } from '../kit/someone.ts'

type Wanted = Expecting extends infer One ? (One extends Expecting ? Omit<One, 'until'> : never) : never

/** What the next thing in their chat is for, as the part of the program that asked would say it. */
async function awaits({ app, clock }: Office, { code }: Someone, wanted: Wanted | null): Promise<void> {
  const { world } = app
  const person = await personByCode(world.store.db, code)
  const live = (await liveIdentities(world.store.db)).find(({ contactId }) => contactId === person!.id)!
  const { channel, account, chat } = live
  const expecting = wanted && { ...wanted, until: clock.now() + 30 * 60_000 }
  await turn(world, ({ tx }) => expectIn(tx, { channel, account, chat }, expecting))
}

/** An announcement that asks everybody for a file has reached this person; the ask's id. */
async function announced({ app, settle }: Office, { code }: Someone): Promise<string> {
  const { world } = app
  const person = (await personByCode(world.store.db, code))!
  const id = world.newId()
  await turn(world, async (at) => {
    const { id: announcementId } = await saveAnnouncement(at.tx, {
      id: world.newId(),
      state: 'sending',
      stateAt: at.now,
      createdAt: at.now,
      text: 'Đề nghị gửi bài phát biểu',
      media: [],
      lists: {},
      wanted: { kind: 'file' },
      leaves: { kind: 'now' },
    })
    const ask = { id, key: id, kind: 'announcement' as const, owedBy: person.id, announcementId }
    await openAsk(at.tx, { ...ask, steps: [], urgent: false, openedAt: at.now, taken: [], state: 'open' })
    const card = () => ({ text: 'Đề nghị gửi bài phát biểu', choices: [] })
    await writeTo(at, person.id, { key: `announcement:${id}`, kind: 'announcement', ask: id, card })
  })
  await settle()
  return id
}

const filesOf = async ({ app }: Office, { code }: Someone) => {
  const { db } = app.world.store
  const rows = await db
    .select({ media })
    .from(media)
    .innerJoin(contacts, eq(contacts.id, media.contactId))
    .where(eq(contacts.code, code))
    .orderBy(media.at, media.id)
  return rows.map((row) => row.media)
}

const fetchesOf = ({ app }: Office) => app.world.store.db.select().from(fetches).orderBy(fetches.id)

const draft = { what: 'draft', draft: 'd1', version: 3, field: 'files' } as const

/** The draft is none of hers; that is only known once the file is here. */
const NOT_FOR_LAN = 'chỉ dành cho Ban Tổ chức'

const speech = { bytes: docxBytes(), name: 'Bài phát biểu.docx' }

test('what people send is fetched for what it was asked for, once', async () => {
  const here = await office({ bridgePoints: 2, rounds: false, apps: ['telegram', 'zalo-bot'] })
  const [lan, minh] = here.people as [Someone, Someone]

  // A picture nobody asked for is only noted.
  lan.phone.sendPhoto()
  await here.settle()
  lan.sees('chỉ đọc được chữ')
  expect(await fetchesOf(here)).toEqual([])

  // Binh composes: photos and a file, as an album comes; they stay in their order though the first takes longer.
  const begun = await turn(here.app.world, async (at) => {
    const binh = await personByCode(at.tx, here.coordinator.code)
    return newDraft(at, binh!.id)
  })
  const own = { ...draft, draft: begun.id, version: begun.version }
  await awaits(here, here.coordinator, own)
  here.telegram.faults.add({ kind: 'late', method: 'file', ms: 150 })
  here.coordinator.phone.sendPhoto(undefined, { bytes: jpegBytes(700) })
  here.coordinator.phone.sendFile({ bytes: pdfBytes(900), name: '../Kịch bản\u202E.exe' })
  await here.settle()
  here.coordinator.sees('Tệp (2): anh.jpg (1 KB), Kịch bản .exe.pdf (1 KB)')
  expect(await filesOf(here, here.coordinator)).toMatchObject([
    { kind: 'image', mime: 'image/jpeg', fileName: 'anh.jpg', size: 700, bytes: Buffer.from(jpegBytes(700)) },
    { kind: 'file', mime: 'application/pdf', size: 900 },
  ])
  const [first] = await fetchesOf(here)
  expect(first).toMatchObject({
    purpose: { what: 'draft', draft: begun.id, version: 1 },
    ref: '',
    nextAt: null,
  })

  // Where the words were asked for, those beside a picture are heard as well.
  await awaits(here, here.coordinator, { ...own, field: 'text' })
  here.coordinator.phone.sendPhoto('Trợ giúp', { bytes: jpegBytes() })
  await here.settle()
  here.coordinator.sees('Tệp (3): anh.jpg')
  here.coordinator.sees('/tinhhinh')

  // Lan answers by quoting the card; told again of the same event the platform changes nothing.
  await announced(here, lan)
  const card = lan.sees('Đề nghị gửi bài phát biểu')
  lan.phone.sendFile(speech, 'Xin gửi ạ', { replyTo: card.id })
  await here.settle()
  lan.sees(': Bài phát biểu.docx.')
  here.telegram.redeliver(5)
  await here.settle()
  expect(await filesOf(here, lan)).toHaveLength(1)

  // Minh on a Zalo bot was asked for a file: only pictures come through there.
  const ask = await announced(here, minh)
  minh.sees('Đề nghị gửi bài phát biểu')
  await awaits(here, minh, { what: 'announcement-answer', ask })
  minh.phone.sendFile(speech)
  await here.settle()
  minh.sees('hệ thống chỉ nhận được ảnh')
  minh.phone.sendPhoto('Bản ký', { bytes: jpegBytes() })
  await here.settle()
  minh.sees(': anh.jpg.')
})

test('on the official account files have names, and a quoted card is answered', async () => {
  const here = await office({ bridgePoints: 1, rounds: false, apps: ['zalo-oa'] })
  const [hoa] = here.people as [Someone]
  await announced(here, hoa)
  const quoted = hoa.sees('Đề nghị gửi bài phát biểu')
  hoa.phone.sendFile(speech, undefined, { replyTo: quoted.id })
  await here.settle()
  hoa.sees(': Bài phát biểu.docx.')
  await awaits(here, hoa, { what: 'correction', announcement: 'a1', field: 'file' })
  hoa.phone.sendPhoto(undefined, { bytes: jpegBytes() })
  await here.settle()
  // Whoever coordinates nothing replaces no file.
  hoa.sees('dành cho người khác, chưa có gì thay đổi')
  expect((await filesOf(here, hoa)).map(({ mime }) => mime)).toEqual([
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'image/jpeg',
  ])
})

test('what is too large, no file we take, gone or never comes is told to the sender; what is said beside a file is heard', async () => {
  const here = await office({ bridgePoints: 1, rounds: false })
  const [lan] = here.people as [Someone]
  await awaits(here, lan, draft)

  lan.phone.sendFile({ bytes: new Uint8Array(LARGEST_FILE + 1), name: 'phim.pdf' })
  await here.settle()
  lan.sees('lớn hơn 20 MB')
  lan.phone.sendFile({ bytes: programBytes(), name: 'Báo cáo.pdf' })
  await here.settle()
  lan.sees('chỉ nhận ảnh, PDF, Word')
  lan.phone.sendMedia('voice')
  await here.settle()
  lan.sees('chỉ nhận ảnh, PDF, Word')
  here.telegram.faults.add({
    kind: 'status',
    method: 'getFile',
    code: 400,
    description: 'Bad Request: invalid file_id',
  })
  lan.phone.sendFile(speech)
  await here.settle()
  lan.sees('chưa tải được tệp')
  expect(await filesOf(here, lan)).toEqual([])

  here.telegram.faults.add({ kind: 'status', method: 'getFile', code: 502 })
  here.telegram.faults.add({ kind: 'refuse', method: 'file' })
  lan.phone.sendFile(speech)
  await here.settle()
  await here.clock.forward('PT1M')
  lan.sees(NOT_FOR_LAN)

  here.telegram.faults.add({ kind: 'status', method: 'file', code: 500, times: Infinity })
  here.telegram.forgetCalls()
  lan.phone.sendFile(speech)
  await here.settle()
  await here.clock.forward('PT10M')
  lan.sees('chưa tải được tệp')
  expect(here.telegram.count('file')).toBe(5)
  expect((await fetchesOf(here)).every(({ nextAt, ref }) => nextAt === null && ref === '')).toBe(true)
  here.telegram.faults.clear()
  await awaits(here, lan, null)

  // A fault beside a picture is a fault, and a question beside a file reaches the organisers.
  const had = (await fetchesOf(here)).length
  await announced(here, lan)
  const card = lan.sees('Đề nghị gửi bài phát biểu')
  lan.phone.sendPhoto('mất hình rồi', { bytes: jpegBytes(), replyTo: card.id })
  await here.settle()
  here.coordinator.sees('SỰ CỐ', 'mất hình rồi')
  lan.readsAll()
  expect(await fetchesOf(here)).toHaveLength(had)
  lan.phone.sendFile(speech, 'Gửi bản này có được không ạ?', { replyTo: card.id })
  await here.settle()
  here.coordinator.sees('Gửi bản này có được không ạ?')
  lan.sees('Đã ghi trả lời')
  lan.readsAll()
})

test('killed while a file was on its way, the next start fetches it at once and says so once', async () => {
  const here = await office({ bridgePoints: 1, rounds: false })
  const [lan] = here.people as [Someone]
  await awaits(here, lan, draft)
  const { file } = here.app.world.store
  const gone = here.telegram.faults.add({ kind: 'hang', method: 'file', times: Infinity })
  lan.phone.sendFile(speech)
  await expect.poll(() => here.telegram.count('file')).toBe(1)
  const raw = new Database(file, { readonly: true })
  raw.exec(`vacuum into '${file}.killed'`)
  raw.close()
  await here.app.close()
  for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true })
  copyFileSync(`${file}.killed`, file)
  gone()
  await here.restarts()
  lan.sees(NOT_FOR_LAN)
  expect(await filesOf(here, lan)).toHaveLength(1)
  expect(await fetchesOf(here)).toMatchObject([{ attempts: 2, nextAt: null }])

  // Stopped in good order, nothing that hangs is waited for, and it does not count as a try.
  const again = here.telegram.faults.add({ kind: 'hang', method: 'file', times: Infinity })
  here.telegram.forgetCalls()
  lan.phone.sendFile(speech)
  await expect.poll(() => here.telegram.count('file')).toBe(1)
  await here.app.close()
  again()
  await here.restarts()
  lan.sees(NOT_FOR_LAN)
  expect(await fetchesOf(here)).toMatchObject([{ attempts: 2 }, { attempts: 1, nextAt: null }])

  // Where we cannot keep it, the organisers hear of it in the end.
  const full = new Database(file)
  full.exec("create trigger full before insert on media begin select raise(abort, 'full'); end")
  full.close()
  lan.phone.sendFile(speech)
  await here.settle()
  await here.clock.forward('PT10M')
  here.coordinator.sees('gặp lỗi khi xử lý một tin nhắn', lan.name)
  expect((await fetchesOf(here))[2]).toMatchObject({ attempts: 5, nextAt: null, reason: 'platform-error' })
})

test('a file for somebody who was forgotten meanwhile is not kept, and what had come is gone', async () => {
  const here = await office({ bridgePoints: 2, rounds: false })
  const [lan] = here.people as [Someone]
  await awaits(here, lan, draft)
  lan.phone.sendFile(speech)
  await here.settle()
  lan.sees(NOT_FOR_LAN)
  await here.imports(withoutLan())
  for (const each of here.people) each.readsAll()
  here.telegram.faults.add({ kind: 'late', method: 'file', ms: 300 })
  here.telegram.forgetCalls()
  lan.phone.sendFile(speech)
  await expect.poll(() => here.telegram.count('file')).toBe(1)
  const { world } = here.app
  const person = (await personByCode(world.store.db, lan.code))!
  expect(await erasePerson(world, person.id, { yes: true })).toMatchObject({ kind: 'erased', media: 1 })
  await here.clock.forward('PT10M')
  expect(await fetchesOf(here)).toMatchObject([{ nextAt: null }, { nextAt: null, ref: '', mediaId: null }])
  expect(
    (await world.store.db.select().from(media)).map(({ bytes, fileName }) => ({ bytes, fileName })),
  ).toEqual([{ bytes: null, fileName: '' }])
  expect((await fetchesOf(here)).every(({ chat }) => chat.startsWith('gone:'))).toBe(true)
  await here.clock.forward('P31D')
  await here.app.jobs.sweep()
  expect(await fetchesOf(here)).toEqual([])
})

function withoutLan() {
  const plan = planFile({ bridgePoints: 2, rounds: false })
  plan.contacts = plan.contacts.filter(({ code }) => code !== 'c1')
  plan.bridgePoints[0]!.contact = 'c2'
  return plan
}
