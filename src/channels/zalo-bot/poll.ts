import type { Inbound } from '../../domain/message.ts'
import type { Sink } from '../channel.ts'
import type { Patience } from '../http.ts'
import { NotStored, type Poller, rest, restAfterNothing, store } from '../polling.ts'
import { type Ask, granted, Refused, webhookUrl } from './ask.ts'
import { eventsOf, messageId, parseEvents } from './parse.ts'
import { reasonOf } from './result.ts'

/** While the platform repeats a message it answers at once, again and again. */
const REPEATING_MS = 1_000
const REMEMBERED = 100
const RETRY_STORING_MS = 500

interface Polling {
  ask: Ask
  account: string
  sink: Sink
  patience: Patience
  now: () => number
}

/** There is no offset: what an answer brought is gone from the platform, so it is kept here until it is stored. */
export function zaloBotPoller({ ask, account, sink, patience, now }: Polling): Poller {
  let ready = false
  const seen = new Set<string>()

  async function round(signal: AbortSignal): Promise<number> {
    if (!ready) {
      await clearWebhook(ask, signal)
      ready = true
      return 0
    }
    const startedAt = performance.now()
    const events = await updates(signal)
    await storeAtLast(sink, parseEvents(events, { account, now: now() }).inbound, signal)
    if (events.length === 0) return restAfterNothing(startedAt)
    return remember(events) ? REPEATING_MS : 0
  }

  async function updates(signal: AbortSignal): Promise<unknown[]> {
    const timeoutMs = patience.pollSeconds * 1000 + patience.answerMs / 2
    const reply = await ask('getUpdates', { timeout: patience.pollSeconds }, { timeoutMs, signal })
    if (reply.kind === 'no' && reply.code === 408) return []
    return eventsOf(granted(reply))
  }

  /** Whether one of these was seen before. */
  function remember(events: unknown[]): boolean {
    const ids = events.map(messageId).filter((id) => id !== undefined)
    const again = ids.some((id) => seen.has(id))
    for (const id of ids) seen.add(id)
    for (const id of [...seen].slice(0, Math.max(0, seen.size - REMEMBERED))) seen.delete(id)
    return again
  }

  function explain(error: unknown) {
    if (error instanceof NotStored) return { reason: error.message }
    if (!(error instanceof Refused)) return { reason: 'an answer that could not be understood' }
    if (error.reply.kind === 'no' && /webhook/i.test(error.reply.description)) ready = false
    return reasonOf(error.reply)
  }

  return { round, explain }
}

async function clearWebhook(ask: Ask, signal: AbortSignal): Promise<void> {
  if ((await webhookUrl(ask, signal)) !== '') granted(await ask('deleteWebhook', {}, { signal }))
}

/** Throws only when polling is to end meanwhile; then the message is lost, as it would be in a crash. */
async function storeAtLast(sink: Sink, inbound: Inbound[], signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await store(sink, inbound)
    } catch (error) {
      if (signal.aborted) throw error
      await rest(RETRY_STORING_MS, signal)
    }
  }
}
