import { expect, test } from 'vitest'
import { announcementNumbered } from '../../db/announcements.ts'
import { correct } from '../../handlers/announcement/change.ts'
import { turn } from '../../handlers/world.ts'
import { announces } from '../kit/announcing.ts'
import { keepsFile } from '../kit/kept-file.ts'
import { office, vietnam } from '../kit/office.ts'
import { planFile } from '../kit/plan.ts'
import type { Someone } from '../kit/someone.ts'

/** The names of the files on somebody's phone, in their order. */
const filesOn = ({ phone }: Someone) => phone.messages().flatMap(({ fileName }) => fileName ?? [])

const hasCome = ({ phone }: Someone, words: string) =>
  expect
    .poll(() => phone.messages().map(({ text }) => text), { timeout: 5000 })
    .toContainEqual(expect.stringContaining(words))

test('Lan confirms while the files are still on their way: every file comes all the same', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, answerMs: 5000 })
  const [lan] = story.people
  const plan = await keepsFile(story, { fileName: 'ke-hoach.pdf' })
  const map = await keepsFile(story, { fileName: 'so-do.pdf' }, Buffer.from('%PDF-1.7 sơ đồ'))
  story.telegram.faults.add({ kind: 'late', method: 'sendDocument', ms: 1500 })
  const sending = announces(story, {
    text: 'Kính gửi tài liệu.',
    wanted: { kind: 'received' },
    media: [plan, map],
  })
  await hasCome(lan!, 'Kính gửi tài liệu.')
  lan!.phone.press('Đã nhận')
  await sending
  await story.settle()
  expect(filesOn(lan!)).toEqual(['ke-hoach.pdf', 'so-do.pdf'])
  story.coordinator.shows('Đã trả lời: 1, chưa trả lời: 0')
  for (const one of story.people) one.readsAll()
})

test('Who links after the time for answers has the whole text and every file', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, unlinked: [0], apps: ['zalo-bot'] })
  const plan = await keepsFile(story, { fileName: 'ke-hoach.pdf' })
  const map = await keepsFile(story, { fileName: 'so-do.pdf' }, Buffer.from('%PDF-1.7 sơ đồ'))
  await announces(story, {
    text: `MỞ ĐẦU. ${'Đề nghị chuẩn bị chu đáo. '.repeat(120)}HẾT.`,
    wanted: { kind: 'received' },
    openUntil: vietnam('2026-12-01T17:00'),
    media: [plan, map],
  })
  await story.clock.to('2026-12-01T18:00')
  const lan = story.stranger('Nguyễn Thị Lan', 'zalo-bot')
  const { code } = await story.inviteFor('c1')
  await lan.writes(code)
  lan.sees('Kính gửi Bà Nguyễn Thị Lan')
  lan.sees('(1/2) ', 'MỞ ĐẦU.')
  lan.sees('(2/2) ', 'HẾT.', 'Đã hết hạn trả lời lúc 17:00.')
  lan.showsNo('1. Đã nhận')
  lan.sees('Tệp 2/2', 'so-do.pdf')
  lan.seesNothingNew()
  story.coordinator.readsAll()
})

test('A correction that comes while the files are on their way does not take the second one', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, answerMs: 5000 })
  const [lan] = story.people
  const plan = await keepsFile(story, { fileName: 'ke-hoach.pdf' })
  const map = await keepsFile(story, { fileName: 'so-do.pdf' }, Buffer.from('%PDF-1.7 sơ đồ'))
  story.telegram.faults.add({ kind: 'late', method: 'sendDocument', ms: 1500 })
  const leaving = announces(story, {
    text: 'Họp lúc 14:00.',
    wanted: { kind: 'received' },
    media: [plan, map],
  })
  await hasCome(lan!, 'Họp lúc 14:00.')
  const { world } = story.app
  await turn(world, async (at) =>
    correct(at, (await announcementNumbered(at.tx, 1))!, 'Họp lúc 15:00.', null),
  )
  await leaving
  await story.settle()
  lan!.shows('Họp lúc 15:00.')
  expect(filesOn(lan!)).toEqual(['ke-hoach.pdf', 'so-do.pdf'])
  for (const one of story.people) one.readsAll()
})

test('An official account that takes no buttons: the choices stand below, and the text comes to its end', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, apps: ['zalo-oa'], answerMs: 5000 })
  const [lan] = story.people
  story.oa.setButtons(false)
  const options = [
    'Có dự, lãnh đạo Sở trực tiếp chủ trì điểm cầu',
    'Có dự, ủy quyền cho Phó Giám đốc chủ trì điểm cầu',
    'Không dự, gửi báo cáo bằng văn bản trước 17 giờ',
    'Chưa xác định được, sẽ báo lại trước ngày mai',
    'Cử chuyên viên dự thay theo giấy ủy quyền',
  ]
  await announces(story, {
    text: `${'Đề nghị chuẩn bị chu đáo. '.repeat(70)}HẾT.`,
    wanted: { kind: 'choice', options },
  })
  lan!.sees('(1/2) THÔNG BÁO số 1')
  lan!.sees('(2/2) ', 'HẾT.', '5. Cử chuyên viên dự thay theo giấy ủy quyền')
  lan!.showsNo('còn nữa')
  story.coordinator.readsAll()
})

test('What is urgent leaves in the night, though it was ordered for the hours of each', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, start: '2026-12-01T22:30' })
  const [lan] = story.people
  await announces(story, {
    text: 'Mất điện, chuyển địa điểm.',
    leaves: { kind: 'hours' },
    urgent: true,
    reason: 'Mất điện toàn khu',
  })
  lan!.sees('THÔNG BÁO KHẨN số 1', 'chuyển địa điểm')
  story.coordinator.readsAll()
})

test('Lan hands her bridge point over before it leaves: nothing with a blank reaches her, and who wrote it hears of it', async () => {
  const story = await office({ bridgePoints: 2, rounds: false })
  const [lan, minh] = story.people
  const { coordinator } = story
  const announced = await announces(story, {
    text: 'Điểm cầu {diem_cau}: có mặt lúc 7 giờ.',
    wanted: { kind: 'received' },
    leaves: { kind: 'at', at: vietnam('2026-12-03T09:00') },
  })
  const plan = planFile({ bridgePoints: 2, rounds: false })
  plan.bridgePoints[0]!.contact = 'c2'
  await story.imports(plan)
  for (const one of story.people) one.readsAll()
  await story.clock.to('2026-12-03T09:01')
  lan!.seesNothingNew()
  minh!.sees('Điểm cầu Hà Giang, Lào Cai: có mặt lúc 7 giờ.')
  coordinator.sees('Thông báo số 1 chưa gửi cho 1 người (Nguyễn Thị Lan)', '[Đính chính]')
  coordinator.shows(
    'Đã gửi 1/2\nĐã trả lời: 0, chưa trả lời: 1\nKhông gửi được: 1 (1: nội dung còn thiếu thông tin',
  )
  coordinator.seesNothingNew()

  await coordinator.presses('Đính chính')
  await coordinator.writes('Có mặt lúc 7 giờ.')
  await coordinator.presses('Gửi đính chính')
  const told = coordinator.phone.messages().filter((message) => message.text.includes('chưa gửi cho'))
  expect(told).toHaveLength(1)
  coordinator.readsAll()
  lan!.sees('Có mặt lúc 7 giờ.', '[Đã nhận]')
  minh!.shows('Có mặt lúc 7 giờ.')
  expect(await announced.tally()).toMatchObject({ sent: 2, failed: 0, owing: 2 })
  await lan!.presses('Đã nhận')
  expect(await announced.tally()).toMatchObject({ acknowledged: 1, owing: 1 })
  for (const one of story.people) one.readsAll()
})

test('Who would read it when answers are closed is named before it goes; sent all the same, it says so and asks for nothing', async () => {
  const story = await office({ bridgePoints: 1, rounds: false, start: '2026-12-01T22:00' })
  const [lan] = story.people
  const { coordinator: binh } = story
  await binh.writes('/thongbao')
  await binh.writes('Báo số đại biểu.')
  await binh.presses('Người nhận')
  await binh.writes('c1')
  for (const step of ['Cách trả lời', 'Nhập số']) await binh.presses(step)
  await binh.writes('23h hôm nay')
  for (const step of ['Giờ gửi', 'Trong giờ của từng người']) await binh.presses(step)
  binh.readsAll()
  await binh.presses('Gửi')
  binh.sees('Đến giờ của 1 người thì đã hết hạn trả lời: Bà Nguyễn Thị Lan.', '[Hạn trả lời]', '[Vẫn gửi]')
  await binh.presses('Vẫn gửi')
  binh.sees('Thông báo số 1', 'còn chờ 1')
  await story.clock.to('2026-12-02T07:00')
  const { buttons } = lan!.sees('Báo số đại biểu.\n\nĐã hết hạn trả lời lúc 23:00')
  expect(buttons).toEqual([])
  binh.readsAll()
})
