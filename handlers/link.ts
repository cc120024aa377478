import { type Link, linkById, linkToLetter, saveLink } from '../db/links.ts'
import type { Db, Tx } from '../db/open.ts'
import type { Turn, World } from './world.ts'

/** Why a link opens nothing. */
export type NoWay = 'unknown' | 'expired' | 'revoked'

/**
 * The signed way to what a letter asks; the same one whenever the letter is sent, by whatever path. The token is the
 * link's id and its HMAC.
 */
export async function linkForLetter(turn: Turn, letter: { id: string; contactId: string }): Promise<string> {
  const known = await linkToLetter(turn.tx, letter.id)
  return known ? tokenOf(turn.world, known) : issue(turn, letter.contactId, letter.id)
}

/** A new way to everything that is asked of the contact: for their invite, or to be passed on by hand. */
export const linkForPerson = (turn: Turn, contactId: string): Promise<string> => issue(turn, contactId, null)

/** Where a token is opened; null while nobody from outside can reach us. */
export const linkUrl = (world: World, token: string): string | null =>
  world.settings.publicUrl && `${world.settings.publicUrl}/c/${token}`

/** The link that was given out under this token, if it still opens anything. */
export async function opens(world: World, db: Db | Tx, token: string): Promise<Link | NoWay> {
  const [id = '', mac = ''] = token.split('.')
  if (!sealFits(world, id, mac)) return 'unknown'
  const link = await linkById(db, id)
  if (!link) return 'unknown'
  if (link.revokedAt !== null) return 'revoked'
  return link.expiresAt <= world.now() ? 'expired' : link
}

async function issue({ tx, world, now }: Turn, contactId: string, letterId: string | null): Promise<string> {
  const expiresAt = now + world.settings.linkValidMs
  const link = await saveLink(tx, { id: world.newToken(), contactId, letterId, issuedAt: now, expiresAt })
  return tokenOf(world, link)
}

const tokenOf = (world: World, { id }: Link) => `${id}.${seal(world, id)}`

/** 128 bits are more than anybody guesses, and short enough for a template's button. */
const SEAL_LENGTH = 22

/** A link to something else is sealed for another purpose, so that none passes for the other. */
export const seal = (world: World, id: string, purpose = 'link') =>
  Buffer.from(world.mac(`${purpose} ${id}`), 'hex')
    .toString('base64url')
    .slice(0, SEAL_LENGTH)

export const sealFits = (world: World, id: string, mac: string, purpose = 'link') =>
  world.sameSecret(mac, seal(world, id, purpose))
