import { setTimeout as pause } from 'node:timers/promises'
import type { FailureReason, SendResult } from '../domain/message.ts'
import { MINUTE, SECOND } from '../domain/time.ts'

/** What became of a file beside the text it goes with. */
export type Beside = Pick<Extract<SendResult, { kind: 'sent' }>, 'also' | 'mediaFailed'>

const MOST_TRIES = 5
/** All waits together: a letter that is on its way for longer keeps its chat from all else. */
const WAIT_AT_MOST_MS = MINUTE
const USUAL_WAIT_MS = 2 * SECOND

/** What may be over in a moment. */
const PASSING: FailureReason[] = ['throttled', 'platform-error', 'unreachable']

/**
 * The text has arrived and is not said again; so what goes with it is tried again here, as long as it may yet succeed.
 * Waits are real time.
 */
export async function patiently<Tried extends { result: SendResult }>(
  attempt: () => Promise<Tried>,
): Promise<Tried> {
  let waited = 0
  for (let tries = 1; ; tries++) {
    const tried = await attempt()
    const wait = waitAfter(tried.result)
    if (wait === null || tries === MOST_TRIES || waited + wait > WAIT_AT_MOST_MS) return tried
    waited += wait
    await pause(wait)
  }
}

const waitAfter = (result: SendResult) =>
  result.kind === 'retry' && PASSING.includes(result.reason) ? (result.afterMs ?? USUAL_WAIT_MS) : null

/** Why it is not there; what was cut off may be, and nobody knows. */
export function besideOf(result: SendResult): Beside {
  if (result.kind === 'sent') return { also: [result.platformId] }
  return { mediaFailed: result.kind === 'unknown' ? 'no-answer' : result.reason }
}
