import { z } from 'zod'
import type { SendResult } from '../../domain/message.ts'
import { type Answer, answeredByAnother, unanswered } from '../http.ts'

/** What the platform said, out of its envelope; `foreign` when it was somebody in between who spoke. */
export type Reply =
  | { kind: 'ok'; result: unknown }
  | { kind: 'no'; code: number; description: string; retryAfterMs?: number }
  | { kind: 'foreign'; status: number; retryAfterMs?: number }
  | Extract<Answer, { kind: 'no-answer' }>

const code = z.coerce.number().int().optional().catch(undefined)
const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: code,
  errorCode: code,
  description: z.string().catch(''),
})

/** The code in the body counts, the HTTP status only mirrors it (and not always). */
export function replyOf(answer: Answer): Reply {
  if (answer.kind === 'no-answer') return answer
  const { status, retryAfterMs } = answer
  const said = envelope.safeParse(answer.body).data
  if (!said) return { kind: 'foreign', status, retryAfterMs }
  if (said.ok) return { kind: 'ok', result: said.result }
  return { kind: 'no', code: codeOf(said, status), description: said.description, retryAfterMs }
}

/** An idle poll is sometimes answered 200 with nothing but the words. */
function codeOf({ error_code, errorCode, description }: z.infer<typeof envelope>, status: number): number {
  return error_code ?? errorCode ?? (/request timeout/i.test(description) ? 408 : status)
}

/** A refused token is not mended in seconds; asking every minute notices when it is. */
const TOKEN_REFUSED_MS = 60_000
/** So many refusals in a row are no burst any more: the month's allowance is used up. */
const BURST = 6
const QUOTA_MS = 15 * 60_000

/** `throttledBefore`: how many sends in a row, this one not included, were answered "quota exceeded". */
export function sendResultOf(reply: Reply, throttledBefore: number): SendResult {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'sent', platformId: sentId(reply.result) }
    case 'no-answer':
      return unanswered(reply.left)
    case 'foreign':
      return answeredByAnother(reply.status, reply.retryAfterMs)
    case 'no':
      return reply.code === 429 ? throttled(reply.retryAfterMs, throttledBefore) : refusal(reply)
    default:
      return reply satisfies never
  }
}

/** The platform tells neither how long to wait nor whether it is the pace or the month's allowance that was exceeded. */
function throttled(retryAfterMs: number | undefined, before: number): SendResult {
  const reason = before < BURST ? 'throttled' : 'quota'
  const afterMs = retryAfterMs ?? (reason === 'quota' ? QUOTA_MS : 2_000 * 2 ** before)
  return { kind: 'retry', reason, afterMs, scope: 'account' }
}

/** 403 is "internal error" in the documentation and "forbidden" in practice: worth trying again, and the core counts. */
function refusal(reply: Refusal): SendResult {
  const number = reply.code
  if (number === 408) return { kind: 'unknown' }
  if (number === 403) return { kind: 'retry', reason: 'blocked', scope: 'letter' }
  if ((number === 400 || number === 404) && isAboutChat(reply))
    return { kind: 'refused', what: 'address', reason: 'no-such-chat' }
  if (number === 401 || number === 404) {
    return { kind: 'retry', reason: 'token-refused', afterMs: TOKEN_REFUSED_MS, scope: 'account' }
  }
  if (number === 426) return { kind: 'retry', reason: 'quota', afterMs: QUOTA_MS, scope: 'account' }
  if (number >= 500) return { kind: 'retry', reason: 'platform-error', scope: 'letter' }
  return { kind: 'refused', what: 'message', reason: 'bad-message' }
}

type Refusal = Extract<Reply, { kind: 'no' }>

export const isAboutChat = ({ description }: Refusal) => /chat|user|recipient/i.test(description)

const sent = z.object({ message_id: z.union([z.string(), z.number().transform(String)]) })

/** '' when the platform does not tell; nothing but a later edit would need it, and there are none here. */
function sentId(result: unknown): string {
  return sent.safeParse(result).data?.message_id ?? ''
}

/** For people who run the server; the description never holds the token, the URL would. */
export function reasonOf(reply: Exclude<Reply, { kind: 'ok' }>): { reason: string; afterMs?: number } {
  if (reply.kind === 'no-answer') return { reason: `unreachable (${reply.code})` }
  if (reply.kind === 'foreign') return { reason: `HTTP ${reply.status} without a Zalo Bot answer` }
  const reason = `${reply.code} ${reply.description}`.trim()
  if (reply.code === 401 || reply.code === 404) return { reason, afterMs: TOKEN_REFUSED_MS }
  return { reason, afterMs: reply.retryAfterMs }
}
