import { describe, test } from 'vitest'
import { colleague } from '../kit/colleague.ts'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

describe.each(apps)('An assignment on %s', (app) => {
  const story = async () => {
    const told = await office({ assignments: 1, rounds: false, apps: [app] })
    const [lan] = told.people
    await told.sendsAssignments()
    lan!.sees(
      'Kính gửi Bà Nguyễn Thị Lan,',
      'Đề nghị Bà thực hiện nhiệm vụ 1: Chuẩn bị đường truyền điểm cầu Hà Giang',
      'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027, 08:00 thứ Ba, 08/12/2026',
      'Điểm cầu: Hà Giang',
      'Đề nghị Bà xác nhận đã nhận nhiệm vụ.',
    )
    return { ...told, lan: lan! }
  }

  test('is acknowledged; said twice, it was so already', async () => {
    const { lan, clock } = await story()
    await lan.chooses('Đã nhận')
    lan.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 08:00.', 'Sửa câu trả lời')
    await clock.forward('PT10M')
    await lan.writes('đã nhận')
    lan.sees('Đã ghi từ trước: nhiệm vụ 1, Đã nhận, lúc 08:00. Không có gì thay đổi.')
    await lan.writes('ok')
    lan.sees('Đã ghi từ trước: nhiệm vụ 1, Đã nhận, lúc 08:00')
    await clock.forward('P3D')
  })

  test('may be a concern: the reason goes to the coordinators at once', async () => {
    const { lan, coordinator } = await story()
    await lan.chooses('Có vướng mắc')
    lan.sees(
      'Đề nghị Bà cho biết vướng mắc đối với nhiệm vụ 1:',
      'Không đúng đầu mối',
      'Trùng lịch',
      'Vượt thẩm quyền',
      'Lý do khác',
    )
    coordinator.seesNothingNew()
    await lan.chooses('Trùng lịch')
    lan.sees(
      'Đã ghi: nhiệm vụ 1, Có vướng mắc (trùng lịch), 08:00.',
      'Vướng mắc đã được chuyển ngay đến Ban Tổ chức.',
    )
    coordinator.sees(
      'VƯỚNG MẮC: Bà Nguyễn Thị Lan, Viễn thông Hà Giang',
      'Nhiệm vụ 1: Chuẩn bị đường truyền điểm cầu Hà Giang',
      'Lý do: Trùng lịch',
      'Gọi: Nguyễn Thị Lan, 0912 010 000',
    )
    await lan.writes('ok')
    lan.sees('Đã ghi từ trước: nhiệm vụ 1, Có vướng mắc')
    coordinator.seesNothingNew()
  })

  test('may have another reason, in the person’s own words', async () => {
    const { lan, coordinator } = await story()
    await lan.chooses('Có vướng mắc')
    lan.sees('Đề nghị Bà cho biết vướng mắc')
    await lan.chooses('Lý do khác')
    lan.sees('Đề nghị Bà viết rõ vướng mắc trong một tin nhắn.')
    await lan.writes('vâng')
    lan.sees('Đề nghị Bà viết rõ vướng mắc trong một tin nhắn.')
    await lan.writes('Phòng họp đang sửa đến hết tuần')
    lan.sees('Đã ghi: nhiệm vụ 1, Có vướng mắc')
    coordinator.sees('VƯỚNG MẮC', 'Lý do: “Phòng họp đang sửa đến hết tuần”')
  })

  test('in words, a concern keeps them', async () => {
    const { lan, coordinator } = await story()
    await lan.writes('Tôi không phụ trách việc này, chị Hoa phụ trách')
    lan.sees('Đã ghi: nhiệm vụ 1, Có vướng mắc')
    coordinator.sees('Lý do: Không đúng đầu mối: “Tôi không phụ trách việc này, chị Hoa phụ trách”')
  })

  test('can be talked about, and the talk can be called off', async () => {
    const { lan, coordinator } = await story()
    await lan.chooses('Cần trao đổi')
    lan.sees('Đề nghị Bà viết nội dung cần trao đổi trong một tin nhắn', 'Thôi')
    await lan.chooses('Thôi')
    lan.sees('Đã bỏ qua, không có gì thay đổi.')
    await lan.chooses('Cần trao đổi')
    lan.sees('Đề nghị Bà viết nội dung cần trao đổi')
    await lan.writes('Hà Giang dùng phòng họp nào')
    lan.sees('Đã chuyển câu hỏi số 1 đến Ban Tổ chức.')
    coordinator.sees('CÂU HỎI số 1 – Bà Nguyễn Thị Lan', 'nhiệm vụ 1', '“Hà Giang dùng phòng họp nào”')
  })

  test('the answer can be changed, and the coordinators hear of it when it is a concern', async () => {
    const { lan, coordinator } = await story()
    await lan.chooses('Đã nhận')
    lan.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
    await lan.chooses('Sửa câu trả lời')
    lan.sees('Đề nghị Bà thực hiện nhiệm vụ 1', 'Có vướng mắc')
    await lan.chooses('Có vướng mắc')
    lan.sees('Đề nghị Bà cho biết vướng mắc')
    await lan.chooses('Vượt thẩm quyền')
    lan.sees('Đã ghi: nhiệm vụ 1, Có vướng mắc')
    coordinator.sees('Lý do: Vượt thẩm quyền')
    await lan.writes('Đã nhận')
    lan.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  })
})

test('“Cần trao đổi”, then the button after all: what is written next is no question', async () => {
  const { people, sendsAssignments } = await office({ assignments: 1, rounds: false })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await lan!.presses('Cần trao đổi')
  lan!.sees('viết nội dung cần trao đổi')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await lan!.writes('ok')
  lan!.sees('Đã ghi từ trước: nhiệm vụ 1, Đã nhận')
})

test('When the backup has answered, the first one’s card says so, and their press changes nothing', async () => {
  const { people, clock, sendsAssignments } = await office({ assignments: 1, rounds: false, backups: true })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('P1D')
  lan!.sees('chưa nhận được xác nhận')
  minh!.sees('Chưa nhận được trả lời của Bà Nguyễn Thị Lan. Ông được đề nghị xác nhận thay nhiệm vụ 1')
  await minh!.presses('Đã nhận')
  minh!.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 08:00.')
  lan!.shows('Đã ghi: Đã nhận, 08:00 (Ông Trần Văn Minh trả lời).')
  await lan!.writes('đã nhận')
  lan!.sees('Đã ghi từ trước: nhiệm vụ 1, Đã nhận, lúc 08:00, do Ông Trần Văn Minh trả lời.')
})

test('A backup nobody has asked yet may answer as well', async () => {
  const { people, clock, sendsAssignments } = await office({ assignments: 1, rounds: false, backups: true })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await minh!.writes('Đã nhận')
  minh!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await clock.forward('P3D')
  minh!.seesNothingNew()
})

test('Whoever has a due date reports it done, before being reminded of it, and takes that back', async () => {
  const { people, coordinator, clock, sendsAssignments } = await office({
    assignments: 1,
    rounds: false,
    with: (plan) => Object.assign(plan.assignments[0]!, { due: '2026-12-06T17:00' }),
  })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('Thời hạn: 17:00 Chủ nhật, 06/12/2026')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await lan!.writes('/nhiemvu')
  lan!.sees('Nhiệm vụ của Bà Nguyễn Thị Lan:', '– 1. Chuẩn bị đường truyền', 'đã nhận')
  lan!.sees('Nhiệm vụ 1: Chuẩn bị', 'Sau khi hoàn thành, đề nghị Bà báo cáo.', '[Báo cáo hoàn thành]')
  await lan!.presses('Báo cáo hoàn thành')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã báo cáo hoàn thành, 08:00.')
  coordinator.sees('BÁO CÁO HOÀN THÀNH: Nguyễn Thị Lan', 'Nhiệm vụ 1')
  await lan!.presses('Sửa câu trả lời')
  lan!.sees('[Báo cáo hoàn thành]', '[Chưa hoàn thành]')
  await lan!.presses('Chưa hoàn thành')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đang thực hiện, 08:00.')
  coordinator.sees('RÚT BÁO CÁO HOÀN THÀNH: Nguyễn Thị Lan')
  await clock.to('2026-12-03T17:00')
  lan!.sees('Nhiệm vụ 1 sắp đến hạn', '[Báo cáo hoàn thành]')
  await lan!.writes('xong rồi')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã báo cáo hoàn thành')
  coordinator.sees('BÁO CÁO HOÀN THÀNH')
  await clock.to('2026-12-07T08:00')
})

test('A coordinator on Zalo hears of a concern as the one on Telegram does', async () => {
  const told = await office({ assignments: 1, rounds: false })
  const [lan] = told.people
  const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
  await told.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await lan!.writes('trùng lịch rồi')
  lan!.sees('Đã ghi: nhiệm vụ 1, Có vướng mắc')
  told.coordinator.sees('VƯỚNG MẮC', 'Trùng lịch')
  hung.sees('VƯỚNG MẮC', 'Trùng lịch')
})
