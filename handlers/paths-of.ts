import { type Identity, identitiesOf } from '../db/identities.ts'
import type { Db, Tx } from '../db/open.ts'
import { heldAccounts, meansOf, refusedAddresses } from '../db/reach.ts'
import { type Address, WEB_ACCOUNT } from '../src/domain/message.ts'
import { OA_WINDOW_MS, type Path, type PathState } from '../src/domain/reach.ts'
import { nightEnds } from '../src/domain/night.ts'
import type { World } from './world.ts'

/** What reading a person's paths takes: inside a transaction or beside one. */
export interface Reads {
  tx: Db | Tx
  world: World
  now: number
}

/** What is known of one contact's ways: chats of theirs, numbers and mail, and which of the latter were refused for good. */
export interface Means {
  identities: Identity[]
  phones: string[]
  email: string | null
  country: string | null
  refused: Set<string>
}

/** Every way to this contact that exists, and how it stands; `closed` and `blocked` ones too. */
export async function pathsOf(reads: Reads, contactId: string): Promise<Path[]> {
  const { tx, world, now } = reads
  const means = {
    ...(await meansOf(tx, contactId)),
    identities: await identitiesOf(tx, contactId),
    refused: tellsOfRefusals(world) ? await refusedAddresses(tx, contactId) : new Set<string>(),
  }
  const holds = await heldAccounts(tx, now + world.settings.reach.urgentFallbackMs)
  return pathsBy(reads, contactId, means, holds)
}

/** Whether anybody is written to who has linked nothing, so that addresses may have been refused. */
export const tellsOfRefusals = ({ settings }: World) =>
  settings.publicUrl !== null && (settings.templates !== null || settings.mail !== null)

/** The same where what is known has been read already. */
export function pathsBy(
  reads: Pick<Reads, 'world' | 'now'>,
  contactId: string,
  means: Means,
  holds: Awaited<ReturnType<typeof heldAccounts>>,
): Path[] {
  const linked = means.identities.map((identity) => ofIdentity(identity, reads.now))
  const unlinked = unlinkedPaths(reads, contactId, means)
  return [...linked, ...unlinked].map((path) => {
    const hold = holds.find(({ channel, account }) => channel === path.channel && account === path.account)
    return hold && isUsable(path) ? { ...path, state: 'closed' as const, until: hold.until } : path
  })
}

const isUsable = ({ state }: Path) => state === 'linked' || state === 'open'

function ofIdentity(identity: Identity, now: number): Path {
  const { channel, lastInAt } = identity
  const windowEnds = channel === 'zalo-oa' ? (lastInAt ?? identity.linkedAt) + OA_WINDOW_MS : null
  const state = stateOf(identity, windowEnds, now)
  return path(identity, state, { lastInAt, until: state === 'linked' ? windowEnds : null })
}

function stateOf({ closedAt, closedReason }: Identity, windowEnds: number | null, now: number): PathState {
  if (closedAt !== null) return closedReason === 'window-closed' ? 'closed' : 'blocked'
  return windowEnds !== null && windowEnds <= now ? 'closed' : 'linked'
}

const path = (
  { channel, account, chat }: Address,
  state: PathState,
  more: Partial<Pick<Path, 'lastInAt' | 'until' | 'topics'>> = {},
): Path => ({
  channel,
  account,
  chat,
  state,
  until: null,
  lastInAt: null,
  topics: null,
  ...more,
})

/** Forms, mail and the page: nobody has to link anything. Forms and mail carry a link, so the page must be reachable. */
function unlinkedPaths(
  reads: Pick<Reads, 'world' | 'now'>,
  contactId: string,
  { identities, refused, ...means }: Means,
): Path[] {
  const { settings } = reads.world
  if (settings.publicUrl === null) return []
  const mail =
    settings.mail && means.email
      ? [path({ channel: 'email', account: settings.mail.account, chat: means.email }, 'open')]
      : []
  const page = identities.some(({ channel }) => channel === 'web')
    ? []
    : [path({ channel: 'web', account: WEB_ACCOUNT, chat: contactId }, 'open')]
  const paths = [...templatePaths(reads, means.phones, identities), ...mail, ...page]
  return paths.map((each) => (refused.has(each.chat) ? { ...each, state: 'blocked' } : each))
}

/** Of a Vietnamese mobile number, as Zalo takes it. */
const MOBILE = /^\+84[35789]\d{8}$/

/** By the person's id at the account, where they ever linked it; by phone at any hour but the night. */
function templatePaths(
  { world, now }: Pick<Reads, 'world' | 'now'>,
  phones: string[],
  identities: Identity[],
): Path[] {
  const { templates } = world.settings
  if (!templates) return []
  const { account, topics, ways } = templates
  const at = (chat: string) => ({ channel: 'zalo-template' as const, account, chat })
  const known = identities.find((each) => each.channel === 'zalo-oa' && each.closedReason !== 'blocked')
  const mobile = phones.find((phone) => MOBILE.test(phone))
  const night = nightEnds(now)
  return [
    ...(ways.includes('uid') && known ? [path(at(`uid:${known.chat}`), 'open', { topics })] : []),
    ...(ways.includes('phone') && mobile
      ? [path(at(`phone:${mobile.slice(1)}`), night ? 'closed' : 'open', { topics, until: night })]
      : []),
  ]
}
