import { expect, test } from 'vitest'
import { answers, incidents } from '../../db/schema.ts'
import { type Office, office, type OfficeOptions } from '../kit/office.ts'
import { planFile } from '../kit/plan.ts'

/** Lan, at Hà Giang, has confirmed; then Minh, at Lào Cai, is given Hà Giang as well. */
async function handedOver() {
  const story = await confirmed({ bridgePoints: 2 })
  const plan = planFile({ bridgePoints: 2 })
  plan.bridgePoints[0]!.contact = 'c2'
  await story.imports(plan)
  allRead(story)
  return story
}

async function confirmed(options: OfficeOptions) {
  const story = await office({ ...options, start: '2026-12-05T13:00' })
  const [lan] = story.people
  await story.clock.to('2026-12-05T14:00')
  allRead(story)
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00')
  allRead(story)
  return story
}

const allRead = ({ people }: Office) => people.forEach((person) => person.readsAll())

const faultsOf = ({ app }: Office) => app.world.store.db.select().from(incidents)

test('Whoever confirmed a bridge point that is another’s now can no longer change what was confirmed', async () => {
  const story = await handedOver()
  const [lan] = story.people
  lan!.shows('Điểm cầu Hà Giang nay do Ông Trần Văn Minh phụ trách.')
  await lan!.presses('Sửa câu trả lời')
  lan!.sees('Nút này dành cho người khác, chưa có gì thay đổi.')
  await lan!.writes('sẵn sàng')
  expect(lan!.unread().map(({ text }) => text)).toEqual([
    expect.stringContaining('Hệ thống chưa xác định được'),
  ])
  lan!.readsAll()
  story.coordinator.seesNothingNew()
  expect(await faultsOf(story)).toEqual([])
})

test('The new contact is shown what was confirmed, may say otherwise, and is asked when it is owed anew', async () => {
  const story = await handedOver()
  const [lan, minh] = story.people
  await minh!.writes('/diemcau')
  minh!.sees('Hà Giang: sẵn sàng')
  minh!.sees('Đã ghi: Sẵn sàng, 14:00 (Bà Nguyễn Thị Lan trả lời)')
  minh!.readsAll()
  await minh!.writes('Hà Giang mất hình rồi')
  minh!.sees('mất hình rồi', 'Hà Giang', 'Điểm cầu được ghi nhận Có sự cố')
  story.coordinator.sees('SỰ CỐ', 'Hà Giang', 'Trần Văn Minh')
  lan!.seesNothingNew()
  await story.coordinator.writes('/bang')
  story.coordinator.sees('Có sự cố 1')
})

test('Words for a fault at a bridge point that is another’s by now raise none, but the organisers read them', async () => {
  const story = await office({ bridgePoints: 2, start: '2026-12-05T13:00' })
  const [lan] = story.people
  await story.clock.to('2026-12-05T14:00')
  allRead(story)
  await lan!.presses('Có sự cố')
  allRead(story)
  const plan = planFile({ bridgePoints: 2 })
  plan.bridgePoints[0]!.contact = 'c2'
  await story.imports(plan)
  allRead(story)
  await lan!.writes('cháy hết thiết bị tại phòng họp')
  lan!.readsAll()
  story.coordinator.sees('cháy hết thiết bị tại phòng họp', 'Nguyễn Thị Lan')
  expect(await faultsOf(story)).toMatchObject([{ text: '' }])
})

test('A backup whom the plan has no more may not answer, is not reminded, and reads who answers now', async () => {
  const story = await office({ backups: true, start: '2026-12-05T13:00' })
  const [lan, minh] = story.people
  await story.clock.to('2026-12-05T16:31')
  minh!.sees('xác nhận thay cho điểm cầu Hà Giang')
  allRead(story)
  const plan = planFile({ backups: true })
  delete plan.bridgePoints[0]!.backup
  await story.imports(plan)
  minh!.shows('Điểm cầu Hà Giang nay do Bà Nguyễn Thị Lan phụ trách.')
  await minh!.writes('sẵn sàng')
  minh!.readsAll()
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
  minh!.seesNothingNew()
  minh!.showsNo('Sẵn sàng, 16:31')
  lan!.readsAll()
})

test('Contact and backup may change places: both may still answer', async () => {
  const story = await confirmed({ backups: true })
  const [lan, minh] = story.people
  const plan = planFile({ backups: true })
  Object.assign(plan.bridgePoints[0]!, { contact: 'c2', backup: 'c1' })
  await story.imports(plan)
  allRead(story)
  await minh!.writes('mất tiếng rồi')
  minh!.sees('Điểm cầu được ghi nhận Có sự cố')
  await story.coordinator.presses('Đã khắc phục')
  allRead(story)
  await lan!.writes('Hà Giang sẵn sàng')
  expect(lan!.unread()).not.toEqual([])
  lan!.showsNo('Nút này dành cho người khác')
  allRead(story)
})

test('A backup whom an assignment has no more may not acknowledge it', async () => {
  const story = await office({ backups: true, rounds: false, assignments: 1 })
  const [lan, minh] = story.people
  await story.sendsAssignments()
  lan!.readsAll()
  await story.clock.forward('P2D')
  expect(minh!.unread()).not.toEqual([])
  allRead(story)
  const plan = planFile({ backups: true, rounds: false, assignments: 1 })
  delete plan.assignments[0]!.backup
  await story.imports(plan)
  allRead(story)
  await minh!.writes('đã nhận')
  minh!.readsAll()
  lan!.showsNo('Đã nhận, ')
  expect(await story.app.world.store.db.select().from(answers)).toEqual([])
})
