import { test } from 'vitest'
import { office } from '../kit/office.ts'

test('Lan acknowledges her assignment with one button, and nobody reminds her', async () => {
  const { people, clock, sendsAssignments } = await office({ assignments: 1, rounds: false })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('Kính gửi Bà Nguyễn Thị Lan', 'nhiệm vụ 1', '[Đã nhận]')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận, 08:00.', '[Sửa câu trả lời]')
  await clock.forward('P4D')
  lan!.seesNothingNew()
})

test('Whoever does not answer is reminded, then the backup is asked, then the coordinators are told whom to call', async () => {
  const { people, coordinator, clock, sendsAssignments } = await office({
    assignments: 1,
    rounds: false,
    backups: true,
  })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('PT4H')
  lan!.sees('chưa nhận được xác nhận của Bà')
  minh!.seesNothingNew()
  await clock.forward('P1D')
  minh!.sees('Chưa nhận được trả lời của Bà Nguyễn Thị Lan', 'Ông được đề nghị xác nhận thay')
  await clock.forward('P1D')
  coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ', 'Bà Nguyễn Thị Lan, 0912 010 000')
})

test('A backup who answers stops the reminders of the first', async () => {
  const { people, clock, sendsAssignments } = await office({ assignments: 1, rounds: false, backups: true })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('P1D')
  lan!.sees('chưa nhận được xác nhận')
  minh!.sees('được đề nghị xác nhận thay')
  await minh!.presses('Đã nhận')
  minh!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await clock.forward('P3D')
  lan!.seesNothingNew()
})
