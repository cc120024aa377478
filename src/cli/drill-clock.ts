import { z } from 'zod'
import { fact } from '../../db/facts.ts'
import type { Store } from '../../db/open.ts'
import { type Clock, realClock } from '../clock.ts'

/** How the drill server tells its clock: at the real moment `real` it showed `domain`, and runs `pace` times as fast. */
const pace = z.object({ real: z.number(), domain: z.number(), pace: z.number().nonnegative() })

/** The drill's own time, as its server last wrote it down; real time when it did not. */
export async function drillClock(store: Store): Promise<Clock> {
  const kept = await fact(store.db, 'drill')
  const read = pace.safeParse(kept && jsonOrNull(kept.value))
  if (!read.success) return realClock
  const { real, domain, pace: speed } = read.data
  const now = () => domain + (Date.now() - real) * speed
  return { now, delayUntil: (at) => (at - now()) / speed, afterReal: (ms) => now() + ms * speed }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
