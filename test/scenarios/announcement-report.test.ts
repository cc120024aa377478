import { expect, test } from 'vitest'
import { announcementById } from '../../db/announcements.ts'
import { reportOf } from '../../handlers/announcement/report.ts'
import { tallied } from '../../src/domain/announcement.ts'
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
