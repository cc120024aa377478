import { z } from 'zod'
import type { SendResult } from '../../domain/message.ts'
import { HOUR, MINUTE, SECOND } from '../../domain/time.ts'
import { type Answer, unanswered } from '../http.ts'
import { classOf } from './codes.ts'

/** What the platform said, out of its envelope; `foreign` when it was somebody in between who spoke. */
export type Reply =
  | { kind: 'ok'; data: unknown }
  | { kind: 'no'; code: number; message: string }
  | { kind: 'foreign'; status: number; retryAfterMs?: number }
  | Extract<Answer, { kind: 'no-answer' }>
  /** Nothing was asked: there is no token, or the pace does not allow it. */
  | { kind: 'unasked'; result: SendResult }

const envelope = z.object({
  error: z.coerce.number().int(),
  message: z.string().catch(''),
  data: z.unknown().optional(),
})

/** Errors come with HTTP 200: the number in the body counts. */
export function replyOf(answer: Answer): Reply {
  if (answer.kind === 'no-answer') return answer
  const { status, retryAfterMs } = answer
  const said = envelope.safeParse(answer.body).data
  if (!said || status >= 500) return { kind: 'foreign', status, retryAfterMs }
  if (said.error === 0) return { kind: 'ok', data: said.data }
  return { kind: 'no', code: said.error, message: said.message }
}

/** How the account has fared, and the moment. */
export interface Circumstances {
  /** Refusals for being too quick, in a row, this one not included. */
  throttled: number
  /** This letter met a refusal before that nobody has heard of. */
  metUnlisted: boolean
  /** ms since the epoch. */
  now: number
}

const TOKEN_REFUSED_MS = MINUTE
/** Somebody has to change something in the console. */
const HUMAN_MS = 30 * MINUTE
const RECIPIENT_QUOTA_MS = HOUR
const FIRST_THROTTLE_MS = 5 * SECOND
const LONGEST_THROTTLE_MS = 5 * MINUTE

export function sendResultOf(reply: Reply, around: Circumstances): SendResult {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'sent', platformId: sentId(reply.data) }
    case 'no-answer':
      return unanswered(reply.left)
    case 'foreign':
      return reply.status === 429
        ? throttled(reply.retryAfterMs ?? throttleMs(around.throttled))
        : { kind: 'retry', reason: 'platform-error', afterMs: reply.retryAfterMs, scope: 'letter' }
    case 'unasked':
      return reply.result
    case 'no':
      return refusal(reply.code, around)
    default:
      return reply satisfies never
  }
}

function refusal(code: number, { throttled: before, metUnlisted, now }: Circumstances): SendResult {
  const found = classOf(code)
  switch (found.kind) {
    case 'refresh':
      return { kind: 'retry', reason: 'token-refused', afterMs: TOKEN_REFUSED_MS, scope: 'account' }
    case 'throttle':
      return throttled(throttleMs(before))
    case 'quota':
      return { kind: 'retry', reason: 'quota', afterMs: untilVietnam(now, '00:05'), scope: 'account' }
    case 'recipient-quota':
      return { kind: 'retry', reason: 'quota', afterMs: RECIPIENT_QUOTA_MS, scope: 'letter' }
    case 'window':
      return { kind: 'refused', what: 'window', reason: 'window-closed' }
    case 'recipient':
      return { kind: 'refused', what: 'address', reason: found.reason }
    case 'human':
      return { kind: 'retry', reason: 'needs-attention', afterMs: HUMAN_MS, scope: 'account' }
    case 'failed':
      return { kind: 'retry', reason: 'platform-error', scope: 'letter' }
    case 'night':
      return { kind: 'retry', reason: 'night', afterMs: untilVietnam(now, '06:05'), scope: 'letter' }
    case 'payload':
    case 'expired-upload':
      return { kind: 'refused', what: 'message', reason: 'bad-message' }
    case 'unlisted':
      return metUnlisted
        ? { kind: 'refused', what: 'message', reason: 'bad-message' }
        : { kind: 'retry', reason: 'platform-error', scope: 'letter' }
    default:
      return found satisfies never
  }
}

const throttled = (afterMs: number): SendResult => ({
  kind: 'retry',
  reason: 'throttled',
  afterMs,
  scope: 'account',
})

/** Doubles, with a little chance in it, so that several processes do not come back together. */
const throttleMs = (before: number) =>
  Math.round(Math.min(LONGEST_THROTTLE_MS, FIRST_THROTTLE_MS * 2 ** before) * (0.8 + 0.2 * Math.random()))

const VIETNAM_AHEAD_MS = 7 * HOUR
const DAY_MS = 24 * HOUR

/** From now to the next 'HH:mm' in Vietnam, which has no summer time. */
export function untilVietnam(now: number, clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const today = (now + VIETNAM_AHEAD_MS) % DAY_MS
  const wait = hours * HOUR + minutes * MINUTE - today
  return wait > 0 ? wait : wait + DAY_MS
}

const sent = z.object({ message_id: z.coerce.string() })

/** '' when the platform does not tell. */
export const sentId = (data: unknown): string => sent.safeParse(data).data?.message_id ?? ''

/** For people who run the server. */
export function reasonOf(reply: Exclude<Reply, { kind: 'ok' }>): string {
  switch (reply.kind) {
    case 'no-answer':
      return `unreachable (${reply.code})`
    case 'foreign':
      return `HTTP ${reply.status} without a Zalo answer`
    case 'unasked':
      return 'reason' in reply.result ? reply.result.reason : reply.result.kind
    case 'no':
      return `${reply.code} ${reply.message}`.trim()
    default:
      return reply satisfies never
  }
}
