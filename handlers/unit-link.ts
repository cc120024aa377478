import { type BridgePoint, conferenceById } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import {
  liveUnitLink,
  markUnitLinkOpened,
  revokeUnitLinks,
  saveUnitLink,
  type UnitAt,
  type UnitLink,
  unitLinkById,
} from '../db/nominations.ts'
import type { Db, Tx } from '../db/open.ts'
import { everyBridgePoint, unitNames } from '../db/plans.ts'
import { contactsByIds } from '../db/people.ts'
import { type NoWay, seal, sealFits } from './link.ts'
import type { Turn, World } from './world.ts'

/** How the command line shows a unit's link. */
export interface UnitLinkView {
  unit: string
  bridgePoints: string[]
  url: string
  /** ISO 8601 in UTC. */
  expiresAt: string
}

const PURPOSE = 'unit-link'

/** The link of every unit that has bridge points in the conference; those given out before stay while they are valid. */
export async function unitLinksFor(turn: Turn, conferenceId: string, base: string): Promise<UnitLinkView[]> {
  const byUnit = await pointsByUnit(turn.tx, conferenceId)
  const names = new Map((await unitNames(turn.tx)).map(({ id, name }) => [id, name]))
  const views: UnitLinkView[] = []
  for (const [unitId, points] of byUnit) {
    const link = await linkFor(turn, { unitId, conferenceId })
    views.push({
      unit: names.get(unitId) ?? '',
      bridgePoints: points.map((point) => point.name),
      url: `${base}/u/${tokenOf(turn.world, link)}`,
      expiresAt: new Date(link.expiresAt).toISOString(),
    })
  }
  return views
}

async function linkFor({ tx, world, now }: Turn, at: UnitAt): Promise<UnitLink> {
  const known = await liveUnitLink(tx, at, now)
  if (known) return known
  const expiresAt = now + world.settings.linkValidMs
  return saveUnitLink(tx, { id: world.newToken(), ...at, issuedAt: now, expiresAt })
}

export const tokenOf = (world: World, { id }: UnitLink) => `${id}.${seal(world, id, PURPOSE)}`

/** The unit's link that was given out under this token, if it still opens anything. */
export async function opensUnit(world: World, db: Db | Tx, token: string): Promise<UnitLink | NoWay> {
  const [id = '', mac = ''] = token.split('.')
  if (!sealFits(world, id, mac, PURPOSE)) return 'unknown'
  const link = await unitLinkById(db, id)
  if (!link) return 'unknown'
  if (link.revokedAt !== null) return 'revoked'
  const conference = await conferenceById(db, link.conferenceId)
  const isOver = conference.cancelledAt !== null || conference.endedAt !== null
  return isOver || link.expiresAt <= world.now() ? 'expired' : link
}

/** What was given out to the unit of that name opens nothing any more; false when no unit is called so. */
export async function revokeUnitLink(turn: Turn, conferenceId: string, name: string): Promise<boolean> {
  const unit = (await unitNames(turn.tx)).find((each) => each.name === name)
  if (!unit) return false
  await revokeUnitLinks(turn.tx, { unitId: unit.id, conferenceId }, turn.now)
  await record(turn.tx, turn.now, 'console', 'unit-link-revoked', unit.id, { conferenceId })
  return true
}

export const noteUnitOpened = ({ tx, now }: Turn, link: UnitLink) => markUnitLinkOpened(tx, link.id, now)

export const pointsOfUnit = async (db: Db | Tx, { unitId, conferenceId }: UnitAt): Promise<BridgePoint[]> =>
  (await pointsByUnit(db, conferenceId)).get(unitId) ?? []

/** A bridge point that names no unit is that of its contact's. */
async function pointsByUnit(db: Db | Tx, conferenceId: string): Promise<Map<string, BridgePoint[]>> {
  const points = (await everyBridgePoint(db, conferenceId)).filter(({ removedAt }) => removedAt === null)
  const contacts = await contactsByIds(
    db,
    points.map((point) => point.contactId),
  )
  const unitOf = new Map(contacts.map(({ id, unitId }) => [id, unitId]))
  const byUnit = new Map<string, BridgePoint[]>()
  for (const point of points) {
    const unitId = point.unitId ?? unitOf.get(point.contactId)
    if (unitId) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), point])
  }
  return byUnit
}
