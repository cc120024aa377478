import { createHmac } from 'node:crypto'
import type { SendResult } from '../../domain/message.ts'
import { type Answer, httpClient, type Patience, type Question } from '../http.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { meaningOf } from './codes.ts'
import { type Reply, replyOf } from './result.ts'

/** What one question came to; without a token none is asked, and `unasked` says what a send comes to then. */
export type Asked = Reply | { kind: 'unasked'; result: SendResult }

export type Ask = (question: Pick<Question, 'path' | 'body' | 'query'>) => Promise<Asked>

interface Asking {
  access: ZaloAccess
  root: string
  /** Set when the app demands a proof that whoever has the token also has the app's secret. */
  proofSecret?: string
  proxy?: string
  patience: Patience
  onAnswer: (answer: Answer) => void
}

/** Asks with the token that is good now; one that the platform refuses is renewed, and the question asked once more. */
export function askWith(asking: Asking): Ask {
  const http = httpClient(asking.root, asking.proxy)
  const once = async (question: Parameters<Ask>[0], token: string): Promise<Reply> => {
    const headers = { access_token: token, ...proof(asking.proofSecret, token) }
    const answer = await http({ ...question, headers, timeoutMs: asking.patience.answerMs })
    asking.onAnswer(answer)
    return replyOf(answer)
  }
  return async (question) => {
    const first = await asking.access.token()
    if (first.kind === 'none') return { kind: 'unasked', result: first.result }
    const reply = await once(question, first.value)
    if (reply.kind !== 'no' || meaningOf(reply.code) !== 'refresh') return reply
    if (!(await asking.access.renew(first.value))) return reply
    const second = await asking.access.token()
    return second.kind === 'token' ? once(question, second.value) : { kind: 'unasked', result: second.result }
  }
}

const proof = (secret: string | undefined, token: string): Record<string, string> =>
  secret ? { appsecret_proof: createHmac('sha256', secret).update(token).digest('hex') } : {}
