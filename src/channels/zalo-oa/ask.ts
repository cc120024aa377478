import { createHmac } from 'node:crypto'
import { ChannelError } from '../channel.ts'
import { httpClient, type Patience, type Question } from '../http.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { classOf } from './codes.ts'
import { oaPace } from './pace.ts'
import { reasonOf, type Reply, replyOf } from './result.ts'

/** Asks the Open API with a token that is good. Never throws for what a platform may answer. */
export type Ask = (question: Pick<Question, 'path' | 'body' | 'query'>) => Promise<Reply>

export interface AskConfig {
  root: string
  access: ZaloAccess
  /** Given when every call has to prove that it knows the app's secret. */
  proofSecret?: string
  proxy?: string
  patience: Patience
}

export function askOver({ root, access, proofSecret, proxy, patience }: AskConfig): Ask {
  const http = httpClient(root, proxy)
  const pace = oaPace()

  async function once(question: Parameters<Ask>[0], token: string): Promise<Reply> {
    const headers = {
      access_token: token,
      ...(proofSecret && { appsecret_proof: createHmac('sha256', proofSecret).update(token).digest('hex') }),
    }
    const answer = await http({ ...question, headers, timeoutMs: patience.answerMs })
    if (answer.kind === 'answer') pace.heard(answer.remaining)
    return replyOf(answer)
  }

  return async (question) => {
    const afterMs = await pace.turn()
    if (afterMs > 0) return unasked(afterMs)
    const had = await access.token()
    if (had.kind === 'none') return { kind: 'unasked', result: had.result }
    const reply = await once(question, had.value)
    if (reply.kind !== 'no' || classOf(reply.code).kind !== 'refresh') return reply
    await access.renew(had.value)
    const other = await access.token()
    if (other.kind === 'none') return { kind: 'unasked', result: other.result }
    return other.value === had.value ? reply : once(question, other.value)
  }
}

const unasked = (afterMs: number): Reply => ({
  kind: 'unasked',
  result: { kind: 'retry', reason: 'throttled', afterMs, scope: 'account' },
})

/** The data of an answer, or `ChannelError`. */
export function granted(reply: Reply): unknown {
  if (reply.kind !== 'ok') throw new ChannelError(`Zalo OA: ${reasonOf(reply)}`)
  return reply.data
}
