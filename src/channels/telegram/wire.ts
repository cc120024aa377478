import type { Readable } from 'node:stream'
import { Agent, ProxyAgent, type Dispatcher } from 'undici'
import { z } from 'zod'
import { jsonOrNothing, networkCode, NoAnswer } from '../http.ts'

/** An answer that is not the Bot API's own `{ ok, … }`: a proxy, a gateway or a login page spoke instead. */
export class ForeignAnswer extends Error {
  override name = 'ForeignAnswer'
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status} without a Bot API answer`)
    this.status = status
  }
}

/** The part of `fetch` that grammY uses. */
export type BotFetch = (url: string, init: BotRequest) => Promise<{ json(): Promise<unknown> }>

interface BotRequest {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  /** A stream where a file goes along. */
  body: string | Readable
}

interface Wire {
  dispatcher: Dispatcher
  /** From asking to the whole answer, the connecting included. */
  answerMs: number
  /** Ends all that is under way. */
  signal?: AbortSignal
}

/**
 * Several times the throughput of grammY's default client (`npm run bench`), and it knows whether a request left: undici
 * announces a request just before writing it, over a connection that stands. Throws `NoAnswer` or `ForeignAnswer`.
 */
export function botFetch(wire: Wire): BotFetch {
  return async (url, init) => {
    const { status, text } = await exchange(wire, new URL(url), init)
    return { json: async () => botAnswer(status, jsonOrNothing(text)) }
  }
}

/** `proxy` is an HTTP proxy's URL. Connections are kept for the next request. */
export function dispatcherVia(proxy: string | undefined): Dispatcher {
  return proxy ? new ProxyAgent({ uri: proxy, proxyTunnel: true }) : new Agent()
}

function exchange({ dispatcher, answerMs, signal }: Wire, url: URL, init: BotRequest) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const chunks: Buffer[] = []
    let controller: Dispatcher.DispatchController | undefined
    let status = 0
    let over = false
    const end = (settle: () => void) => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      settle()
    }
    const fail = (code: string) => {
      end(() => reject(new NoAnswer(controller !== undefined, code)))
      controller?.abort(new NoAnswer(true, code))
    }
    const cancel = () => fail('aborted')
    const timer = setTimeout(() => fail('timeout'), answerMs)
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted) return cancel()
    dispatcher.dispatch(requestOf(url, init), {
      onRequestStart: (started) =>
        over ? started.abort(new NoAnswer(false, 'late')) : void (controller = started),
      onResponseStart: (_, code) => void (status = code),
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd: () => end(() => resolve({ status, text: Buffer.concat(chunks).toString('utf8') })),
      onResponseError: (_, error) => fail(networkCode(error)),
    })
  })
}

function requestOf(url: URL, { method, headers, body }: BotRequest): Dispatcher.DispatchOptions {
  return { origin: url.origin, path: url.pathname + url.search, method, headers, body }
}

const refusal = z.object({
  ok: z.literal(false),
  error_code: z.number().optional(),
  description: z.string().catch(''),
  parameters: z.object({ retry_after: z.number().nonnegative().optional() }).catch({}),
})
const success = z.looseObject({ ok: z.literal(true) })

/** grammY takes whatever is JSON for an answer; only what says `ok` is one. */
function botAnswer(status: number, json: unknown): unknown {
  const refused = refusal.safeParse(json).data
  if (refused) return { ...refused, error_code: refused.error_code ?? status }
  if (success.safeParse(json).success) return json
  throw new ForeignAnswer(status)
}
