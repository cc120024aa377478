import type { Db, Tx } from '../db/open.ts'
import { coordinatorsOf } from '../db/people.ts'
import { callOn, type Person } from '../src/domain/person.ts'

/** The coordinator to ring; never the reader themselves. */
export async function whomToCall(
  db: Db | Tx,
  conferenceId: string | null,
  reader: Person,
): Promise<string | null> {
  const coordinators = await coordinatorsOf(db, conferenceId)
  const one = coordinators.find((person) => person.id !== reader.id && person.phones.length > 0)
  return one ? callOn(one) : null
}
