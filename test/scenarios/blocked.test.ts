import { expect, test } from 'vitest'
import { troubledLetters } from '../../db/outbox.ts'
import { office, type Office } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'

/** Lan uses Telegram, and Zalo as well; she wrote in Telegram last. */
async function lanOnBoth(story: Office): Promise<{ telegram: Someone; zalo: Someone }> {
  const telegram = story.people[0]!
  const zalo = story.stranger('Nguyễn Thị Lan', 'zalo-bot')
  await zalo.writes((await story.inviteFor('c1')).code)
  zalo.sees('Kính gửi Bà Nguyễn Thị Lan')
  telegram.sees('vừa liên kết thêm Zalo')
  await story.clock.forward('PT1M')
  await telegram.writes('trợ giúp')
  telegram.readsAll()
  return { telegram, zalo }
}

const oneAssignment = { assignments: 1, rounds: false } as const

test('Whoever has blocked the bot cannot be written to: the reason is kept, and the coordinators are told once whom to ring', async () => {
  const { app, people, coordinator, holdsBack, letsPass, clock, sendsAssignments } =
    await office(oneAssignment)
  const [lan] = people
  holdsBack('telegram')
  lan!.phone.block()
  await sendsAssignments()
  coordinator.sees('KHÔNG GỬI ĐƯỢC cho Bà Nguyễn Thị Lan', 'đã chặn', '0912 010 000')
  const letters = await troubledLetters(app.world.store.db, 10)
  expect(letters.map(({ state, reason }) => ({ state, reason }))).toContainEqual({
    state: 'failed',
    reason: 'blocked',
  })
  await letsPass()
  await clock.forward('P1D')
  coordinator.seesNothingNew()
  lan!.seesNothingNew()
  await clock.forward('P1D')
  coordinator.sees('CHƯA XÁC NHẬN NHIỆM VỤ', 'Bà Nguyễn Thị Lan')
})

test('Whoever blocked the bot before anything was sent is noticed as soon as something is', async () => {
  const { people, coordinator, clock, settle, sendsAssignments } = await office(oneAssignment)
  people[0]!.phone.block()
  await settle()
  coordinator.seesNothingNew()
  await sendsAssignments()
  coordinator.sees('KHÔNG GỬI ĐƯỢC cho Bà Nguyễn Thị Lan')
  await clock.forward('P1D')
  coordinator.seesNothingNew()
})

test('Letting the bot in again releases what was held, once', async () => {
  const { people, coordinator, holdsBack, letsPass, clock, settle, sendsAssignments } =
    await office(oneAssignment)
  const [lan] = people
  holdsBack('telegram')
  lan!.phone.block()
  await sendsAssignments()
  coordinator.sees('KHÔNG GỬI ĐƯỢC')
  await letsPass()
  lan!.phone.unblock()
  await settle()
  lan!.sees('nhiệm vụ 1', '[Đã nhận]')
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1')
  await clock.forward('P3D')
})

test('A second block is told of anew', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const { people, coordinator, clock, settle } = story
  const [lan] = people
  lan!.phone.block()
  await story.sendsAssignments()
  coordinator.sees('KHÔNG GỬI ĐƯỢC')
  lan!.phone.unblock()
  await settle()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('PT1H')
  lan!.phone.block()
  await clock.forward('PT4H')
  coordinator.sees('KHÔNG GỬI ĐƯỢC')
})

test('A person’s other app takes over when the first is shut, and nobody is alarmed', async () => {
  const story = await office(oneAssignment)
  const lan = await lanOnBoth(story)
  story.holdsBack('telegram')
  lan.telegram.phone.block()
  await story.sendsAssignments()
  lan.zalo.sees('nhiệm vụ 1', '1. Đã nhận')
  story.coordinator.seesNothingNew()
  await lan.zalo.writes('1')
  lan.zalo.sees('Đã ghi: nhiệm vụ 1')
  await story.letsPass()
  await story.clock.forward('P3D')
  lan.zalo.seesNothingNew()
})

test('Several letters that meet one closed chat are tried there once, and all take the other way', async () => {
  const story = await office({ assignments: 5, rounds: false })
  const lan = await lanOnBoth(story)
  story.holdsBack('telegram')
  lan.telegram.phone.block()
  story.telegram.forgetCalls()
  await story.sendsAssignments()
  expect(lan.zalo.unread()).toHaveLength(5)
  expect(story.telegram.count('sendMessage')).toBe(1)
  lan.zalo.readsAll()
  await story.letsPass()
})

test('Whoever opens one app again while the other is being tried gets the card there', async () => {
  const story = await office(oneAssignment)
  const lan = await lanOnBoth(story)
  story.holdsBack('telegram')
  lan.telegram.phone.block()
  lan.zalo.phone.block()
  story.zalo.faults.add({ kind: 'status', code: 502, method: 'sendMessage', times: 3 })
  await story.sendsAssignments()
  lan.telegram.phone.unblock()
  await story.letsPass()
  await story.clock.forward('PT10M')
  lan.telegram.sees('nhiệm vụ 1', '[Đã nhận]')
  lan.zalo.seesNothingNew()
})

test('When both apps are shut the letter waits, the coordinators hear of it once, and it goes in no circle', async () => {
  const story = await office(oneAssignment)
  const lan = await lanOnBoth(story)
  story.holdsBack('telegram')
  lan.telegram.phone.block()
  lan.zalo.phone.block()
  await story.sendsAssignments()
  await story.clock.forward('PT1M')
  story.coordinator.sees('KHÔNG GỬI ĐƯỢC cho Bà Nguyễn Thị Lan')
  const calls = story.zalo.count('sendMessage') + story.telegram.count('sendMessage')
  await story.clock.forward('P1D')
  story.coordinator.seesNothingNew()
  expect(story.zalo.count('sendMessage') + story.telegram.count('sendMessage')).toBe(calls)
  await story.letsPass()
  lan.telegram.phone.unblock()
  await story.settle()
  lan.telegram.sees('nhiệm vụ 1')
  await lan.telegram.presses('Đã nhận')
  lan.telegram.sees('Đã ghi: nhiệm vụ 1')
})

test('A reply to somebody who has just blocked the bot is not carried to their other app', async () => {
  const story = await office({ rounds: false })
  const lan = await lanOnBoth(story)
  story.holdsBack('telegram')
  lan.telegram.phone.write('trợ giúp')
  lan.telegram.phone.block()
  await story.letsPass()
  await story.clock.forward('PT1H')
  lan.zalo.seesNothingNew()
  story.coordinator.seesNothingNew()
})
