import { GrammyError, HttpError } from 'grammy'
import type { FailureReason, SendResult } from '../../domain/message.ts'
import { answeredByAnother, NoAnswer, unanswered } from '../http.ts'
import { ForeignAnswer } from './wire.ts'

/** A refused token is not mended in seconds; asking every minute notices when it is. */
const TOKEN_REFUSED_MS = 60_000
/** When Telegram says "too many" without saying for how long. */
const THROTTLED_MS = 5_000

/**
 * What a failed `sendMessage` means. Telegram numbers its errors "subject to change", so the words decide where one
 * number has several meanings (wording as in tdlib/telegram-bot-api, Client.cpp).
 */
export function resultOf(error: unknown): SendResult {
  if (error instanceof GrammyError) return refusal(error)
  const cause = error instanceof HttpError ? error.error : error
  if (cause instanceof NoAnswer) return unanswered(cause.left)
  if (cause instanceof ForeignAnswer) return answeredByAnother(cause.status)
  return { kind: 'unknown' }
}

/** The same for an edit, which may be repeated without harm: what is unknown is simply tried again. */
export function editResultOf(error: unknown, platformId: string): SendResult {
  if (error instanceof GrammyError && /message is not modified/i.test(error.description)) {
    return { kind: 'sent', platformId }
  }
  if (
    error instanceof GrammyError &&
    /message (to edit not found|can't be edited|_?id_?invalid)/i.test(error.description)
  ) {
    return { kind: 'refused', what: 'message', reason: 'message-gone' }
  }
  const result = resultOf(error)
  return result.kind === 'unknown' ? { kind: 'retry', reason: 'no-answer', scope: 'letter' } : result
}

function refusal(error: GrammyError): SendResult {
  const { error_code: code, description } = error
  if (code === 429 || code === 420) {
    return { kind: 'retry', reason: 'throttled', afterMs: retryAfterMs(error), scope: 'account' }
  }
  if (code === 401 || code === 404) {
    return { kind: 'retry', reason: 'token-refused', afterMs: TOKEN_REFUSED_MS, scope: 'account' }
  }
  if (code >= 500 || code === 409) return { kind: 'retry', reason: 'platform-error', scope: 'letter' }
  const closed = closedAddress(code, description)
  if (closed) return { kind: 'refused', what: 'address', reason: closed }
  return { kind: 'refused', what: 'message', reason: 'bad-message' }
}

function closedAddress(code: number, description: string): FailureReason | undefined {
  if (/chat not found|user not found|peer_?id_?invalid|chat_id is empty/i.test(description))
    return 'no-such-chat'
  if (code !== 403) return undefined
  if (/deactivated|deleted/i.test(description)) return 'account-gone'
  if (/initiate conversation|bots can't send messages to bots/i.test(description)) return 'no-such-chat'
  return 'blocked'
}

/** How long Telegram wants to be left alone, in ms. */
export function retryAfterMs({ parameters, description }: GrammyError): number {
  const seconds = parameters.retry_after ?? Number(/retry after (\d+)/i.exec(description)?.[1])
  return Number.isFinite(seconds) ? seconds * 1000 : THROTTLED_MS
}
