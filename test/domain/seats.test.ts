import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { botFor, type BotUse, fullnessOf, monthOf, seatsMissing } from '../../src/domain/seats.ts'

const bot = (account: string, people: number, more: Partial<BotUse> = {}): BotUse => ({
  account,
  link: `https://zalo.me/${account}`,
  people,
  seats: 50,
  sent: 0,
  monthly: 3_000,
  ...more,
})

const lan = { id: 'lan', account: null }

test.each([
  ['the emptier of two', [bot('1', 20), bot('2', 10)], [], '2'],
  ['the first of two that are alike', [bot('1', 10), bot('2', 10)], [], '1'],
  ['never a full one, though it is the first', [bot('1', 50), bot('2', 49)], [], '2'],
  [
    'the next one, when another was promised the seat before',
    [bot('1', 10), bot('2', 10)],
    ['hoa', 'lan'],
    '2',
  ],
  ['not one whose last seat is promised', [bot('1', 49), bot('2', 49)], ['hoa', 'lan'], '2'],
  ['one whose seats are promised, when all are: who comes first sits', [bot('1', 49)], ['hoa', 'lan'], '1'],
  ['none, when all are full', [bot('1', 50), bot('2', 51)], ['lan'], undefined],
  ['none, without a bot', [], ['lan'], undefined],
])('an invite names %s', (_, bots, waiting, account) => {
  expect(botFor(bots, lan, waiting)?.account).toBe(account)
})

test('who sits with a bot keeps it, though it is full', () => {
  expect(botFor([bot('1', 50), bot('2', 0)], { id: 'lan', account: '1' }, [])?.account).toBe('1')
  expect(botFor([bot('2', 0)], { id: 'lan', account: '1' }, [])).toBe(null)
})

test('dealt out, no bot gets more people than it has seats while another has one', () => {
  const some = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 25 }), (taken, people) => {
      const bots = taken.map((count, place) => bot(String(place), count, { seats: 6 }))
      const waiting = Array.from({ length: people }, (_, place) => `p${place}`)
      const free = bots.reduce((sum, { people: sitting }) => sum + 6 - sitting, 0)
      const given = waiting.map((id) => botFor(bots, { id, account: null }, waiting)?.account)
      if (free === 0) expect(given.filter(Boolean)).toEqual([])
      for (const { account, people: sitting } of bots) {
        const first = given.slice(0, free).filter((each) => each === account).length
        expect(sitting + first).toBeLessThanOrEqual(6)
      }
    }),
  )
})

test.each([
  [39, 2_399, 'fine'],
  [40, 0, 'high'],
  [0, 2_400, 'high'],
  [50, 0, 'full'],
  [40, 3_000, 'full'],
])('%i people and %i messages: %s', (people, sent, level) => {
  expect(fullnessOf(bot('1', people, { sent }))).toBe(level)
})

test('a month begins at midnight in Vietnam', () => {
  expect(monthOf(Date.parse('2026-11-30T23:59:59.999+07:00'))).toBe('2026-11')
  expect(monthOf(Date.parse('2026-12-01T00:00:00+07:00'))).toBe('2026-12')
})

test('missing are the seats beyond those that are free', () => {
  expect(seatsMissing([bot('1', 49), bot('2', 55)], 4)).toBe(3)
  expect(seatsMissing([bot('1', 0)], 4)).toBe(0)
})
