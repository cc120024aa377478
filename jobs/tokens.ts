import { type Log, reasonOf } from './log.ts'

/** Often enough that a token is never found old by somebody who is in a hurry. */
const EVERY_MS = 5 * 60_000

/** Looks after tokens ahead of time, at once and then every few minutes. */
export function keepTokens(refreshAhead: () => Promise<void>, log: Log): { close: () => Promise<void> } {
  const look = () =>
    refreshAhead().catch((error: unknown) =>
      log.error({ reason: reasonOf(error) }, 'tokens could not be looked after; it will be tried again'),
    )
  let looking = look()
  const timer = setInterval(() => void (looking = looking.then(look)), EVERY_MS)
  return {
    close: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
