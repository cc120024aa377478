import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FailureReason, SendResult } from '../../domain/message.ts'
import { nightEnds } from '../../domain/night.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/time.ts'
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

export const ATTENTION_MS = 15 * MINUTE
const TOKEN_MS = MINUTE
const THROTTLE_MS = 5 * SECOND
/** After the night all that waited would leave in the same second. */
const JITTER_MS = 10 * MINUTE

/** `tries` counts the attempts with this letter, this one included. */
export interface Standing {
  now: number
  letter: string
  tries: number
}

export function sendResultOf(reply: Reply, standing: Standing): SendResult {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'sent', platformId: sentId(reply.data) }
    case 'no-answer':
      return unanswered(reply.left)
    case 'foreign':
      return answeredByAnother(reply.status, reply.retryAfterMs)
    case 'no':
      return refusal(reply.code, standing)
    default:
      return reply satisfies never
  }
}

function refusal(code: number, standing: Standing): SendResult {
  const meaning = meaningOf(code)
  switch (meaning) {
    case 'throttle':
      return wait('throttled', 'account', THROTTLE_MS)
    case 'refresh':
      return wait('token-refused', 'account', TOKEN_MS)
    case 'retry':
      return wait('platform-error', 'letter')
    case 'human':
      return wait('needs-attention', 'account', ATTENTION_MS)
    case 'quota':
      return wait('quota', 'account', untilTomorrow(standing.now))
    case 'recipient-quota':
      return wait('quota', 'letter', untilTomorrow(standing.now))
    case 'recipient':
    case 'not-by-uid':
      return notReachable
    case 'night':
      return afterNight(standing) ?? wait('night', 'letter', jitter(standing.letter) + MINUTE)
    case 'payload':
      return badMessage
    case undefined:
      return standing.tries < 2 ? wait('platform-error', 'letter') : badMessage
    default:
      return meaning satisfies never
  }
}

const wait = (reason: FailureReason, scope: 'account' | 'letter', afterMs?: number): SendResult => ({
  kind: 'retry',
  reason,
  scope,
  ...(afterMs !== undefined && { afterMs }),
})

export const badMessage: SendResult = { kind: 'refused', what: 'message', reason: 'bad-message' }
export const notReachable: SendResult = { kind: 'refused', what: 'address', reason: 'not-reachable' }

/** What waits for the morning; null by day. */
export function afterNight({ now, letter }: Omit<Standing, 'tries'>): SendResult | null {
  const ends = nightEnds(now)
  return ends === null ? null : wait('night', 'letter', ends - now + jitter(letter))
}

const jitter = (letter: string) => createHash('sha256').update(letter).digest().readUInt32BE() % JITTER_MS

/** Vietnam's day (UTC+7 all year). */
const untilTomorrow = (now: number) => DAY - ((now + 7 * HOUR) % DAY)

const id = z.coerce.string().min(1)
const sent = z.union([
  z.object({ msg_id: id }).transform((data) => data.msg_id),
  z.object({ message_id: id }).transform((data) => data.message_id),
])

/** '' when the platform does not tell: then no report of its arrival can be told to belong to it. */
const sentId = (data: unknown): string => sent.safeParse(data).data ?? ''

/** For people who run the server: the platform's own words hold no token. */
export function reasonOf(reply: Exclude<Reply, { kind: 'ok' }>): string {
  if (reply.kind === 'no-answer') return `unreachable (${reply.code})`
  if (reply.kind === 'foreign') return `HTTP ${reply.status} without a Zalo answer`
  return `${reply.code} ${reply.message}`.trim()
}
