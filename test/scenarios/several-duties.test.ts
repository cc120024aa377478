import { test } from 'vitest'
import { appointCoordinator } from '../../handlers/coordinator.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { turn } from '../../handlers/world.ts'
import { type Office, office } from '../kit/office.ts'
import { planFile } from '../kit/plan.ts'

/** Lan answers for Hà Giang in a second conference as well, two days later. */
const secondConference = () => {
  const plan = planFile({ assignments: 1 })
  Object.assign(plan.conference, {
    code: 'vt27',
    title: 'Hội nghị sơ kết chuyển đổi số',
    start: '2026-12-10T08:00',
    end: '2026-12-10T10:00',
  })
  return plan
}

const twoConferences = async (): Promise<Office> => {
  const told = await office({ rounds: false })
  await told.imports(secondConference())
  return told
}

test('Who serves bridge points of two conferences is asked where the fault is', async () => {
  const { people, coordinator, imports } = await twoConferences()
  void imports
  const [lan] = people
  await lan!.writes('mất tiếng rồi')
  lan!.sees(
    'Chưa ghi gì. Bà báo sự cố ở điểm cầu nào?',
    '[Hà Giang (hội nghị ngày 08/12)]',
    '[Hà Giang (hội nghị ngày 10/12)]',
  )
  coordinator.seesNothingNew()
  await lan!.presses('Hà Giang (hội nghị ngày 10/12)')
  lan!.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang: mất tiếng rồi')
  coordinator.sees('SỰ CỐ số 1')
})

test('… and which conference a question is about, so that its own coordinators read it', async () => {
  const told = await twoConferences()
  const [lan] = told.people
  const conference = await conferenceByCode(told.app.world.store.db, 'vt27')
  const chosen = await turn(told.app.world, (at) =>
    appointCoordinator(at, 'Phạm Quốc Hùng', { conferenceId: conference!.id }),
  )
  if (chosen.kind !== 'appointed') throw new Error('nobody appointed')
  const invited = await told.inviteFor(chosen.person.code)
  const hung = told.stranger('Phạm Quốc Hùng', 'zalo-bot')
  await hung.writes(invited.code)
  hung.sees('Phạm Quốc Hùng')
  await lan!.writes('Mấy giờ bắt đầu?')
  lan!.sees('Nội dung Bà vừa gửi là về hội nghị nào?', '[Hội nghị sơ kết chuyển đổi số]')
  await lan!.presses('Hội nghị trực tuyến triển khai nhiệm vụ năm 2027')
  lan!.sees('Đã chuyển câu hỏi số 1')
  told.coordinator.sees('“Mấy giờ bắt đầu?”')
  hung.seesNothingNew()
  await lan!.presses('Hội nghị sơ kết chuyển đổi số')
  lan!.sees('Đã chuyển câu hỏi số 2')
  told.coordinator.sees('CÂU HỎI số 2')
  hung.sees('CÂU HỎI số 2')
})

test('… and the board asks its coordinators which one', async () => {
  const { coordinator } = await twoConferences()
  await coordinator.writes('/tinhhinh')
  coordinator.sees('Xem tình hình hội nghị nào?', '[Hội nghị sơ kết chuyển đổi số]')
  await coordinator.presses('Hội nghị sơ kết chuyển đổi số')
  coordinator.sees('TÌNH HÌNH – Hội nghị sơ kết chuyển đổi số')
})

/** Lan answers for two bridge points of one conference. */
const twoPoints = () =>
  office({
    bridgePoints: 2,
    with: (plan) => {
      plan.contacts.length = 1
      for (const point of plan.bridgePoints) point.contact = 'c1'
    },
  })

test('A fault that names the bridge point needs no question', async () => {
  const { people, coordinator } = await twoPoints()
  const [lan] = people
  await lan!.writes('Lào Cai mất hình rồi')
  lan!.sees('Đã ghi: sự cố số 1, điểm cầu Lào Cai')
  coordinator.sees('điểm cầu Lào Cai: Lào Cai mất hình rồi')
})

test('Two bridge points at once: “sẵn sàng” asks which, one reminder for both, and each answer counts for its own', async () => {
  const { people, coordinator, clock } = await twoPoints()
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('điểm cầu Hà Giang')
  lan!.sees('điểm cầu Lào Cai')
  await lan!.writes('sẵn sàng')
  lan!.sees('đang trả lời cho mục nào?', '[Sẵn sàng – điểm cầu Hà Giang]', '[Sẵn sàng – điểm cầu Lào Cai]')
  await lan!.presses('Sẵn sàng – điểm cầu Lào Cai')
  lan!.sees('Chưa ghi Sẵn sàng')
  await clock.to('2026-12-05T16:15')
  lan!.sees('Đề nghị Bà xác nhận các điểm cầu:', '– Hà Giang', '– Lào Cai', '[Sẵn sàng – Hà Giang]')
  lan!.seesNothingNew()
  await lan!.presses('Sẵn sàng – Hà Giang')
  lan!.sees('Chưa ghi Sẵn sàng')
  await lan!.presses('Tất cả tốt')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 16:15.')
  lan!.shows('– Hà Giang: sẵn sàng')
  await clock.to('2026-12-05T16:30')
  coordinator.sees('Đề nghị gọi 1 điểm cầu:', '– Lào Cai')
})

test('The person on duty for a bridge point confirms it without having been asked', async () => {
  const told = await office({
    bridgePoints: 1,
    with: (plan) => {
      plan.contacts.push({ code: 'c9', name: 'Bùi Văn Sơn', address: 'Ông', phones: ['0912010007'] })
      Object.assign(plan.bridgePoints[0]!, { contacts: [{ contact: 'c9', duty: 'Trực kỹ thuật' }] })
    },
  })
  const [lan, son] = told.people
  await told.clock.to('2026-12-05T14:00')
  lan!.sees('kiểm tra và xác nhận')
  son!.seesNothingNew()
  await son!.writes('/diemcau')
  son!.sees('– Hà Giang: chưa trả lời')
  son!.readsAll()
  await son!.writes('tất cả tốt')
  son!.sees('4/4 hạng mục tốt')
  await son!.writes('sẵn sàng')
  son!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
  lan!.shows('(Ông Bùi Văn Sơn trả lời)')
})

test('A reminder of three that waits for the morning asks only for what is still owed then', async () => {
  const { people, sendsAssignments, clock } = await office({
    assignments: 3,
    rounds: false,
    start: '2026-12-01T18:30',
  })
  const [lan] = people
  await sendsAssignments()
  lan!.readsAll()
  await clock.to('2026-12-01T23:00')
  lan!.seesNothingNew()
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 3')
  await clock.to('2026-12-02T09:00')
  lan!.sees('đối với 2 nhiệm vụ:', '– Nhiệm vụ 1', '– Nhiệm vụ 2')
  lan!.seesNothingNew()
})
