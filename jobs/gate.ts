import type { Redis } from 'ioredis'

import { Door, type Haste, type Leave, steadyClock } from './door.ts'
import { CHAT_PACE } from './pace.ts'
import { SharedBudgets } from './shared-budget.ts'
import { ruleOf } from './sliding-window.ts'

export type { Haste, Leave } from './door.ts'

export interface Asking {
  /** `plain` unless said: calls then leave evenly, so that there is soon a place for whatever presses. */
  haste?: Haste
  signal?: AbortSignal
}

/** One budget per bot token, and one for each of its chats, for all processes together. */
export interface Gate {
  /**
   * Resolves when a call of this account may leave, and it must leave at once. Rejects with the signal's reason when
   * aborted, and with an `AbortError` when the gate is closed. What it resolves to wants to hear of the answer: until
   * then the call may not have arrived, and the platform counts arrivals.
   */
  pass(account: string, asking?: Asking): Promise<Leave>
  /** How long, in ms, any process must leave this chat alone; 0 when Redis is away. Counts nothing. */
  chatWait(account: string, chat: string): Promise<number>
  /** Counts a message that has arrived in this chat. */
  wroteTo(account: string, chat: string): void
  close(): Promise<void>
}

/** For who may do as they please. */
export const freeLeave: Leave = { answered: () => {}, unused: () => {} }

/**
 * A gate that never lets more than `ratePerSecond(account)` calls arrive in any one second (Infinity: no limit). While
 * Redis is away each process keeps the same rule by itself; its own calls count on both sides of the switch. `redis`
 * should fail fast (`redisClient`); the gate neither opens nor ends it. Gates of one `prefix` share their budgets.
 */
export function redisGate(redis: Redis, ratePerSecond: (account: string) => number, prefix = 'caunoi'): Gate {
  const budgets = new SharedBudgets(redis, prefix)
  const doors = new Map<string, Door>()
  const doorOf = (account: string): Door => {
    const rule = () => ruleOf(ratePerSecond(account))
    const door = doors.get(account) ?? new Door({ rule, budget: budgets.of(account), clock: steadyClock })
    doors.set(account, door)
    return door
  }
  return {
    pass: async (account, { haste = 'plain', signal } = {}) =>
      ratePerSecond(account) === Infinity ? freeLeave : doorOf(account).pass(haste, signal),
    chatWait: (account, chat) => budgets.chatWait(account, chat, CHAT_PACE),
    wroteTo: (account, chat) => budgets.wroteTo(account, chat, CHAT_PACE),
    close: async () => doors.forEach((door) => door.close()),
  }
}
