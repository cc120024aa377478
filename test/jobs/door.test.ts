import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { Door, type SteadyClock } from '../../jobs/door.ts'
import type { Budget } from '../../jobs/shared-budget.ts'
import { ruleOf } from '../../jobs/sliding-window.ts'
import { mostInAnyWindow } from './kit.ts'

/** Nobody answers: the door has only its own ledger. */
const nobody: Budget = { take: async () => null, delay: () => {}, giveBack: () => {} }

/** The process has lived for a while: what another may have sent before it was born is no matter. */
const BORN_AGO_MS = 100_000

/** What a machine and a network do to calls, in turn; all in ms. */
interface World {
  /** How late timers ring. */
  late: number[]
  /** How much longer than the quickest calls are on their way; the quickest is among them. */
  ways: number[]
  /** The process stands still for so long, once a second. */
  stillMs: number
}

/** Time that passes only when everybody waits, and what the platform saw. */
function simulation({ late, ways, stillMs }: World) {
  let now = BORN_AGO_MS
  const plans: { at: number; act: () => void }[] = []
  const inTurn =
    (list: number[], turn = 0) =>
    () =>
      list[turn++ % list.length] ?? 0
  const lateness = inTurn(late)
  /** In the first part of each second nothing of ours runs. */
  const awake = (at: number) => (at % 1_000 < stillMs ? at - (at % 1_000) + stillMs : at)
  const plan = (at: number, act: () => void) => void plans.push({ at, act })
  const clock: SteadyClock = {
    now: () => now,
    after: (ms, act) => plan(awake(now + Math.ceil(ms) + lateness()), act),
  }
  return {
    clock,
    wait: (ms: number) => new Promise<void>((settle) => plan(awake(now + ms), settle)),
    way: inTurn(ways),
    async run(until: number): Promise<void> {
      while (now < until) {
        // Several rounds: a resolved promise may resolve others.
        for (let round = 0; round < 2; round += 1) await new Promise((settle) => setImmediate(settle))
        plans.sort((a, b) => a.at - b.at)
        const soonest = plans.shift()
        if (!soonest) return
        now = Math.max(now, soonest.at)
        soonest.act()
      }
    },
  }
}

/** Callers that want to send without end; when their calls arrived, as the platform's clock of whole ms has it. */
async function arrivalsIn(world: World, rate: number, forMs: number): Promise<number[]> {
  const time = simulation(world)
  const door = new Door({ rule: () => ruleOf(rate), budget: nobody, clock: time.clock })
  const end = BORN_AGO_MS + forMs
  const arrivals: number[] = []
  const caller = async () => {
    while (time.clock.now() < end) {
      const leave = await door.pass('plain')
      const way = time.way()
      arrivals.push(Math.floor(time.clock.now() + 2 + way))
      await time.wait(4 + way)
      leave.answered()
    }
  }
  for (let each = 0; each < 6; each += 1) void caller()
  await time.run(end)
  return arrivals.toSorted((a, b) => a - b)
}

test('never over the limit in any second, as counted at the platform, whatever is late', async () => {
  const moments = (max: number) => fc.array(fc.nat(max), { minLength: 1, maxLength: 40 })
  const worlds = fc.record({
    late: moments(60),
    ways: moments(300).map((ways) => [...ways, 0]),
    stillMs: fc.nat(200),
  })
  await fc.assert(
    fc.asyncProperty(worlds, fc.integer({ min: 1, max: 40 }), async (world, rate) => {
      const arrivals = await arrivalsIn(world, rate, 3_500)
      expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(rate)
    }),
    { numRuns: 60 },
  )
})

test.each([30, 300])('at %i a second the whole budget but two in a hundred is used', async (rate) => {
  const usual = { late: [0, 1, 1, 2], ways: [0, 1, 0, 3, 1, 0, 6], stillMs: 0 }
  const stuttering = { ...usual, stillMs: 40 }
  for (const world of [usual, stuttering]) {
    const arrivals = await arrivalsIn(world, rate, 10_000)
    expect(mostInAnyWindow(arrivals, 1_000)).toBeLessThanOrEqual(rate)
    expect(arrivals.length / 10 / rate).toBeGreaterThanOrEqual(0.98)
  }
})

test('calls leave evenly: no second begins with a burst and ends with nothing', async () => {
  const arrivals = await arrivalsIn({ late: [1], ways: [0], stillMs: 0 }, 30, 5_000)
  const gaps = arrivals.slice(1).map((at, place) => at - arrivals[place]!)
  expect(Math.max(...gaps)).toBeLessThan(120)
})
