import { expect, test } from 'vitest'
import { conferenceByCode } from '../../db/conferences.ts'
import { roundsOf } from '../../db/rounds.ts'
import { type Office, office } from '../kit/office.ts'

const roundsIn = async ({ app }: Office) => {
  const { db } = app.world.store
  return roundsOf(db, (await conferenceByCode(db, 'vt26'))!.id)
}

test('A round opens and closes by itself; its figures are frozen and the coordinators are told how it stood', async () => {
  const story = await office({ bridgePoints: 3 })
  const { people, coordinator, clock } = story
  const [lan, minh, hoa] = people
  await clock.to('2026-12-05T13:59')
  for (const person of people) person.seesNothingNew()
  await clock.to('2026-12-05T14:00')
  lan!.sees('xác nhận điểm cầu Hà Giang', 'Kiểm tra kỹ thuật lần 1', '[Tất cả tốt]')
  minh!.sees('xác nhận điểm cầu Lào Cai')
  hoa!.sees('xác nhận điểm cầu Cao Bằng')
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00')
  await minh!.presses('Có sự cố')
  minh!.readsAll()
  coordinator.sees('SỰ CỐ', 'Lào Cai')
  await clock.to('2026-12-05T16:59')
  hoa!.sees('Điểm cầu Cao Bằng chưa xác nhận')
  coordinator.sees('CHƯA XÁC NHẬN SẴN SÀNG', 'Cao Bằng: Bà Lê Thị Hoa')
  await clock.to('2026-12-05T17:00')
  coordinator.sees(
    'Kiểm tra kỹ thuật lần 1 đã đóng: 1 sẵn sàng, 0 đang chuẩn bị, 1 có sự cố, 1 chưa trả lời.',
  )
  const [round] = await roundsIn(story)
  expect(round!.figures).toEqual({ pending: 1, preparing: 0, ready: 1, issue: 1 })
  await clock.forward('PT1H')
  hoa!.seesNothingNew()
})

test('An answer that comes after the close is told so, and the figures stay as they were', async () => {
  const story = await office({ bridgePoints: 1, backups: true })
  const { people, coordinator, clock } = story
  const [lan, minh] = people
  await clock.to('2026-12-05T16:00')
  lan!.sees('xác nhận điểm cầu Hà Giang')
  await clock.to('2026-12-05T17:00')
  lan!.readsAll()
  minh!.readsAll()
  coordinator.readsAll()
  const last = lan!.phone.messages().find((message) => message.text.includes('xác nhận điểm cầu Hà Giang'))
  expect(last?.buttons).toEqual([])
  await lan!.writes('sẵn sàng')
  lan!.readsAll()
  const [round] = await roundsIn(story)
  expect(round!.figures).toEqual({ pending: 1, preparing: 0, ready: 0, issue: 0 })
})

test('In a round whoever is silent is reminded 45 minutes before the close; at 30 the backup and the coordinators are told', async () => {
  const { people, coordinator, clock } = await office({ bridgePoints: 1, backups: true })
  const [lan, minh] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('xác nhận điểm cầu Hà Giang')
  await clock.to('2026-12-05T16:14')
  lan!.seesNothingNew()
  await clock.to('2026-12-05T16:15')
  lan!.sees('Điểm cầu Hà Giang chưa xác nhận')
  minh!.seesNothingNew()
  coordinator.seesNothingNew()
  await clock.to('2026-12-05T16:30')
  minh!.sees('Chưa nhận được trả lời của Bà Nguyễn Thị Lan', 'xác nhận thay cho điểm cầu Hà Giang')
  coordinator.sees(
    'CHƯA XÁC NHẬN SẴN SÀNG',
    'Hà Giang: Bà Nguyễn Thị Lan, 0912 010 000',
    'Trần Văn Minh, 0912 010 001',
  )
  await minh!.presses('Tất cả tốt')
  await minh!.presses('Sẵn sàng')
  minh!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 16:30')
  await clock.to('2026-12-05T17:00')
  coordinator.sees('đã đóng: 1 sẵn sàng')
})

test('A bridge point keeps its own steps, a round its own, and the rest the conference’s', async () => {
  const { people, coordinator, clock } = await office({
    bridgePoints: 2,
    with: (plan) => {
      plan.policies.readiness = { steps: [{ after: 'PT1H', do: 'remind' }], urgent: true }
      plan.bridgePoints[0]!.policy = { steps: [{ after: 'PT10M', do: 'remind' }], urgent: true }
      plan.rounds.push({
        code: 'r2',
        name: 'Tổng duyệt',
        opensAt: '2026-12-07T14:00',
        closesAt: '2026-12-07T17:00',
        policy: { steps: [{ after: 'PT30M', do: 'coordinators' }], urgent: true },
      })
    },
  })
  const [lan, minh] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('điểm cầu Hà Giang')
  minh!.sees('điểm cầu Lào Cai')
  await clock.forward('PT10M')
  lan!.sees('Điểm cầu Hà Giang chưa xác nhận')
  minh!.seesNothingNew()
  await clock.to('2026-12-05T15:00')
  lan!.seesNothingNew()
  minh!.sees('Điểm cầu Lào Cai chưa xác nhận')
  await clock.to('2026-12-05T17:00')
  coordinator.sees('Kiểm tra kỹ thuật lần 1 đã đóng')
  await clock.to('2026-12-07T14:00')
  lan!.sees('Tổng duyệt')
  minh!.sees('Tổng duyệt')
  await clock.forward('PT30M')
  lan!.sees('Điểm cầu Hà Giang chưa xác nhận')
  minh!.seesNothingNew()
  const call = coordinator.sees('CHƯA XÁC NHẬN SẴN SÀNG', 'Lào Cai')
  expect(call.text).not.toContain('Hà Giang')
  await clock.to('2026-12-07T17:00')
  coordinator.sees('Tổng duyệt đã đóng')
})

test('Readiness in one round does not carry over to the next', async () => {
  const { people, coordinator, clock } = await office({
    with: (plan) =>
      plan.rounds.push({
        code: 'r2',
        name: 'Tổng duyệt',
        opensAt: '2026-12-07T14:00',
        closesAt: '2026-12-07T17:00',
      }),
  })
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('Kiểm tra kỹ thuật lần 1')
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Sẵn sàng, 14:00')
  await clock.to('2026-12-07T14:00')
  coordinator.sees('lần 1 đã đóng: 1 sẵn sàng')
  const card = lan!.sees('Tổng duyệt', 'Âm thanh: chưa kiểm tra')
  expect(card.text).not.toContain('Đã ghi')
  await clock.to('2026-12-07T16:30')
  lan!.sees('Điểm cầu Hà Giang chưa xác nhận')
  coordinator.sees('CHƯA XÁC NHẬN SẴN SÀNG')
  await clock.to('2026-12-07T17:00')
  coordinator.sees('Tổng duyệt đã đóng: 0 sẵn sàng')
})

test('“Đang chuẩn bị” is asked again at the named time, and not chased until then', async () => {
  const { people, coordinator, clock } = await office({ bridgePoints: 1 })
  const [lan] = people
  await clock.to('2026-12-05T16:00')
  lan!.sees('xác nhận điểm cầu Hà Giang')
  await lan!.presses('Đang chuẩn bị')
  lan!.sees('dự kiến sẵn sàng lúc mấy giờ')
  await lan!.writes('16h20')
  lan!.sees('Đang chuẩn bị', 'dự kiến xong 16:20')
  await clock.to('2026-12-05T16:19')
  lan!.seesNothingNew()
  await clock.to('2026-12-05T16:20')
  expect(lan!.unread()).toHaveLength(1)
  lan!.readsAll()
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 16:20')
  await clock.to('2026-12-05T17:00')
  coordinator.sees('đã đóng: 1 sẵn sàng')
})

test('The conference’s end closes everything: its round, its questions, its reminders', async () => {
  const story = await office({
    assignments: 1,
    with: (plan) =>
      Object.assign(plan.rounds[0]!, { opensAt: '2026-12-08T07:00', closesAt: '2026-12-08T23:00' }),
  })
  const { people, coordinator, clock } = story
  const [lan] = people
  await clock.to('2026-12-08T07:30')
  lan!.sees('xác nhận điểm cầu Hà Giang')
  await story.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.to('2026-12-08T10:00')
  coordinator.sees('Kiểm tra kỹ thuật lần 1 đã đóng')
  const [round] = await roundsIn(story)
  expect(round!.closedAt).toBe(clock.now())
  for (const message of lan!.phone.messages()) expect(message.buttons).toEqual([])
  await clock.forward('P5D')
  lan!.seesNothingNew()
  coordinator.seesNothingNew()
})

test('A round whose time came while the server was down opens as soon as it is back', async () => {
  const { people, clock, restarts } = await office()
  await restarts('2026-12-05T15:00')
  people[0]!.sees('xác nhận điểm cầu Hà Giang')
  expect(clock.now()).toBe(Date.parse('2026-12-05T15:00:00+07:00'))
})

test('A round that came and went while the server was down asks nobody, and says so', async () => {
  const { people, coordinator, restarts } = await office()
  await restarts('2026-12-05T18:00')
  people[0]!.seesNothingNew()
  coordinator.sees('Kiểm tra kỹ thuật lần 1 đã đóng')
})

test('A round opened late still reminds, halfway to its close', async () => {
  const { people, coordinator, restarts, clock } = await office()
  const [lan] = people
  await restarts('2026-12-05T16:40')
  lan!.sees('xác nhận điểm cầu Hà Giang')
  await clock.to('2026-12-05T16:49')
  lan!.seesNothingNew()
  await clock.to('2026-12-05T16:50')
  lan!.sees('Điểm cầu Hà Giang chưa xác nhận')
  coordinator.sees('CHƯA XÁC NHẬN SẴN SÀNG')
})
