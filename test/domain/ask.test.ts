import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Chased, dueSteps, nextStep, type Step, type StepAction } from '../../src/domain/ask.ts'
import { DAY, durationMs, HOUR, MINUTE } from '../../src/domain/time.ts'

const T = Date.parse('2026-12-05T14:00:00+07:00')

const ask = (changes: Partial<Chased> = {}): Chased => ({
  state: 'open',
  steps: [
    { after: 'PT4H', do: 'remind' },
    { after: 'P1D', do: 'backup' },
    { after: 'P2D', do: 'coordinators' },
  ],
  taken: [],
  openedAt: T,
  firstSentAt: T,
  endsAt: null,
  againAt: null,
  hasBackup: true,
  ...changes,
})

/** A round of three hours with the usual steps. */
const round = (changes: Partial<Chased> = {}) =>
  ask({
    steps: [
      { beforeClose: 'PT45M', do: 'remind' },
      { beforeClose: 'PT30M', do: 'backup' },
      { beforeClose: 'PT30M', do: 'coordinators' },
    ],
    endsAt: T + 3 * HOUR,
    ...changes,
  })

/** The whole course when nobody answers: minutes after T, and what happens. */
function course(of: Chased): string[] {
  return dueSteps(of, Infinity).map((step) => `${(step.at - T) / MINUTE} ${step.do}`)
}

describe('when nobody answers', () => {
  const cases: [story: string, ask: Chased, course: string[]][] = [
    ['reminder, backup, coordinators', ask(), ['240 remind', '1440 backup', '2880 coordinators']],
    ['no backup: nobody is asked instead', ask({ hasBackup: false }), ['240 remind', '2880 coordinators']],
    ['no steps: nothing happens', ask({ steps: [] }), []],
    [
      'steps in any order come in the order of time',
      ask({ steps: ask().steps.toReversed() }),
      ['240 remind', '1440 backup', '2880 coordinators'],
    ],
    [
      'nobody could be reached: no reminder, the others count from the ask',
      ask({ firstSentAt: null }),
      ['1440 backup', '2880 coordinators'],
    ],
    [
      'the card left a day late: reminders count from then, the others from the ask',
      ask({ firstSentAt: T + DAY }),
      ['1440 backup', '1680 remind', '2880 coordinators'],
    ],
    ['what was taken is not taken again', ask({ taken: [0] }), ['1440 backup', '2880 coordinators']],
    ['a round counts back from its close', round(), ['135 remind', '150 backup', '150 coordinators']],
    [
      'a round opened 20 minutes before its close: what is past comes halfway',
      round({ openedAt: T + 160 * MINUTE, firstSentAt: T + 160 * MINUTE }),
      ['170 remind', '170 backup', '170 coordinators'],
    ],
    [
      'a round opened 35 minutes before its close: only the reminder is past',
      round({ openedAt: T + 145 * MINUTE, firstSentAt: T + 145 * MINUTE }),
      ['150 backup', '150 coordinators', '162.5 remind'],
    ],
    [
      'a card that came after the reminder was due is not followed by it at once',
      round({ firstSentAt: T + 140 * MINUTE }),
      ['150 backup', '150 coordinators', '160 remind'],
    ],
    [
      'a round nobody could be told of: backup and coordinators all the same',
      round({ firstSentAt: null }),
      ['150 backup', '150 coordinators'],
    ],
    ['a round without an end counts nothing back', round({ endsAt: null }), []],
    [
      'a due date: only what is still ahead',
      ask({ steps: due('P7D', 'P3D', 'P1D'), endsAt: T + 4 * DAY }),
      ['1440 remind', '4320 remind'],
    ],
    ['a due date that is past: nothing', ask({ steps: due('P7D', 'P3D'), endsAt: T - DAY }), []],
  ]
  test.each(cases)('%s', (_, of, expected) => expect(course(of)).toEqual(expected))
})

function due(...before: string[]): Step[] {
  return before.map((each) => ({ before: each, do: 'remind' }))
}

describe('whoever named a moment', () => {
  test('is asked again then, and left alone until then', () => {
    const preparing = round({ againAt: T + 140 * MINUTE })
    expect(nextStep(preparing)).toEqual({ at: T + 140 * MINUTE, do: 'again' })
    expect(course(preparing)).toEqual(['140 again', '135 remind', '150 backup', '150 coordinators'])
  })

  test('is asked again once; what was due meanwhile comes with it', () => {
    const preparing = round({ againAt: T + 160 * MINUTE })
    expect(dueSteps(preparing, T + 160 * MINUTE).map((step) => step.do)).toEqual([
      'coordinators',
      'again',
      'remind',
      'backup',
    ])
  })

  test('does not keep the coordinators from knowing', () => {
    expect(nextStep(round({ taken: [0], againAt: T + 170 * MINUTE }))).toMatchObject({ do: 'coordinators' })
  })
})

test.each(['answered', 'ended'] as const)('nothing follows once it is %s', (state) => {
  expect(nextStep(ask({ state, againAt: T }))).toBeNull()
  expect(dueSteps(ask({ state, againAt: T }), Infinity)).toEqual([])
})

test('what was missed while we were down is taken together', () => {
  expect(dueSteps(ask(), T + 30 * HOUR).map((step) => step.do)).toEqual(['remind', 'backup'])
})

test('a moment is due when it comes, not before', () => {
  expect(dueSteps(ask(), T + 4 * HOUR - 1)).toEqual([])
  expect(dueSteps(ask(), T + 4 * HOUR)).toHaveLength(1)
})

describe('whatever the policy', () => {
  const action = fc.constantFrom<StepAction>('remind', 'backup', 'coordinators')
  const duration = fc.integer({ min: 1, max: 6_000 }).map((minutes) => `PT${minutes}M`)
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ after: duration, do: action }),
    fc.record({ before: duration, do: action }),
    fc.record({ beforeClose: duration, do: action }),
  )
  const soon = fc.integer({ min: 0, max: 10 * DAY }).map((ms) => T + ms)
  const anyAsk: fc.Arbitrary<Chased> = fc.record({
    state: fc.constant('open' as const),
    steps: fc.array(step, { maxLength: 8 }),
    taken: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 4 }),
    openedAt: fc.constant(T),
    firstSentAt: fc.option(soon),
    endsAt: fc.option(soon),
    againAt: fc.option(soon),
    hasBackup: fc.boolean(),
  })
  const always = (holds: (of: Chased, now: number) => void) =>
    fc.assert(fc.property(anyAsk, soon, holds), { numRuns: 500 })

  test('steps come in the order of time, each once', () =>
    always((of) => {
      const all = dueSteps({ ...of, againAt: null }, Infinity)
      const places = all.flatMap((each) => (each.do === 'again' ? [] : [each.place]))
      expect(all.map((each) => each.at)).toEqual(all.map((each) => each.at).toSorted((a, b) => a - b))
      expect(new Set(places).size).toBe(places.length)
      for (const place of places) expect(of.taken).not.toContain(place)
    }))

  test('one after the other or all at once, the same steps are taken', () =>
    always((of, now) => {
      const early = dueSteps(of, now)
      const again = early.some((each) => each.do === 'again')
      const taken = [...of.taken, ...early.flatMap((each) => (each.do === 'again' ? [] : [each.place]))]
      const late = dueSteps({ ...of, taken, againAt: again ? null : of.againAt }, Infinity)
      expect([...early, ...late]).toEqual(dueSteps(of, Infinity))
    }))

  test('nobody is reminded before the first card left, nor of what never left', () =>
    always((of) => {
      const reminders = dueSteps(of, Infinity).filter((each) => each.do === 'remind')
      if (of.firstSentAt === null) expect(reminders).toEqual([])
      for (const each of reminders)
        if (!isPastClose(of)) expect(each.at).toBeGreaterThanOrEqual(of.firstSentAt!)
    }))

  test('when the card left changes nothing for the backup and the coordinators', () =>
    always((of) => {
      const others = (firstSentAt: number | null) =>
        dueSteps({ ...of, firstSentAt, againAt: null }, Infinity).filter((each) => each.do !== 'remind')
      expect(others(of.firstSentAt)).toEqual(others(null))
    }))

  test('a backup is asked only where there is one', () =>
    always((of) => {
      if (!of.hasBackup) expect(dueSteps(of, Infinity).some((each) => each.do === 'backup')).toBe(false)
    }))

  test('steps that count back from a close that is ahead come before it', () =>
    always((of) => {
      const { endsAt } = of
      if (endsAt === null || isPastClose(of)) return
      const counted = of.steps.map((each) => 'beforeClose' in each && durationMs(each.beforeClose) > 0)
      for (const each of dueSteps({ ...of, againAt: null }, Infinity))
        if (each.do !== 'again' && counted[each.place]) expect(each.at).toBeLessThanOrEqual(endsAt)
    }))

  test('what comes next is the first of all that comes', () =>
    always((of) => {
      expect(nextStep(of)).toEqual(dueSteps(of, Infinity)[0] ?? null)
    }))
})

/** A round that ended before its card left: its asks are ended with it, so the rule need not care. */
const isPastClose = (of: Chased) =>
  of.endsAt !== null && of.endsAt <= Math.max(of.openedAt, of.firstSentAt ?? 0)
