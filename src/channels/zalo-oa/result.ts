import { z } from 'zod'
import { nightEnds } from '../../domain/night.ts'
import type { FailureReason, SendResult } from '../../domain/message.ts'
import { HOUR, MINUTE } from '../../domain/time.ts'
import { type Answer, answeredByAnother, unanswered } from '../http.ts'
import { meaningOf } from './codes.ts'

/** What the platform said, out of its envelope; `foreign` when it was somebody in between who spoke. */
export type Reply =
  | { kind: 'ok'; data: unknown }
  | { kind: 'no'; code: number; message: string }
  | { kind: 'foreign'; status: number; retryAfterMs?: number }
  | Extract<Answer, { kind: 'no-answer' }>

const envelope = z.object({
  error: z.coerce.number().int(),
  message: z.string().catch(''),
  data: z.unknown().optional(),
})

/** Errors come with HTTP 200: only the body tells. */
export function replyOf(answer: Answer): Reply {
  if (answer.kind === 'no-answer') return answer
  const said = envelope.safeParse(answer.body).data
  if (!said) return { kind: 'foreign', status: answer.status, retryAfterMs: answer.retryAfterMs }
  return said.error === 0
    ? { kind: 'ok', data: said.data }
    : { kind: 'no', code: said.error, message: said.message }
}

const ATTENTION_MS = 15 * MINUTE
const TOKEN_MS = MINUTE
const FIRST_THROTTLE_MS = 5_000
const LONGEST_THROTTLE_MS = 5 * MINUTE
/** A generic failure is believed to be for good after so many; a code that nobody lists, after one more try. */
const PATIENT_TRIES = 3

/** `tries` counts the attempts with this letter, this one included; `throttled` the refusals for pace before this. */
export interface Standing {
  now: number
  tries: number
  throttled: number
}

export function sendResultOf(reply: Reply, standing: Standing): SendResult {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'sent', platformId: sentId(reply.data) }
    case 'no-answer':
      return unanswered(reply.left)
    case 'foreign':
      return reply.status >= 500
        ? { kind: 'retry', reason: 'platform-error', scope: 'letter' }
        : answeredByAnother(reply.status, reply.retryAfterMs)
    case 'no':
      return refusal(reply.code, standing)
    default:
      return reply satisfies never
  }
}

const wait = (reason: FailureReason, scope: 'account' | 'letter', afterMs?: number): SendResult => ({
  kind: 'retry',
  reason,
  scope,
  ...(afterMs !== undefined && { afterMs }),
})

function refusal(code: number, { now, tries, throttled }: Standing): SendResult {
  const meaning = meaningOf(code)
  switch (meaning) {
    case 'throttle':
      return wait('throttled', 'account', Math.min(FIRST_THROTTLE_MS * 2 ** throttled, LONGEST_THROTTLE_MS))
    case 'refresh':
      return wait('token-refused', 'account', TOKEN_MS)
    case 'retry':
      return tries < PATIENT_TRIES ? wait('platform-error', 'letter') : badMessage
    case 'human':
      return wait('needs-attention', 'account', ATTENTION_MS)
    case 'quota':
      return wait('quota', 'account', untilTomorrow(now))
    case 'recipient-quota':
      return wait('quota', 'letter', untilTomorrow(now))
    case 'recipient':
      return { kind: 'refused', what: 'address', reason: RECIPIENT[code] ?? 'no-such-chat' }
    case 'window':
      return { kind: 'refused', what: 'window', reason: 'window-closed' }
    case 'night':
      return wait('night', 'letter', Math.max(MINUTE, (nightEnds(now) ?? now) - now))
    case 'payload':
    case 'type':
    case 'upload-anew':
      return badMessage
    case undefined:
      return tries < 2 ? wait('platform-error', 'letter') : badMessage
    default:
      return meaning satisfies never
  }
}

const badMessage: SendResult = { kind: 'refused', what: 'message', reason: 'bad-message' }

const RECIPIENT: Record<number, FailureReason> = {
  [-213]: 'no-such-chat',
  [-217]: 'blocked',
  [-227]: 'account-gone',
  [-244]: 'blocked',
}

/** The day is Vietnam's (UTC+7 all year); a quarter of an hour past midnight every counter has turned. */
function untilTomorrow(now: number): number {
  const day = 24 * HOUR
  const local = now + 7 * HOUR
  return day - (local % day) + 15 * MINUTE
}

const sent = z.object({ message_id: z.coerce.string() })

const sentId = (data: unknown): string => sent.safeParse(data).data?.message_id ?? ''

/** For people who run the server: the platform's own words hold no token. */
export function reasonOf(reply: Exclude<Reply, { kind: 'ok' }>): string {
  if (reply.kind === 'no-answer') return `unreachable (${reply.code})`
  if (reply.kind === 'foreign') return `HTTP ${reply.status} without a Zalo answer`
  return `${reply.code} ${reply.message}`.trim()
}
