import { expect, test } from 'vitest'
import { conferenceByCode } from '../../db/conferences.ts'
import { appointCoordinator, dismissCoordinator } from '../../handlers/coordinator.ts'
import { turn } from '../../handlers/world.ts'
import { office } from '../kit/office.ts'

test('a stranger asks to be let in; a coordinator says who they are, and they are welcomed', async () => {
  const { coordinator, stranger, settle } = await office({ unlinked: [0] })
  const lan = stranger('Lan Nguyễn Thị')
  lan.phone.start()
  await lan.writes('Tôi là Lan, Viễn thông Hà Giang')
  lan.sees('chỉ dành cho người được mời', 'Chia sẻ số điện thoại của tôi')

  coordinator.sees(
    'XIN THAM GIA số 1: Lan Nguyễn Thị (Telegram) viết: “Tôi là Lan, Viễn thông Hà Giang”',
    '[Bà Nguyễn Thị Lan, Viễn thông Hà Giang]',
    '[Chọn đầu mối khác]',
    '[Từ chối]',
  )
  await coordinator.presses('Bà Nguyễn Thị Lan, Viễn thông Hà Giang')
  lan.sees('Kính gửi Bà Nguyễn Thị Lan', 'Hà Giang')
  coordinator.sees('Đã chấp nhận yêu cầu số 1: liên kết với Bà Nguyễn Thị Lan.')
  coordinator.shows('Đã liên kết với Bà Nguyễn Thị Lan (Tạ Thị Bình chấp nhận).')
  await settle()
  await lan.writes('/diemcau')
  lan.sees('Điểm cầu của Bà Nguyễn Thị Lan')
})

test('later words join the one request of the chat, and the card says them; the stranger is told once an hour', async () => {
  const { coordinator, stranger, clock } = await office({ unlinked: [0] })
  const someone = stranger('Ba Trần')
  someone.phone.start()
  await someone.writes('Xin chào')
  someone.sees('chỉ dành cho người được mời')
  coordinator.sees('XIN THAM GIA số 1', '“Xin chào”')
  await someone.writes('Tôi ở bưu điện')
  coordinator.shows('“Xin chào / Tôi ở bưu điện”')
  coordinator.showsNo('XIN THAM GIA số 2')
  await clock.forward('PT61M')
  await someone.writes('Có ai không')
  someone.sees('chỉ dành cho người được mời')
})

test('whoever links with their code while they wait leaves nothing to decide', async () => {
  const { coordinator, inviteFor, stranger } = await office({ unlinked: [0] })
  const lan = stranger('Lan Nguyễn Thị')
  lan.phone.start()
  await lan.writes('cho vào với')
  lan.readsAll()
  coordinator.sees('XIN THAM GIA số 1')
  await lan.writes((await inviteFor('c1')).code)
  lan.sees('Kính gửi Bà Nguyễn Thị Lan')
  coordinator.shows('Người này đã liên kết bằng cách khác.')
  await coordinator.writes('xin tham gia')
  coordinator.sees('Không có yêu cầu tham gia nào đang chờ.')
})

test('the coordinator types a code or a name when nobody likely is offered', async () => {
  const { coordinator, stranger } = await office({ bridgePoints: 3, unlinked: [0, 1, 2] })
  const someone = stranger('ngọc trinh 88', 'zalo-bot')
  await someone.writes('cho toi vao voi')
  someone.sees('chỉ dành cho người được mời')
  coordinator.sees('XIN THAM GIA số 1: ngọc trinh 88 (Zalo)')
  await coordinator.presses('Chọn đầu mối khác')
  coordinator.sees('Yêu cầu số 1 là của đầu mối nào?')
  await coordinator.writes('không có ai')
  coordinator.sees('Không có đầu mối nào khớp “không có ai”')
  await coordinator.writes('tran van minh')
  coordinator.sees('Đã chấp nhận yêu cầu số 1: liên kết với Ông Trần Văn Minh.')
  someone.sees('Kính gửi Ông Trần Văn Minh')
})

test('who is refused reads one courteous sentence, and nothing of the conference', async () => {
  const { coordinator, stranger } = await office({ unlinked: [0] })
  const someone = stranger('Nguyễn Thị Lan')
  someone.phone.start()
  await someone.writes('cho vào với')
  someone.readsAll()
  coordinator.sees('XIN THAM GIA số 1')
  await coordinator.presses('Từ chối')
  coordinator.sees('Đã từ chối yêu cầu số 1.')
  someone.sees('Rất tiếc, Ban Tổ chức chưa thể mở liên kết')
  someone.showsNo('Hội nghị trực tuyến')
  await someone.writes('sao lại không')
  coordinator.seesNothingNew()
})

test('a contact cannot decide on a request, whatever they press or type', async () => {
  const { coordinator, people, stranger } = await office({ bridgePoints: 2, unlinked: [0] })
  const someone = stranger('Nguyễn Thị Lan')
  someone.phone.start()
  await someone.writes('cho vào với')
  someone.readsAll()
  const card = coordinator.sees('XIN THAM GIA số 1')
  const minh = people[0]!
  const last = minh.phone.last()!
  minh.phone.press({ message: last.id, data: card.buttons[0]![0]!.data })
  await minh.writes('xin tham gia')
  minh.sees('Chức năng này chỉ dành cho Ban Tổ chức')
  minh.readsAll()
  someone.seesNothingNew()
})

test('a contact linked in that app already is not moved by a request, nor an organiser taken on their word', async () => {
  const { coordinator, stranger } = await office({ bridgePoints: 1 })
  const other = stranger('ai đó')
  other.phone.start()
  await other.writes('cho vào với')
  other.readsAll()
  coordinator.sees('XIN THAM GIA số 1')
  for (const [words, told] of [
    ['c1', 'Bà Nguyễn Thị Lan đã liên kết Telegram bằng một cuộc trò chuyện khác'],
    ['Tạ Thị Bình', 'Tạ Thị Bình thuộc Ban Tổ chức: chỉ liên kết bằng mã mời'],
  ] as const) {
    await coordinator.presses('Chọn đầu mối khác')
    coordinator.sees('là của đầu mối nào')
    await coordinator.writes(words)
    coordinator.sees(told)
  }
  other.seesNothingNew()
})

test('a flood of strangers is five cards and one warning, and the rest can be looked at', async () => {
  const { coordinator, stranger } = await office({ unlinked: [0] })
  const guests = Array.from({ length: 8 }, (_, place) => stranger(`khách ${place + 1}`))
  for (const [place, one] of guests.entries()) {
    one.phone.start()
    await one.writes(`cho vào ${place}`)
    one.readsAll()
  }
  expect(coordinator.unread().filter(({ text }) => text.includes('XIN THAM GIA số'))).toHaveLength(5)
  expect(coordinator.unread().filter(({ text }) => text.includes('CÓ NHIỀU NGƯỜI LẠ'))).toHaveLength(1)
  coordinator.readsAll()
  await coordinator.presses('Từ chối')
  for (const guest of guests) guest.readsAll()
  coordinator.readsAll()
  await coordinator.writes('/xinthamgia')
  coordinator.sees('Còn 2 yêu cầu nữa')
  expect(coordinator.unread().filter(({ text }) => text.includes('XIN THAM GIA số'))).toHaveLength(5)
  coordinator.readsAll()
})

test('somebody who coordinates no more decides nothing with the card they still have', async () => {
  const { app, coordinator, stranger } = await office({ unlinked: [0] })
  const someone = stranger('Nguyễn Thị Lan')
  someone.phone.start()
  await someone.writes('cho vào với')
  someone.readsAll()
  coordinator.sees('XIN THAM GIA số 1')
  await turn(app.world, (at) => dismissCoordinator(at, 'Tạ Thị Bình'))
  await coordinator.presses('Bà Nguyễn Thị Lan, Viễn thông Hà Giang')
  coordinator.sees('Nút này dành cho người khác')
  await coordinator.presses('Từ chối')
  coordinator.sees('Nút này dành cho người khác')
  await coordinator.writes('/lienket c1')
  coordinator.sees('Chức năng này chỉ dành cho Ban Tổ chức')
  someone.seesNothingNew()
})

test('whoever coordinates one conference links only its contacts, and gives only their links', async () => {
  const { app, coordinator, people, stranger } = await office({
    bridgePoints: 2,
    unlinked: [1, 2],
    with: (plan) => void plan.contacts.push({ code: 'c9', name: 'Phạm Văn Ngoài', phones: ['0912099999'] }),
  })
  const [lan] = people
  const { id } = (await conferenceByCode(app.world.store.db, 'vt26'))!
  await turn(app.world, (at) => appointCoordinator(at, 'c1', { conferenceId: id }))
  const someone = stranger('Phạm Văn Ngoài')
  someone.phone.start()
  await someone.writes('cho vào với')
  someone.readsAll()
  coordinator.sees('XIN THAM GIA số 1', '[Phạm Văn Ngoài]')
  await lan!.writes('xin tham gia')
  lan!.sees('XIN THAM GIA số 1')
  await lan!.presses('Phạm Văn Ngoài')
  lan!.sees('Phạm Văn Ngoài không thuộc hội nghị do Bà phụ trách')
  await lan!.writes('/lienket c9')
  lan!.sees('Phạm Văn Ngoài không thuộc hội nghị do Bà phụ trách')
  await lan!.writes('/lienket c2')
  lan!.sees('Kính gửi Ông Trần Văn Minh', 'Mã mời: ')
  await turn(app.world, (at) => appointCoordinator(at, 'c2'))
  await lan!.writes('/lienket c2')
  lan!.sees('Ông Trần Văn Minh thuộc Ban Tổ chức: chỉ người phụ trách chung')
  someone.seesNothingNew()
})
