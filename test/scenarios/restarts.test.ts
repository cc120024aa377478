import { expect, test } from 'vitest'
import { holdAccount } from '../../db/facts.ts'
import { inTransaction } from '../../db/open.ts'
import { letterCounts, troubledLetters } from '../../db/outbox.ts'
import { claimNext } from '../../handlers/deliver.ts'
import { type Office, office } from '../kit/office.ts'

/** The process dies with everything of this bot in its hands: claimed, and nobody knows whether it left. */
async function diesInTheMiddleOf(story: Office, writing: () => Promise<void>): Promise<number> {
  const { world, channels } = story.app
  const { name: channel, account } = channels.find((each) => each.name === 'telegram')!
  const until = story.clock.now() + 10_000
  await inTransaction(world.store, (tx) => holdAccount(tx, channel, account, until))
  await writing()
  const claims = await claimNext(world, { channel, account }, 50)
  await story.restarts()
  await story.clock.forward('PT15S')
  return claims.length
}

test('A restart in the middle of a day changes nothing that people see', async () => {
  const story = await office({ bridgePoints: 2, assignments: 2, start: '2026-12-05T13:00' })
  const [lan, minh] = story.people
  await story.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  minh!.sees('nhiệm vụ 2')
  await story.restarts()
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1')
  await story.restarts()
  await story.clock.to('2026-12-05T14:00')
  lan!.sees('điểm cầu Hà Giang')
  minh!.sees('điểm cầu Lào Cai')
  await lan!.presses('Tất cả tốt')
  await story.restarts()
  await lan!.presses('Sẵn sàng')
  lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
  await story.restarts()
  await story.clock.to('2026-12-05T16:30')
  minh!.readsAll()
  story.coordinator.sees('CHƯA XÁC NHẬN SẴN SÀNG', 'Lào Cai')
  await story.restarts('2026-12-05T17:05')
  minh!.readsAll()
  story.coordinator.sees('đã đóng: 1 sẵn sàng, 0 đang chuẩn bị, 0 có sự cố, 1 chưa trả lời')
})

test('Cards that a dead process had in hand go again, and say so', async () => {
  const story = await office({ bridgePoints: 2, assignments: 2, rounds: false })
  const inHand = await diesInTheMiddleOf(story, story.sendsAssignments)
  expect(inHand).toBe(2)
  story.people[0]!.sees('(gửi lại)', 'nhiệm vụ 1')
  story.people[1]!.sees('(gửi lại)', 'nhiệm vụ 2')
})

test('A reply that a dead process had in hand is held and listed', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  const inHand = await diesInTheMiddleOf(story, () => lan!.writes('trợ giúp'))
  expect(inHand).toBe(1)
  lan!.seesNothingNew()
  expect(await troubledLetters(story.app.world.store.db, 5)).toMatchObject([{ state: 'unknown' }])
  await lan!.writes('trợ giúp')
  expect(lan!.unread()).toHaveLength(1)
  lan!.readsAll()
})

test('An edit that a dead process had in hand is made by the next', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.sendsAssignments()
  lan!.sees('nhiệm vụ 1')
  await diesInTheMiddleOf(story, () => lan!.presses('Đã nhận'))
  lan!.readsAll()
  lan!.shows('Đã ghi: Đã nhận')
})

test('A claim is the process’ own: nobody else sends what it has in hand', async () => {
  const story = await office({ bridgePoints: 3, assignments: 3, rounds: false })
  const { world, channels } = story.app
  const { name: channel, account } = channels.find((each) => each.name === 'telegram')!
  const hold = (ms: number) =>
    inTransaction(world.store, (tx) => holdAccount(tx, channel, account, story.clock.now() + ms))
  await hold(10_000)
  await story.sendsAssignments()
  expect(await claimNext(world, { channel, account }, 2)).toHaveLength(2)
  expect(await claimNext({ ...world, boot: 'another process' }, { channel, account }, 5)).toHaveLength(1)
  expect(await claimNext(world, { channel, account }, 5)).toHaveLength(0)
  await story.clock.forward('PT15S')
  for (const person of story.people) person.seesNothingNew()
  expect(await letterCounts(world.store.db)).toMatchObject({ pending: 3 })
})

test('Three bots on Zalo serve more people than one has seats for, each person by their own', async () => {
  const story = await office({
    bridgePoints: 6,
    assignments: 6,
    rounds: false,
    zaloBots: 3,
    seats: 2,
    unlinked: [0, 1, 2, 3, 4, 5],
  })
  const bots = story.app.channels
    .filter((channel) => channel.name === 'zalo-bot')
    .map((channel) => channel.account)
  expect(bots).toHaveLength(3)
  const six = Array.from({ length: 6 }, (_, place) => story.stranger(`Người ${place + 1}`, 'zalo-bot'))
  for (const [place, person] of six.entries()) {
    const { code } = await story.inviteFor(`c${place + 1}`)
    person.phone.write(code, { bot: bots[place % 3] })
    await story.settle()
    person.readsAll()
  }
  await story.sendsAssignments()
  for (const [place, person] of six.entries()) {
    expect(person.sees(`nhiệm vụ ${place + 1}`).bot).toBe(bots[place % 3])
    await person.writes('đã nhận')
    expect(person.sees(`Đã ghi: nhiệm vụ ${place + 1}`).bot).toBe(bots[place % 3])
  }
})
