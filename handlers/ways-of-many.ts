import { allRefusedAddresses, heldAccounts, meansOfMany } from '../db/reach.ts'
import { type Errand, type Path, waysFor } from '../src/domain/reach.ts'
import { pathsBy, type Reads, tellsOfRefusals } from './paths-of.ts'

/** `waysTo` for many people at once, in few reads: the ways of each by which this errand can go now, the best first. */
export async function waysOfMany(
  reads: Reads,
  contactIds: string[],
  errand: Errand,
): Promise<Map<string, Path[]>> {
  const { tx, world, now } = reads
  const { reach } = world.settings
  const holds = await heldAccounts(tx, now + reach.urgentFallbackMs)
  const refusals = tellsOfRefusals(world) ? await allRefusedAddresses(tx) : new Map<string, Set<string>>()
  const ways = new Map<string, Path[]>()
  for (const means of await meansOfMany(tx, contactIds)) {
    const refused = refusals.get(means.id) ?? new Set<string>()
    const paths = pathsBy(reads, means.id, { ...means, refused }, holds)
    ways.set(means.id, waysFor(paths, errand, means.country, reach))
  }
  return ways
}
