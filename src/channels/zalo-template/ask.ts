import { createHmac } from 'node:crypto'
import type { SendResult } from '../../domain/message.ts'
import { httpClient, type Patience, type Question } from '../http.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { meaningOf } from './codes.ts'
import { type Reply, replyOf } from './result.ts'

/** What one question came to; without a token none is asked, and `unasked` says what a send comes to then. */
export type Asked = Reply | { kind: 'unasked'; result: SendResult }

export type Ask = (question: Pick<Question, 'path' | 'body' | 'query'>) => Promise<Asked>

export interface Asking {
  access: ZaloAccess
  /** Set when the app demands a proof that whoever has the token also has the app's secret. */
  proofSecret?: string
  proxy?: string
  patience: Pick<Patience, 'answerMs'>
}

/** Asks with the token that is good now; one that the platform refuses is renewed, and the question asked once more. */
export function askAt(root: string, { access, proofSecret, proxy, patience }: Asking): Ask {
  const http = httpClient(root, proxy)
  const once = async (question: Parameters<Ask>[0], token: string): Promise<Reply> => {
    const headers = { access_token: token, ...proof(proofSecret, token) }
    return replyOf(await http({ ...question, headers, timeoutMs: patience.answerMs }))
  }
  return async (question) => {
    const first = await access.token()
    if (first.kind === 'none') return { kind: 'unasked', result: first.result }
    const reply = await once(question, first.value)
    if (reply.kind !== 'no' || meaningOf(reply.code) !== 'refresh') return reply
    if (!(await access.renew(first.value))) return reply
    const second = await access.token()
    return second.kind === 'token' ? once(question, second.value) : { kind: 'unasked', result: second.result }
  }
}

const proof = (secret: string | undefined, token: string): Record<string, string> =>
  secret ? { appsecret_proof: createHmac('sha256', secret).update(token).digest('hex') } : {}
