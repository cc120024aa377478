import { describe, expect, test } from 'vitest'
import {
  allGood,
  canBeReady,
  issue,
  itemsThatAre,
  nothingYet,
  preparing,
  ready,
  type Readiness,
  tick,
} from '../../src/domain/readiness.ts'

const items = ['Đường truyền', 'Âm thanh', 'Hình ảnh']
const fresh = nothingYet(items)
const ticked = (...labels: string[]) => labels.reduce(tick, fresh)

test('at first nothing is known', () => {
  expect(fresh).toEqual({
    status: 'pending',
    items: { 'Đường truyền': 'unknown', 'Âm thanh': 'unknown', 'Hình ảnh': 'unknown' },
    expectedAt: null,
    duty: null,
  })
})

test('an item goes round: unknown, good, a problem, unknown', () => {
  const states = [
    fresh,
    ticked('Âm thanh'),
    ticked('Âm thanh', 'Âm thanh'),
    ticked('Âm thanh', 'Âm thanh', 'Âm thanh'),
  ]
  expect(states.map((readiness) => readiness.items['Âm thanh'])).toEqual([
    'unknown',
    'ok',
    'problem',
    'unknown',
  ])
})

test('ticking touches nothing else, and an item that is not on the list changes nothing', () => {
  expect(tick(fresh, 'Âm thanh').items['Hình ảnh']).toBe('unknown')
  expect(tick(fresh, 'Máy phát điện')).toEqual(fresh)
  expect(fresh.items['Âm thanh']).toBe('unknown')
})

test('“Tất cả tốt” ticks everything, a problem included', () => {
  const all = allGood(ticked('Âm thanh', 'Âm thanh'))
  expect(itemsThatAre(all, 'ok')).toEqual(items)
})

describe('“Sẵn sàng”', () => {
  test.each([
    ['with nothing looked at: what is unknown is asked first', fresh, 'unknowns'],
    ['with one item left', ticked('Âm thanh', 'Hình ảnh'), 'unknowns'],
    ['with everything good', ticked(...items), 'yes'],
    ['with a problem', ticked(...items, 'Âm thanh'), 'problems'],
    [
      'with a problem and something unknown: the problem comes first',
      ticked('Âm thanh', 'Âm thanh'),
      'problems',
    ],
    ['without a checklist', nothingYet([]), 'yes'],
  ] satisfies [string, Readiness, string][])('%s', (_, readiness, answer) => {
    expect(canBeReady(readiness)).toBe(answer)
  })
})

test('a status keeps the checklist and who is on duty', () => {
  const duty = { name: 'Nguyễn Văn Trực', phone: '0912 000 111' }
  const known = { ...ticked('Âm thanh'), duty }
  for (const status of [ready(known), issue(known), preparing(known, 5)]) {
    expect(status.items).toEqual(known.items)
    expect(status.duty).toEqual(duty)
  }
})

test('only “Đang chuẩn bị” has an expected time', () => {
  const waiting = preparing(fresh, 12_345)
  expect(waiting).toMatchObject({ status: 'preparing', expectedAt: 12_345 })
  expect(ready(waiting)).toMatchObject({ status: 'ready', expectedAt: null })
  expect(issue(waiting)).toMatchObject({ status: 'issue', expectedAt: null })
})
