import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Aftermath, afterAttempt, letterKinds } from '../../src/domain/delivery.ts'
import type { SendResult } from '../../src/domain/message.ts'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts'

const card = { attempts: 1, mustArrive: true }
const reply = { attempts: 1, mustArrive: false }
const again = (changes: Partial<Extract<Aftermath, { kind: 'again' }>>) => ({
  kind: 'again',
  mark: false,
  holdAccount: false,
  ...changes,
})

test('the most urgent kind leaves first', () => {
  expect(letterKinds).toEqual(['reply', 'urgent', 'ask', 'announcement'])
})

describe('what becomes of a letter when the platform', () => {
  const cases: [story: string, letter: typeof card, result: SendResult, becomes: object][] = [
    ['took it', card, { kind: 'sent', platformId: '42' }, { kind: 'sent', platformId: '42' }],
    [
      'says the person has blocked us: failed, and the path is closed',
      card,
      { kind: 'refused', what: 'address', reason: 'blocked' },
      { kind: 'failed', reason: 'blocked', addressClosed: true },
    ],
    [
      'does not accept the text: failed, the path stays open',
      card,
      { kind: 'refused', what: 'message', reason: 'bad-message' },
      { kind: 'failed', reason: 'bad-message', addressClosed: false },
    ],
    [
      'names the moment to come back: not earlier, and the whole token waits',
      card,
      { kind: 'retry', reason: 'throttled', afterMs: 30 * SECOND, scope: 'account' },
      again({ afterMs: 30 * SECOND, reason: 'throttled', holdAccount: true }),
    ],
    [
      'has a fault of its own: again after a while, this letter alone',
      card,
      { kind: 'retry', reason: 'platform-error', scope: 'letter' },
      again({ afterMs: 2 * SECOND, reason: 'platform-error' }),
    ],
    [
      'is not there, for the fourth time: ever more slowly',
      { ...card, attempts: 4 },
      { kind: 'retry', reason: 'unreachable', scope: 'letter' },
      again({ afterMs: 16 * SECOND, reason: 'unreachable' }),
    ],
    [
      'has been away for hours: never given up',
      { ...card, attempts: 500 },
      { kind: 'retry', reason: 'unreachable', scope: 'letter' },
      again({ afterMs: 5 * MINUTE, reason: 'unreachable' }),
    ],
    [
      'was cut off after the request left: what owes an answer goes again, marked',
      card,
      { kind: 'unknown' },
      again({ afterMs: 2 * SECOND, reason: 'no-answer', mark: true }),
    ],
    ['was cut off: a reply is not said twice', reply, { kind: 'unknown' }, { kind: 'unknown' }],
    [
      'says what may be a passing fault or a block: tried again',
      { ...card, attempts: 2 },
      { kind: 'retry', reason: 'blocked', scope: 'letter' },
      again({ afterMs: 4 * SECOND, reason: 'blocked' }),
    ],
    [
      'says so a third time: believed',
      { ...card, attempts: 3 },
      { kind: 'retry', reason: 'blocked', scope: 'letter' },
      { kind: 'failed', reason: 'blocked', addressClosed: true },
    ],
  ]
  test.each(cases)('%s', (_, letter, result, becomes) => {
    expect(afterAttempt(letter, result)).toEqual(becomes)
  })
})

test('whatever comes back, a letter is sent, tried again in time, held or failed: never lost', () => {
  const reason = fc.constantFrom('throttled', 'platform-error', 'unreachable', 'blocked', 'quota' as const)
  const result: fc.Arbitrary<SendResult> = fc.oneof(
    fc.record({
      kind: fc.constant('retry' as const),
      reason,
      scope: fc.constantFrom('account' as const, 'letter' as const),
      afterMs: fc.option(fc.integer({ min: 0, max: HOUR }), { nil: undefined }),
    }),
    fc.constant({ kind: 'unknown' as const }),
  )
  const letter = fc.record({ attempts: fc.integer({ min: 1, max: 1_000 }), mustArrive: fc.boolean() })
  fc.assert(
    fc.property(letter, result, (one, came) => {
      const aftermath = afterAttempt(one, came)
      expect(aftermath.kind).not.toBe('sent')
      if (aftermath.kind !== 'again') return
      const named = came.kind === 'retry' ? came.afterMs : undefined
      expect(aftermath.afterMs).toBe(named ?? Math.min(2 * SECOND * 2 ** (one.attempts - 1), 5 * MINUTE))
    }),
  )
})
