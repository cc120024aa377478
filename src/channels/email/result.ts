import { z } from 'zod'
import type { SendResult } from '../../domain/message.ts'
import { MINUTE, SECOND } from '../../domain/time.ts'
import { unanswered } from '../http.ts'

/** What is looked at of a failed conversation: never its words, for they quote addresses. */
export interface Failure {
  /** The mail library's own short word. */
  code: string
  /** The server's answer, where it gave one. */
  status: number | null
  command: string
}

const failure = z.object({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,40}$/)
    .catch('failed'),
  responseCode: z.number().int().optional().catch(undefined),
  command: z.string().catch(''),
})

export function failureOf(error: unknown): Failure {
  const said = failure.safeParse(error).data
  if (!said) return { code: 'failed', status: null, command: '' }
  return { code: said.code, status: said.responseCode ?? null, command: said.command }
}

const TOKEN_MS = 60 * SECOND
const ATTENTION_MS = 15 * MINUTE

/** `left`: the server had been told that the content comes now. */
export function sendResultOf(failed: Failure, left: boolean): SendResult {
  const { code, status, command } = failed
  if (code === 'EAUTH') return { kind: 'retry', reason: 'token-refused', afterMs: TOKEN_MS, scope: 'account' }
  if (code === 'EENVELOPE' && command === 'API') return notReachable
  if (code === 'EMESSAGE' && status === null) return badMessage
  if (status === null) return unanswered(left)
  if (status < 500) return { kind: 'retry', reason: 'platform-error', scope: 'letter' }
  if (command === 'RCPT TO') return notReachable
  if (command === 'DATA' || status === TOO_LARGE) return badMessage
  // It refuses our sender or us altogether: nothing leaves until somebody sees to it.
  return { kind: 'retry', reason: 'needs-attention', afterMs: ATTENTION_MS, scope: 'account' }
}

const TOO_LARGE = 552

export const notReachable: SendResult = { kind: 'refused', what: 'address', reason: 'not-reachable' }
const badMessage: SendResult = { kind: 'refused', what: 'message', reason: 'bad-message' }

/** For people who run the server. */
export const reasonOf = ({ code, status }: Failure) => (status === null ? code : `${code} ${status}`)
