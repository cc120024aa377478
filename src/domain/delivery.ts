import type { FailureReason, SendResult } from './message.ts'
import { MINUTE, SECOND } from './time.ts'

/** From the most urgent to the least; within a kind, the older first. */
export const letterKinds = ['reply', 'urgent', 'ask', 'announcement'] as const
export type LetterKind = (typeof letterKinds)[number]

/**
 * `held`: no path to the person yet. `pending`: to be sent at its time. `sent`. `failed`: for good, with a reason.
 * `unknown`: it may have arrived and is not worth saying twice. `unneeded`: answered before it left. `void`: no longer true. `paused`: its
 * announcement stands still.
 */
export type LetterState = 'held' | 'pending' | 'sent' | 'failed' | 'unknown' | 'unneeded' | 'void' | 'paused'

/** What becomes of a letter after an attempt. `afterMs` is real time. */
export type Aftermath =
  | Extract<SendResult, { kind: 'sent' }>
  | { kind: 'again'; afterMs: number; reason: FailureReason; mark: boolean; holdAccount: boolean }
  | { kind: 'unknown' }
  | { kind: 'failed'; reason: FailureReason; addressClosed: boolean }

const FIRST_WAIT = 2 * SECOND
const LONGEST_WAIT = 5 * MINUTE

/** A platform's refusals that may pass (a 403 that means "internal error") are believed after this many. */
const PATIENT_TRIES = 3

/** `attempts` counts this one; `mustArrive` letters are sent again when it is not known whether they arrived. */
export function afterAttempt(
  letter: { attempts: number; mustArrive: boolean },
  result: SendResult,
): Aftermath {
  switch (result.kind) {
    case 'sent':
      return result
    case 'refused':
      return { kind: 'failed', reason: result.reason, addressClosed: result.what !== 'message' }
    case 'unknown':
      return letter.mustArrive
        ? {
            kind: 'again',
            afterMs: backoff(letter.attempts),
            reason: 'no-answer',
            mark: true,
            holdAccount: false,
          }
        : { kind: 'unknown' }
    case 'retry':
      return afterRetry(letter.attempts, result)
    default:
      return result satisfies never
  }
}

function afterRetry(attempts: number, result: Extract<SendResult, { kind: 'retry' }>): Aftermath {
  if (result.reason === 'blocked' && attempts >= PATIENT_TRIES)
    return { kind: 'failed', reason: 'blocked', addressClosed: true }
  return {
    kind: 'again',
    afterMs: result.afterMs ?? backoff(attempts),
    reason: result.reason,
    mark: false,
    holdAccount: result.scope === 'account',
  }
}

/** 2 s, 4 s, 8 s … 5 min. A platform may be away for hours: we never stop trying, only slow down. */
const backoff = (attempts: number) => Math.min(FIRST_WAIT * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT)
