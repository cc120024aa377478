import { expect, test } from 'vitest'
import { answers } from '../../db/schema.ts'
import { office } from '../kit/office.ts'

test('A button works only in the chat it was sent to, even for somebody who might have answered', async () => {
  const { app, people, clock, coordinator, sendsAssignments, settle } = await office({
    assignments: 1,
    rounds: false,
    backups: true,
  })
  const [lan, minh] = people
  await sendsAssignments()
  const card = lan!.sees('nhiệm vụ 1')
  const stolen = card.buttons[0]![0]!.data
  minh!.phone.press({ message: minh!.phone.messages().at(-1)!.id, data: stolen })
  await settle()
  minh!.sees('Nút này', 'chưa có gì thay đổi')
  expect(await app.world.store.db.select().from(answers)).toEqual([])
  for (const data of ['', 'x', `${stolen}9`, '0.1', stolen.replace(/\.\d+$/, '.99'), 'a'.repeat(64)]) {
    lan!.phone.press({ message: card.id, data })
    await settle()
    lan!.readsAll()
  }
  expect(await app.world.store.db.select().from(answers)).toEqual([])
  await clock.forward('P2D')
  for (const person of [lan!, minh!, coordinator]) person.readsAll()
})

test('A card that was cut off on its way is not sent again once the answer has come from another', async () => {
  const { people, telegram, clock, sendsAssignments } = await office({
    assignments: 1,
    rounds: false,
    backups: true,
  })
  const [lan, minh] = people
  await sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await clock.forward('PT4H')
  lan!.sees('chưa nhận được xác nhận')
  telegram.faults.add({ kind: 'hang', method: 'sendMessage', chat: minh!.phone.id })
  telegram.forgetCalls()
  const day = clock.forward('PT20H')
  await expect.poll(() => telegram.count('sendMessage'), { interval: 2 }).toBe(1)
  lan!.phone.press('Đã nhận')
  await day
  lan!.sees('Đã ghi: nhiệm vụ 1')
  await clock.forward('P3D')
  minh!.seesNothingNew()
})

test('A press that comes while the card is being sent means what the card said', async () => {
  const { people, telegram, clock, sendsAssignments } = await office({ assignments: 1, rounds: false })
  const [lan] = people
  telegram.faults.add({ kind: 'late', ms: 300, method: 'sendMessage' })
  const sending = sendsAssignments()
  await expect.poll(() => lan!.unread().length, { interval: 2 }).toBe(1)
  lan!.phone.press('Đã nhận')
  await sending
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  lan!.shows('Đã ghi: Đã nhận')
  await clock.forward('P3D')
  lan!.readsAll()
})
