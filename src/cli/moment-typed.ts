import { clock, day } from '../domain/time.ts'
import { momentTyped } from '../intake/moments.ts'
import { isZone } from '../intake/places.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** The zone in which moments are typed, unless they say their own. */
export function zoneMeant({ texts }: Terminal, named: string | undefined, usual: string): string {
  if (named === undefined) return usual
  if (!isZone(named)) throw new Refusal(texts.announcing.badZone(named), 2)
  return named
}

/** '2026-12-05T14:00', '14:00 05/12/2026', or '14:00' for today; it must be later than `after`, ms. */
export function momentMeant(
  { texts }: Terminal,
  option: string,
  typed: string,
  { zone, now, after = now }: { zone: string; now: number; after?: number },
): number {
  const { announcing } = texts
  const at = momentTyped(typed, zone) ?? momentTyped(`${typed} ${day(now, zone)}`, zone)
  if (at === null) throw new Refusal(announcing.badMoment(option, typed), 2)
  if (at <= now) throw new Refusal(announcing.momentOver(option, momentSaid(at, zone), momentSaid(now, zone)))
  if (at <= after)
    throw new Refusal(announcing.momentTooEarly(option, momentSaid(at, zone), momentSaid(after, zone)))
  return at
}

/** '14:00 05/12/2026 (Asia/Tokyo)'. */
export const momentSaid = (at: number, zone: string) => `${clock(at, zone)} ${day(at, zone)} (${zone})`
