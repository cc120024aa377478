import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Due } from '../../src/domain/assignment.ts'
import {
  afterQuietHours,
  DAY,
  describeDue,
  durationMs,
  forReader,
  HOUR,
  longDay,
  MINUTE,
  sameClock,
  shortMoment,
  VIETNAM,
} from '../../src/domain/time.ts'

const due = (to: string, precision: Due['precision']): Due => ({ from: null, to: vietnam(to), precision })

const vietnam = (local: string) => Date.parse(`${local}:00+07:00`)

describe('durations', () => {
  test.each([
    ['PT45M', 45 * MINUTE],
    ['PT4H', 4 * HOUR],
    ['P1D', DAY],
    ['P1DT12H', 36 * HOUR],
    ['P1W', 7 * DAY],
  ])('%s', (iso, ms) => expect(durationMs(iso)).toBe(ms))

  test.each(['', '45', '4h', 'một giờ'])('“%s” is none', (text) =>
    expect(() => durationMs(text)).toThrow(RangeError),
  )
})

describe('quiet hours from 21:00 to 06:00', () => {
  const quiet = { from: 21 * 60, to: 6 * 60 }
  const cases: [written: string, zone: string, leaves: string][] = [
    ['2026-12-05T20:59', VIETNAM, '2026-12-05T20:59'],
    ['2026-12-05T21:00', VIETNAM, '2026-12-06T06:00'],
    ['2026-12-05T23:59', VIETNAM, '2026-12-06T06:00'],
    ['2026-12-06T00:00', VIETNAM, '2026-12-06T06:00'],
    ['2026-12-06T05:59', VIETNAM, '2026-12-06T06:00'],
    ['2026-12-06T06:00', VIETNAM, '2026-12-06T06:00'],
    ['2026-12-06T12:00', VIETNAM, '2026-12-06T12:00'],
    // 20:30 in Hà Nội is 22:30 in Tokyo, where six o'clock comes two hours earlier
    ['2026-12-05T20:30', 'Asia/Tokyo', '2026-12-06T04:00'],
    // 05:00 in Hà Nội is 09:00 in Sydney
    ['2026-12-06T05:00', 'Australia/Sydney', '2026-12-06T05:00'],
    // and 18:00 in Hà Nội is 22:00 there
    ['2026-12-05T18:00', 'Australia/Sydney', '2026-12-06T02:00'],
    ['2026-12-31T22:00', VIETNAM, '2027-01-01T06:00'],
  ]
  test.each(cases)('%s (Vietnam) for somebody in %s: %s', (written, zone, leaves) => {
    expect(afterQuietHours(vietnam(written), zone, quiet)).toBe(vietnam(leaves))
  })

  test('the night in which summer time begins is an hour shorter', () => {
    const written = Date.parse('2026-10-03T22:00:00+10:00')
    const leaves = Date.parse('2026-10-04T06:00:00+11:00')
    expect(afterQuietHours(written, 'Australia/Sydney', quiet)).toBe(leaves)
  })

  test('what leaves, leaves outside the quiet hours, and not before it was written', () => {
    const moment = fc.integer({ min: vietnam('2026-01-01T00:00'), max: vietnam('2027-12-31T23:59') })
    const zone = fc.constantFrom(VIETNAM, 'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Kathmandu', 'Australia/Sydney')
    const hours = fc.record({
      from: fc.integer({ min: 0, max: 1439 }),
      to: fc.integer({ min: 0, max: 1439 }),
    })
    fc.assert(
      fc.property(moment, zone, hours, (at, where, span) => {
        const leaves = afterQuietHours(at, where, span)
        expect(leaves).toBeGreaterThanOrEqual(at)
        expect(leaves - at).toBeLessThanOrEqual(25 * HOUR)
        expect(afterQuietHours(leaves, where, span)).toBe(leaves)
      }),
    )
  })
})

test('quiet hours in the middle of the day, and none at all', () => {
  const siesta = { from: 12 * 60, to: 13 * 60 + 30 }
  expect(afterQuietHours(vietnam('2026-12-05T12:10'), VIETNAM, siesta)).toBe(vietnam('2026-12-05T13:30'))
  expect(afterQuietHours(vietnam('2026-12-05T13:30'), VIETNAM, siesta)).toBe(vietnam('2026-12-05T13:30'))
  expect(afterQuietHours(vietnam('2026-12-05T23:00'), VIETNAM, null)).toBe(vietnam('2026-12-05T23:00'))
  expect(afterQuietHours(vietnam('2026-12-05T23:00'), VIETNAM, { from: 0, to: 0 })).toBe(
    vietnam('2026-12-05T23:00'),
  )
})

describe('a moment as its reader sees it', () => {
  const at = vietnam('2026-12-05T22:30')
  test.each([
    [VIETNAM, 'vi', '22:30 thứ Bảy, 05/12/2026'],
    ['Asia/Saigon', 'vi', '22:30 thứ Bảy, 05/12/2026'],
    ['Asia/Bangkok', 'en', '22:30 Saturday, 05/12/2026'],
    ['Asia/Shanghai', 'vi', '23:30 thứ Bảy, 05/12/2026 (22:30 giờ Việt Nam)'],
    ['Asia/Tokyo', 'vi', '00:30 Chủ nhật, 06/12/2026 (22:30 05/12/2026 giờ Việt Nam)'],
    ['Asia/Singapore', 'en', '23:30 Saturday, 05/12/2026 (22:30 Vietnam time)'],
    ['Australia/Sydney', 'en', '02:30 Sunday, 06/12/2026 (22:30 05/12/2026 Vietnam time)'],
  ] as const)('in %s, in %s: %s', (zone, language, shown) =>
    expect(forReader(at, zone, language)).toBe(shown),
  )

  test('zones are told apart by their clocks, not by their names', () => {
    expect(sameClock(at, 'Asia/Bangkok', VIETNAM)).toBe(true)
    expect(sameClock(at, 'Asia/Singapore', VIETNAM)).toBe(false)
  })

  test('in short: the hour, and the day when it is not today', () => {
    expect(shortMoment(at, VIETNAM, vietnam('2026-12-05T08:00'))).toBe('22:30')
    expect(shortMoment(at, VIETNAM, vietnam('2026-12-06T00:01'))).toBe('22:30 05/12')
    expect(shortMoment(at, 'Asia/Tokyo', vietnam('2026-12-05T08:00'))).toBe('00:30 06/12')
  })

  test('every day of the week has its Vietnamese name', () => {
    const week = Array.from({ length: 7 }, (_, day) =>
      longDay(vietnam('2026-11-30T08:00') + day * DAY, VIETNAM, 'vi'),
    )
    expect(week.map((each) => each.split(',')[0])).toEqual([
      'thứ Hai',
      'thứ Ba',
      'thứ Tư',
      'thứ Năm',
      'thứ Sáu',
      'thứ Bảy',
      'Chủ nhật',
    ])
  })
})

describe('a due date, as far as it is known', () => {
  test.each([
    [due('2026-12-05T17:00', 'minute'), 'Asia/Tokyo', 'vi', '19:00 thứ Bảy, 05/12/2026 (17:00 giờ Việt Nam)'],
    [due('2026-12-05T23:59', 'day'), VIETNAM, 'vi', 'thứ Bảy, 05/12/2026'],
    // a day is the office's day, wherever the reader is
    [due('2026-12-05T23:59', 'day'), 'Australia/Sydney', 'en', 'Saturday, 05/12/2026'],
    [due('2026-12-31T23:59', 'month'), VIETNAM, 'vi', 'tháng 12/2026'],
    [due('2026-12-31T23:59', 'month'), VIETNAM, 'en', 'December 2026'],
    [due('2026-09-30T23:59', 'quarter'), VIETNAM, 'vi', 'quý III/2026'],
    [due('2026-09-30T23:59', 'quarter'), VIETNAM, 'en', 'Q3 2026'],
    [due('2026-12-31T23:59', 'year'), 'Australia/Sydney', 'vi', 'năm 2026'],
    [due('2026-12-31T23:59', 'year'), VIETNAM, 'en', '2026'],
  ] as const)('%j in %s, in %s: %s', (when, zone, language, shown) =>
    expect(describeDue(when, zone, language)).toBe(shown),
  )
})
