import { expect, test } from 'vitest'
import { drillClock } from '../../src/simulator/clock.ts'
import { openSchedule } from '../../src/simulator/schedule.ts'
import { skipToNextEvent } from '../../src/simulator/skip.ts'

const START = Date.UTC(2026, 11, 1, 1)
const MINUTE = 60_000

/** A drill clock over a real one that the test moves. */
function twoClocks() {
  let real = START
  const clock = drillClock(() => real)
  return { clock, pass: (ms: number) => (real += ms) }
}

test('the drill clock runs on without a jump when its pace changes', () => {
  const { clock, pass } = twoClocks()
  pass(5_000)
  clock.setSpeed(60)
  expect(clock.now()).toBe(START + 5_000)
  pass(2_000)
  expect(clock.now()).toBe(START + 5_000 + 120_000)
  clock.setSpeed(0)
  pass(3_600_000)
  expect(clock.now()).toBe(START + 125_000)
  clock.setSpeed(1)
  pass(1_000)
  expect(clock.now()).toBe(START + 126_000)
})

test('a moment an hour ahead is a minute of real time away at 60×, and never comes while the clock stands', () => {
  const { clock } = twoClocks()
  clock.setSpeed(60)
  expect(clock.delayUntil(START + 60 * MINUTE)).toBe(MINUTE)
  expect(clock.afterReal(1_000)).toBe(START + MINUTE)
  clock.setSpeed(0)
  expect(clock.delayUntil(START + 60 * MINUTE)).toBe(Infinity)
  expect(clock.delayUntil(START - 1)).toBeLessThanOrEqual(0)
  expect(clock.afterReal(1_000)).toBeGreaterThan(START)
})

test('the clock jumps ahead, never back, and says so', () => {
  const { clock } = twoClocks()
  let told = 0
  const stop = clock.onChange(() => (told += 1))
  clock.jumpTo(START + MINUTE)
  clock.jumpTo(START)
  expect(clock.now()).toBe(START + MINUTE)
  expect(told).toBe(1)
  stop()
  clock.setSpeed(10)
  expect(told).toBe(1)
})

test('what people mean to do happens in its order when the clock jumps over it, save what they dropped', async () => {
  const { clock } = twoClocks()
  const done: string[] = []
  const errors: unknown[] = []
  const schedule = openSchedule(clock, (error) => errors.push(error))
  clock.setSpeed(0)
  schedule.at(START + 2 * MINUTE, () => done.push('Lan answers'))
  schedule.at(START + MINUTE, () => done.push('Minh answers'))
  schedule.at(START + MINUTE, () => {
    throw new Error('Hùng dropped his phone')
  })
  schedule.at(START + MINUTE, () => done.push('Đào answers'))()
  expect(schedule.next()).toBe(START + MINUTE)
  clock.jumpTo(START + 3 * MINUTE)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(done).toEqual(['Minh answers', 'Lan answers'])
  expect(errors).toHaveLength(1)
  expect(schedule.next()).toBeNull()
  schedule.close()
})

test('skipping to a reminder lets those answer who would have answered before it', async () => {
  const { clock } = twoClocks()
  clock.setSpeed(0)
  const reminderAt = START + 45 * MINUTE
  let answerAt: number | null = START + 10 * MINUTE
  const stops: number[] = []
  const skipped = await skipToNextEvent({
    clock,
    nextEvent: async () => (clock.now() < reminderAt ? reminderAt : null),
    nextAct: () => answerAt,
    settled: async () => {
      stops.push(clock.now())
      if (answerAt && answerAt <= clock.now()) answerAt = null
    },
  })
  expect(skipped).toBe(true)
  expect(stops).toEqual([START, START + 11 * MINUTE, reminderAt])
  const again = { clock, nextEvent: async () => null, nextAct: () => null, settled: async () => {} }
  expect(await skipToNextEvent(again)).toBe(false)
})

test('an answer in the last moment before a reminder is given before it, and the skip ends at the reminder', async () => {
  const { clock } = twoClocks()
  clock.setSpeed(0)
  const reminders = [START + 5 * MINUTE, START + 90 * MINUTE]
  let answerAt: number | null = START + 5 * MINUTE - 20_000
  const answeredAt: number[] = []
  await skipToNextEvent({
    clock,
    nextEvent: async () => reminders.find((at) => at > clock.now()) ?? null,
    nextAct: () => answerAt,
    settled: async () => {
      if (answerAt === null || answerAt > clock.now()) return
      answeredAt.push(clock.now())
      answerAt = null
    },
  })
  expect(answeredAt[0]).toBeLessThan(reminders[0]!)
  expect(clock.now()).toBe(reminders[0])
})
