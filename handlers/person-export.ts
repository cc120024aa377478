import { heldAbout } from '../db/export.ts'
import { record } from '../db/facts.ts'
import type { Turn } from './world.ts'

/** Everything held about a contact, for themselves to read; that it was handed out is kept. Moments as ISO 8601 in UTC. */
export async function exportPerson({ tx, now }: Turn, contactId: string): Promise<object> {
  const held = await heldAbout(tx, contactId)
  await record(tx, now, 'console', 'exported', contactId)
  return legible(held) as object
}

/** Our columns of moments end in 'At' or are called 'at'; readers want dates. */
function legible(value: unknown, key = ''): unknown {
  if (typeof value === 'number' && /(?:^at|At)$/.test(key)) return new Date(value).toISOString()
  if (Array.isArray(value)) return value.map((each) => legible(each))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, legible(inner, name)]))
}
