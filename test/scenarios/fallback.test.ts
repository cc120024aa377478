import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/simulator/faults.ts'
import { office, type Office } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'

/** Lan uses Telegram, and Zalo as well; she wrote in Telegram last, so that is her way. */
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

const always = { method: 'sendMessage', times: Infinity } as const

const deaths: [how: string, fault: Fault][] = [
  ['refuses connections', { kind: 'refuse', ...always }],
  ['hangs', { kind: 'hang', ...always }],
  ['does not know our token any more', { kind: 'status', code: 401, ...always }],
  ['says “forbidden”', { kind: 'status', code: 403, ...always }],
  ['has no allowance left', { kind: 'status', code: 429, retryAfter: 3600, ...always }],
  ['fails', { kind: 'status', code: 502, ...always }],
]

describe.each(deaths)('While Telegram %s', (_, fault) => {
  test('the assignment is on Zalo within ten minutes, answered there, and nothing is told twice afterwards', async () => {
    const story = await office({ assignments: 1, rounds: false })
    const { telegram, zalo } = await lanOnBoth(story)
    story.telegram.faults.add(fault)
    await story.sendsAssignments()
    await story.clock.forward('PT11M')
    zalo.sees('nhiệm vụ 1', 'Đã nhận')
    await zalo.chooses('Đã nhận')
    zalo.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
    story.telegram.faults.clear()
    await story.clock.forward('P1D')
    telegram.seesNothingNew()
    zalo.seesNothingNew()
    story.coordinator.readsAll()
  })

  test('a round is on Zalo within two minutes', async () => {
    const story = await office({ start: '2026-12-05T13:00' })
    const { telegram, zalo } = await lanOnBoth(story)
    story.telegram.faults.add(fault)
    await story.opensRound('r1')
    await story.clock.forward('PT3M')
    zalo.sees('Kiểm tra kỹ thuật lần 1')
    await zalo.writes('tất cả tốt, sẵn sàng')
    zalo.readsAll()
    story.telegram.faults.clear()
    await story.clock.forward('PT10M')
    telegram.seesNothingNew()
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
