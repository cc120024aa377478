import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/simulator/faults.ts'
import { type ChatApp, office, type Office } from '../kit/office.ts'

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
