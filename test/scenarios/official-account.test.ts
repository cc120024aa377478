import { expect, test } from 'vitest'
import { office } from '../kit/office.ts'

const onOa = { apps: ['zalo-oa'] as const, assignments: 1, rounds: false }

test('Lan answers with a tap in the official account, and nobody reminds her', async () => {
  const { people, clock, sendsAssignments } = await office({ ...onOa, apps: [...onOa.apps] })
  const [lan] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1', '[Đã nhận]')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await clock.forward('P2D')
  lan!.seesNothingNew()
})

test('Words, numbers and quotes are understood there as anywhere', async () => {
  const { people, clock, sendsAssignments } = await office({ ...onOa, apps: [...onOa.apps] })
  const [lan] = people
  await sendsAssignments()
  const card = lan!.sees('nhiệm vụ 1')
  await lan!.writes('da nhan', card)
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  await clock.forward('P2D')
})

test('Eight days after her last word the account may not write to Lan: nothing is tried, and the coordinators hear whom to ring', async () => {
  const story = await office({ ...onOa, apps: [...onOa.apps], start: '2026-11-24T08:00' })
  const { oa, coordinator, clock, sendsAssignments, people } = story
  await clock.forward('P8D')
  oa.forgetCalls()
  await sendsAssignments()
  expect(oa.count('message/cs')).toBe(0)
  coordinator.sees('KHÔNG GỬI ĐƯỢC cho Bà Nguyễn Thị Lan', 'trên 7 ngày')
  await people[0]!.writes('xin chào')
  people[0]!.sees('nhiệm vụ 1', '[Đã nhận]')
  people[0]!.readsAll()
})

test('Who unfollows is not written to; who follows again gets what was held', async () => {
  const { people, coordinator, clock, settle, sendsAssignments } = await office({
    ...onOa,
    apps: [...onOa.apps],
  })
  const [lan] = people
  lan!.phone.start()
  await settle()
  lan!.phone.block()
  await settle()
  await sendsAssignments()
  lan!.seesNothingNew()
  coordinator.sees('KHÔNG GỬI ĐƯỢC')
  await clock.forward('PT1M')
  lan!.phone.unblock()
  await settle()
  lan!.sees('nhiệm vụ 1')
})

test('An answer of the platform that was lost is made good by its echo: the card is not sent twice', async () => {
  const { people, oa, clock, sendsAssignments } = await office({ ...onOa, apps: [...onOa.apps] })
  const [lan] = people
  oa.faults.add({ kind: 'lose', method: 'message/cs' })
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('PT1M')
  lan!.seesNothingNew()
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi')
})

test('When consent is needed again the coordinators are told once, by another way', async () => {
  const { people, oa, coordinator, clock, sendsAssignments } = await office({ ...onOa, apps: [...onOa.apps] })
  oa.revoke()
  await sendsAssignments()
  await clock.forward('PT30M')
  coordinator.sees('KÊNH ZALO (OFFICIAL ACCOUNT) ĐANG BỊ GIÁN ĐOẠN', 'cần được cấp quyền lại')
  coordinator.readsAll()
  await clock.forward('PT2H')
  coordinator.seesNothingNew()
  people[0]!.seesNothingNew()
})
