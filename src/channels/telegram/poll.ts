import { type Api, GrammyError, HttpError } from 'grammy'
import type { Sink } from '../channel.ts'
import { NoAnswer, type Patience } from '../http.ts'
import { NotStored, type Poller, restAfterNothing, store } from '../polling.ts'
import { parseUpdates, updateId } from './parse.ts'
import { retryAfterMs } from './result.ts'
import { ForeignAnswer } from './wire.ts'

export const UPDATES_WE_READ = ['message', 'callback_query', 'my_chat_member'] as const

const TOKEN_REFUSED_MS = 60_000

interface Polling {
  /** Its requests end when the polling is to end. */
  api: Api
  account: string
  sink: Sink
  patience: Patience
  now: () => number
}

/** The offset, by which Telegram forgets an update, moves only after the update was stored. */
export function telegramPoller({ api, account, sink, patience, now }: Polling): Poller {
  let ready = false
  let offset: number | undefined

  async function round(): Promise<number> {
    if (!ready) {
      await clearWebhook(api)
      ready = true
      return 0
    }
    const startedAt = performance.now()
    const asked = { offset, timeout: patience.pollSeconds, limit: 100, allowed_updates: UPDATES_WE_READ }
    const updates: unknown[] = await api.getUpdates(asked)
    await store(sink, parseUpdates(updates, { account, now: now() }).inbound)
    const ids = updates.map(updateId).filter((id) => id !== undefined)
    if (ids.length === 0) return restAfterNothing(startedAt)
    offset = Math.max(...ids) + 1
    return 0
  }

  function explain(error: unknown) {
    // a webhook that was set meanwhile, or another copy of ours that is still stopping
    if (error instanceof GrammyError && error.error_code === 409) ready = false
    return reasonOf(error)
  }

  return { round, explain }
}

/** Only where one is set: a copy started by mistake should not silence a webhook more than polling itself must. */
async function clearWebhook(api: Api): Promise<void> {
  if ((await webhookUrl(api)) !== '') await api.deleteWebhook()
}

/** The webhook's URL, '' when none is set or the server does not tell (then polling itself will show what is wrong). */
async function webhookUrl(api: Api): Promise<string> {
  try {
    return (await api.getWebhookInfo()).url ?? ''
  } catch (error) {
    if (error instanceof GrammyError) return ''
    throw error
  }
}

/** Neither the URL nor the payload of grammY's errors may be repeated: they hold the token and what people wrote. */
export function reasonOf(error: unknown): { reason: string; afterMs?: number } {
  if (error instanceof NotStored) return { reason: error.message }
  if (error instanceof GrammyError) return refusedBecause(error)
  const cause = error instanceof HttpError ? error.error : error
  if (cause instanceof NoAnswer) return { reason: `unreachable (${cause.code})` }
  if (cause instanceof ForeignAnswer) return { reason: cause.message }
  return { reason: 'an answer that could not be understood' }
}

function refusedBecause(error: GrammyError): { reason: string; afterMs?: number } {
  const reason = `${error.error_code} ${error.description}`.trim()
  if (error.error_code === 429) return { reason, afterMs: retryAfterMs(error) }
  if (error.error_code === 401 || error.error_code === 404) return { reason, afterMs: TOKEN_REFUSED_MS }
  return { reason }
}
