import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/simulator/faults.ts'
import { announces } from '../kit/announcing.ts'
import { type ChatApp, office, type Office } from '../kit/office.ts'
import type { planFile } from '../kit/plan.ts'
import type { Someone } from '../kit/someone.ts'

/** Lan uses both apps; she wrote in the first one last, so that is her way. */
async function lanOnBoth(story: Office, [own, other]: [ChatApp, ChatApp]) {
  const first = story.people[0]!
  const second = story.stranger('Nguyễn Thị Lan', other)
  await second.writes((await story.inviteFor('c1')).code)
  await story.clock.forward('PT1M')
  await first.writes('trợ giúp')
  first.readsAll()
  second.readsAll()
  expect(story.people[0]!.phone).not.toBe(second.phone)
  return { own, first, second }
}

const bots = (method: string): [how: string, fault: Fault][] => {
  const always = { method, times: Infinity } as const
  return [
    ['refuses connections', { kind: 'refuse', ...always }],
    ['hangs', { kind: 'hang', ...always }],
    ['does not know our token any more', { kind: 'status', code: 401, ...always }],
    ['says “forbidden”', { kind: 'status', code: 403, ...always }],
    ['has no allowance left', { kind: 'status', code: 429, retryAfter: 3600, ...always }],
    ['fails', { kind: 'status', code: 502, ...always }],
  ]
}

const always = { method: 'message/cs', times: Infinity } as const
const ofAccount: [how: string, fault: Fault][] = [
  ['refuses connections', { kind: 'refuse', ...always }],
  ['hangs', { kind: 'hang', ...always }],
  ['wants something mended by a person', { kind: 'status', code: -221, ...always }],
  ['says that she restricted it', { kind: 'status', code: -244, ...always }],
  ['has no allowance left', { kind: 'status', code: -211, ...always }],
  ['fails', { kind: 'status', code: 502, ...always }],
]

const deaths: { pair: [ChatApp, ChatApp]; how: string; fault: Fault }[] = [
  ...bots('sendMessage').map(([how, fault]) => ({
    pair: ['telegram', 'zalo-bot'] as [ChatApp, ChatApp],
    how,
    fault,
  })),
  ...bots('sendMessage').map(([how, fault]) => ({
    pair: ['zalo-bot', 'telegram'] as [ChatApp, ChatApp],
    how,
    fault,
  })),
  ...ofAccount.map(([how, fault]) => ({ pair: ['zalo-oa', 'telegram'] as [ChatApp, ChatApp], how, fault })),
]

const platformOf = ({ telegram, zalo, oa }: Office, app: ChatApp) =>
  ({ telegram, 'zalo-bot': zalo, 'zalo-oa': oa })[app]

describe.each(deaths)('While $pair.0 $how', ({ pair, fault }) => {
  test('the assignment comes by $pair.1 within ten minutes, is answered there, and nothing is told twice afterwards', async () => {
    const story = await office({ apps: [pair[0]], assignments: 1, rounds: false })
    const { first, second } = await lanOnBoth(story, pair)
    const { faults } = platformOf(story, pair[0])
    faults.add(fault)
    await story.sendsAssignments()
    await story.clock.forward('PT11M')
    second.sees('nhiệm vụ 1', 'Đã nhận')
    await second.chooses('Đã nhận')
    second.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
    faults.clear()
    await story.clock.forward('P1D')
    first.seesNothingNew()
    second.seesNothingNew()
    story.coordinator.readsAll()
  })

  test('a round comes by the other app within two minutes', async () => {
    const story = await office({ apps: [pair[0]], start: '2026-12-05T13:00' })
    const { first, second } = await lanOnBoth(story, pair)
    const { faults } = platformOf(story, pair[0])
    faults.add(fault)
    await story.opensRound('r1')
    await story.clock.forward('PT3M')
    second.sees('Kiểm tra kỹ thuật lần 1')
    await second.writes('tất cả tốt, sẵn sàng')
    second.readsAll()
    faults.clear()
    await story.clock.forward('PT10M')
    first.seesNothingNew()
    story.coordinator.readsAll()
  })
})

test('Without another way the letter waits for its platform, and comes when that is back', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.telegram.unplug()
  await story.sendsAssignments()
  await story.clock.forward('PT30M')
  await story.telegram.plugIn()
  await story.clock.forward('PT5M')
  lan!.sees('nhiệm vụ 1', '[Đã nhận]')
  story.coordinator.readsAll()
  expect(lan!.unread()).toEqual([])
})

describe('A text too long for one message on Zalo', () => {
  const long = `MỞ ĐẦU. ${'Đề nghị chuẩn bị chu đáo. '.repeat(110)}HẾT.`
  const assignment = {
    assignments: 1,
    rounds: false,
    with: ({ assignments }: ReturnType<typeof planFile>) => void (assignments[0]!.text = long),
  }
  const zaloDies = (story: Office, fault: Partial<Fault> = {}) =>
    story.zalo.faults.add({ kind: 'hang', method: 'sendMessage', times: Infinity, ...fault } as Fault)
  const newOf = (one: Someone) => one.unread().map(({ text }) => text)

  test.each([0, 1])('comes whole by Telegram when the bot there hangs after %i parts', async (skip) => {
    const story = await office({ apps: ['zalo-bot'], rounds: false })
    const { first, second } = await lanOnBoth(story, ['zalo-bot', 'telegram'])
    zaloDies(story, { skip })
    await announces(story, { text: long, wanted: { kind: 'received' } })
    expect(newOf(first).map((text) => text.slice(0, 5))).toEqual(['(1/2)'].slice(0, skip))
    first.readsAll()
    await story.clock.forward('PT12M')
    second.sees(long, '[Đã nhận]')
    second.seesNothingNew()
    story.zalo.faults.clear()
    await story.clock.forward('P1D')
    first.seesNothingNew()
    await second.presses('Đã nhận')
    story.coordinator.shows('Đã trả lời: 1, chưa trả lời: 0')
    story.coordinator.readsAll()
    for (const one of [first, second]) one.readsAll()
  })

  test('comes whole by Telegram also as an assignment', async () => {
    const story = await office({ apps: ['zalo-bot'], ...assignment })
    const { first, second } = await lanOnBoth(story, ['zalo-bot', 'telegram'])
    zaloDies(story)
    await story.sendsAssignments()
    await story.clock.forward('PT12M')
    second.sees(long, '[Đã nhận]')
    await second.presses('Đã nhận')
    second.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
    story.zalo.faults.clear()
    await story.clock.forward('P1D')
    first.seesNothingNew()
    second.seesNothingNew()
    story.coordinator.readsAll()
  })

  test.each([0, 1])('comes whole by Telegram when its chat is closed after %i parts', async (skip) => {
    const story = await office({ apps: ['zalo-bot'], ...assignment })
    const { first, second } = await lanOnBoth(story, ['zalo-bot', 'telegram'])
    zaloDies(story, { kind: 'status', code: 400, description: 'chat not found', skip })
    await story.sendsAssignments()
    await story.clock.forward('PT1M')
    second.sees(long, '[Đã nhận]')
    second.seesNothingNew()
    story.coordinator.readsAll()
    first.readsAll()
  })

  test('goes back in parts, from its beginning, to the app it could not leave by', async () => {
    const story = await office({ apps: ['zalo-bot'], ...assignment })
    const { first, second } = await lanOnBoth(story, ['zalo-bot', 'telegram'])
    await story.telegram.unplug()
    zaloDies(story)
    await story.sendsAssignments()
    await story.clock.forward('PT11M')
    story.zalo.faults.clear()
    await story.clock.forward('PT30M')
    first.sees('(1/2) ', 'MỞ ĐẦU.')
    first.sees('(2/2) ', 'HẾT.', '1. Đã nhận')
    first.seesNothingNew()
    second.seesNothingNew()
    await story.telegram.plugIn()
    story.coordinator.readsAll()
  })
})
