import { create as createAxios } from 'axios'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { SendResult } from '../domain/message.ts'
import { agents, networkCode, upTo, watchedTransport } from './transport.ts'

export { networkCode, NoAnswer } from './transport.ts'

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

const LARGEST_ANSWER = 8 * 1024 * 1024

/** Asks under `root` (no slash at its end). Never throws and never follows a redirect; `proxy` is an HTTP proxy's URL. */
export function httpClient(root: string, proxy?: string): (question: Question) => Promise<Answer> {
  const client = createAxios({ ...agents(proxy), ...settings })
  return async ({ path, body, query, headers, timeoutMs, signal }) => {
    const watch = watchedTransport(root)
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

/** A file somewhere: at most `most` bytes of it, `quietMs` between two pieces of it and `timeoutMs` for the whole. */
export interface Wanted {
  url: string
  most: number
  quietMs: number
  timeoutMs: number
  signal?: AbortSignal
}

export type Download =
  | { kind: 'bytes'; bytes: Uint8Array; mime: string }
  | { kind: 'too-large' }
  /** Anything but a file, a redirect included. */
  | { kind: 'answer'; status: number; retryAfterMs?: number }
  | { kind: 'no-answer'; code: string }

/** Resolves a host's name; throws `NoAnswer` for one that nothing may be fetched from. */
export type Lookup = (host: string) => Promise<{ address: string; family: 4 | 6 }[]>

/** Fetches files. Never throws and never follows a redirect; through a proxy it is the proxy that resolves names. */
export function downloader(proxy?: string, lookup?: Lookup): (wanted: Wanted) => Promise<Download> {
  const more = { responseType: 'stream', maxContentLength: -1, ...(lookup && { lookup }) } as const
  const client = createAxios({ ...agents(proxy), ...settings, ...more })
  return async ({ url, most, quietMs, timeoutMs, signal }) => {
    const quiet = new AbortController()
    const timer = setTimeout(() => quiet.abort(), quietMs)
    const ends = AbortSignal.any([quiet.signal, AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])])
    try {
      const { status, data, headers } = await client.request<Readable>({ url, signal: ends })
      if (status !== 200) {
        data.destroy()
        return { kind: 'answer', status, retryAfterMs: secondsHeader(headers['retry-after']) }
      }
      const bytes = await upTo(most, data, () => timer.refresh())
      return bytes
        ? { kind: 'bytes', bytes, mime: String(headers['content-type'] ?? '') }
        : { kind: 'too-large' }
    } catch (error) {
      return { kind: 'no-answer', code: ends.aborted ? 'timeout' : networkCode(error) }
    } finally {
      clearTimeout(timer)
    }
  }
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
