/** How quickly one chat may be written to: a few messages in a row, then one for every `everyMs`. */
export interface Pace {
  burst: number
  everyMs: number
}

/** Telegram tolerates short bursts and then about one message a second to a chat; a little less is never refused. */
export const CHAT_PACE: Pace = { burst: 5, everyMs: 1_005 }

export interface ChatPace {
  /** A message has arrived in this chat, or may have. Moments are real ms of any steady clock. */
  sent(chat: string, now: number): void
  /** Others have written to this chat: it is to be left alone until then. */
  leave(chat: string, until: number): void
  /** How long this chat must be left alone. */
  wait(chat: string, now: number): number
  /** Chats that have had enough for the moment. */
  resting(now: number): string[]
  /** When the first of them may be written to again; null when none rests. */
  restsUntil(now: number): number | null
}

/**
 * Keeps one person's flood of messages from costing everybody the bot's budget: the platform answers a chat that is
 * written to too quickly by holding the whole bot.
 */
export function chatPace({ burst, everyMs }: Pace = CHAT_PACE): ChatPace {
  /** Until when each chat's past messages have been paid for, at one per `everyMs`. */
  const paidUntil = new Map<string, number>()
  const credit = (burst - 1) * everyMs
  const waiting = (now: number) => {
    for (const [chat, until] of paidUntil) if (until <= now) paidUntil.delete(chat)
    return [...paidUntil].filter(([, until]) => until - credit > now)
  }
  return {
    sent: (chat, now) => void paidUntil.set(chat, Math.max(paidUntil.get(chat) ?? now, now) + everyMs),
    leave: (chat, until) => void paidUntil.set(chat, Math.max(paidUntil.get(chat) ?? 0, until + credit)),
    wait: (chat, now) => Math.max(0, (paidUntil.get(chat) ?? now) - credit - now),
    resting: (now) => waiting(now).map(([chat]) => chat),
    restsUntil: (now) => {
      const moments = waiting(now).map(([, until]) => until - credit)
      return moments.length > 0 ? Math.min(...moments) : null
    },
  }
}
