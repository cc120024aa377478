import { describe, test } from 'vitest'
import { appointCoordinator, dismissCoordinator } from '../../handlers/coordinator.ts'
import { turn } from '../../handlers/world.ts'
import { colleague } from '../kit/colleague.ts'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

describe.each(apps)('A question from %s', (app) => {
  test('goes to the coordinators with what it is about; the reply comes back, and the others see it', async () => {
    const told = await office({ assignments: 1, rounds: false, apps: [app] })
    const [lan] = told.people
    const binh = told.coordinator
    const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
    await told.sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await lan!.writes('Mấy giờ bắt đầu chạy thử?')
    lan!.sees('Đã chuyển câu hỏi số 1 đến Ban Tổ chức. Câu trả lời sẽ được gửi tại đây.')
    for (const each of [binh, hung])
      each.sees(
        'CÂU HỎI số 1 – Bà Nguyễn Thị Lan, Viễn thông Hà Giang',
        'nhiệm vụ 1',
        '“Mấy giờ bắt đầu chạy thử?”',
        'Gọi: Nguyễn Thị Lan, 0912 010 000',
        'Trả lời',
      )
    await told.clock.forward('PT5M')
    await hung.chooses('Trả lời')
    hung.sees('viết câu trả lời cho câu hỏi số 1 (Bà Nguyễn Thị Lan) trong một tin nhắn', 'Thôi')
    await hung.writes('14 giờ chiều mai')
    hung.sees('Đã gửi câu trả lời cho câu hỏi số 1 đến Bà Nguyễn Thị Lan.')
    lan!.sees('Bà đã hỏi: “Mấy giờ bắt đầu chạy thử?”', 'Ban Tổ chức trả lời: 14 giờ chiều mai')
    binh.sees('Phạm Quốc Hùng đã trả lời câu hỏi số 1: “14 giờ chiều mai”')
    await told.clock.forward('PT1M')
    await lan!.writes('ok')
    lan!.sees('Chưa ghi gì. Có phải Bà trả lời nội dung dưới đây không?', 'Đã nhận')
    await lan!.chooses('Đã nhận')
    lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  })

  test('is answered by quoting it', async () => {
    const told = await office({ rounds: false, apps: [app] })
    const [lan] = told.people
    await lan!.writes('Có cần mang theo micro không?')
    lan!.sees('Đã chuyển câu hỏi số 1')
    const question = told.coordinator.sees('CÂU HỎI số 1', '“Có cần mang theo micro không?”')
    await told.coordinator.writes('Không cần.', question)
    told.coordinator.sees('Đã gửi câu trả lời cho câu hỏi số 1')
    lan!.sees('Ban Tổ chức trả lời: Không cần.')
  })
})

test('A coordinator thinks better of replying', async () => {
  const { people, coordinator } = await office({ rounds: false })
  const [lan] = people
  await lan!.writes('Xe đậu ở đâu?')
  lan!.sees('câu hỏi số 1')
  coordinator.sees('CÂU HỎI số 1')
  await coordinator.presses('Trả lời')
  coordinator.sees('viết câu trả lời')
  await coordinator.writes('thôi')
  coordinator.sees('Đã bỏ qua, không có gì thay đổi.')
  lan!.seesNothingNew()
})

test('What is no answer is not dropped: the person says whether it goes to the organisers', async () => {
  const { people, coordinator } = await office({ rounds: false })
  const [lan] = people
  await lan!.writes('Phòng họp tầng 3 đang sửa')
  lan!.sees(
    'Hệ thống chưa xác định được nội dung Bà gửi. Nội dung này có cần chuyển Ban Tổ chức không?',
    '[Chuyển Ban Tổ chức]',
  )
  coordinator.seesNothingNew()
  await lan!.presses('Chuyển Ban Tổ chức')
  lan!.sees('Đã chuyển câu hỏi số 1')
  coordinator.sees('“Phòng họp tầng 3 đang sửa”')
})

test('A coordinator who is a contact as well asks the others; alone, reads whom to ring', async () => {
  const told = await office({ rounds: false })
  const [lan] = told.people
  await turn(told.app.world, (at) => appointCoordinator(at, 'c1'))
  await lan!.writes('Mấy giờ chạy thử?')
  lan!.sees('Đã chuyển câu hỏi số 1')
  told.coordinator.sees('“Mấy giờ chạy thử?”')
  await turn(told.app.world, (at) => dismissCoordinator(at, 'Tạ Thị Bình'))
  await lan!.writes('Mấy giờ kết thúc?')
  lan!.sees('Hiện chưa có người của Ban Tổ chức trên hệ thống. Đề nghị gọi 0219 3866 000.')
  told.coordinator.seesNothingNew()
})

test('A coordinator who is a contact as well reports a fault and takes it on', async () => {
  const told = await office({ rounds: false })
  const [lan] = told.people
  await turn(told.app.world, (at) => appointCoordinator(at, 'c1'))
  await lan!.writes('mất tiếng rồi')
  lan!.sees('Đã ghi: sự cố số 1')
  lan!.sees('SỰ CỐ số 1', '[Tôi xử lý]')
  told.coordinator.sees('SỰ CỐ số 1')
  await lan!.presses('Tôi xử lý')
  lan!.sees('Đã ghi: Bà xử lý sự cố số 1')
  told.coordinator.shows('Đang xử lý: Bà Nguyễn Thị Lan.')
  await lan!.presses('Đã khắc phục')
  lan!.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang, đã khắc phục')
})
