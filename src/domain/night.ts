import { DateTime } from 'luxon'
import { VIETNAM } from './time.ts'

const FROM_HOUR = 22
const TO = { hour: 6, minute: 5, second: 0, millisecond: 0 }

/**
 * Zalo takes no template by phone from 22:00 to 06:00; the zone is not stated, Vietnam's is assumed. When the night that
 * `now` lies in is over, with some minutes to spare; null by day.
 */
export function nightEnds(now: number): number | null {
  const here = DateTime.fromMillis(now, { zone: VIETNAM })
  const morning = here.set(TO)
  if (here.hour >= FROM_HOUR) return morning.plus({ days: 1 }).toMillis()
  return here < morning ? morning.toMillis() : null
}
