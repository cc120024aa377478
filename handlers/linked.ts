import { liveIdentities } from '../db/identities.ts'
import type { Db, Tx } from '../db/open.ts'
import { peopleByIds } from '../db/people.ts'
import { peopleIn } from '../db/plans.ts'
import { invitedPeople, unitsNaming } from '../db/presence.ts'
import { named, type Person } from '../src/domain/person.ts'
import type { LinkedView } from '../src/domain/texts/vi/contactable.ts'

/** How far the contacts of a conference have come with linking. */
export interface Linked {
  contacts: number
  linked: number
  units: number
  /** Units with a nomination that was not refused, or with a contact at their bridge point whom one can ring. */
  named: number
  /** Were given an invite or a link, have opened none and linked nothing. */
  neverOpened: Person[]
}

export async function linkedIn(tx: Db | Tx, conferenceId: string): Promise<Linked> {
  const people = await peopleByIds(tx, [...(await peopleIn(tx, conferenceId))])
  const linked = new Set((await liveIdentities(tx)).map(({ contactId }) => contactId))
  const { invited, opened } = await invitedPeople(tx)
  const { units, named: naming } = await unitsNaming(tx, conferenceId)
  return {
    contacts: people.length,
    linked: people.filter(({ id }) => linked.has(id)).length,
    units: units.size,
    named: naming.size,
    neverOpened: people.filter(({ id }) => invited.has(id) && !opened.has(id) && !linked.has(id)),
  }
}

export const linkedView = ({ neverOpened, ...counts }: Linked, reader: Person): LinkedView => ({
  ...counts,
  neverOpened: neverOpened.map((person) => named(person, reader)),
})
