import { z } from 'zod'
import type { Arrived } from './exchange.ts'
import { isRecord } from './fields.ts'
import type { Answer } from './platform.ts'

/** The platform's "no": HTTP 200 with this number in the body. */
export class OaRefusal extends Error {
  override name = 'OaRefusal'
  readonly code: number

  constructor(code: number, description: string) {
    super(description)
    this.code = code
  }
}

/** One call of the Open API whose path is known and whose token is good. */
export interface OaRequest {
  headers: Arrived['headers']
  query: URLSearchParams
  body: Buffer
}

export const success = (data: unknown) => ({ data, error: 0, message: 'Success' })

/** What a fault puts in the platform's place: a negative number is the platform's own, a positive one a gateway's page. */
export function oaRefusal(code: number, description?: string, retryAfter?: number): Answer {
  if (code < 0) return { status: 200, body: { error: code, message: description ?? 'Error' } }
  return { status: code, body: `<html><body>${code} ${description ?? ''}</body></html>`, retryAfter }
}

/** The JSON body of a POST, or a refusal with this number. */
export function jsonBody(request: OaRequest, empty = -201, broken = -201): unknown {
  if (request.body.length === 0) throw new OaRefusal(empty, 'body is empty')
  if (!request.headers['content-type']?.startsWith('application/json'))
    throw new OaRefusal(broken, 'body must be application/json')
  return parsed(request.body.toString('utf8'), broken, 'body')
}

/** The one query parameter `data` of a GET. */
export function dataQuery(request: OaRequest): unknown {
  return parsed(request.query.get('data') ?? '{}', -201, 'data')
}

function parsed(text: string, code: number, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new OaRefusal(code, `${name} is not JSON`)
  }
}

/** A text of 1 to `max` characters, counted in code points; too long is another refusal than wrong. */
export const limitedText = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => Array.from(text).length <= max, { params: { tooLong: true }, abort: true })

/** Reads `value` by a schema; the refusal names the first field that is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, under = ''): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const name = [under, ...issue.path.map(String), ...extra].filter(Boolean).join('.') || 'body'
  throw overLimit(issue) ? new OaRefusal(-210, `${name} is over the limit`) : invalid(name)
}

export const invalid = (name: string) => new OaRefusal(-201, `${name} is invalid`)

function overLimit(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'custom') return isRecord(issue.params) && issue.params.tooLong === true
  return issue.code === 'too_big'
}
