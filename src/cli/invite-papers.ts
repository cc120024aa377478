import { contactsByIds } from '../../db/people.ts'
import type { Conference } from '../../db/conferences.ts'
import type { InviteView } from '../../handlers/invite.ts'
import { whomToCall } from '../../handlers/whom-to-call.ts'
import { type Person, spokenPhone } from '../domain/person.ts'
import type { InviteWay, PassedOn } from '../domain/texts/vi/sheet.ts'
import { clock, day, VIETNAM } from '../domain/time.ts'
import type { Office } from './office.ts'

/** One person's invite with all that stands on their paper. */
export interface Paper {
  person: Person
  passedOn: PassedOn
}

/** The same for everybody who was invited, in that order. */
export async function papersFor(
  { world }: Office,
  conference: Conference | null,
  invited: { person: Person; view: InviteView }[],
): Promise<Paper[]> {
  const { office, reach } = world.settings
  const { db } = world.store
  const ids = invited.map(({ person }) => person.id)
  const countries = new Map((await contactsByIds(db, ids)).map(({ id, country }) => [id, country]))
  const papers: Paper[] = []
  for (const { person, view } of invited) {
    const call = await whomToCall(db, conference?.id ?? null, person)
    const order = isAbroad(person, countries.get(person.id) ?? null) ? reach.orderAbroad : reach.order
    const expiresAt = Date.parse(view.expiresAt)
    const passedOn: PassedOn = {
      office: office.name,
      conference: conference?.title ?? null,
      code: view.code,
      ways: waysOf(view).toSorted((a, b) => order.indexOf(a.way) - order.indexOf(b.way)),
      until: `${clock(expiresAt, person.timezone)} ${day(expiresAt, person.timezone)}`,
      call: call ?? (office.phone && spokenPhone(office.phone)),
    }
    papers.push({ person, passedOn })
  }
  return papers
}

/** Whoever keeps another clock than Vietnam's is taken to be abroad where nothing else tells. */
const isAbroad = ({ timezone }: Person, country: string | null) =>
  country === null ? timezone !== VIETNAM : country !== 'VN'

function waysOf({ telegram, zaloOa, zaloBot, web }: InviteView): { way: InviteWay; url: string }[] {
  const links: [InviteWay, string | null | undefined][] = [
    ['telegram', telegram],
    ['zalo-oa', zaloOa],
    ['zalo-bot', zaloBot],
    ['web', web],
  ]
  return links.flatMap(([way, url]) => (url ? [{ way, url }] : []))
}
