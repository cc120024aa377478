import { MINUTE } from '../domain/time.ts'

export interface OaRate {
  /** Counts a request of the current minute; `remain` is below zero when it is one too many. */
  count(): { limit: number; remain: number }
}

/** So many requests in each minute of real time, the count beginning anew with the minute. */
export function oaRate(limit: number, wallClock: () => number): OaRate {
  let minute = -1
  let used = 0
  return {
    count() {
      const current = Math.floor(wallClock() / MINUTE)
      if (current !== minute) used = 0
      minute = current
      used += 1
      return { limit, remain: limit - used }
    },
  }
}

export function rateHeaders({ limit, remain }: { limit: number; remain: number }): Record<string, string> {
  return { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remain': String(Math.max(0, remain)) }
}
