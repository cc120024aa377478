import { describe, expect, test } from 'vitest'
import { replyOf, sendResultOf, untilVietnam } from '../../src/channels/zalo-oa/result.ts'

const noon = Date.parse('2026-11-30T05:00:00Z')
const around = { throttled: 0, metUnlisted: false, now: noon }
const refusedBy = (code: number, more = {}) =>
  sendResultOf(replyOf({ kind: 'answer', status: 200, body: { error: code, message: 'x' } }), {
    ...around,
    ...more,
  })

const rows: [what: string, codes: number[], result: object][] = [
  ['refresh', [-124, -216, -220], { kind: 'retry', reason: 'token-refused', scope: 'account' }],
  ['throttle', [-32], { kind: 'retry', reason: 'throttled', scope: 'account' }],
  ['quota', [-211], { kind: 'retry', reason: 'quota', scope: 'account' }],
  ['quota of the recipient', [-218], { kind: 'retry', reason: 'quota', scope: 'letter' }],
  ['window', [-230, -231, -232], { kind: 'refused', what: 'window', reason: 'window-closed' }],
  ['recipient', [-213], { kind: 'refused', what: 'address', reason: 'no-such-chat' }],
  ['recipient', [-217, -244], { kind: 'refused', what: 'address', reason: 'blocked' }],
  ['recipient', [-227], { kind: 'refused', what: 'address', reason: 'not-reachable' }],
  [
    'payload',
    [-100, -201, -210, -214, -233, -240, -248, -249, -1340, -1341],
    { kind: 'refused', what: 'message', reason: 'bad-message' },
  ],
  [
    'human',
    [-204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -238, -241, -242, -320, -321, -403],
    { kind: 'retry', reason: 'needs-attention', scope: 'account', afterMs: 1_800_000 },
  ],
  ['failed', [-200], { kind: 'retry', reason: 'platform-error', scope: 'letter' }],
  ['night', [-234], { kind: 'retry', reason: 'night', scope: 'letter' }],
  ['unlisted', [-9999], { kind: 'retry', reason: 'platform-error', scope: 'letter' }],
]

describe.each(rows)('%s', (_, codes, result) => {
  test.each(codes)('%i', (code) => expect(refusedBy(code)).toMatchObject(result))
})

test('an unlisted number is tried once more and then given up', () => {
  expect(refusedBy(-9999, { metUnlisted: true })).toMatchObject({ kind: 'refused', what: 'message' })
})

test('too quick again and again waits longer, five minutes at most', () => {
  const waits = [0, 3, 20].map((throttled) => refusedBy(-32, { throttled }))
  const [first, fourth, last] = waits.map((one) => ('afterMs' in one ? one.afterMs! : 0))
  expect(first).toBeLessThanOrEqual(5_000)
  expect(fourth).toBeGreaterThan(30_000)
  expect(last).toBeLessThanOrEqual(300_000)
})

test('what may not be sent at night leaves at 06:05 in Vietnam', () => {
  const late = Date.parse('2026-11-30T16:00:00Z')
  expect(new Date(late + untilVietnam(late, '06:05')).toISOString()).toBe('2026-11-30T23:05:00.000Z')
})

test('no answer of the platform’s own is tried again; a lost answer is not', () => {
  const foreign = (status: number, body: unknown) =>
    sendResultOf(replyOf({ kind: 'answer', status, body }), around)
  const again = { kind: 'retry', reason: 'platform-error', scope: 'letter' }
  expect(foreign(502, undefined)).toMatchObject(again)
  expect(foreign(200, undefined)).toMatchObject(again)
  expect(foreign(500, { error: 0, data: {} })).toMatchObject(again)
  expect(sendResultOf({ kind: 'no-answer', left: true, code: 'timeout' }, around)).toEqual({
    kind: 'unknown',
  })
  expect(sendResultOf({ kind: 'no-answer', left: false, code: 'ECONNREFUSED' }, around)).toMatchObject({
    reason: 'unreachable',
  })
})
