import { anything, assert, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fill, shortened } from '../../src/channels/zalo-template/fill.ts'
import { formIn, type Parameter } from '../../src/channels/zalo-template/form.ts'
import { replyOf, sendResultOf } from '../../src/channels/zalo-template/result.ts'
import { HOUR, MORNING } from './zalo-oa-kit.ts'
import { assignmentTo, PHONE } from './zalo-template-kit.ts'

const by = (code: number, tries = 1, now = MORNING) =>
  sendResultOf({ kind: 'no', code, message: 'x' }, { now, letter: 'a', tries })

const again = (reason: string, scope: string, afterMs?: number) => ({
  kind: 'retry',
  reason,
  scope,
  ...(afterMs !== undefined && { afterMs }),
})

describe('every number of the platform has its class', () => {
  test.each([
    ['refresh', again('token-refused', 'account', 60_000), [-124, -216, -220]],
    ['retry', again('platform-error', 'letter'), [-100, -200]],
    ['throttle', again('throttled', 'account', 5_000), [-32]],
    [
      'recipient',
      { kind: 'refused', what: 'address', reason: 'not-reachable' },
      [-108, -110, -114, -118, -119, -134, -139, -140, -141, -213, -217, -227, -230, -232, -244, -249],
    ],
    [
      'payload',
      { kind: 'refused', what: 'message', reason: 'bad-message' },
      [
        -106, -107, -111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116, -121, -122, -123, -130, -132,
        -148, -149, -150, -1491, -151, -152, -153, -158, -159, -160, -201, -210,
      ],
    ],
    ['quota', again('quota', 'account', 14 * HOUR), [-115, -144, -1441, -147, -211]],
    ['quota of one person', again('quota', 'letter', 14 * HOUR), [-1471, -1472, -218]],
    [
      'human',
      again('needs-attention', 'account', 15 * 60_000),
      [
        -101, -102, -103, -104, -105, -109, -117, -120, -1201, -1202, -1241, -125, -126, -127, -128, -129,
        -131, -135, -1351, -136, -137, -138, -1381, -142, -143, -145, -146, -161, -162, -204, -205, -209,
        -212, -219, -221, -223, -224, -320, -321,
      ],
    ],
  ])('%s', (_class, expected, codes) => {
    expect(codes.map((code) => [code, by(code)])).toEqual(codes.map((code) => [code, expected]))
  })

  test('night waits until five past six in Vietnam, and not all in the same second', () => {
    const night = Date.parse('2026-11-30T15:30:00Z')
    for (const code of [-133, -234]) {
      const { afterMs } = by(code, 1, night) as { afterMs: number }
      const left = new Date(night + afterMs + 7 * HOUR).toISOString().slice(11, 16)
      expect(left >= '06:05' && left < '06:15').toBe(true)
    }
    const moments = ['a', 'b', 'c'].map((letter) =>
      sendResultOf({ kind: 'no', code: -133, message: '' }, { now: night, letter, tries: 1 }),
    )
    expect(new Set(moments.map((one) => 'afterMs' in one && one.afterMs)).size).toBe(3)
    expect(by(-133)).toMatchObject({ kind: 'retry', reason: 'night', scope: 'letter' })
  })

  test('a number nobody lists is tried once more, and no longer', () => {
    expect(by(-9_999)).toEqual(again('platform-error', 'letter'))
    expect(by(-9_999, 2)).toEqual({ kind: 'refused', what: 'message', reason: 'bad-message' })
  })
})

const one = (more: Partial<Parameter> = {}): Parameter => ({
  name: 'a',
  type: 'STRING',
  maxLength: 30,
  minLength: 0,
  acceptNull: false,
  ...more,
})

describe('filling in', () => {
  const letter = assignmentTo(PHONE)
  const value = (source: Parameters<typeof fill>[0][string], parameter: Partial<Parameter>) =>
    fill({ a: source }, { status: 'ENABLE', parameters: [one(parameter)] }, letter)?.a ?? null

  test.each([
    ['subject', { maxLength: 14 }, '1. Trực kỹ…'],
    ['subject', { maxLength: 200 }, '1. Trực kỹ thuật'],
    ['conference', {}, '—'],
    ['conference', { acceptNull: true }, ''],
    ['conference', { minLength: 3 }, '———'],
    ['conference', { type: 'DATE' }, null],
    ['when', { maxLength: 10 }, null],
    ['when', { type: 'DATE', maxLength: 20 }, '17:00 30/11/2026'],
    ['phone', { maxLength: 5 }, null],
    ['phone', { maxLength: 15 }, '0299 3 822 333'],
    ['token', { maxLength: 4 }, null],
    ['token', { maxLength: 200 }, 'tk.81'],
    ['link', { maxLength: 20 }, null],
  ] as const)('%s into %o: %s', (source, parameter, expected) => {
    expect(value(source, parameter)).toBe(expected)
  })

  test('a name of the form that we have nothing for stays empty only where it may', () => {
    const form = (acceptNull: boolean) => ({
      status: 'ENABLE',
      parameters: [one({ name: 'la', acceptNull })],
    })
    expect(fill({}, form(true), letter)).toEqual({ la: '' })
    expect(fill({}, form(false), letter)).toBeNull()
    expect(fill({}, { status: 'ENABLE', parameters: [one({ name: 'constructor' })] }, letter)).toBeNull()
  })

  test('lines become one', () => {
    const given = { ...letter, particulars: { ...letter.particulars!, subject: ' 1.\n Trực\tkỹ  thuật ' } }
    expect(fill({ a: 'subject' }, null, given)).toEqual({ a: '1. Trực kỹ thuật' })
  })

  test('shortened never longer than allowed, never half a character, the same when it fits', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 80 }), integer({ min: 2, max: 60 }), (text, most) => {
        const short = shortened(text, most)
        expect(short.length).toBeLessThanOrEqual(Math.max(most, 0))
        expect(short).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
        if (text.length <= most) expect(short).toBe(text)
      }),
    )
  })
})

test('whatever a platform answers, reading it never throws', () => {
  assert(
    property(anything(), integer({ min: 100, max: 599 }), (body, status) => {
      formIn(body)
      const reply = replyOf({ kind: 'answer', status, body })
      expect(sendResultOf(reply, { now: MORNING, letter: 'a', tries: 1 })).toHaveProperty('kind')
    }),
  )
})
