import { isCoordinator } from '../db/people.ts'
import { record } from '../db/facts.ts'
import { named, type Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { forReader } from '../src/domain/time.ts'
import { contactsCalled, coordinatesFor } from './find-contact.ts'
import { type Heard, say } from './heard.ts'
import { invite, inviteView } from './invite.ts'
import { linkForPerson, linkUrl } from './link.ts'

/** "/lienket c12", "liên kết Nguyễn Thị Lan". */
const ORDER = /^\s*(?<slash>\/\s*)?(?:li[eê]n\s*k[eế]t|links?)(?:@\w+)?(?:\s+(?<whom>.{1,80}))?\s*$/iu

/**
 * A coordinator asks for somebody's invite, to pass it on. Without a slash the words are only meant so when they name a
 * contact; returns whether they were.
 */
export async function giveLinks(heard: Heard, text: string): Promise<boolean> {
  const order = ORDER.exec(text.normalize('NFC'))?.groups
  if (!order || (!order.slash && !order.whom)) return false
  const mayAsk = await isCoordinator(heard.tx, heard.person.id)
  if (!mayAsk && !order.slash) return false
  const { admission, general } = heard.texts
  if (!mayAsk) return said(heard, general.coordinatorsOnly)
  if (!order.whom) return said(heard, admission.linksUsage(heard.person))
  const found = await contactsCalled(heard, order.whom)
  const [only, ...others] = found
  if (!only) return order.slash ? said(heard, admission.noContact(order.whom)) : false
  if (others.length > 0) return said(heard, severalText(heard, order.whom, found))
  return giveLinksOf(heard, only)
}

const MOST_NAMED = 10

const severalText = ({ texts, person }: Heard, words: string, found: Person[]) =>
  [
    texts.admission.severalContacts(words),
    ...found.slice(0, MOST_NAMED).map((each) => `– ${each.code}: ${named(each, person)}`),
  ].join('\n')

async function giveLinksOf(heard: Heard, person: Person): Promise<boolean> {
  const { admission } = heard.texts
  if (!(await coordinatesFor(heard, person.id)))
    return said(heard, admission.outsideScope(heard.person, named(person, heard.person)))
  if (await wouldLendRights(heard, person))
    return said(heard, admission.organisersLinks(named(person, heard.person)))
  const issued = await invite(heard, person.id)
  const { code, telegram, ...view } = await inviteView(heard, person.id, issued)
  await record(heard.tx, heard.now, heard.person.id, 'links-given', person.id)
  const text = textsIn(person.language).admission.links({
    person,
    office: heard.world.settings.office.name,
    code,
    telegram,
    zalo: zaloLink(heard) ?? view.zaloBot ?? null,
    web: heard.world.settings.publicUrl && linkUrl(heard.world, await linkForPerson(heard, person.id)),
    until: forReader(issued.expiresAt, person.timezone, person.language),
  })
  return said(heard, text)
}

/** Whoever holds somebody's link can act as them: nobody gets at rights in this way that they do not have. */
const wouldLendRights = async ({ tx, person: asking }: Heard, { id }: Person) =>
  (await isCoordinator(tx, id)) && !(await isCoordinator(tx, asking.id, null))

const zaloLink = ({ world: { settings } }: Heard) =>
  settings.zaloOa && `https://zalo.me/${settings.zaloOa.account}`

const said = (heard: Heard, text: string) => say(heard, 'links', text).then(() => true)
