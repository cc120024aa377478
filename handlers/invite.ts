import { allAccounts, record } from '../db/facts.ts'
import { saveInvite } from '../db/invites.ts'
import { personById } from '../db/people.ts'
import { identitiesOf } from '../db/identities.ts'
import { CODE_DIGITS, type Secret } from '../src/domain/invite.ts'
import { type ChannelName, channelNames } from '../src/domain/message.ts'
import { linkForPerson, linkUrl } from './link.ts'
import { zaloBotLinkFor } from './zalo-seats.ts'
import type { Turn, World } from './world.ts'

/** Codes that were ever given out are never given again; this many in a row that were would be a broken generator. */
const MOST_TRIES = 50

/** The only moment at which code and token are known in clear. `expiresAt` in ms. */
export interface Issued {
  code: string
  token: string
  expiresAt: number
}

/** How the command line shows an invite; links are null, or absent, when the bot is not known yet. */
export interface InviteView {
  contact: string
  name: string
  code: string
  telegram: string | null
  zaloBot?: string
  zaloOa: string | null
  /** Their own signed page; null while nobody from outside reaches us. */
  web: string | null
  linked: ChannelName[]
  /** ISO 8601 in UTC. */
  expiresAt: string
}

/** A new invite for this contact; those given out before stay good until one of them is used. */
export async function invite(turn: Turn, contactId: string): Promise<Issued> {
  const { tx, world, now } = turn
  const expiresAt = now + world.settings.inviteValidMs
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const code = world.newCode(CODE_DIGITS)
    const token = world.newToken()
    const codeMac = sealed(world, { kind: 'code', value: code })
    const tokenMac = sealed(world, { kind: 'token', value: token })
    const id = world.newId()
    if (!(await saveInvite(tx, { id, contactId, codeMac, tokenMac, issuedAt: now, expiresAt }))) continue
    await record(tx, now, 'console', 'invited', contactId)
    return { code, token, expiresAt }
  }
  throw new Error(`no invite code was free in ${MOST_TRIES} tries`)
}

/** What is kept of a secret, and what it is found by: an HMAC, so that neither the table nor a clock gives it away. */
export const sealed = (world: World, secret: Secret) => world.mac(`invite ${secret.kind} ${secret.value}`)

/** The invite as a coordinator passes it on. */
export async function inviteView(turn: Turn, contactId: string, issued: Issued): Promise<InviteView> {
  const { zaloOa, publicUrl } = turn.world.settings
  const zaloBot = await zaloBotLinkFor(turn, contactId)
  const person = await personById(turn.tx, contactId)
  const bot = await telegramBot(turn)
  const own = (await identitiesOf(turn.tx, contactId)).map((identity) => identity.channel)
  return {
    contact: person.code,
    name: person.name,
    code: issued.code,
    telegram: bot && `https://t.me/${bot}?start=${issued.token}`,
    ...(zaloBot && { zaloBot }),
    zaloOa: zaloOa && `https://zalo.me/${zaloOa.account}`,
    web: publicUrl && linkUrl(turn.world, await linkForPerson(turn, contactId)),
    linked: channelNames.filter((channel) => own.includes(channel)),
    expiresAt: new Date(issued.expiresAt).toISOString(),
  }
}

async function telegramBot(turn: Turn): Promise<string | null> {
  const accounts = await allAccounts(turn.tx)
  return accounts.findLast((each) => each.channel === 'telegram' && each.userName)?.userName ?? null
}
