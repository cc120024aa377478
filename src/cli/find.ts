import { type Conference, conferenceByCode, liveConferences } from '../../db/conferences.ts'
import { personByCode } from '../../db/people.ts'
import type { Person } from '../domain/person.ts'
import type { Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** The conference of that code; without a code, the only one there is. */
export async function conferenceMeant(
  { world }: Office,
  { texts }: Terminal,
  code: string | undefined,
): Promise<Conference> {
  const { db } = world.store
  if (code !== undefined) {
    const found = await conferenceByCode(db, code)
    if (!found) throw new Refusal(texts.cli.noConference(code))
    return found
  }
  const [only, ...others] = await liveConferences(db)
  if (!only) throw new Refusal(texts.cli.noConferenceYet)
  if (others.length > 0)
    throw new Refusal(texts.cli.whichConference([only, ...others].map((each) => each.code).join(', ')), 2)
  return only
}

export async function contactMeant({ world }: Office, { texts }: Terminal, code: string): Promise<Person> {
  const person = await personByCode(world.store.db, code)
  if (!person) throw new Refusal(texts.cli.noContact(code))
  return person
}

export const isOver = (conference: Conference) =>
  conference.cancelledAt !== null || conference.endedAt !== null
