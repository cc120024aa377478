import type { Fields } from './fields.ts'

/** What goes back over the wire; a string or a buffer is sent as it is, anything else as JSON. */
export interface Answer {
  status: number
  body: unknown
  /** Seconds, for the `Retry-After` header. */
  retryAfter?: number
  headers?: Record<string, string>
}

/** A call whose token and method have been read off the path. */
export interface Incoming {
  token: string
  method: string
  fields: Fields
  /** Calls back once if the caller hangs up before it is answered. */
  onHangUp: (listener: () => void) => void
}

/** One platform behind the shared HTTP server. */
export interface Platform {
  /** The bot's public id for a token, or undefined when there is no such bot. */
  account(token: string): string | undefined
  answer(call: Incoming): Answer | Promise<Answer>
  /** The platform's envelope around a refusal. */
  refusal(code: number, description?: string, retryAfter?: number): Answer
  /** What else is served by GET, such as stored files; undefined for nothing there. */
  file?(path: string): Buffer | undefined
}
