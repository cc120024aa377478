import type { Redis } from 'ioredis'
import { type Rule, TOLERANCE_MS } from './sliding-window.ts'
import type { Pace } from './pace.ts'

/** A call that would like to leave now. */
export interface Request {
  /** Not to be used for another call, whether it leaves or not. */
  id: string
  evenly: boolean
  /** A call of ours that must be known there still. */
  last: string | undefined
  /** Calls that left without being counted there, and how long ago. */
  untold: { id: string; agoMs: number }[]
}

/** What all processes together count for one account. */
export interface Budget {
  /** How long to wait before asking again; 0 when the call is counted and leaves now; null when nobody answers. */
  take(rule: Rule, request: Request): Promise<number | null>
  /** A counted call arrived so much later. */
  delay(id: string, byMs: number): void
  /** A counted call did not leave. */
  giveBack(rule: Rule, id: string): void
}

/** Redis not having answered by then, the process counts for itself. */
const PATIENCE_MS = 250
/** How long the process then counts for itself before it asks Redis again. */
const RETRY_MS = 1_000

/** The budgets that one Redis keeps, on its own clock. Nothing here throws, whatever becomes of Redis. */
export class SharedBudgets {
  private readonly redis: Redis
  private readonly prefix: string
  private awayUntil = 0

  constructor(redis: Redis, prefix: string) {
    this.redis = redis
    this.prefix = prefix
  }

  of(account: string): Budget {
    const keys = [`${this.prefix}/left/${account}`, `${this.prefix}/due/${account}`] as const
    return {
      take: async (rule, { id, evenly, last, untold }) => {
        const sizes = [rule.limit, micros(rule.windowMs), micros(rule.gapMs), micros(TOLERANCE_MS)]
        const told = untold.flatMap((each) => [each.id, micros(each.agoMs)])
        const wait = await this.ask(TAKE, keys, [...sizes, evenly ? 1 : 0, id, last ?? '', ...told])
        return wait === null ? null : wait / 1_000
      },
      delay: (id, byMs) => this.tell((redis) => redis.zadd(keys[0], 'XX', 'INCR', micros(byMs), id)),
      giveBack: (rule, id) => this.tell((redis) => redis.eval(GIVE_BACK, 2, ...keys, id, micros(rule.gapMs))),
    }
  }

  /** How long a chat must be left alone; 0 as well when nobody answers. */
  async chatWait(account: string, chat: string, { burst, everyMs }: Pace): Promise<number> {
    const args = [burst, micros(everyMs), 0]
    return ((await this.ask(CHAT, [this.chatKey(account, chat)], args)) ?? 0) / 1_000
  }

  wroteTo(account: string, chat: string, { burst, everyMs }: Pace): void {
    this.tell((redis) => redis.eval(CHAT, 1, this.chatKey(account, chat), burst, micros(everyMs), 1))
  }

  private chatKey(account: string, chat: string): string {
    return `${this.prefix}/chat/${account}/${chat}`
  }

  private async ask(
    script: string,
    keys: readonly string[],
    args: (string | number)[],
  ): Promise<number | null> {
    if (this.isAway()) return null
    const answer = await inTime(this.redis.eval(script, keys.length, ...keys, ...args))
    if (typeof answer === 'number') return answer
    this.awayUntil = performance.now() + RETRY_MS
    return null
  }

  private tell(say: (redis: Redis) => Promise<unknown>): void {
    if (!this.isAway()) say(this.redis).catch(() => {})
  }

  private isAway(): boolean {
    return this.redis.status !== 'ready' || performance.now() < this.awayUntil
  }
}

const micros = (ms: number): number => Math.ceil(ms * 1_000)

async function inTime(answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  // Once more around: when it was this process that stood still, the answer is already there and only unread.
  const tooLate = new Promise((settle) => (timer = setTimeout(() => setImmediate(settle), PATIENCE_MS)))
  const outcome = await Promise.race([answer.catch(() => undefined), tooLate])
  clearTimeout(timer)
  return outcome
}

/** `now` in µs. Numbers go back as written out: Redis' own way of printing large ones loses the end. */
const NOW = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local function text(number) return string.format('%.0f', number) end
`

/**
 * The rule of `waitOf` inside Redis. KEYS: who left when, when the next turn is. ARGV: limit, window, gap, tolerance,
 * evenly, the call's id, a call that must be known, then id and age of each that left uncounted. Returns µs to wait.
 * Whoever notices that something was forgotten (a wiped or an older Redis), or that the clock was set back, has everybody
 * wait for one window: nobody knows what the others have sent.
 */
const TAKE = `${NOW}
local left, next, id, last = KEYS[1], KEYS[2], ARGV[6], ARGV[7]
local limit, window, gap, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local newest = tonumber(redis.call('ZRANGE', left, -1, -1, 'WITHSCORES')[2] or 0)
if newest > now + 2000000 or (last ~= '' and not redis.call('ZSCORE', left, last)) then
  redis.call('DEL', left)
  for i = 1, limit do redis.call('ZADD', left, text(now), 'unknown' .. i) end
end
for i = 8, #ARGV, 2 do redis.call('ZADD', left, text(now - tonumber(ARGV[i + 1])), ARGV[i]) end
local oldest = redis.call('ZRANGE', left, -limit, -limit, 'WITHSCORES')[2]
local due = math.min(tonumber(redis.call('GET', next) or 0), now + window)
local wait = 0
if oldest then wait = tonumber(oldest) + window - now end
if ARGV[5] == '1' then wait = math.max(wait, due - tolerance - now) end
if wait <= 0 then
  redis.call('ZADD', left, text(now), id)
  redis.call('SET', next, text(math.max(now, due) + gap), 'PX', math.ceil(window / 1000) * 2)
end
redis.call('ZREMRANGEBYRANK', left, 0, -2 * limit - 1)
redis.call('PEXPIRE', left, math.ceil(window / 1000) * 2)
return math.max(0, math.ceil(wait))
`

/** KEYS as above. ARGV: the call's id, gap. */
const GIVE_BACK = `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then redis.call('DECRBY', KEYS[2], ARGV[2]) end
return 1
`

/** KEYS: until when this chat's messages are paid for. ARGV: burst, µs for each, whether to count one. Returns µs to wait. */
const CHAT = `${NOW}
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local paid = math.max(now, math.min(tonumber(redis.call('GET', KEYS[1]) or 0), now + burst * every))
if ARGV[3] == '1' then
  redis.call('SET', KEYS[1], text(paid + every), 'PX', math.ceil((paid + every - now) / 1000))
end
return math.max(0, math.ceil(paid - (burst - 1) * every - now))
`
