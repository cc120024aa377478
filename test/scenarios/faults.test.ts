import { describe, test } from 'vitest'
import { colleague } from '../kit/colleague.ts'
import { type ChatApp, office, type OfficeOptions } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

/** Lan answers for Hà Giang; Bình coordinates on Telegram, Hùng on Zalo. */
const story = async (options: OfficeOptions = {}) => {
  const told = await office(options)
  const [lan, minh] = told.people
  const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
  return { ...told, lan: lan!, minh: minh!, binh: told.coordinator, hung }
}

describe.each(apps)('A fault told in words on %s', (app) => {
  test('reaches every coordinator at once, and all see who has it and when it is over', async () => {
    const { lan, binh, hung, clock } = await story({ apps: [app] })
    await lan.writes('mất tiếng rồi')
    lan.sees(
      'Đã ghi: sự cố số 1, điểm cầu Hà Giang: mất tiếng rồi, 08:00. Ban Tổ chức đã được báo ngay.',
      'Báo nhầm',
    )
    for (const each of [binh, hung])
      each.sees(
        'SỰ CỐ số 1 – điểm cầu Hà Giang: mất tiếng rồi',
        'Báo lúc 08:00. Gọi: Nguyễn Thị Lan, 0912 010 000',
        'Chưa có người xử lý.',
        'Tôi xử lý',
        'Đã khắc phục',
      )
    await clock.forward('PT2M')
    await hung.chooses('Tôi xử lý')
    hung.sees('Đã ghi: Ông/Bà xử lý sự cố số 1, điểm cầu Hà Giang. Gọi: Nguyễn Thị Lan, 0912 010 000.')
    binh.shows('Đang xử lý: Phạm Quốc Hùng.')
    lan.sees('Ban Tổ chức đang xử lý sự cố số 1, điểm cầu Hà Giang. Người xử lý: Phạm Quốc Hùng')
    await clock.forward('PT10M')
    await binh.presses('Đã khắc phục')
    binh.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang, đã khắc phục lúc 08:12, sau 12 phút (Tạ Thị Bình).')
    binh.shows('Đã khắc phục lúc 08:12 sau 12 phút (Tạ Thị Bình).')
    hung.sees('SỰ CỐ số 1', 'Đã khắc phục lúc 08:12 sau 12 phút (Tạ Thị Bình).')
    lan.sees('Sự cố số 1, điểm cầu Hà Giang, đã khắc phục lúc 08:12, sau 12 phút (Tạ Thị Bình).')
    await hung.writes('Tôi xử lý')
    hung.readsAll()
    lan.seesNothingNew()
  })

  test('is withdrawn by “Báo nhầm”, or by saying so', async () => {
    const { lan, binh, hung } = await story({ apps: [app] })
    await lan.writes('mat hinh roi')
    lan.sees('sự cố số 1', 'mat hinh roi')
    binh.sees('SỰ CỐ số 1')
    hung.sees('SỰ CỐ số 1')
    await lan.chooses('Báo nhầm')
    lan.sees('Đã rút: sự cố số 1, điểm cầu Hà Giang (báo nhầm). Ban Tổ chức đã được báo.')
    binh.shows('Báo nhầm, đã rút lúc 08:00 (Bà Nguyễn Thị Lan).')
    hung.sees('Báo nhầm, đã rút lúc 08:00')
    await lan.writes('mất điện')
    lan.sees('sự cố số 2')
    binh.sees('SỰ CỐ số 2')
    hung.sees('SỰ CỐ số 2')
    await lan.writes('xin lỗi, báo nhầm')
    lan.sees('Đã rút: sự cố số 2')
    hung.sees('đã rút')
  })

  test('ends when the people on the spot say so', async () => {
    const { lan, binh, hung, clock } = await story({ apps: [app] })
    await lan.writes('mất tiếng')
    lan.sees('sự cố số 1')
    binh.sees('SỰ CỐ số 1')
    hung.sees('SỰ CỐ số 1')
    await clock.forward('PT5M')
    await lan.writes('có tiếng lại rồi')
    lan.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang, đã khắc phục lúc 08:05, sau 5 phút (Bà Nguyễn Thị Lan).')
    binh.shows('Đã khắc phục lúc 08:05 sau 5 phút (Bà Nguyễn Thị Lan).')
    hung.sees('Đã khắc phục lúc 08:05')
    await lan.writes('có tiếng rồi')
    lan.sees('Hiện không có sự cố nào đang được ghi.', 'Chuyển Ban Tổ chức')
  })

  test('told once more is no second one; in other words, the coordinators hear them', async () => {
    const { lan, binh, hung } = await story({ apps: [app] })
    await lan.writes('mất tiếng rồi')
    lan.sees('sự cố số 1')
    binh.sees('SỰ CỐ số 1')
    hung.sees('SỰ CỐ số 1')
    await lan.writes('Mất tiếng rồi!')
    lan.sees('Đã ghi từ trước: sự cố số 1, điểm cầu Hà Giang, lúc 08:00. Chưa có người xử lý.')
    binh.seesNothingNew()
    await lan.writes('vẫn chưa có tiếng')
    lan.sees('Đã ghi từ trước: sự cố số 1')
    binh.sees('SỰ CỐ số 1 – điểm cầu Hà Giang, báo lại: “vẫn chưa có tiếng” (Nguyễn Thị Lan)')
    hung.sees('báo lại: “vẫn chưa có tiếng”')
    await lan.writes('mất cả hình rồi')
    lan.sees('Đã ghi: sự cố số 2, điểm cầu Hà Giang: mất cả hình rồi')
    binh.sees('SỰ CỐ số 2')
    hung.sees('SỰ CỐ số 2')
    await lan.writes('có tiếng lại rồi')
    lan.sees('sự cố số 1, điểm cầu Hà Giang, đã khắc phục')
    hung.sees('SỰ CỐ số 1', 'Đã khắc phục')
  })
})

test('Several faults, and “khắc phục xong rồi”: which one is asked', async () => {
  const { lan, binh, hung } = await story()
  await lan.writes('mất tiếng')
  await lan.writes('mất hình')
  lan.readsAll()
  binh.readsAll()
  hung.readsAll()
  await lan.writes('khắc phục xong rồi')
  lan.sees('Chưa ghi gì. Đề nghị Bà cho biết sự cố nào đã khắc phục:', '[Đã khắc phục – số 1: mất tiếng]')
  await lan.presses('Đã khắc phục – số 2: mất hình')
  lan.sees('Đã ghi: sự cố số 2, điểm cầu Hà Giang, đã khắc phục')
  hung.sees('SỰ CỐ số 2', 'Đã khắc phục')
  binh.shows('Chưa có người xử lý.')
})

test('A backup nobody has asked may report a fault; told twice by two people it is one', async () => {
  const { lan, minh, binh, hung } = await story({ backups: true })
  await minh.writes('mất kết nối')
  minh.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang: mất kết nối')
  binh.sees('SỰ CỐ số 1', 'Gọi: Trần Văn Minh, 0912 010 001')
  hung.sees('SỰ CỐ số 1')
  await lan.writes('mất kết nối')
  lan.sees('Đã ghi từ trước: sự cố số 1, điểm cầu Hà Giang, lúc 08:00, do Ông Trần Văn Minh báo.')
  binh.sees('báo lại', 'Nguyễn Thị Lan')
  hung.sees('báo lại')
})

test('Two coordinators press “Tôi xử lý”: the second reads who has it', async () => {
  const { lan, binh, hung } = await story()
  await lan.writes('mất tiếng')
  lan.sees('sự cố số 1')
  binh.sees('SỰ CỐ')
  hung.sees('SỰ CỐ')
  await binh.presses('Tôi xử lý')
  binh.sees('Đã ghi: Ông/Bà xử lý sự cố số 1')
  lan.sees('Người xử lý: Tạ Thị Bình')
  hung.sees('Đang xử lý: Tạ Thị Bình.')
  await hung.writes('1')
  hung.sees('Sự cố số 1, điểm cầu Hà Giang, đã có người xử lý: Tạ Thị Bình.')
})

test('On Zalo two faults are open and a coordinator types “Đã khắc phục”: which one is asked', async () => {
  const { lan, binh, hung } = await story()
  await lan.writes('mất tiếng')
  await lan.writes('mất hình')
  lan.readsAll()
  binh.readsAll()
  hung.readsAll()
  await hung.writes('đã khắc phục')
  hung.sees('đang trả lời cho mục nào?', 'Đã khắc phục – sự cố số 2, điểm cầu Hà Giang')
  await hung.chooses('Đã khắc phục – sự cố số 1, điểm cầu Hà Giang')
  hung.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang, đã khắc phục')
  lan.sees('Sự cố số 1, điểm cầu Hà Giang, đã khắc phục')
})

test('In an open round a fault counts as “Có sự cố”, nobody is reminded of it, and ready is owed anew once it is over', async () => {
  const { lan, binh, hung, clock } = await story()
  await clock.to('2026-12-05T14:00')
  lan.sees('kiểm tra và xác nhận')
  await lan.presses('Tất cả tốt')
  await lan.presses('Sẵn sàng')
  lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
  await lan.writes('mất hình rồi')
  lan.sees('Đã ghi: sự cố số 1', 'Điểm cầu được ghi nhận Có sự cố trong đợt kiểm tra.')
  lan.shows('Đã ghi: Có sự cố, 14:00.')
  binh.sees('SỰ CỐ số 1')
  hung.sees('SỰ CỐ số 1')
  await binh.writes('/tinhhinh')
  binh.sees(
    'Sẵn sàng 0/1 · Đang chuẩn bị 0 · Có sự cố 1',
    'SỰ CỐ (1)',
    '🔴 Số 1 – điểm cầu Hà Giang: “mất hình rồi”, từ 14:00',
  )
  await binh.presses('Đã khắc phục')
  binh.sees('Đã ghi: sự cố số 1')
  hung.sees('Đã khắc phục')
  lan.sees('đã khắc phục', 'Nếu điểm cầu đã sẵn sàng, đề nghị xác nhận.', '[Sẵn sàng]')
  await lan.presses('Sẵn sàng')
  lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
  await clock.to('2026-12-05T16:59')
})

test('A false alarm leaves the answer that was there before', async () => {
  const { lan, binh, hung, clock } = await story()
  await clock.to('2026-12-05T14:00')
  lan.sees('kiểm tra và xác nhận')
  await lan.presses('Tất cả tốt')
  await lan.presses('Sẵn sàng')
  lan.sees('Sẵn sàng, 14:00')
  await lan.writes('mất điện')
  lan.sees('sự cố số 1')
  binh.sees('SỰ CỐ')
  hung.sees('SỰ CỐ')
  await lan.presses('Báo nhầm')
  lan.sees('Đã rút: sự cố số 1')
  hung.sees('Báo nhầm')
  lan.shows('Đã ghi: Sẵn sàng, 14:00.')
  await binh.writes('tình hình')
  binh.sees('Sẵn sàng 1/1')
})

test('A fault is told while something else was asked for', async () => {
  const { lan, binh, hung, sendsAssignments } = await story({ assignments: 1, rounds: false })
  await sendsAssignments()
  lan.sees('nhiệm vụ 1')
  await lan.presses('Cần trao đổi')
  lan.sees('viết nội dung cần trao đổi')
  await lan.writes('mất mạng rồi')
  lan.sees('Đã ghi: sự cố số 1')
  binh.sees('SỰ CỐ số 1')
  hung.sees('SỰ CỐ số 1')
  await lan.writes('Chiều nay có chạy thử lại')
  lan.sees('Đã chuyển câu hỏi số 1')
  binh.sees('CÂU HỎI số 1')
  hung.sees('CÂU HỎI số 1')
})

test('A bridge point with several faults: what the checklist says is in the report', async () => {
  const { lan, binh, hung, clock } = await story()
  await clock.to('2026-12-05T14:00')
  lan.sees('kiểm tra và xác nhận')
  await lan.presses('Âm thanh')
  await lan.presses('Âm thanh')
  await lan.presses('Có sự cố')
  lan.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang: Âm thanh có vấn đề', 'Điểm cầu được ghi nhận Có sự cố')
  binh.sees('SỰ CỐ số 1 – điểm cầu Hà Giang: Âm thanh có vấn đề')
  hung.sees('SỰ CỐ số 1')
  await binh.writes('/bang')
  binh.sees('🔴 Hà Giang, từ 14:00 (Âm thanh): Nguyễn Thị Lan 0912 010 000')
})
