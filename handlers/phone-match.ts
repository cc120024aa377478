import { record } from '../db/facts.ts'
import { countKeyed } from '../db/cards.ts'
import { identitiesOf, identityAt } from '../db/identities.ts'
import { allPhones, isCoordinator, peopleByIds, personById } from '../db/people.ts'
import type { Content } from '../src/domain/message.ts'
import { named, type Person, spokenPhone } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { HOUR } from '../src/domain/time.ts'
import { sharedPhone } from '../src/intake/phones.ts'
import { isEnough, scopesOf } from './enough.ts'
import { countGuess, isBarred } from './guessing.ts'
import { type Joining, linkTo, refuse, refuseMove, wordsOf } from './join.ts'
import { shown } from './shown-name.ts'
import { noteRequest } from './request.ts'
import { inEveryLanguage } from './stranger.ts'
import { tellCoordinators } from './tell.ts'

/** What became of a phone number that somebody shared. */
export type Matched =
  | 'linked'
  | 'already-linked'
  | 'chat-taken'
  | 'contact-taken'
  | 'needs-code'
  | 'phone-twice'
  | 'phone-unknown'
  | 'not-own'
  | 'unreadable'
  | 'too-many-guesses'

type Shared = Extract<Content, { kind: 'phone' }>

/** Somebody shared their own number: the one contact with it is linked as by an invite; else they read why not. */
export async function matchPhone(joining: Joining, content: Shared): Promise<Matched> {
  const { admission, join } = sentences
  if (!content.own) return refuseOnce(joining, 'not-own', admission('ownPhoneOnly'))
  if (isOnlyClaimed(joining) && (await isBarred(joining)))
    return refuseOnce(joining, 'too-many-guesses', join('tooManyGuesses'))
  const number = sharedPhone(content.phone, 'VN')
  const found = await contactsWith(joining, content.phone)
  const [only, another] = found
  if (another) return refuseTwice(joining, number ?? content.phone, found)
  if (only) return matchOnly(joining, only)
  if (!number) return refuseOnce(joining, 'unreadable', admission('unreadablePhone'))
  return letAsk({ ...joining, senderName: content.name ?? joining.senderName }, number)
}

const sentences = {
  admission: (which: 'ownPhoneOnly' | 'unreadablePhone' | 'phoneNotListed' | 'phoneUnknown' | 'phoneTwice') =>
    inEveryLanguage((texts) => texts.admission[which]),
  join: (which: 'tooManyGuesses') => inEveryLanguage((texts) => texts.join[which]),
}

/** A form may be filled in with anybody's number, so numbers can be guessed there as codes can. */
const isOnlyClaimed = ({ at }: Joining) => at.channel !== 'telegram'

/** A number dialled without its country's code means another in each country. */
async function contactsWith(joining: Joining, phone: string): Promise<string[]> {
  const read = new Map<string, string | null>()
  const inCountry = (country: string) => {
    if (!read.has(country)) read.set(country, sharedPhone(phone, country))
    return read.get(country)
  }
  const everyone = await allPhones(joining.tx)
  return everyone.flatMap(({ id, phones, country }) => {
    const number = inCountry(country ?? 'VN')
    return number && phones.includes(number) ? [id] : []
  })
}

async function matchOnly(joining: Joining, contactId: string): Promise<Matched> {
  const { tx, at } = joining
  const person = await personById(tx, contactId)
  const { join, admission } = textsIn(person.language)
  const here = await identityAt(tx, at)
  if (here?.contactId === person.id) return refuse(joining, 'already-linked', join.alreadyLinked(person))
  if (here) return refuse(joining, 'chat-taken', await wordsOf(joining, here))
  if (await isCoordinator(tx, person.id)) {
    await count(joining, 'needs-code', [person.id])
    return refuse(joining, 'needs-code', admission.phoneNeedsCode)
  }
  const paths = await identitiesOf(tx, person.id)
  const proof = { contactId, by: { phone: true as const } }
  if (paths.some((path) => path.channel === at.channel))
    return refuseMove(joining, proof, { ...join, contactTaken: admission.phoneTaken })
  await linkTo(joining, proof, paths)
  return 'linked'
}

/** Which of the two it is nobody can tell: nothing changes, and those who keep the list hear of it once an hour. */
async function refuseTwice(joining: Joining, number: string, contactIds: string[]): Promise<Matched> {
  const key = `phone-twice:${joining.world.mac(number)}`
  await count(joining, 'phone-twice', contactIds)
  if ((await countKeyed(joining.tx, `${key}:*`, joining.now - HOUR)) === 0)
    await alertTwice(joining, `${key}:${joining.eventId}`, number, contactIds)
  return refuse(joining, 'phone-twice', sentences.admission('phoneTwice'))
}

async function alertTwice(joining: Joining, key: string, number: string, contactIds: string[]) {
  const people = await peopleByIds(joining.tx, contactIds)
  const who = (reader: Person) => people.map((person) => `${named(person, reader)} (${person.code})`)
  const card = (reader: Person) => {
    const { admission } = textsIn(reader.language)
    const text = admission.phoneTwiceAlert(spokenPhone(number), who(reader), shown(joining.senderName))
    return { text, choices: [] }
  }
  const scopes = await Promise.all(contactIds.map((id) => scopesOf(joining, id)))
  for (const scope of new Set(scopes.flat()))
    await tellCoordinators(joining, scope, { key, kind: 'urgent', card })
}

/** Nobody we know has that number: the coordinators may know whose it is. */
async function letAsk(joining: Joining, number: string): Promise<Matched> {
  if (await identityAt(joining.tx, joining.at))
    return refuseOnce(joining, 'phone-unknown', sentences.admission('phoneNotListed'))
  if (isOnlyClaimed(joining)) await countGuess(joining)
  await noteRequest(joining, { text: '', phone: number })
  return refuseOnce(joining, 'phone-unknown', sentences.admission('phoneUnknown'))
}

const count = ({ tx, now, at }: Joining, why: string, contacts: string[]) =>
  record(tx, now, 'system', 'phone-refused', contacts[0] ?? '', { channel: at.channel, why, contacts })

async function refuseOnce<Why extends Matched>(joining: Joining, why: Why, text: string): Promise<Why> {
  return (await isEnough(joining, joining.at, joining.eventId)) ? why : refuse(joining, why, text)
}
