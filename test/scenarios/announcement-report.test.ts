import { expect, test } from 'vitest'
import { announcementById } from '../../db/announcements.ts'
import { personByCode } from '../../db/people.ts'
import { correct } from '../../handlers/announcement/change.ts'
import { reasonWords } from '../../handlers/announcement/report-book.ts'
import { reportOf } from '../../handlers/announcement/report.ts'
import { erasePerson } from '../../handlers/person-erase.ts'
import { tallied } from '../../src/domain/furthest.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { announces } from '../kit/announcing.ts'
import { office } from '../kit/office.ts'

test('A coordinator asks for the report in chat: the file comes, and whom to ring; its figures are what the phones show', async () => {
  const story = await office({ bridgePoints: 4, unlinked: [3] })
  const [lan, minh, hoa] = story.people
  const { coordinator } = story
  hoa!.phone.block()
  const announced = await announces(story, { text: 'Họp lúc 8 giờ', wanted: { kind: 'received' } })
  lan!.sees('Họp lúc 8 giờ')
  minh!.sees('Họp lúc 8 giờ')
  coordinator.readsAll()
  await coordinator.presses('Báo cáo')
  coordinator.sees(
    'Đã gửi 2/4',
    'Chưa trả lời (2):\nNguyễn Thị Lan, 0912 010 000; Trần Văn Minh, 0912 010 001',
    'Chưa nhận được (2):\nLê Thị Hoa, 0912 010 002; Phạm Văn Dũng, 0912 010 003',
    'bao-cao-thong-bao-1.xlsx',
  )
  expect(coordinator.phone.last()?.media).toBeTruthy()
  coordinator.readsAll()
  const { db } = story.app.world.store
  const rows = await reportOf({ tx: db }, (await announcementById(db, announced.id))!)
  expect(rows.map(({ person, state }) => [person.code, state])).toEqual([
    ['c1', 'sent'],
    ['c2', 'sent'],
    ['c3', 'held'],
    ['c4', 'held'],
  ])
  const tally = await announced.tally()
  expect(tallied(rows, tally.leaving)).toEqual(tally)
})

test('Whom a correction did not reach, by an edit or in a new message, is named with the reason, though they have what was said before', async () => {
  const story = await office({ bridgePoints: 3, apps: ['zalo-bot', 'telegram', 'telegram'] })
  const [lan, minh, hoa] = story.people
  const { coordinator } = story
  const announced = await announces(story, { text: 'Tổng duyệt lúc 14:00.', wanted: { kind: 'received' } })
  for (const person of [lan!, minh!, hoa!]) person.sees('14:00')
  story.zalo.faults.add({ kind: 'status', code: 400, method: 'sendMessage' })
  story.telegram.faults.add({
    kind: 'status',
    code: 400,
    description: 'Bad Request: message to edit not found',
    method: 'editMessageText',
    chat: minh!.phone.id,
  })
  await announced.does((at, announcement) => correct(at, announcement, 'Tổng duyệt lúc 15:00.', null))
  hoa!.shows('15:00')
  minh!.showsNo('15:00')
  lan!.seesNothingNew()
  coordinator.readsAll()
  await coordinator.presses('Báo cáo')
  coordinator.sees(
    'Đã gửi 3/3',
    'Chưa trả lời (3):',
    'Chưa nhận bản đính chính (2):\nNguyễn Thị Lan, 0912 010 000; Trần Văn Minh, 0912 010 001',
  )
  coordinator.readsAll()
  const { db } = story.app.world.store
  const rows = await reportOf({ tx: db }, (await announcementById(db, announced.id))!)
  expect(rows.map((row) => [row.state, reasonWords(textsIn('vi'), row)])).toEqual([
    ['sent', 'chưa nhận bản đính chính: nội dung không được nền tảng chấp nhận'],
    ['sent', 'chưa nhận bản đính chính: tin nhắn cũ không còn trên máy người nhận'],
    ['sent', null],
  ])
  const tally = await announced.tally()
  expect(tallied(rows, tally.leaving)).toEqual(tally)
})

test('Who was forgotten before it left is not waited for', async () => {
  const story = await office({
    bridgePoints: 1,
    unlinked: [1],
    with: (plan) => plan.contacts.push({ ...plan.contacts[0]!, code: 'c2', name: 'Trần Văn Minh' }),
  })
  const { coordinator, app } = story
  const announced = await announces(story, { text: 'Mời họp.' })
  story.people[0]!.sees('Mời họp.')
  coordinator.shows('đã gửi xong\nĐã gửi 1/2\nChưa có cách gửi: 1')
  const minh = (await personByCode(app.world.store.db, 'c2'))!
  expect(await erasePerson(app.world, minh.id, { yes: true })).toMatchObject({ kind: 'erased' })
  await story.settle()
  coordinator.shows('đã gửi xong\nĐã gửi 1/2\nKhông gửi nữa: 1')
  expect(await announced.tally()).toMatchObject({ sent: 1, queued: 0, stopped: 1 })
  coordinator.readsAll()
})
