import { describe, expect, test } from 'vitest'
import { correct, recall } from '../../handlers/announcement/change.ts'
import { pause, resume, stop } from '../../handlers/announcement/halt.ts'
import { remindRest } from '../../handlers/announcement/remind.ts'
import { announces } from '../kit/announcing.ts'
import { pdfBytes } from '../kit/files.ts'
import { keepsFile } from '../kit/kept-file.ts'
import { office, vietnam } from '../kit/office.ts'

const text = 'Mời {xung_ho} {ten} dự tổng duyệt tại điểm cầu {diem_cau}, hội nghị lúc {gio_dia_phuong}.'

test('One message to many: everybody reads their own, the coordinator sees it arrive and who has confirmed', async () => {
  const story = await office({ bridgePoints: 3, apps: ['telegram', 'zalo-bot', 'telegram'], unlinked: [2] })
  const [lan, minh] = story.people
  const { coordinator } = story
  const announced = await announces(story, { text, wanted: { kind: 'received' } })
  lan!.sees(
    'THÔNG BÁO số 1',
    'Mời Bà Nguyễn Thị Lan dự',
    'Hà Giang, hội nghị lúc 08:00 thứ Ba, 08/12/2026',
    'xác nhận đã nhận',
  )
  minh!.sees('Mời Ông Trần Văn Minh dự', 'Lào Cai', '1. Đã nhận')
  const watched = coordinator.sees('Thông báo số 1')
  coordinator.shows('đã gửi xong\nĐã gửi 2/3\nĐã trả lời: 0, chưa trả lời: 2\nChưa có cách gửi: 1')
  await lan!.presses('Đã nhận')
  coordinator.shows('Đã trả lời: 1, chưa trả lời: 1')
  expect(watched.id).toBe(coordinator.phone.last()?.id)
  expect(await announced.tally()).toMatchObject({ total: 3, sent: 2, held: 1, acknowledged: 1, owing: 1 })
  lan!.readsAll()

  // Reminding reaches exactly the rest, and twice only after five minutes.
  await coordinator.presses('Nhắc các đầu mối chưa xác nhận (1)')
  coordinator.sees('Đang nhắc 1 đầu mối chưa xác nhận Thông báo số 1')
  minh!.sees('Kính gửi Ông Trần Văn Minh, Ban Tổ chức chưa nhận được trả lời', 'Thông báo số 1')
  lan!.seesNothingNew()
  await story.clock.forward('PT4M')
  expect(await announced.does(remindRest)).toMatchObject({ kind: 'too-soon', minutes: 1 })
  await story.clock.forward('PT1M')
  expect(await announced.does(remindRest)).toMatchObject({ kind: 'done', people: 1 })
  minh!.sees('Kính gửi Ông Trần Văn Minh')
  await minh!.writes('đã nhận')
  minh!.readsAll()
  await story.clock.forward('PT1H')
  expect(await announced.does(remindRest)).toMatchObject({ kind: 'not-done', why: 'nobody' })
  coordinator.readsAll()
})

test('Whoever has no way yet gets it once they link', async () => {
  const story = await office({ bridgePoints: 2, unlinked: [1] })
  const [lan] = story.people
  await announces(story, { text })
  lan!.sees('THÔNG BÁO số 1')
  const { token } = await story.inviteFor('c2')
  const minh = story.stranger('Trần Văn Minh')
  minh.phone.start(token)
  await story.settle()
  minh.sees('Kính gửi Ông Trần Văn Minh')
  minh.sees('THÔNG BÁO số 1', 'Mời Ông Trần Văn Minh')
  story.coordinator.readsAll()
})

describe('half-way', () => {
  /** Minh is in Paris: it is two in the morning there, and he gets it at six, noon in Vietnam. */
  const halfWay = async () => {
    const story = await office({
      bridgePoints: 2,
      with: (plan) => Object.assign(plan.contacts[1]!, { timezone: 'Europe/Paris' }),
    })
    const [lan, minh] = story.people
    const announced = await announces(story, {
      text,
      wanted: { kind: 'received' },
      leaves: { kind: 'hours' },
    })
    lan!.sees('THÔNG BÁO số 1')
    minh!.seesNothingNew()
    story.coordinator.sees('đang gửi', 'Đã gửi 1/2, còn chờ 1')
    return { story, announced, lan: lan!, minh: minh! }
  }

  test('what has not left waits while it is paused, and goes on from there', async () => {
    const { story, announced, minh, lan } = await halfWay()
    await story.coordinator.presses('Tạm dừng')
    story.coordinator.sees('Đã tạm dừng gửi Thông báo số 1, còn 1 người chưa được gửi')
    story.coordinator.shows('TẠM DỪNG')
    await story.clock.to('2026-12-01T14:00')
    minh.seesNothingNew()
    expect(await announced.does(corrected('Tổng duyệt lùi một giờ.'))).toMatchObject({ kind: 'done' })
    lan.shows('Tổng duyệt lùi một giờ.')
    minh.seesNothingNew()
    await story.coordinator.presses('Gửi tiếp')
    story.coordinator.sees('Tiếp tục gửi Thông báo số 1, còn 1 người')
    minh.sees('Tổng duyệt lùi một giờ.')
    lan.seesNothingNew()
    expect(await announced.does(resume)).toMatchObject({ kind: 'not-done', why: 'through' })
  })

  test('resumed in the night it still waits for the morning, also where there is a second way', async () => {
    const { story, announced, minh } = await halfWay()
    const { code } = await story.inviteFor('c2')
    const onZalo = story.stranger('Trần Văn Minh', 'zalo-bot')
    await onZalo.writes(code)
    onZalo.readsAll()
    minh.readsAll()
    await announced.does(pause)
    await announced.does(resume)
    await story.clock.to('2026-12-01T11:55')
    minh.seesNothingNew()
    onZalo.seesNothingNew()
    await story.clock.to('2026-12-01T12:15')
    expect([...minh.unread(), ...onZalo.unread()].length).toBe(1)
    for (const phone of [minh, onZalo, story.coordinator]) phone.readsAll()
  })

  test('who has it is reminded again after five minutes, though another waits for the morning', async () => {
    const { story, announced, minh, lan } = await halfWay()
    for (let wave = 0; wave < 2; wave++) {
      expect(await announced.does(remindRest)).toMatchObject({ kind: 'done', people: 1 })
      lan.sees('Ban Tổ chức chưa nhận được trả lời')
      minh.seesNothingNew()
      await story.clock.forward('PT5M')
    }
  })

  test('what was stopped never leaves, and who never had it is neither reminded nor corrected', async () => {
    const { story, announced, minh, lan } = await halfWay()
    await story.coordinator.presses('Dừng hẳn')
    story.coordinator.sees('Đã dừng gửi Thông báo số 1; 1 người chưa nhận sẽ không nhận nữa')
    await story.clock.to('2026-12-01T14:00')
    expect(await announced.does(remindRest)).toMatchObject({ kind: 'done', people: 1 })
    lan.sees('Ban Tổ chức chưa nhận được trả lời')
    await announced.does(corrected('Tổng duyệt lùi một giờ.'))
    lan.shows('Tổng duyệt lùi một giờ.')
    minh.seesNothingNew()
    for (const act of [stop, pause, resume])
      expect(await announced.does(act)).toMatchObject({ kind: 'not-done', why: 'stopped' })
    expect(await announced.tally()).toMatchObject({ total: 2, sent: 1, stopped: 1, queued: 0 })
  })
})

const corrected = (words: string) => (at: Parameters<typeof correct>[0], it: Parameters<typeof correct>[1]) =>
  correct(at, it, words, null)

test('A correction edits where the channel can and is a new message elsewhere; a recall deletes or says so', async () => {
  const story = await office({ bridgePoints: 2, apps: ['telegram', 'zalo-bot'] })
  const [lan, minh] = story.people
  const announced = await announces(story, { text: 'Tổng duyệt lúc 14:00.', wanted: { kind: 'received' } })
  const card = lan!.sees('Tổng duyệt lúc 14:00.')
  minh!.sees('Tổng duyệt lúc 14:00.')
  await minh!.writes('1')
  minh!.readsAll()
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  lan!.seesNothingNew()
  expect(lan!.phone.messages().find(({ id }) => id === card.id)?.text).toContain(
    '(Đính chính lúc 08:00, thay nội dung đã gửi)\nTổng duyệt lúc 15:00.',
  )
  minh!.sees('Đính chính lúc 08:00', 'Tổng duyệt lúc 15:00.')
  await lan!.presses('Đã nhận')
  lan!.readsAll()
  await announced.does((at, it) => recall(at, it, null))
  lan!.showsNo('15:00')
  minh!.sees('Thông báo số 1 đã được thu hồi lúc 08:00. Đề nghị Ông không thực hiện theo')
  expect(await announced.does(corrected('x'))).toMatchObject({ kind: 'not-done', why: 'recalled' })
  story.coordinator.readsAll()
})

test('It leaves at its time, also when the server was down then', async () => {
  const story = await office({ bridgePoints: 1 })
  const [lan] = story.people
  await announces(story, { text, leaves: { kind: 'at', at: vietnam('2026-12-01T16:00') } })
  story.coordinator.sees('hẹn gửi lúc 16:00')
  await story.clock.to('2026-12-01T15:59')
  lan!.seesNothingNew()
  await story.restarts('2026-12-01T16:30')
  lan!.sees('THÔNG BÁO số 1')
  story.coordinator.readsAll()
})

test('Whom it does not reach is in the count with the reason, and the coordinators are not told one by one', async () => {
  const story = await office({ bridgePoints: 2 })
  const [lan, minh] = story.people
  story.holdsBack('telegram')
  minh!.phone.block()
  await announces(story, { text })
  lan!.sees('THÔNG BÁO số 1')
  story.coordinator.sees('Thông báo số 1')
  story.coordinator.shows('Không gửi được: 1 (1: người nhận đã chặn hoặc tắt ứng dụng nhận tin)')
  story.coordinator.seesNothingNew()
})

test('A new version of its file is asked about, then goes to everybody, who confirm again', async () => {
  const story = await office({ bridgePoints: 2 })
  const [lan, minh] = story.people
  const { coordinator } = story
  const media = await keepsFile(story)
  await announces(story, { text: 'Kịch bản tổng duyệt.', media: [media], wanted: { kind: 'received' } })
  for (const one of [lan!, minh!]) one.readsAll()
  await lan!.presses('Đã nhận')
  lan!.readsAll()
  await coordinator.presses('Gửi bản mới của tệp')
  coordinator.readsAll()
  coordinator.phone.sendFile({ bytes: pdfBytes(), name: 'kich-ban-2.pdf' })
  await story.settle()
  coordinator.sees('kich-ban-2.pdf', 'đến 2 người')
  lan!.seesNothingNew()
  await coordinator.presses('Gửi bản mới')
  coordinator.sees('Đang gửi bản mới của tệp kèm Thông báo số 1')
  coordinator.shows('Đã trả lời: 0, chưa trả lời: 2')
  lan!.sees('Tệp kèm theo có bản mới', 'Kịch bản tổng duyệt.', 'xác nhận đã nhận')
  expect(lan!.phone.messages().some(({ fileName }) => fileName === 'kich-ban-2.pdf')).toBe(true)
  await lan!.presses('Đã nhận')
  coordinator.shows('Đã trả lời: 1, chưa trả lời: 1')
  for (const one of story.people) one.readsAll()
})
