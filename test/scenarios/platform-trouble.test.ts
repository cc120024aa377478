import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { troubledLetters } from '../../db/outbox.ts'
import { type Office, office } from '../kit/office.ts'

const calls = ({ telegram }: Office, method: string) =>
  telegram.calls.filter((call) => call.method.toLowerCase() === method.toLowerCase())

const assigned = (bridgePoints = 1) => office({ bridgePoints, assignments: bridgePoints, rounds: false })

describe('When the platform says “too many, come back in 30 seconds”', () => {
  test('nothing at all leaves by that bot until then, and then everything once', async () => {
    const story = await assigned(4)
    const { people, telegram, clock, sendsAssignments } = story
    telegram.faults.add({ kind: 'status', code: 429, retryAfter: 30, method: 'sendMessage' })
    telegram.forgetCalls()
    await sendsAssignments()
    const early = calls(story, 'sendMessage').length
    expect(early).toBeLessThanOrEqual(4)
    await people[0]!.writes('trợ giúp')
    await clock.forward('PT20S')
    expect(calls(story, 'sendMessage')).toHaveLength(early)
    await clock.forward('PT10S')
    for (const [place, person] of people.slice(0, 4).entries()) person.sees(`nhiệm vụ ${place + 1}`)
    people[0]!.readsAll()
  })

  test('of two such words the longer one counts', async () => {
    const { people, telegram, clock, sendsAssignments } = await assigned(2)
    telegram.faults.add({ kind: 'status', code: 429, retryAfter: 60, method: 'sendMessage' })
    telegram.faults.add({ kind: 'status', code: 429, retryAfter: 10, method: 'sendMessage' })
    await sendsAssignments()
    await clock.forward('PT50S')
    people[0]!.seesNothingNew()
    people[1]!.seesNothingNew()
    await clock.forward('PT10S')
    people[0]!.sees('nhiệm vụ 1')
    people[1]!.sees('nhiệm vụ 2')
  })

  test('the bot of the other app goes on', async () => {
    const { people, telegram, clock, sendsAssignments } = await office({
      bridgePoints: 2,
      assignments: 2,
      rounds: false,
      apps: ['telegram', 'zalo-bot'],
    })
    telegram.faults.add({ kind: 'status', code: 429, retryAfter: 600, method: 'sendMessage' })
    await sendsAssignments()
    people[0]!.seesNothingNew()
    people[1]!.sees('nhiệm vụ 2', '1. Đã nhận')
    await clock.forward('PT10M')
    people[0]!.sees('nhiệm vụ 1')
  })
})

test('After faults of the platform’s own the letter goes again, later each time, and arrives once', async () => {
  const story = await assigned()
  const { people, telegram, clock, sendsAssignments } = story
  telegram.faults.add({ kind: 'status', code: 502, method: 'sendMessage', times: 5 })
  telegram.forgetCalls()
  await sendsAssignments()
  await clock.forward('PT40S')
  people[0]!.seesNothingNew()
  expect(calls(story, 'sendMessage')).toHaveLength(5)
  await clock.forward('PT40S')
  expect(people[0]!.sees('nhiệm vụ 1').text).not.toContain('gửi lại')
  await clock.forward('PT1H')
})

test('While a send hangs, what waits for that chat costs no work', async () => {
  const { people, telegram, clock, sendsAssignments } = await office({
    assignments: 3,
    rounds: false,
    needs: { redis: { path: '/nonexistent/redis.sock' } },
  })
  telegram.faults.add({ kind: 'hang', method: 'sendMessage' })
  const sending = sendsAssignments()
  await pause(150)
  const before = process.cpuUsage()
  await pause(400)
  const { user, system } = process.cpuUsage(before)
  // looking for it without end takes all there is; the test's own looking around takes a tenth
  expect((user + system) / 1000).toBeLessThan(200)
  await sending
  await clock.forward('PT10S')
  people[0]!.readsAll()
})

describe('When the answer to a send is lost', () => {
  test('a card that owes an answer goes again and says so', async () => {
    const { people, telegram, clock, sendsAssignments } = await assigned()
    telegram.faults.add({ kind: 'lose', method: 'sendMessage' })
    await sendsAssignments()
    await clock.forward('PT10S')
    const [first, second] = people[0]!.unread()
    expect(first!.text).not.toContain('gửi lại')
    expect(second!.text).toMatch(/^\(gửi lại\)\nKính gửi Bà Nguyễn Thị Lan/)
    people[0]!.readsAll()
    await clock.forward('PT1H')
  })

  test('a card that never got an answer does so too', async () => {
    const { people, telegram, clock, sendsAssignments } = await assigned()
    telegram.faults.add({ kind: 'hang', method: 'sendMessage' })
    await sendsAssignments()
    await clock.forward('PT10S')
    people[0]!.sees('(gửi lại)', 'nhiệm vụ 1')
    people[0]!.seesNothingNew()
  })

  test('a reply is held and listed, not said twice', async () => {
    const { app, people, telegram, clock } = await assigned()
    telegram.faults.add({ kind: 'lose', method: 'sendMessage' })
    await people[0]!.writes('trợ giúp')
    await clock.forward('PT1H')
    expect(people[0]!.unread()).toHaveLength(1)
    people[0]!.readsAll()
    const listed = await troubledLetters(app.world.store.db, 10)
    expect(listed).toMatchObject([{ state: 'unknown', reason: 'no-answer' }])
  })

  test('pressing a card that came twice is one answer', async () => {
    const { people, telegram, clock, sendsAssignments } = await assigned()
    const [lan] = people
    telegram.faults.add({ kind: 'lose', method: 'sendMessage' })
    await sendsAssignments()
    await clock.forward('PT10S')
    const [first] = lan!.unread()
    lan!.readsAll()
    lan!.phone.press({ message: first!.id, data: first!.buttons[0]![0]!.data })
    await clock.forward('PT1S')
    lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
    await clock.forward('P3D')
  })
})

test('Two letters to one chat are never on their way at once, so they arrive in their order', async () => {
  const story = await office({ assignments: 2, rounds: false })
  const { people, telegram, sendsAssignments } = story
  telegram.faults.add({ kind: 'late', ms: 250, method: 'sendMessage' })
  telegram.forgetCalls()
  await sendsAssignments()
  const [first, second] = calls(story, 'sendMessage')
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(245)
  expect(people[0]!.unread().map((message) => /nhiệm vụ (\d)/.exec(message.text)?.[1])).toEqual(['1', '2'])
  people[0]!.readsAll()
})

const inRound = () => office({ start: '2026-12-05T13:00' })

describe('Edits', () => {
  test('never overtake each other: after two quick presses the card shows the second', async () => {
    const story = await inRound()
    const { people, coordinator, telegram, clock, settle } = story
    const [lan] = people
    await clock.to('2026-12-05T14:00')
    const card = lan!.sees('Âm thanh: chưa kiểm tra')
    telegram.faults.add({ kind: 'late', ms: 250, method: 'editMessageText' })
    telegram.forgetCalls()
    const tick = card.buttons.flat().find(({ label }) => label.includes('Âm thanh'))!
    for (let press = 0; press < 2; press++) lan!.phone.press({ message: card.id, data: tick.data })
    await settle()
    lan!.shows('Âm thanh: có vấn đề')
    lan!.showsNo('Âm thanh: tốt')
    const [first, second] = calls(story, 'editMessageText')
    if (second) expect(second.at - first!.at).toBeGreaterThanOrEqual(245)
    await clock.to('2026-12-05T17:30')
    lan!.readsAll()
    coordinator.readsAll()
  })

  test('one that fails is tried again and shows what is true by then', async () => {
    const { people, coordinator, telegram, clock, settle } = await inRound()
    const [lan] = people
    await clock.to('2026-12-05T14:00')
    const card = lan!.sees('Âm thanh: chưa kiểm tra')
    const press = (label: string) => {
      const button = card.buttons.flat().find((each) => each.label.includes(label))!
      lan!.phone.press({ message: card.id, data: button.data })
    }
    telegram.faults.add({ kind: 'status', code: 500, method: 'editMessageText', times: 3 })
    press('Âm thanh')
    await settle()
    press('Hình ảnh')
    await settle()
    await clock.forward('PT5M')
    lan!.shows('Âm thanh: tốt')
    lan!.shows('Hình ảnh: tốt')
    await clock.to('2026-12-05T17:30')
    lan!.readsAll()
    coordinator.readsAll()
  })

  test('one whose message is gone is given up; what the person said counts all the same', async () => {
    const { people, coordinator, telegram, clock } = await inRound()
    const [lan] = people
    await clock.to('2026-12-05T14:00')
    lan!.sees('xác nhận điểm cầu Hà Giang')
    telegram.faults.add({
      kind: 'status',
      code: 400,
      description: 'Bad Request: message to edit not found',
      method: 'editMessageText',
      times: Infinity,
    })
    telegram.forgetCalls()
    await lan!.presses('Tất cả tốt')
    await lan!.presses('Sẵn sàng')
    lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
    await clock.to('2026-12-05T16:59')
    expect(telegram.count('editMessageText')).toBeLessThanOrEqual(2)
    await clock.to('2026-12-05T17:00')
    coordinator.sees('đã đóng: 1 sẵn sàng')
  })
})

test('A platform that is away for hours and comes back gets everything once, and hears what was said meanwhile', async () => {
  const { people, telegram, zalo, clock, coordinator, sendsAssignments, settle } = await office({
    bridgePoints: 4,
    assignments: 4,
    rounds: false,
    apps: ['telegram', 'zalo-bot'],
  })
  const four = people.slice(0, 4)
  await Promise.all([telegram.unplug(), zalo.unplug()])
  await sendsAssignments()
  await clock.forward('PT3H')
  for (const person of four) person.seesNothingNew()
  four[0]!.phone.write('Ai là người trực kỹ thuật của Ban Tổ chức?')
  four[1]!.phone.write('trợ giúp')
  await Promise.all([telegram.plugIn(), zalo.plugIn()])
  await settle()
  await clock.forward('PT6M')
  for (const [place, person] of four.entries()) {
    person.sees(`nhiệm vụ ${place + 1}`)
    person.showsNo('gửi lại')
  }
  four[0]!.readsAll()
  coordinator.readsAll()
  expect(four[1]!.unread()).toHaveLength(1)
  four[1]!.readsAll()
  await clock.forward('PT3H')
  for (const person of four) person.seesNothingNew()
})
