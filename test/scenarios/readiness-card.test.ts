import { describe, test } from 'vitest'
import { type ChatApp, office, type OfficeOptions } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

/** The first round is open, and Lan at Hà Giang has her card. */
const round = async (options: OfficeOptions = {}) => {
  const told = await office(options)
  const [lan, minh] = told.people
  await told.clock.to('2026-12-05T14:00')
  lan!.sees(
    'Kính gửi Bà Nguyễn Thị Lan,',
    'Đề nghị Bà kiểm tra và xác nhận điểm cầu Hà Giang.',
    'Kiểm tra kỹ thuật lần 1, đóng lúc 17:00 thứ Bảy, 05/12/2026',
    '▫️ Âm thanh: chưa kiểm tra',
  )
  return { ...told, lan: lan!, minh: minh! }
}

describe.each(apps)('The checklist on %s', (app) => {
  test('all good, ready: recorded with its time, and said twice it was so already', async () => {
    const { lan, clock } = await round({ apps: [app] })
    await lan.chooses('Tất cả tốt')
    if (app === 'zalo-bot')
      lan.sees('Đã ghi: điểm cầu Hà Giang, 4/4 hạng mục tốt. Đề nghị xác nhận Sẵn sàng.')
    await lan.chooses('Sẵn sàng')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.', 'Sửa câu trả lời')
    await clock.to('2026-12-05T14:05')
    await lan.writes('sẵn sàng')
    lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Sẵn sàng, lúc 14:00. Không có gì thay đổi.')
    await clock.to('2026-12-05T16:50')
    lan.seesNothingNew()
  })

  test('ready with unknown items asks for the rest and offers Tất cả tốt', async () => {
    const { lan } = await round({ apps: [app] })
    await lan.chooses('Sẵn sàng')
    lan.sees(
      'Chưa ghi Sẵn sàng vì còn 4 hạng mục chưa kiểm tra: Đường truyền, Âm thanh, Hình ảnh, Người trực.',
      'Tất cả tốt',
    )
    await lan.chooses('Tất cả tốt')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
  })

  test('ready with a problem asks, and only the second word makes it so', async () => {
    const { lan } = await round({ apps: [app] })
    await lan.chooses('Tất cả tốt')
    if (app === 'zalo-bot') lan.sees('4/4 hạng mục tốt')
    await lan.chooses('Âm thanh')
    if (app === 'zalo-bot') lan.sees('3/4 hạng mục tốt; có vấn đề: Âm thanh.')
    await lan.chooses('Sẵn sàng')
    lan.sees(
      'Chưa ghi Sẵn sàng vì có vấn đề: Âm thanh. Bà có xác nhận điểm cầu vẫn sẵn sàng không?',
      'Vẫn sẵn sàng',
    )
    await lan.writes('Vẫn sẵn sàng')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
    await lan.chooses('Sửa câu trả lời')
    lan.sees('⚠️ Âm thanh: có vấn đề')
    await lan.writes('sẵn sàng')
    lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Sẵn sàng')
  })

  test('preparing by a choice: asked again then', async () => {
    const { lan, clock } = await round({ apps: [app] })
    await lan.chooses('Đang chuẩn bị')
    lan.sees(
      'Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị, 14:00. Bà dự kiến sẵn sàng lúc mấy giờ?',
      'Ban Tổ chức sẽ hỏi lại lúc 14:30',
    )
    await lan.chooses('15 phút nữa')
    lan.sees(
      'Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị, 14:00, dự kiến xong 14:15. Đến 14:15 Ban Tổ chức sẽ hỏi lại.',
    )
    await lan.writes('ok')
    lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Đang chuẩn bị (dự kiến xong 14:15), lúc 14:00.')
    await clock.to('2026-12-05T14:14')
    lan.seesNothingNew()
    await clock.to('2026-12-05T14:15')
    lan.sees('Đã đến giờ dự kiến. Đề nghị Bà cho biết điểm cầu Hà Giang đã sẵn sàng chưa.')
    await lan.writes('tat ca tot')
    lan.sees('4/4 hạng mục tốt')
    await lan.writes('san sang')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:15.')
    await clock.to('2026-12-05T16:50')
  })

  test('preparing with a typed time, and a later one', async () => {
    const { lan, clock } = await round({ apps: [app] })
    await lan.writes('chưa sẵn sàng')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị', 'lúc mấy giờ?')
    await lan.writes('khoảng tầm đó')
    lan.sees('Hệ thống chưa xác định được giờ. Đề nghị gõ giờ dự kiến')
    await lan.writes('15h30')
    lan.sees('dự kiến xong 15:30. Đến 15:30 Ban Tổ chức sẽ hỏi lại.')
    await lan.chooses('Đang chuẩn bị')
    lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Đang chuẩn bị (dự kiến xong 15:30)', 'Nếu đổi giờ dự kiến')
    await lan.writes('15 giờ 45')
    lan.sees('dự kiến xong 15:45')
    await clock.to('2026-12-05T15:40')
    lan.seesNothingNew()
    await clock.to('2026-12-05T15:45')
    lan.sees('Đã đến giờ dự kiến')
  })

  test('preparing and the time in one sentence', async () => {
    const { lan } = await round({ apps: [app] })
    await lan.writes('đang chuẩn bị, 15h30 xong')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị, 14:00, dự kiến xong 15:30.')
    await lan.writes('20 phút nữa xong')
    lan.sees('dự kiến xong 14:20')
  })

  test('trouble: one answer, the coordinators at once, what exactly afterwards', async () => {
    const { lan, coordinator } = await round({ apps: [app] })
    await lan.chooses('Có sự cố')
    lan.sees(
      'Đã ghi: điểm cầu Hà Giang, Có sự cố, 14:00. Ban Tổ chức đã được báo ngay. Đề nghị Bà cho biết nội dung sự cố',
      'Mất tiếng',
      'Báo nhầm',
    )
    lan.seesNothingNew()
    coordinator.sees(
      'SỰ CỐ số 1 – điểm cầu Hà Giang: chưa rõ nội dung, đang hỏi lại',
      'Gọi: Nguyễn Thị Lan, 0912 010 000',
    )
    await lan.chooses('Mất hình')
    lan.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang: Mất hình, 14:00.')
    coordinator.shows('SỰ CỐ số 1 – điểm cầu Hà Giang: Mất hình')
    await lan.writes('có sự cố')
    lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Có sự cố, lúc 14:00', 'Đề nghị Bà cho biết nội dung sự cố')
    coordinator.seesNothingNew()
  })

  test('the person on duty, by name and number', async () => {
    const { lan } = await round({ apps: [app] })
    await lan.chooses('Người trực')
    lan.sees('Đề nghị gõ họ tên và số điện thoại người trực')
    await lan.writes('anh Sơn')
    lan.sees('Hệ thống chưa xác định được họ tên và số điện thoại')
    await lan.writes('Bùi Văn Sơn 0912.010.007')
    lan.sees('Đã ghi: người trực điểm cầu Hà Giang: Bùi Văn Sơn, 0912 010 007.')
    await lan.writes('Người trực: Đỗ Thị Thu, 0912 010 008')
    lan.sees('Đã ghi: người trực điểm cầu Hà Giang: Đỗ Thị Thu, 0912 010 008.')
  })

  test('the answer can be changed', async () => {
    const { lan, coordinator } = await round({ apps: [app] })
    await lan.writes('sẵn sàng')
    await lan.chooses('Tất cả tốt')
    lan.sees('Chưa ghi Sẵn sàng')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
    await lan.chooses('Sửa câu trả lời')
    lan.sees('Đề nghị Bà kiểm tra và xác nhận', 'Đã ghi: Sẵn sàng, 14:00')
    await lan.chooses('Đang chuẩn bị')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Đang chuẩn bị')
    await lan.chooses('Có sự cố')
    lan.sees('Đã ghi: điểm cầu Hà Giang, Có sự cố')
    coordinator.sees('SỰ CỐ số 1')
  })
})

test('On Telegram a tick changes the card before one’s eyes: unknown, good, problem, unknown', async () => {
  const { lan } = await round()
  await lan.presses('Âm thanh')
  lan.shows('✅ Âm thanh: tốt')
  await lan.presses('Âm thanh')
  lan.shows('⚠️ Âm thanh: có vấn đề')
  await lan.presses('Âm thanh')
  lan.shows('▫️ Âm thanh: chưa kiểm tra')
  await lan.presses('Tất cả tốt')
  lan.shows('✅ Người trực: tốt')
  lan.showsNo('▫️')
  lan.seesNothingNew()
})

test('On Zalo several numbers in one message are several ticks, with one short answer', async () => {
  const { lan } = await round({ apps: ['zalo-bot'] })
  lan.shows('1. Sẵn sàng\n2. Đang chuẩn bị\n3. Có sự cố\n4. Tất cả tốt\n5. ▫️ Đường truyền\n6. ▫️ Âm thanh')
  await lan.writes('5, 6 và 7')
  lan.sees('Đã ghi: điểm cầu Hà Giang, 3/4 hạng mục tốt; chưa kiểm tra: Người trực.')
  lan.seesNothingNew()
  await lan.writes('8')
  lan.sees(
    '4/4 hạng mục tốt. Đề nghị xác nhận Sẵn sàng. Đề nghị gõ họ tên và số điện thoại người trực',
    '1. Sẵn sàng',
  )
  await lan.writes('1')
  lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
})

test('On Zalo, ticks that follow each other get one answer, never one each', async () => {
  const { lan, settle } = await round({ apps: ['zalo-bot'] })
  for (const number of ['5', '6', '7', '8', '8']) lan.phone.write(number)
  await settle()
  lan.sees('Đã ghi: điểm cầu Hà Giang, 3/4 hạng mục tốt; có vấn đề: Người trực.', 'Có sự cố')
  lan.seesNothingNew()
})

test('On Zalo, ready at once after the last tick: the answer about ticks is not said any more', async () => {
  const { lan, settle } = await round({ apps: ['zalo-bot'] })
  lan.phone.write('4')
  lan.phone.write('1')
  await settle()
  lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
  lan.seesNothingNew()
})

test('A problem ticked after “Sẵn sàng” leaves it so and says so', async () => {
  const { lan } = await round({ apps: ['zalo-bot'] })
  await lan.writes('4')
  lan.sees('4/4')
  await lan.writes('1')
  lan.sees('Sẵn sàng, 14:00')
  await lan.writes('6')
  lan.sees('có vấn đề: Âm thanh. Điểm cầu vẫn đang ghi là Sẵn sàng; nếu có sự cố, đề nghị báo Có sự cố.')
})

test('“Đang chuẩn bị”, then ready: a time typed later is no answer to what was asked', async () => {
  const { lan } = await round()
  await lan.presses('Đang chuẩn bị')
  lan.sees('lúc mấy giờ?')
  await lan.presses('Tất cả tốt')
  await lan.presses('Sẵn sàng')
  lan.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
  await lan.writes('15h30')
  lan.sees('Hệ thống chưa xác định được')
})

test('A name is waited for while other buttons are pressed', async () => {
  const { lan } = await round()
  await lan.presses('Người trực')
  lan.sees('họ tên và số điện thoại')
  await lan.presses('Tất cả tốt')
  await lan.writes('Bùi Văn Sơn 0912010007')
  lan.sees('Đã ghi: người trực điểm cầu Hà Giang: Bùi Văn Sơn')
})

test('The backup who confirms is named on the first one’s card', async () => {
  const { lan, minh, coordinator, clock } = await round({ backups: true })
  await clock.to('2026-12-05T16:30')
  lan.sees('Điểm cầu Hà Giang chưa xác nhận. Kiểm tra kỹ thuật lần 1 đóng lúc 17:00')
  coordinator.sees(
    'CHƯA XÁC NHẬN SẴN SÀNG',
    'Hà Giang: Bà Nguyễn Thị Lan, 0912 010 000; dự phòng: Trần Văn Minh',
  )
  minh.sees(
    'Chưa nhận được trả lời của Bà Nguyễn Thị Lan. Ông được đề nghị xác nhận thay cho điểm cầu Hà Giang.',
  )
  await minh.presses('Tất cả tốt')
  await minh.presses('Sẵn sàng')
  minh.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 16:30.')
  lan.shows('Đã ghi: Sẵn sàng, 16:30 (Ông Trần Văn Minh trả lời).')
  await lan.writes('đã sẵn sàng')
  lan.sees('Đã ghi từ trước: điểm cầu Hà Giang, Sẵn sàng, lúc 16:30, do Ông Trần Văn Minh trả lời.')
})
