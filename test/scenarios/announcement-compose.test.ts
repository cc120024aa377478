import { expect, test } from 'vitest'
import { announcementNumbered } from '../../db/announcements.ts'
import { numberedCards } from '../../db/cards.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { identitiesOf } from '../../db/identities.ts'
import { saveMedia } from '../../db/media.ts'
import { correct } from '../../handlers/announcement/change.ts'
import { addDraftFile } from '../../handlers/announcement/draft-files.ts'
import { appointCoordinator, dismissCoordinator } from '../../handlers/coordinator.ts'
import { turn } from '../../handlers/world.ts'
import { colleague } from '../kit/colleague.ts'
import { planFile } from '../kit/plan.ts'
import { type Office, office, telegramToken } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'

const TEXT = 'Kính gửi {xung_ho} {ten},\nĐề nghị bật đường truyền lúc 7 giờ.'

/** The shortest way from nothing to a draft that can be sent. */
async function writes(binh: Someone, text: string, audience = 'Tất cả đầu mối') {
  await binh.writes('/thongbao')
  await binh.writes(text)
  await binh.chooses('Người nhận')
  await binh.chooses(audience)
  binh.readsAll()
}

/** A file that this coordinator sent into the chat, as it stands in our store once it was fetched. */
async function sendsFile({ app }: Office, by: Someone, fileName: string, size = 4) {
  const media = { id: `m-${fileName}`, kind: 'file' as const, mime: 'application/pdf', fileName, size }
  const chat = { channel: 'telegram' as const, account: telegramToken.split(':')[0]!, chat: by.phone.id }
  await turn(app.world, async (at) => {
    const draft = (await announcementNumbered(at.tx, 1))!
    const contactId = draft.authorId!
    await saveMedia(at.tx, { ...media, contactId, bytes: Buffer.alloc(size), at: at.now })
    await addDraftFile(at, { draft: draft.id, version: 1, contactId, at: chat, media })
  })
}

test('Bà Bình writes to everybody on Telegram: what is missing is said first, she sees how it will look, and sends it', async () => {
  const here = await office({ bridgePoints: 4, apps: ['telegram', 'zalo-bot'], unlinked: [3] })
  const { coordinator: binh, people } = here
  const [lan, minh, hoa] = people
  await binh.writes('/thongbao')
  binh.sees(
    'Không gửi tài liệu, nội dung thuộc danh mục bí mật nhà nước qua kênh này.',
    'gửi nội dung thông báo trong một tin nhắn',
    '[Thôi]',
  )
  await binh.writes(TEXT)
  binh.sees('BẢN NHÁP Thông báo số 1\nCòn thiếu: người nhận.', '“Kính gửi {xung_ho} {ten},', '[Gửi]')

  await binh.presses('Người nhận')
  binh.sees('Gửi cho ai?', '[Tất cả đầu mối]', '[Hội nghị trực tuyến', '[Ban Tổ chức]')
  await binh.writes('hoinghi:vt62')
  binh.sees('Không có hội nghị mã “vt62”. Có phải “vt26”?')
  await binh.writes('conference:vt26')
  binh.sees(
    'Người nhận: 4. Ông Phạm Văn Dũng, Bà Lê Thị Hoa, Bà Nguyễn Thị Lan, Ông Trần Văn Minh.',
    'Gửi qua: Telegram 2, Zalo 1.',
    'CHƯA CÓ CÁCH GỬI (1), đề nghị gọi điện: Ông Phạm Văn Dũng.',
  )
  binh.sees(
    'Đã đủ thông tin để gửi.',
    'Người nhận: 4 người (Hội nghị trực tuyến triển khai nhiệm vụ năm 2027)',
  )

  await binh.presses('Cách trả lời')
  binh.sees('Người nhận cần trả lời thế nào?')
  await binh.presses('Đã nhận')
  binh.sees('Nhận trả lời đến khi nào?', 'theo giờ Việt Nam', '[Hôm nay 17:00]', '[Ngày mai 08:00]')
  await binh.presses('Hôm nay 17:00')
  binh.sees('Cách trả lời: bấm Đã nhận; đến 17:00')

  await binh.presses('Xem trước')
  binh.sees('XEM TRƯỚC Thông báo số 1 – Telegram: 2 người, 1 tin', 'Kính gửi Bà Nguyễn Thị Lan,', '[Đã nhận]')
  binh.sees('– Zalo: 1 người, 1 tin', 'Kính gửi Ông Trần Văn Minh,', '(số) Đã nhận')
  binh.sees('BẢN NHÁP Thông báo số 1')

  await binh.presses('Gửi thử cho tôi')
  binh.sees('(GỬI THỬ)\nTHÔNG BÁO số 1\nKính gửi Ông/Bà Tạ Thị Bình,', '[Đã nhận]')
  await binh.presses('Đã nhận')
  binh.sees('Đây là tin thử, không ghi nhận câu trả lời nào.')
  binh.sees('BẢN NHÁP Thông báo số 1')
  for (const person of [lan, minh, hoa]) person!.seesNothingNew()

  const card = binh.phone.messages().findLast(({ text }) => text.startsWith('BẢN NHÁP'))!
  await binh.presses('Gửi')
  binh.sees('Thông báo số 1', '/4', '[Đính chính]')
  binh.shows('Thông báo số 1: đã gửi lúc 08:00, người gửi: Tạ Thị Bình.')
  lan!.sees('THÔNG BÁO số 1\nKính gửi Bà Nguyễn Thị Lan,\nĐề nghị bật đường truyền lúc 7 giờ.', '[Đã nhận]')
  minh!.sees('Kính gửi Ông Trần Văn Minh,', '. Đã nhận')
  hoa!.sees('Kính gửi Bà Lê Thị Hoa,')

  const send = card.buttons.flat().find(({ label }) => label === 'Gửi')!
  binh.phone.press({ message: card.id, data: send.data })
  await here.settle()
  binh.sees(
    'Thông báo số 1 đã gửi lúc 08:00, người gửi: Tạ Thị Bình. Không có gì thay đổi.',
    '[Tình hình gửi]',
  )
  await here.opensRound('r1')
  for (const person of people) person.readsAll()
  await writes(binh, 'Đề nghị xác nhận.', 'Chưa xác nhận Thông báo số 1')
  binh.shows('(Chưa xác nhận Thông báo số 1)')
  await binh.presses('Người nhận')
  await binh.presses('Chưa trả lời: Kiểm tra kỹ thuật lần 1')
  binh.shows('Người nhận: 4 người (Chưa trả lời: Kiểm tra kỹ thuật lần 1)')
  await binh.presses('Sửa nội dung')
  binh.phone.write('Đề nghị xác nhận ngay.', { entities: [{ type: 'bold', offset: 17, length: 4 }] })
  await here.settle()
  binh.shows('“Đề nghị xác nhận *ngay*.”')
  await binh.presses('Xem trước')
  binh.shows('Chữ đậm, nghiêng hiện đúng trên kênh này.')
  binh.readsAll()
  await lan!.writes('/thongbao')
  lan!.sees('Chức năng này chỉ dành cho Ban Tổ chức.')
})

test('on Zalo the same goes by numbers, which stay what they are and do not run out', async () => {
  const here = await office({ bridgePoints: 2, apps: ['zalo-bot'] })
  const [lan, minh] = here.people
  const cuc = await colleague(here, 'Đinh Thị Cúc', 'zalo-bot')
  await cuc.writes('Thông báo')
  cuc.sees('bí mật nhà nước', '. Thôi')
  await cuc.writes('Đề nghị cho biết có dự họp không.\n1. Đúng giờ\n2. Đủ người')
  const numberOfSend = () => /(\d+)\. Gửi$/m.exec(cuc.phone.last()!.text)![1]
  const first = numberOfSend()
  await cuc.chooses('Người nhận')
  await cuc.chooses('Tất cả đầu mối')
  for (const turns of [1, 2]) {
    await cuc.chooses('Cách trả lời')
    await cuc.chooses('Chọn phương án')
    await cuc.writes('Dự')
    cuc.sees('Chưa ghi: cần ít nhất 2 phương án')
    await cuc.writes(`Dự | Không dự | Cử ${turns} người khác`)
    await cuc.writes('hôm qua')
    cuc.sees('Chưa ghi: chưa rõ thời điểm, hoặc thời điểm đã qua. Đề nghị gõ theo giờ Việt Nam')
    await cuc.writes('17h chiều mai')
    cuc.sees(`chọn một phương án: Dự | Không dự | Cử ${turns} người khác; đến 17:00 02/12`)
  }
  await cuc.chooses('Giờ gửi')
  await cuc.writes('10h30 sáng nay')
  cuc.sees('Đã đủ thông tin để gửi.', 'Giờ gửi: hẹn 10:30')
  expect(numberOfSend()).toBe(first)
  cuc.readsAll()
  await cuc.chooses('Hủy')
  cuc.sees('Bản nháp số 1 đã hủy lúc 08:00 (Đinh Thị Cúc), chưa gửi cho ai.', '. Khôi phục bản nháp')
  await cuc.chooses('Khôi phục bản nháp')
  cuc.sees('BẢN NHÁP Thông báo số 1\nĐã đủ thông tin để gửi.')
  await cuc.chooses('Gửi')
  cuc.sees('Thông báo số 1: hẹn gửi lúc 10:30')
  lan!.seesNothingNew()
  await here.clock.to('2026-12-01T10:31')
  lan!.sees('THÔNG BÁO số 1\nĐề nghị cho biết có dự họp không.\n1. Đúng giờ')
  minh!.sees('THÔNG BÁO số 1')
  here.coordinator.readsAll()
  cuc.readsAll()

  const { db } = here.app.world.store
  const [chat] = await identitiesOf(db, (await announcementNumbered(db, 1))!.authorId!)
  const numbersInUse = async () =>
    new Set(
      (await numberedCards(db, chat!, here.clock.now())).flatMap(({ commands }) => Object.keys(commands)),
    ).size
  expect(await numbersInUse()).toBeGreaterThan(25)
  await cuc.writes('/thongbao')
  expect(await numbersInUse()).toBeLessThan(12)
  cuc.readsAll()
})

test('nothing goes with a blank: who lacks something is listed, an unknown word is pointed at, and both can be put right', async () => {
  const here = await office({
    bridgePoints: 3,
    with: (plan) => {
      delete plan.contacts[1]!['unit']
    },
  })
  const { coordinator: binh, people } = here
  await binh.writes('/thongbao')
  await binh.writes('Kính gửi {tenn}, đề nghị xem tài liệu.')
  binh.sees('Cần sửa: không có mục {tenn}')
  await binh.presses('Người nhận')
  await binh.writes('c1, c2\nc9')
  binh.sees('Chưa có gì thay đổi. Không tìm thấy đầu mối nào có mã hoặc số điện thoại: “c9”.')
  await binh.writes('c1, c2\n0912010002')
  binh.sees('Người nhận: 3. Bà Lê Thị Hoa, Bà Nguyễn Thị Lan, Ông Trần Văn Minh.')
  binh.sees('Người nhận: 3 người (danh sách 3 mục)')
  binh.readsAll()
  await binh.presses('Gửi')
  binh.sees('Chưa gửi: không có mục {tenn}', '“Kính gửi {tenn}, đề nghị xem')
  await binh.presses('Quay lại bản nháp')
  await binh.presses('Sửa nội dung')
  binh.readsAll()
  await binh.writes('Kính gửi {ten} ({don_vi}), đề nghị xem tài liệu.')
  binh.sees('Đã đủ thông tin để gửi.')
  await binh.presses('Gửi')
  binh.sees('Chưa gửi: thiếu thông tin của 1 người.\n- Ông Trần Văn Minh: {don_vi}')
  await binh.presses('Bỏ 1 người này khỏi danh sách')
  binh.sees('Người nhận: 2 người (danh sách 2 mục)')
  await binh.presses('Gửi')
  binh.sees('Thông báo số 1', '/2')
  people[0]!.sees('Kính gửi Nguyễn Thị Lan (Viễn thông Hà Giang)')
  people[1]!.seesNothingNew()
  people[2]!.sees('Kính gửi Lê Thị Hoa')
})

test('a large audience is confirmed by its number, and the same within the hour is questioned', async () => {
  const here = await office({ bridgePoints: 3, settings: { confirmFrom: 3 } })
  const { coordinator: binh, people } = here
  await writes(binh, 'Họp lúc 8 giờ.', 'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027')
  await binh.presses('Gửi')
  binh.sees('Thông báo này gửi đến 3 người. Để gửi, đề nghị Ông/Bà gõ đúng số người nhận.')
  await binh.writes('vâng')
  binh.sees('Chưa gửi: “vâng” không phải là số người nhận (3).')
  await binh.writes('4')
  binh.sees('Chưa gửi: “4” không phải là số người nhận (3).')
  for (const person of people.slice(0, 3)) person.seesNothingNew()
  await binh.writes('3')
  binh.sees('Thông báo số 1', '/3')
  for (const person of people.slice(0, 3)) person.sees('Họp lúc 8 giờ.')
  // Its words are those it was corrected to.
  await turn(here.app.world, async (at) =>
    correct(at, (await announcementNumbered(at.tx, 1))!, 'Họp lúc 9 giờ.', null),
  )
  await here.clock.forward('PT59M')
  await writes(binh, 'Họp lúc  9 giờ. ', 'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027')
  await binh.presses('Gửi')
  binh.sees('Thông báo này giống hệt Thông báo số 1 đã gửi lúc 08:00. Vẫn gửi?')
  for (const person of people.slice(0, 3)) person.seesNothingNew()
  await binh.presses('Vẫn gửi')
  binh.sees('gõ đúng số người nhận')
  await binh.writes('3 người')
  binh.sees('Thông báo số 2', '/3')
  for (const person of people.slice(0, 3)) person.sees('THÔNG BÁO số 2')
})

test('what was set for an hour counts from that hour when the same is written again', async () => {
  const here = await office({ bridgePoints: 2 })
  const { coordinator: binh, people } = here
  const conference = 'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027'
  await writes(binh, 'Họp lúc 16 giờ.', conference)
  await binh.presses('Giờ gửi')
  await binh.writes('14h hôm nay')
  await binh.presses('Gửi')
  await here.clock.forward('PT6H5M')
  for (const person of people.slice(0, 2)) person.sees('Họp lúc 16 giờ.')
  await writes(binh, 'Họp lúc 16 giờ.', conference)
  await binh.presses('Gửi')
  binh.sees('Thông báo này giống hệt Thông báo số 1 đã gửi lúc 14:00. Vẫn gửi?')
})

test('two coordinators at one draft: who saw the older one changes nothing, and is told who changed it and when', async () => {
  const here = await office({ bridgePoints: 2 })
  const { coordinator: binh } = here
  const cuc = await colleague(here, 'Đinh Thị Cúc', 'zalo-bot')
  binh.readsAll()
  await writes(binh, 'Họp lúc 8 giờ.')
  await cuc.writes('/thongbao')
  cuc.sees('. Nháp 1: Họp lúc 8 giờ.')
  await cuc.chooses('Nháp 1: Họp lúc 8 giờ.')
  cuc.sees('BẢN NHÁP Thông báo số 1')
  await cuc.chooses('Sửa nội dung')
  cuc.sees('thay cho toàn bộ nội dung hiện nay:\n\nHọp lúc 8 giờ.')
  await here.clock.forward('PT5M')
  await binh.presses('Sửa nội dung')
  await binh.writes('Họp lúc 9 giờ.')
  binh.readsAll()
  await cuc.writes('Họp lúc 10 giờ.')
  cuc.sees('Bản nháp đã được Tạ Thị Bình sửa lúc 08:05; thao tác vừa rồi chưa được thực hiện.')
  cuc.sees('“Họp lúc 9 giờ.”')

  await cuc.chooses('Cách trả lời')
  await cuc.chooses('Đã nhận')
  await cuc.chooses('Không đặt hạn')
  cuc.readsAll()
  binh.shows('Cách trả lời: bấm Đã nhận; không đặt hạn')
  const card = binh.phone.messages().findLast(({ text }) => text.includes('“Họp lúc 9 giờ.”'))!
  const send = card.buttons.flat().find(({ label }) => label === 'Gửi')!
  await cuc.chooses('Sửa nội dung')
  await cuc.writes('Họp lúc 11 giờ.')
  cuc.readsAll()
  binh.phone.press({ message: card.id, data: send.data })
  await here.settle()
  binh.sees('Bản nháp đã được Đinh Thị Cúc sửa lúc 08:05; thao tác vừa rồi chưa được thực hiện.')
  binh.sees('“Họp lúc 11 giờ.”')
  for (const person of here.people.slice(0, 2)) person.seesNothingNew()

  await turn(here.app.world, (at) => dismissCoordinator(at, cuc.name))
  await cuc.chooses('Gửi')
  cuc.sees('Chức năng này chỉ dành cho Ban Tổ chức.')
})

test('in the night those who sleep are named: it waits for their morning, or goes with a reason', async () => {
  const here = await office({
    bridgePoints: 2,
    start: '2026-12-01T22:30',
    with: (plan) => Object.assign(plan.contacts[1]!, { timezone: 'Europe/Berlin' }),
  })
  const { coordinator: binh, people } = here
  const [lan, minh] = people
  const conference = 'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027'
  await writes(binh, 'Sáng mai tập trung lúc 7 giờ.', conference)
  await binh.presses('Gửi')
  binh.sees(
    'Hiện là ngoài giờ đối với 1 người: Bà Nguyễn Thị Lan.',
    '[Gửi trong giờ của từng người]',
    '[Gửi ngay, kể cả ngoài giờ]',
  )
  await binh.presses('Gửi trong giờ của từng người')
  binh.sees('Thông báo số 1')
  minh!.sees('tập trung lúc 7 giờ')
  lan!.seesNothingNew()

  await writes(binh, 'Đường truyền đang hỏng.', conference)
  await binh.presses('Gửi')
  await binh.presses('Gửi ngay, kể cả ngoài giờ')
  binh.sees('Đề nghị Ông/Bà ghi lý do gửi ngoài giờ.')
  await binh.writes('vội')
  binh.sees('Chưa ghi: đề nghị nêu rõ hơn lý do')
  lan!.seesNothingNew()
  await binh.writes('Bão số 9 vào trong đêm')
  lan!.sees('THÔNG BÁO số 2\nĐường truyền đang hỏng.')
  minh!.sees('Đường truyền đang hỏng.')
  const sent = await announcementNumbered(here.app.world.store.db, 2)
  expect(sent).toMatchObject({ reason: 'Bão số 9 vào trong đêm', urgent: false })
  binh.readsAll()

  // What is urgent waits for no morning, and what waits for the morning is not urgent: the last choice counts.
  await writes(binh, 'Sơ tán ngay.', conference)
  await binh.presses('Giờ gửi')
  await binh.presses('Khẩn')
  await binh.writes('Nước lên nhanh')
  binh.readsAll()
  await binh.presses('Giờ gửi')
  await binh.presses('Trong giờ của từng người')
  const calm = binh.sees('BẢN NHÁP Thông báo số 3\n', 'Giờ gửi: trong giờ của từng người (không khẩn)')
  expect(calm.text).not.toContain('Lý do')
  await binh.presses('Giờ gửi')
  await binh.presses('Khẩn')
  binh.sees('Đề nghị Ông/Bà ghi lý do gửi khẩn.')
  await binh.writes('Nước lên nhanh')
  binh.sees('BẢN NHÁP Thông báo số 3 – KHẨN', 'Giờ gửi: ngay khi bấm Gửi', 'Lý do: Nước lên nhanh')
  await binh.presses('Gửi')
  lan!.sees('THÔNG BÁO KHẨN số 3\nSơ tán ngay.')
  minh!.sees('THÔNG BÁO KHẨN số 3')
  await here.clock.to('2026-12-02T07:30')
  lan!.sees('tập trung lúc 7 giờ')
  binh.readsAll()
})

test('files come with it, five at most, several at once on one card; long texts are shown as they split; who coordinates one conference reaches its people', async () => {
  const here = await office({ bridgePoints: 2, apps: ['telegram', 'zalo-bot'] })
  const { coordinator: binh, people } = here
  await binh.writes('/thongbao')
  await binh.writes('Kịch bản gửi kèm.')
  binh.readsAll()
  await binh.writes('và một tin nữa không ai chờ')
  binh.sees('Đang chờ ảnh hoặc tệp; tin nhắn bằng chữ này chưa được ghi vào thông báo.')
  await binh.presses('Thêm ảnh/tệp')
  binh.sees('gửi ảnh hoặc tệp tại đây (tối đa 5 tệp')
  await sendsFile(here, binh, 'kich-ban.pdf')
  await sendsFile(here, binh, 'so-do.pdf', 250_000)
  await here.settle()
  binh.sees('Tệp (2): kich-ban.pdf (1 KB), so-do.pdf (0,3 MB)')
  binh.seesNothingNew()
  await binh.presses('Người nhận')
  await binh.writes('c1, c2')
  binh.readsAll()
  await binh.presses('Xem trước')
  binh.sees('– Telegram: 1 người, 2 tin mỗi người', 'kich-ban.pdf: gửi kèm.', 'so-do.pdf: gửi kèm.')
  binh.sees('– Zalo: 1 người, 2 tin mỗi người', 'kich-ban.pdf: KHÔNG gửi được qua kênh này')
  binh.readsAll()
  for (const place of [3, 4, 5, 6]) await sendsFile(here, binh, `${place}.pdf`)
  await here.settle()
  binh.sees('Chưa thêm 6.pdf: mỗi thông báo tối đa 5 tệp.')
  binh.sees('Tệp (5):')
  await binh.presses('Bỏ hết tệp')
  binh.sees('“Kịch bản gửi kèm.”')
  binh.showsNo('Tệp (6)')

  binh.readsAll()

  const [lan, minh] = people
  await turn(here.app.world, async (at) => {
    const conference = await conferenceByCode(at.tx, 'vt26')
    await appointCoordinator(at, 'c1', { conferenceId: conference!.id })
  })
  await lan!.writes('thông báo')
  expect(lan!.sees('bí mật nhà nước').text).not.toContain('Kịch bản')
  await lan!.writes(`Họp lúc 8 giờ. ${'Đề nghị chuẩn bị. '.repeat(130)}`)
  await lan!.presses('Người nhận')
  await lan!.presses('Tất cả đầu mối')
  lan!.sees(
    'Người nhận: 2. Bà Nguyễn Thị Lan, Ông Trần Văn Minh.\nKhông gồm 1 người ngoài phạm vi phụ trách.',
  )
  lan!.readsAll()
  await lan!.presses('Xem trước')
  lan!.sees('– Telegram: 1 người, 1 tin mỗi người')
  lan!.sees('– Zalo: 1 người, 2 tin mỗi người', '(1/2) THÔNG BÁO số 2\nHọp lúc 8 giờ.', '———\n(2/2) ')
  lan!.readsAll()
  await lan!.presses('Gửi')
  minh!.sees('(1/2) THÔNG BÁO số 2\nHọp lúc 8 giờ.')
  minh!.sees('(2/2) ')
  lan!.sees('THÔNG BÁO số 2')
  lan!.sees('Thông báo số 2', '/2')
  binh.seesNothingNew()
})

test('of two meetings the one that the recipients were picked from is told; where that says nothing, she is asked which', async () => {
  const here = await office({ bridgePoints: 2 })
  const other = planFile({ bridgePoints: 1, rounds: false })
  const times = { start: '2026-12-03T08:00', end: '2026-12-03T10:00' }
  Object.assign(other.conference, { code: 'gb26', title: 'Giao ban', ...times })
  Object.assign(other.bridgePoints[0]!, { code: 'g1', name: 'Phòng giao ban' })
  await here.imports(other)
  const { coordinator: binh, people } = here
  for (const person of people) person.readsAll()
  binh.readsAll()
  await binh.writes('/thongbao')
  await binh.writes('Mời {ten} tại {diem_cau}, {gio_dia_phuong}.')
  await binh.presses('Người nhận')
  await binh.writes('c1')
  binh.readsAll()
  await binh.presses('Xem trước')
  binh.sees('chưa rõ của hội nghị nào (gb26, vt26).', 'ví dụ: hoinghi:gb26 va (')
  for (const expression of ['diemcau:b1 va vaitro:daumoi', 'hoinghi:vt26 va tep:danhsach'] as const) {
    await binh.presses('Người nhận')
    await binh.writes(expression)
    binh.readsAll()
    await binh.presses('Xem trước')
    expect(binh.sees('XEM TRƯỚC').text, expression).toContain('08/12/2026')
    binh.readsAll()
  }
})
