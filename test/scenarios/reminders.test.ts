import { describe, expect, test } from 'vitest'
import { office } from '../kit/office.ts'

const noSteps = (urgent: boolean) => ({ steps: [], urgent })

const everyFourHours = { steps: [{ after: 'PT4H', do: 'remind' }], urgent: false }

test('Several reminders for one person become one message, though their cards left one after the other', async () => {
  const { people, clock, sendsAssignments, telegram, settle } = await office({
    assignments: 3,
    rounds: false,
  })
  const [lan] = people
  telegram.faults.add({ kind: 'status', code: 502, method: 'sendMessage', skip: 1, times: 1 })
  await sendsAssignments()
  await settle()
  for (const code of ['1', '2', '3']) lan!.sees(`nhiệm vụ ${code}:`)
  await clock.forward('PT4H')
  const reminder = lan!.sees('3 nhiệm vụ', '[Đã nhận tất cả]', '[Đã nhận nhiệm vụ 2]')
  expect(reminder.text).toContain('– Nhiệm vụ 3')
  await lan!.presses('Đã nhận tất cả')
  lan!.readsAll()
  await clock.forward('P4D')
  lan!.seesNothingNew()
})

test('Whoever has answered one of three is reminded of the other two only', async () => {
  const { people, coordinator, clock, sendsAssignments } = await office({ assignments: 3, rounds: false })
  const [lan] = people
  await sendsAssignments()
  const second = lan!.sees('nhiệm vụ 2:')
  lan!.readsAll()
  lan!.phone.press({ message: second.id, data: second.buttons[0]![0]!.data })
  await clock.forward('PT4H')
  lan!.sees('Đã ghi: nhiệm vụ 2')
  const reminder = lan!.sees('2 nhiệm vụ')
  expect(reminder.text).not.toContain('Nhiệm vụ 2:')
  await clock.forward('P3D')
  lan!.readsAll()
  expect(coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ').text).not.toContain('Nhiệm vụ 2:')
})

describe('In quiet hours', () => {
  test('a reminder waits until six in the reader’s own zone', async () => {
    const { people, clock, sendsAssignments } = await office({
      bridgePoints: 2,
      assignments: 2,
      rounds: false,
      start: '2026-12-01T16:30',
      with: (plan) => {
        plan.policies.acknowledge = everyFourHours
        plan.contacts[1]!.timezone = 'Asia/Tokyo'
      },
    })
    const [lan, minh] = people
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    minh!.sees('nhiệm vụ 2')
    // 20:30 in Hà Nội: Lan is reminded. It is 22:30 in Tokyo: Minh sleeps until six, four o'clock in Hà Nội.
    await clock.to('2026-12-02T03:59')
    lan!.sees('chưa nhận được xác nhận')
    minh!.seesNothingNew()
    await clock.to('2026-12-02T04:00')
    minh!.sees('chưa nhận được xác nhận')
  })

  test('whoever answers at night is not reminded in the morning', async () => {
    const { people, clock, sendsAssignments } = await office({
      assignments: 1,
      rounds: false,
      start: '2026-12-01T18:00',
      with: (plan) => (plan.policies.acknowledge = everyFourHours),
    })
    const [lan] = people
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await clock.to('2026-12-01T23:00')
    lan!.seesNothingNew()
    await lan!.presses('Đã nhận')
    lan!.sees('Đã ghi: nhiệm vụ 1')
    await clock.to('2026-12-02T09:00')
    lan!.seesNothingNew()
  })

  test('two reminders that fell due in one night are one in the morning', async () => {
    const { people, clock, sendsAssignments } = await office({
      assignments: 1,
      rounds: false,
      start: '2026-12-01T18:00',
      with: (plan) =>
        (plan.policies.acknowledge = {
          steps: [
            { after: 'PT4H', do: 'remind' },
            { after: 'PT8H', do: 'remind' },
          ],
          urgent: false,
        }),
    })
    const [lan] = people
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await clock.to('2026-12-02T12:00')
    expect(lan!.unread()).toHaveLength(1)
    lan!.sees('chưa nhận được xác nhận')
  })

  test('what is urgent passes', async () => {
    const { people, clock, sendsAssignments } = await office({
      assignments: 1,
      rounds: false,
      start: '2026-12-01T18:00',
      with: (plan) => (plan.policies.acknowledge = { ...everyFourHours, urgent: true }),
    })
    const [lan] = people
    await sendsAssignments()
    lan!.sees('nhiệm vụ 1')
    await clock.to('2026-12-01T22:00')
    lan!.sees('chưa nhận được xác nhận')
  })

  test('the cards of a round that is not urgent wait; those of one that is do not', async () => {
    const { people, coordinator, clock } = await office({
      with: (plan) => {
        plan.rounds = [
          {
            code: 'r1',
            name: 'Đợt đêm',
            opensAt: '2026-12-05T04:00',
            closesAt: '2026-12-05T07:00',
            policy: noSteps(true),
          },
          {
            code: 'r2',
            name: 'Đợt sớm',
            opensAt: '2026-12-06T04:00',
            closesAt: '2026-12-06T07:00',
            policy: noSteps(false),
          },
        ]
      },
    })
    const [lan] = people
    await clock.to('2026-12-05T04:00')
    lan!.sees('Đợt đêm')
    await clock.to('2026-12-06T05:59')
    coordinator.sees('Đợt đêm đã đóng')
    lan!.seesNothingNew()
    await clock.to('2026-12-06T06:00')
    lan!.sees('Đợt sớm')
    await clock.to('2026-12-06T07:00')
    coordinator.sees('Đợt sớm đã đóng')
  })
})

test('A card for somebody without a chat is held; reminders count from linking, the coordinators’ step from the ask', async () => {
  const { clock, sendsAssignments, stranger, inviteFor, coordinator } = await office({
    assignments: 1,
    rounds: false,
    unlinked: [0],
    start: '2026-12-01T08:00',
  })
  const lan = stranger('Nguyễn Thị Lan')
  await sendsAssignments()
  await clock.to('2026-12-02T20:00')
  lan.seesNothingNew()
  lan.phone.start((await inviteFor('c1')).token)
  await clock.forward('PT1M')
  lan.sees('Kính gửi Bà Nguyễn Thị Lan', 'Văn phòng UBND tỉnh')
  lan.sees('Đề nghị Bà thực hiện nhiệm vụ 1', '[Đã nhận]')
  await clock.to('2026-12-03T07:59')
  expect(lan.unread()).toHaveLength(1)
  lan.sees('chưa nhận được xác nhận')
  coordinator.seesNothingNew()
  await clock.to('2026-12-03T08:00')
  coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ', 'Bà Nguyễn Thị Lan')
})

test('Nobody is reminded of what never reached them; the coordinators see who has not linked', async () => {
  const { clock, sendsAssignments, coordinator } = await office({
    assignments: 1,
    rounds: false,
    unlinked: [0],
  })
  await sendsAssignments()
  await clock.forward('P3D')
  coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ', 'Bà Nguyễn Thị Lan, 0912 010 000', 'chưa liên kết')
})

test('A due date is told of ahead, until the work is reported done', async () => {
  const { people, coordinator, clock, sendsAssignments } = await office({
    assignments: 1,
    rounds: false,
    start: '2026-11-30T08:00',
    with: (plan) => {
      plan.assignments[0]!.due = '2026-12-05T17:00'
      plan.policies.acknowledge = { steps: [], urgent: false }
      plan.policies.deadline = {
        steps: [
          { before: 'P7D', do: 'remind' },
          { before: 'P3D', do: 'remind' },
          { before: 'P1D', do: 'remind' },
        ],
      }
    },
  })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1', 'Thời hạn: 17:00 thứ Bảy, 05/12/2026')
  await clock.to('2026-12-02T16:59')
  lan!.seesNothingNew()
  await clock.to('2026-12-02T17:00')
  lan!.sees('Nhiệm vụ 1 sắp đến hạn', '[Báo cáo hoàn thành]')
  await lan!.presses('Báo cáo hoàn thành')
  lan!.readsAll()
  coordinator.sees('BÁO CÁO HOÀN THÀNH', 'Nhiệm vụ 1')
  await clock.to('2026-12-06T08:00')
  lan!.seesNothingNew()
})
