import { describe, expect, test } from 'vitest'
import { personByCode } from '../../db/people.ts'
import { unlink } from '../../handlers/unlink.ts'
import { turn } from '../../handlers/world.ts'
import { type ChatApp, office } from '../kit/office.ts'

const apps: ChatApp[] = ['telegram', 'zalo-bot']

describe.each(apps)('On %s', (app) => {
  const story = async () => {
    const told = await office({ assignments: 1, rounds: false, apps: [app] })
    const [lan] = told.people
    await told.sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    return { ...told, lan: lan! }
  }

  test('a number that is no choice changes nothing', async () => {
    const { lan } = await story()
    await lan.writes('57')
    lan.sees('Số 57 không có trong các lựa chọn đang chờ trả lời, chưa có gì thay đổi.')
    await lan.writes('1 2')
    lan.sees('Chưa có gì thay đổi. Đề nghị mỗi lần chỉ chọn một số')
  })

  test('a photo, a sticker or a voice message where a word was asked', async () => {
    const { lan, settle } = await story()
    for (const send of [
      () => lan.phone.sendPhoto(),
      () => lan.phone.sendSticker(),
      () => lan.phone.sendMedia('voice'),
    ]) {
      send()
      await settle()
      lan.sees('Hệ thống chỉ đọc được chữ và nút bấm, chưa có gì thay đổi. Đề nghị Bà trả lời bằng chữ.')
    }
    lan.showsNo('Đã ghi')
  })
})

test('A photo with words under it is read by its words', async () => {
  const { people, coordinator, settle } = await office({ rounds: false })
  const [lan] = people
  lan!.phone.sendPhoto('mất hình rồi')
  await settle()
  lan!.sees('Đã ghi: sự cố số 1, điểm cầu Hà Giang: mất hình rồi')
  coordinator.sees('SỰ CỐ số 1')
})

test('A photo where the name of the person on duty was asked: the name is still waited for', async () => {
  const { people, clock, settle } = await office()
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('kiểm tra và xác nhận')
  await lan!.presses('Người trực')
  lan!.sees('Đề nghị gõ họ tên và số điện thoại người trực')
  lan!.phone.sendPhoto()
  await settle()
  lan!.sees('trả lời bằng chữ')
  await lan!.writes('Bùi Văn Sơn, 0912 010 007')
  lan!.sees('Đã ghi: người trực điểm cầu Hà Giang: Bùi Văn Sơn')
})

test('A forwarded contact card that is not one’s own is not recorded', async () => {
  const { people, settle } = await office({ rounds: false })
  const [lan] = people
  lan!.phone.sendContact(false, '+84912999888')
  await settle()
  lan!.sees('Danh thiếp này không phải của Bà, hệ thống không ghi nhận.')
})

test('A forged press of another’s button changes nothing, and the one it was for is not answered', async () => {
  const { people, clock, coordinator, sendsAssignments } = await office({
    bridgePoints: 2,
    assignments: 2,
    rounds: false,
  })
  const [lan, minh] = people
  await sendsAssignments()
  const card = lan!.sees('nhiệm vụ 1')
  const own = minh!.sees('nhiệm vụ 2')
  minh!.phone.press({ message: own.id, data: card.buttons[0]![0]!.data })
  await clock.forward('PT1M')
  minh!.sees('Nút này dành cho người khác, chưa có gì thay đổi.')
  minh!.phone.press({ message: own.id, data: 'not-a-letter.1' })
  await clock.forward('PT1M')
  minh!.readsAll()
  await coordinator.writes('/bang')
  coordinator.sees('Nhiệm vụ đã nhận 0/2')
  lan!.showsNo('Đã ghi')
})

test('An old button, of a card that was replaced or of a round that is over', async () => {
  const { people, coordinator, clock } = await office()
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  const first = lan!.sees('kiểm tra và xác nhận')
  const old = first.buttons.flat().find((button) => button.label === 'Sẵn sàng')!
  await clock.to('2026-12-05T16:15')
  lan!.sees('chưa xác nhận')
  lan!.phone.press({ message: first.id, data: old.data })
  await clock.forward('PT1M')
  lan!.sees('Chưa ghi Sẵn sàng')
  await clock.to('2026-12-05T17:00')
  lan!.readsAll()
  coordinator.readsAll()
  lan!.phone.press({ message: first.id, data: old.data })
  await clock.forward('PT1M')
  lan!.sees(
    'Việc này đã kết thúc, Bà không cần trả lời nữa. Nếu có sự cố hoặc câu hỏi, đề nghị nhắn tại đây.',
  )
  await lan!.writes('sẵn sàng')
  lan!.sees('Hệ thống chưa xác định được')
})

test('A number of a card on Zalo that is over says that it is', async () => {
  const { people, coordinator, clock } = await office({ apps: ['zalo-bot'] })
  const [lan] = people
  await clock.to('2026-12-05T14:00')
  lan!.sees('1. Sẵn sàng')
  await clock.to('2026-12-05T17:00')
  lan!.readsAll()
  coordinator.readsAll()
  await lan!.writes('1')
  lan!.sees('Việc này đã kết thúc')
})

test('A very long message is a letter, not an answer', async () => {
  const { people, sendsAssignments } = await office({ assignments: 1, rounds: false })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await lan!.writes(`Đã nhận. ${'Kính báo cáo Ban Tổ chức. '.repeat(60)}`)
  lan!.sees('Hệ thống chưa xác định được')
  expect(lan!.phone.messages().some((message) => message.text.includes('Đã ghi'))).toBe(false)
})

test('A button belongs to the chat it was sent to: even the backup does not press the first one’s', async () => {
  const { people, clock, sendsAssignments } = await office({ assignments: 2, rounds: false, backups: true })
  const [lan, minh] = people
  await sendsAssignments()
  const card = lan!.sees('nhiệm vụ 1')
  lan!.sees('nhiệm vụ 2')
  const own = minh!.phone.last()!
  minh!.phone.press({ message: own.id, data: card.buttons[0]![0]!.data })
  await clock.forward('PT1M')
  minh!.sees('Nút này dành cho người khác, chưa có gì thay đổi.')
})

test('A phone passed on: the buttons of whoever had it before are not the new one’s', async () => {
  const { app, people, inviteFor, sendsAssignments } = await office({
    bridgePoints: 2,
    assignments: 1,
    rounds: false,
    unlinked: [1],
  })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await turn(app.world, async (at) => unlink(at, (await personByCode(at.tx, 'c1'))!.id))
  const invited = await inviteFor('c2')
  await lan!.writes(invited.code)
  lan!.sees('Kính gửi Ông Trần Văn Minh,')
  await lan!.presses('Đã nhận')
  lan!.sees('Nút này không còn hiệu lực, chưa có gì thay đổi.')
})
