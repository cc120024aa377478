import { z } from 'zod'
import { ChannelError } from '../channel.ts'
import { httpClient, type Patience } from '../http.ts'
import { reasonOf, type Reply, replyOf } from './result.ts'

/** Asks one method of the platform. Never throws. */
export type Ask = (
  method: string,
  body?: Record<string, unknown>,
  options?: { timeoutMs?: number; signal?: AbortSignal },
) => Promise<Reply>

/** The token stands in the path, so a URL never leaves this function. */
export function askOver(root: string, token: string, options: { proxy?: string; patience: Patience }): Ask {
  const post = httpClient(`${root}/bot${token}`, options.proxy)
  return async (method, body = {}, { timeoutMs = options.patience.answerMs, signal } = {}) =>
    replyOf(await post({ path: `/${method}`, body, timeoutMs, signal }))
}

/** The platform could not be asked or said no. */
export class Refused extends ChannelError {
  readonly reply: Exclude<Reply, { kind: 'ok' }>
  constructor(reply: Exclude<Reply, { kind: 'ok' }>) {
    super(`Zalo Bot: ${reasonOf(reply).reason}`)
    this.reply = reply
  }
}

export function granted(reply: Reply): unknown {
  if (reply.kind !== 'ok') throw new Refused(reply)
  return reply.result
}

const webhook = z.object({ url: z.string() })

/** The webhook's URL, '' when none is set: the platform answers 404 then. Throws `Refused` when it cannot be asked. */
export async function webhookUrl(ask: Ask, signal?: AbortSignal): Promise<string> {
  const reply = await ask('getWebhookInfo', {}, { signal })
  if (reply.kind === 'no') return ''
  return webhook.safeParse(granted(reply)).data?.url ?? ''
}
