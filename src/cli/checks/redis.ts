import { answersPing } from '../../../jobs/nudge.ts'
import { findRedis } from '../../../jobs/redis.ts'
import type { Check } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import type { Terminal } from '../terminal.ts'

/** Redis is only an alarm clock: without it everything goes on, if less promptly. So it is never worse than a warning. */
export async function checkRedis({ config, place, log }: Surroundings, { texts }: Terminal): Promise<Check> {
  const { cli } = texts
  const url = place.drill ? undefined : config.redisUrl
  const found = await findRedis({ url, dataDir: place.dataDir, allowStart: false, log })
  if (!found) return { name: 'redis', verdict: 'ok', says: cli.redisNone }
  if (!(await answersPing(found.options))) return { name: 'redis', verdict: 'warning', says: cli.redisAway }
  return found.source === 'fallback'
    ? { name: 'redis', verdict: 'warning', says: cli.redisStandIn }
    : { name: 'redis', verdict: 'ok', says: cli.redisUp }
}
