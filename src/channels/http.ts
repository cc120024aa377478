import { create as createAxios } from 'axios'
import { createHash, timingSafeEqual } from 'node:crypto'
import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { SendResult } from '../domain/message.ts'

/** How long we wait for a platform, in real time; tests shorten it. */
export interface Patience {
  /** From asking to the whole answer, the connecting included. Shorter than the lease of a claimed letter. */
  answerMs: number
  /** How long the platform may hold a poll open when it has nothing to tell. */
  pollSeconds: number
  /** The first rest after a failed poll; it doubles up to the longest. */
  shortRestMs: number
  longRestMs: number
}

export const usualPatience: Patience = {
  answerMs: 20_000,
  pollSeconds: 30,
  shortRestMs: 1_000,
  longRestMs: 30_000,
}

/**
 * What came of one request. `body` is undefined when the answer was no JSON. A `code` is a short word of the network
 * (ECONNREFUSED, timeout): never a message, because those quote the URL, and the URL holds the bot's token.
 */
export type Answer =
  | { kind: 'answer'; status: number; body: unknown; retryAfterMs?: number; remaining?: Remaining }
  | { kind: 'no-answer'; left: boolean; code: string }

/** Of the calls a platform allows in the running minute, as it tells in its answers. */
export interface Remaining {
  limit: number
  left: number
}

export interface Question {
  path: string
  /** Sent as JSON, unless it is `URLSearchParams` (a form) or `FormData` (with files); none makes it a GET. */
  body?: unknown
  query?: Record<string, string>
  headers?: Record<string, string>
  timeoutMs: number
  signal?: AbortSignal
}

/** Thrown in place of a library's error, which would carry the URL. `left`: the request may have reached the platform. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly left: boolean
  readonly code: string
  constructor(left: boolean, code: string) {
    super(`no answer (${code})`)
    this.left = left
    this.code = code
  }
}

/** A server closes idle connections without notice; a request written to a closed one would end as "unknown". */
const IDLE_CONNECTION_MS = 4_000
const LARGEST_ANSWER = 8 * 1024 * 1024

/** Asks under `root` (no slash at its end). Never throws and never follows a redirect; `proxy` is an HTTP proxy's URL. */
export function httpClient(root: string, proxy?: string): (question: Question) => Promise<Answer> {
  const client = createAxios({ ...agents(proxy), ...settings })
  return async ({ path, body, query, headers, timeoutMs, signal }) => {
    const watch = watchedTransport(root.startsWith('https:') ? https : http)
    const late = AbortSignal.timeout(timeoutMs)
    try {
      const answer = await client.request<string>({
        method: body === undefined ? 'GET' : 'POST',
        url: `${root}${path}`,
        ...(body !== undefined && { data: body }),
        ...(query && { params: query }),
        ...(headers && { headers }),
        transport: watch.transport,
        signal: signal ? AbortSignal.any([signal, late]) : late,
      })
      const retryAfterMs = secondsHeader(answer.headers['retry-after'])
      const remaining = remainingIn(answer.headers)
      return {
        kind: 'answer',
        status: answer.status,
        body: jsonOrNothing(answer.data),
        retryAfterMs,
        ...remaining,
      }
    } catch (error) {
      return { kind: 'no-answer', left: watch.left(), code: late.aborted ? 'timeout' : networkCode(error) }
    }
  }
}

const settings = {
  maxRedirects: 0,
  proxy: false,
  responseType: 'text',
  transformResponse: (text: unknown) => text,
  validateStatus: () => true,
  maxContentLength: LARGEST_ANSWER,
  maxBodyLength: LARGEST_ANSWER,
} as const

function agents(proxy: string | undefined) {
  const options = { keepAlive: true, timeout: IDLE_CONNECTION_MS }
  if (!proxy) return { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) }
  const agent = new HttpsProxyAgent(proxy, options)
  return { httpAgent: agent, httpsAgent: agent }
}

/**
 * Node's own transport, watched: a request can have reached the platform only once its connection stood (for https: the
 * handshake was over). That is more certain than any list of error codes.
 */
function watchedTransport(plain: typeof http | typeof https) {
  let left = false
  const standing = plain === https ? 'secureConnect' : 'connect'
  const request = (...args: Parameters<typeof http.request>): ClientRequest => {
    const asked = plain.request(...args)
    asked.once('proxyConnect', (reply: { statusCode: number }) => {
      if (reply.statusCode !== 200) asked.destroy(new NoAnswer(false, 'proxy-refused'))
    })
    asked.once('socket', (socket) => {
      if (asked.destroyed) return
      if (asked.reusedSocket || (plain === http && !socket.connecting)) left = true
      else socket.once(standing, () => (left = true))
    })
    return asked
  }
  return { transport: { request }, left: () => left }
}

/** What a failed request means for a letter: only one that cannot have left is safe to repeat. */
export function unanswered(left: boolean): SendResult {
  return left ? { kind: 'unknown' } : { kind: 'retry', reason: 'unreachable', scope: 'letter' }
}

/**
 * An answer that is not in the platform's own form comes from something in between. Refusing (3xx, 4xx) it has passed
 * nothing on; failing (5xx) or answering 2xx it may have.
 */
export function answeredByAnother(status: number, retryAfterMs?: number): SendResult {
  if (status === 429) return { kind: 'retry', reason: 'throttled', afterMs: retryAfterMs, scope: 'account' }
  if (status >= 300 && status < 500 && status !== 408) return unanswered(false)
  return { kind: 'unknown' }
}

/** Compares in a time that tells nothing about where the two differ, nor about the length of the right one. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The JSON of a request's body, or undefined when it is none (or is not UTF-8). */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Zalo spells it without the usual ending. */
function remainingIn(headers: Record<string, unknown>): { remaining?: Remaining } {
  const limit = Number(headers['x-ratelimit-limit'] ?? NaN)
  const left = Number(headers['x-ratelimit-remain'] ?? headers['x-ratelimit-remaining'] ?? NaN)
  return Number.isFinite(limit) && Number.isFinite(left) ? { remaining: { limit, left } } : {}
}

function secondsHeader(value: unknown): number | undefined {
  const seconds = Number(value)
  return value && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

/** The short code of a network error; anything that is not plainly a code is left out, as it may quote the URL. */
export function networkCode(error: unknown): string {
  if (error instanceof NoAnswer) return error.code
  if (!(error instanceof Error)) return 'failed'
  if (error.cause instanceof NoAnswer) return error.cause.code
  const code = 'code' in error ? String(error.code) : ''
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'failed'
}
