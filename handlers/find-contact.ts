import { conferencesServedBy } from '../db/invites.ts'
import { allPeople, isCoordinator, personByCode } from '../db/people.ts'
import { calledLike } from '../src/domain/likely.ts'
import type { Person } from '../src/domain/person.ts'
import type { Heard } from './heard.ts'
import type { Turn } from './world.ts'

/** Whom a coordinator means by a code, a name or part of one. */
export async function contactsCalled({ tx }: Turn, words: string): Promise<Person[]> {
  const wanted = words.normalize('NFC').replace(/\s+/g, ' ').trim()
  const coded = await personByCode(tx, wanted)
  return coded ? [coded] : calledLike(wanted, await allPeople(tx))
}

/** Whether the person coordinates everything, or a conference that this contact has to do with. */
export async function coordinatesFor({ tx, person }: Heard, contactId: string): Promise<boolean> {
  if (await isCoordinator(tx, person.id, null)) return true
  for (const { id } of await conferencesServedBy(tx, contactId))
    if (await isCoordinator(tx, person.id, id)) return true
  return false
}
