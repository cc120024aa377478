import { type Announcement, announcementById, announcementNumbered } from '../../db/announcements.ts'
import { type Conference, conferenceByCode, liveConferences } from '../../db/conferences.ts'
import type { Db, Tx } from '../../db/open.ts'
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

/** By its id or its number, '#5' as well. */
export async function announcementMeant(
  { world }: Office,
  { texts }: Terminal,
  typed: string,
  db: Db | Tx = world.store.db,
): Promise<Announcement> {
  const number = /^#?(\d{1,9})$/.exec(typed.trim())?.[1]
  const found = number ? await announcementNumbered(db, Number(number)) : await announcementById(db, typed)
  if (!found) throw new Refusal(texts.announcing.noAnnouncement(typed))
  return found
}

export const isOver = (conference: Conference) =>
  conference.cancelledAt !== null || conference.endedAt !== null
