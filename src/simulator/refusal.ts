import type { Answer } from './platform.ts'

/** A platform's "no", thrown from deep inside a check and turned into an answer in one place. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: number
  readonly retryAfter?: number

  constructor(code: number, description: string, retryAfter?: number) {
    super(description)
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Both platforms wrap what they return in this. */
export function granted(result: unknown, description?: string): Answer {
  return {
    status: 200,
    body: description === undefined ? { ok: true, result } : { ok: true, result, description },
  }
}
