import { describe, expect, test } from 'vitest'
import { colleague } from '../kit/colleague.ts'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

describe.each(apps)('Asking for an overview on %s', (app) => {
  test.each(['/diemcau', 'diemcau', 'điểm cầu', 'Diem cau'])(
    '“%s” lists one’s bridge points',
    async (words) => {
      const { people, clock } = await office({ apps: [app] })
      const [lan] = people
      await lan!.writes(words)
      lan!.sees('Điểm cầu của Bà Nguyễn Thị Lan:', '– Hà Giang: chưa có đợt kiểm tra đang mở')
      await clock.to('2026-12-05T14:00')
      lan!.sees('kiểm tra và xác nhận')
      await lan!.writes(words)
      lan!.sees('– Hà Giang: chưa trả lời')
      lan!.sees('Đề nghị Bà kiểm tra và xác nhận điểm cầu Hà Giang.', 'Sẵn sàng')
      await lan!.chooses('Đang chuẩn bị')
      lan!.sees('Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị')
    },
  )

  test.each(['/nhiemvu', 'nhiệm vụ', 'nhiem vu'])('“%s” lists one’s assignments', async (words) => {
    const { people, sendsAssignments } = await office({ apps: [app], assignments: 1, rounds: false })
    const [lan] = people
    await lan!.writes(words)
    lan!.sees('Bà hiện không có nhiệm vụ nào.')
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await lan!.writes(words)
    lan!.sees(
      'Nhiệm vụ của Bà Nguyễn Thị Lan:',
      '– 1. Chuẩn bị đường truyền điểm cầu Hà Giang: chưa xác nhận',
    )
    lan!.sees('Đề nghị Bà thực hiện nhiệm vụ 1', 'Đã nhận')
    await lan!.chooses('Đã nhận')
    lan!.sees('Đã ghi: nhiệm vụ 1')
  })

  test.each(['/trogiup', 'Trợ giúp', 'tro giup'])('“%s” says how', async (words) => {
    const { people } = await office({ apps: [app], rounds: false })
    const [lan] = people
    await lan!.writes(words)
    lan!.sees('Để trả lời: bấm nút dưới tin nhắn, gõ số', '/diemcau', '/nhiemvu', 'Cần gấp, gọi:')
    lan!.showsNo('/tinhhinh')
  })

  test('the board is the coordinators’ alone', async () => {
    const { people } = await office({ apps: [app] })
    const [lan] = people
    await lan!.writes('/tinhhinh')
    lan!.sees('Chức năng này chỉ dành cho Ban Tổ chức.')
  })
})

test.each(['/tinhhinh', '/bang', 'tình hình', 'tinh hinh', 'bảng'])('“%s” shows the board', async (words) => {
  const told = await office({ bridgePoints: 4, assignments: 4, unlinked: [3] })
  const [lan, minh, hoa] = told.people
  const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
  await told.sendsAssignments()
  for (const each of [lan!, minh!, hoa!]) {
    each.sees('thực hiện nhiệm vụ')
    await each.presses('Đã nhận')
  }
  await told.clock.to('2026-12-03T08:00')
  told.coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ')
  hung.sees('CHƯA XÁC NHẬN NHIỆM VỤ')
  await told.clock.to('2026-12-05T14:00')
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  await minh!.presses('Đang chuẩn bị')
  await minh!.presses('30 phút nữa')
  for (const each of [lan!, minh!, hoa!]) each.readsAll()
  await told.clock.to('2026-12-05T14:10')
  await told.coordinator.writes(words)
  await hung.writes(words)
  for (const each of [told.coordinator, hung])
    each.sees(
      'TÌNH HÌNH – Hội nghị trực tuyến triển khai nhiệm vụ năm 2027\nLúc 14:10',
      'Kiểm tra kỹ thuật lần 1, đóng lúc 17:00 thứ Bảy, 05/12/2026',
      'Sẵn sàng 1/4 · Đang chuẩn bị 1 · Có sự cố 0 · Chưa trả lời 2',
      'CHƯA TRẢ LỜI (2)\n⚪ Cao Bằng: Lê Thị Hoa 0912 010 002\n⚪ Sơn La: Phạm Văn Dũng 0912 010 003 (chưa liên kết)',
      'ĐANG CHUẨN BỊ (1)\n🟡 Lào Cai, dự kiến 14:30',
      'SẴN SÀNG (1)\n🟢 Hà Giang, từ 14:00',
      'Nhiệm vụ đã nhận 3/4',
      'Nhắc các đầu mối chưa trả lời',
    )
})

test('58 were asked, 41 answered: “Nhắc các đầu mối chưa trả lời” says 17 first, and sends exactly 17 messages, once', async () => {
  const { people, coordinator, clock, telegram } = await office({
    bridgePoints: 58,
    apps: ['telegram', 'zalo-bot'],
    with: (plan) => Object.assign(plan.rounds[0]!, { policy: { steps: [] } }),
  })
  const contacts = people.slice(0, 58)
  await clock.to('2026-12-05T14:00')
  for (const each of contacts) each.sees('kiểm tra và xác nhận')
  for (const [place, each] of contacts.slice(0, 41).entries()) {
    if (place % 3 === 0) await each.chooses('Có sự cố')
    else if (place % 3 === 1) await each.chooses('Đang chuẩn bị')
    else {
      await each.writes('sẵn sàng')
      await each.chooses('Tất cả tốt')
    }
    each.readsAll()
  }
  coordinator.readsAll()
  await coordinator.writes('/tinhhinh')
  coordinator.sees('Chưa trả lời 17', '[Nhắc các đầu mối chưa trả lời]')
  await coordinator.presses('Nhắc các đầu mối chưa trả lời')
  coordinator.sees('Sẽ nhắc 17 đầu mối chưa xác nhận sẵn sàng. Gửi ngay?', '[Gửi nhắc 17 đầu mối]', '[Thôi]')
  for (const each of contacts) each.seesNothingNew()
  await coordinator.presses('Gửi nhắc 17 đầu mối')
  await coordinator.presses('Gửi nhắc 17 đầu mối')
  coordinator.sees('Đã gửi nhắc 17 đầu mối.')
  coordinator.readsAll()
  expect(contacts.filter((each) => each.unread().length > 0)).toEqual(contacts.slice(41))
  for (const each of contacts.slice(41)) {
    each.sees('chưa xác nhận. Kiểm tra kỹ thuật lần 1 đóng lúc 17:00')
    each.seesNothingNew()
  }
  expect(telegram.idle()).toBe(true)
}, 60_000)

test('Without a round it is the assignments that are reminded of; nobody left says so', async () => {
  const { people, coordinator, sendsAssignments } = await office({
    bridgePoints: 2,
    assignments: 3,
    rounds: false,
  })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.readsAll()
  minh!.readsAll()
  await minh!.presses('Đã nhận')
  minh!.sees('Đã ghi: nhiệm vụ 2')
  await coordinator.writes('tình hình')
  coordinator.sees('Nhiệm vụ đã nhận 1/3', 'CHƯA XÁC NHẬN NHIỆM VỤ (2)')
  await coordinator.presses('Nhắc các đầu mối chưa trả lời')
  coordinator.sees('Sẽ nhắc 1 đầu mối chưa xác nhận nhiệm vụ. Gửi ngay?')
  await coordinator.presses('Gửi nhắc 1 đầu mối')
  coordinator.sees('Đã gửi nhắc 1 đầu mối.')
  lan!.sees('chưa nhận được xác nhận của Bà đối với 2 nhiệm vụ:', '[Đã nhận tất cả]', '[Đã nhận nhiệm vụ 3]')
  await lan!.presses('Đã nhận nhiệm vụ 3')
  lan!.sees('Đã ghi: nhiệm vụ 3, Đã nhận')
  lan!.shows('đối với 1 nhiệm vụ:')
  await lan!.writes('Đã nhận nhiệm vụ 1')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  lan!.shows('Bà đã trả lời đủ 2 nhiệm vụ:')
  await coordinator.presses('Nhắc các đầu mối chưa trả lời')
  coordinator.sees('Không còn đầu mối nào chưa trả lời.')
})
