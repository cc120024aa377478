import { describe, test } from 'vitest'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

describe.each(apps)('A contact in Tokyo on %s', (app) => {
  const tokyo = () =>
    office({
      apps: [app],
      assignments: 1,
      with: (plan) => {
        Object.assign(plan.contacts[0]!, { timezone: 'Asia/Tokyo', address: 'đồng chí' })
        Object.assign(plan.bridgePoints[0]!, { name: 'Tokyo', country: 'JP', timezone: 'Asia/Tokyo' })
      },
    })

  test('reads every time as their clock shows it, and as Vietnam’s does', async () => {
    const { people, coordinator, clock, sendsAssignments } = await tokyo()
    const [lan] = people
    await sendsAssignments()
    lan!.sees(
      'Kính gửi đồng chí Nguyễn Thị Lan,',
      'Đề nghị đồng chí thực hiện nhiệm vụ 1',
      '10:00 thứ Ba, 08/12/2026 (08:00 giờ Việt Nam)',
    )
    await lan!.chooses('Đã nhận')
    lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 10:00 (08:00 giờ Việt Nam).')
    await clock.to('2026-12-05T14:00')
    lan!.sees('đóng lúc 19:00 thứ Bảy, 05/12/2026 (17:00 giờ Việt Nam)')
    await lan!.chooses('Đang chuẩn bị')
    lan!.sees('Đang chuẩn bị, 16:00 (14:00 giờ Việt Nam)', 'sẽ hỏi lại lúc 16:30 (14:30 giờ Việt Nam)')
    await lan!.writes('17h')
    lan!.sees(
      'dự kiến xong 17:00 (15:00 giờ Việt Nam). Đến 17:00 (15:00 giờ Việt Nam) Ban Tổ chức sẽ hỏi lại.',
    )
    await clock.to('2026-12-05T14:59')
    lan!.seesNothingNew()
    await clock.to('2026-12-05T15:00')
    lan!.sees('Đã đến giờ dự kiến. Đề nghị đồng chí cho biết điểm cầu Tokyo đã sẵn sàng chưa.')
    await lan!.writes('mất điện rồi')
    lan!.sees('Đã ghi: sự cố số 1, điểm cầu Tokyo: mất điện rồi, 17:00 (15:00 giờ Việt Nam).')
    coordinator.sees('Báo lúc 15:00. Gọi: Nguyễn Thị Lan')
    await coordinator.writes('/bang')
    coordinator.sees('từ 15:00')
  })

  test('is asked at midnight: the date is Vietnam’s where it differs', async () => {
    const { people, clock, sendsAssignments } = await tokyo()
    const [lan] = people
    await clock.to('2026-12-01T23:30')
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await lan!.chooses('Đã nhận')
    lan!.sees('Đã nhận, 01:30 (23:30 01/12 giờ Việt Nam).')
  })
})

test('Whoever has no form of address is “Ông/Bà”; a stranger to titles is never “đồng chí”', async () => {
  const { people, sendsAssignments } = await office({
    assignments: 1,
    rounds: false,
    with: (plan) => Object.assign(plan.contacts[0]!, { name: 'Kenji Tanaka', address: undefined }),
  })
  const [kenji] = people
  await sendsAssignments()
  kenji!.sees('Kính gửi Ông/Bà Kenji Tanaka,', 'Đề nghị Ông/Bà thực hiện nhiệm vụ 1')
  kenji!.showsNo('đồng chí')
})
