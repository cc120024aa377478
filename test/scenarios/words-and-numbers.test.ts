import { expect, test } from 'vitest'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

/** Lan has two assignments, and on Zalo their numbers are six different ones. */
const twoAssignments = async (app: ChatApp) => {
  const told = await office({ assignments: 2, rounds: false, apps: [app] })
  const [lan] = told.people
  await told.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  lan!.sees('nhiệm vụ 2')
  return { ...told, lan: lan! }
}

test.each(apps)('“ok” with several open cards on %s asks which', async (app) => {
  const { lan, clock } = await twoAssignments(app)
  await lan.writes('ok')
  lan.sees(
    'Bà đang trả lời cho mục nào? Đề nghị chọn một mục:',
    'Đã nhận – nhiệm vụ 2',
    'Đã nhận – nhiệm vụ 1',
    'Đã nhận tất cả',
  )
  await clock.forward('PT1M')
  await lan.chooses('Đã nhận – nhiệm vụ 1')
  lan.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await lan.writes('👍')
  lan.sees('Có phải Bà trả lời nội dung dưới đây không?', 'Đã nhận')
  await lan.chooses('Đã nhận')
  lan.sees('Đã ghi: nhiệm vụ 2, Đã nhận')
  await lan.writes('👌')
  lan.sees('Đã ghi từ trước')
})

test('Quoting one of several cards says which', async () => {
  const told = await office({ assignments: 2, rounds: false })
  const [lan] = told.people
  await told.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  const second = lan!.sees('nhiệm vụ 2')
  await lan!.writes('vâng', second)
  lan!.sees('Đã ghi: nhiệm vụ 2, Đã nhận')
})

test.each(apps)('“Đã nhận tất cả” on %s is one answer that names them all', async (app) => {
  const { lan } = await twoAssignments(app)
  await lan.writes('đã nhận')
  lan.sees('đang trả lời cho mục nào?')
  await lan.chooses('Đã nhận tất cả')
  lan.sees('Đã ghi: nhiệm vụ 2, 1, Đã nhận, 08:00.', 'Sửa câu trả lời – nhiệm vụ 1')
  lan.seesNothingNew()
})

test('On Zalo the choices stand one per line, and no number means two things', async () => {
  const { lan } = await twoAssignments('zalo-bot')
  lan.shows('1. Đã nhận\n2. Có vướng mắc\n3. Cần trao đổi')
  lan.shows('4. Đã nhận\n5. Có vướng mắc\n6. Cần trao đổi')
  await lan.writes('4')
  lan.sees('Đã ghi: nhiệm vụ 2, Đã nhận')
  await lan.writes('1. Đã nhận')
  lan.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
})

test('On Zalo a number and words that disagree are asked about', async () => {
  const { lan } = await twoAssignments('zalo-bot')
  await lan.writes('2. Đã nhận')
  lan.sees('đang trả lời cho mục nào?')
  await lan.writes('4. Có vướng mắc')
  lan.sees('đang trả lời cho mục nào?', 'Có vướng mắc – nhiệm vụ 1')
})

test('On Zalo a reminder keeps the numbers of the card it repeats', async () => {
  const { people, sendsAssignments, clock } = await office({
    assignments: 1,
    rounds: false,
    apps: ['zalo-bot'],
  })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('1. Đã nhận')
  await clock.forward('PT4H')
  lan!.sees('chưa nhận được xác nhận của Bà', '1. Đã nhận', '3. Cần trao đổi')
  await lan!.writes('1')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 12:00.')
})

test('On Zalo a busy day does not run out of numbers that can be typed', async () => {
  const { people, coordinator, clock } = await office({ apps: ['zalo-bot'] })
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('kiểm tra và xác nhận')
  for (let turn = 0; turn < 12; turn++) {
    await lan!.writes('tất cả tốt')
    await lan!.writes('sẵn sàng')
    await lan!.writes('đang chuẩn bị')
    await lan!.writes('không rõ lắm')
    await clock.forward('PT1M')
  }
  const numbers = lan!.phone
    .messages()
    .flatMap(({ text }) => [...text.matchAll(/^(\d+)\. /gm)].map((line) => Number(line[1])))
  expect(Math.max(...numbers)).toBeLessThan(30)
  lan!.readsAll()
  coordinator.readsAll()
})

test.each([
  ['chưa sẵn sàng', 'Đang chuẩn bị'],
  ['chua xong', 'Đang chuẩn bị'],
  ['xong chưa?', 'Đã chuyển câu hỏi'],
  ['sẵn sàng chưa ạ?', 'Đã chuyển câu hỏi'],
  ['không', 'Hệ thống chưa xác định được câu trả lời của Bà, chưa ghi nhận nội dung nào.'],
  ['👎', 'Hệ thống chưa xác định được câu trả lời của Bà, chưa ghi nhận nội dung nào.'],
  ['ừ thì cũng tàm tạm', 'Hệ thống chưa xác định được câu trả lời của Bà, chưa ghi nhận nội dung nào.'],
])('“%s” is never a yes', async (words, answer) => {
  const { people, coordinator, clock } = await office()
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('kiểm tra và xác nhận')
  await lan!.presses('Tất cả tốt')
  await lan!.writes(words)
  lan!.sees(answer)
  lan!.showsNo('Đã ghi: Sẵn sàng')
  coordinator.readsAll()
})

test.each(['sẵn sàng', 'san sang', 'ss', 'đã sẵn sàng ạ', '✅', 'ok anh', 'xong rồi'])(
  '“%s” is ready when everything has been ticked',
  async (words) => {
    const { people, clock } = await office()
    const [lan] = people
    await clock.to('2026-12-05T14:00')
    lan!.sees('kiểm tra và xác nhận')
    await lan!.presses('Tất cả tốt')
    await lan!.writes(words)
    lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng, 14:00.')
  },
)

test('In doubt the card’s answers are offered, and the way to the organisers', async () => {
  const { people, coordinator, sendsAssignments } = await office({ assignments: 1, rounds: false })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await lan!.writes('Để xem đã')
  lan!.sees(
    'Hệ thống chưa xác định được',
    '[Đã nhận]',
    '[Có vướng mắc]',
    '[Cần trao đổi]',
    '[Chuyển Ban Tổ chức]',
  )
  await lan!.presses('Chuyển Ban Tổ chức')
  lan!.sees('Đã chuyển câu hỏi số 1')
  coordinator.sees('“Để xem đã”')
})

test('“tôi chưa nhận được tài liệu” is more than “not ready”: it is asked about', async () => {
  const { people, clock } = await office()
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('kiểm tra và xác nhận')
  await lan!.writes('tôi chưa nhận được tài liệu')
  lan!.sees('Hệ thống chưa xác định được', '[Chuyển Ban Tổ chức]')
})

test('“ok” when nothing is asked', async () => {
  const { people } = await office({ rounds: false })
  const [lan] = people
  await lan!.writes('ok')
  lan!.sees('Hiện không có nội dung nào chờ Bà trả lời.')
})

test.each(['Cảm ơn đồng chí', 'cam on anh nhe', 'thanks'])(
  '“%s” is courtesy, not an answer',
  async (words) => {
    const { people, sendsAssignments } = await office({ assignments: 1, rounds: false })
    const [lan] = people
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await lan!.writes(words)
    lan!.sees('Cảm ơn Bà. Tin nhắn này không tính là câu trả lời.')
    lan!.showsNo('Đã ghi')
  },
)

test('A number on Zalo means the same days later, though the card has been answered meanwhile', async () => {
  const { people, sendsAssignments, clock } = await office({
    assignments: 1,
    rounds: false,
    apps: ['zalo-bot'],
    with: (plan) => Object.assign(plan.assignments[0]!, { due: '2026-12-07T17:00' }),
  })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('1. Đã nhận')
  await lan!.writes('1')
  lan!.sees('4. Sửa câu trả lời')
  await clock.to('2026-12-04T17:00')
  lan!.sees('sắp đến hạn', '5. Báo cáo hoàn thành', '6. Cần trao đổi')
  await lan!.writes('4')
  lan!.sees('Đề nghị Bà thực hiện nhiệm vụ 1', '1. Đã nhận')
})
