import type { Redis } from 'ioredis'

import { type Budget, Door } from './door.ts'
import { GRANT_SCRIPT, ruleOf } from './sliding-window.ts'

/** One budget per bot token, for all processes together. */
export interface Gate {
  /**
   * Resolves when a call of this account may leave now; in the order of asking. Rejects with the signal's reason when
   * aborted, and with an `AbortError` when the gate is closed.
   */
  pass(account: string, signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Redis not having answered by then, the process counts for itself. */
const PATIENCE_MS = 250
/** How long the process then counts for itself before it asks Redis again. */
const RETRY_MS = 1_000

/**
 * A gate that never lets more than `ratePerSecond(account)` calls leave in any one second (Infinity: no limit). While
 * Redis is away each process keeps the same rule by itself; its own grants count on both sides of the switch. `redis`
 * should fail fast (`redisClient`); the gate neither opens nor ends it.
 */
export function redisGate(redis: Redis, ratePerSecond: (account: string) => number): Gate {
  const budgetOf = redisBudget(redis)
  const doors = new Map<string, Door>()
  const doorOf = (account: string): Door => {
    const door = doors.get(account) ?? new Door(() => ruleOf(ratePerSecond(account)), budgetOf(account))
    doors.set(account, door)
    return door
  }
  return {
    pass: (account, signal) =>
      ratePerSecond(account) === Infinity ? Promise.resolve() : doorOf(account).pass(signal),
    close: async () => doors.forEach((door) => door.close()),
  }
}

function redisBudget(redis: Redis): (account: string) => Budget {
  let awayUntil = 0
  return (account) => async (rule, atLeast) => {
    if (redis.status !== 'ready' || performance.now() < awayUntil) return null
    const answer = redis.eval(GRANT_SCRIPT, 1, `gate-${account}`, rule.limit, rule.windowMs, ...atLeast)
    const waits = await inTime(answer)
    if (!Array.isArray(waits)) awayUntil = performance.now() + RETRY_MS
    return Array.isArray(waits) ? waits.map(Number) : null
  }
}

async function inTime(answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise((settle) => (timer = setTimeout(settle, PATIENCE_MS)))
  const outcome = await Promise.race([answer.catch(() => undefined), tooLate])
  clearTimeout(timer)
  return outcome
}
