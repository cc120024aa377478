/** How many messages a platform takes before it answers 429. All times are real, whatever the simulated clock says. */
export interface Limits {
  /** Messages (edits included) of one bot in any window of one second. */
  perSecond?: number
  /** New messages to one chat in a row before the chat's own pace holds. */
  chatBurst?: number
  /** New messages to one chat per second after the burst. */
  chatPerSecond?: number
  /** `setWebhook` more than once a second is refused, as the real server does; off unless set. */
  webhookOncePerSecond?: boolean
}

/** Telegram's published figures: about 30 a second in all and one a second to a chat, short bursts tolerated. */
export const telegramLimits: Limits = { perSecond: 30, chatBurst: 5, chatPerSecond: 1 }

export interface FloodGate {
  /** Seconds to wait, or 0 when the message may pass; passing counts it. `chat` is undefined for an edit. */
  wait(chat: string | undefined, at: number): number
}

export function floodGate(limits: Limits): FloodGate {
  const window = slidingWindow(limits.perSecond ?? Infinity)
  const chats = new Map<string, { tokens: number; at: number }>()
  const burst = limits.chatBurst ?? Infinity
  const pace = limits.chatPerSecond ?? Infinity
  return {
    wait(chat, at) {
      const bucket = chat === undefined ? undefined : refilled(chats, chat, at, burst, pace)
      if (bucket && bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / pace))
      const wait = window.wait(at)
      if (wait > 0) return wait
      if (bucket) bucket.tokens -= 1
      return 0
    },
  }
}

function refilled(
  chats: Map<string, { tokens: number; at: number }>,
  chat: string,
  at: number,
  burst: number,
  pace: number,
): { tokens: number; at: number } | undefined {
  if (burst === Infinity || pace === Infinity) return undefined
  const bucket = chats.get(chat) ?? { tokens: burst, at }
  bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * pace)
  bucket.at = at
  chats.set(chat, bucket)
  return bucket
}

/** Remembers the moments of the last `size` messages in a ring: the next may pass when the oldest is a second ago. */
function slidingWindow(size: number): { wait(at: number): number } {
  if (size === Infinity) return { wait: () => 0 }
  const moments = Array.from({ length: size }, () => -Infinity)
  let next = 0
  return {
    wait(at) {
      const oldest = moments[next]!
      if (at - oldest < 1000) return Math.max(1, Math.ceil((oldest + 1000 - at) / 1000))
      moments[next] = at
      next = (next + 1) % size
      return 0
    },
  }
}
