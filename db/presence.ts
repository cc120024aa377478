import { and, eq, inArray, isNotNull, max, sql } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { answers, bridgePoints, contacts, invites, letters, links, nominations, unitLinks } from './schema.ts'

/** When something last got through to a contact by a channel, ms. */
export interface Success {
  contactId: string
  channel: ChannelName
  at: number
}

/** The last that left and was not refused, or was reported to have arrived; on the page the last opening or answer. */
export async function lastSuccesses(db: Db | Tx): Promise<Success[]> {
  const carried = await db
    .select({
      contactId: letters.contactId,
      channel: letters.channel,
      at: sql<number | null>`max(max(coalesce(${letters.deliveredAt}, 0), coalesce(${letters.sentAt}, 0)))`,
    })
    .from(letters)
    .where(and(eq(letters.state, 'sent'), isNotNull(letters.contactId), isNotNull(letters.channel)))
    .groupBy(letters.contactId, letters.channel)
  const opened = await db
    .select({ contactId: links.contactId, at: max(links.lastOpenedAt) })
    .from(links)
    .where(isNotNull(links.lastOpenedAt))
    .groupBy(links.contactId)
  const answered = await db
    .select({ contactId: answers.by, at: max(answers.at) })
    .from(answers)
    .where(eq(answers.via, 'web'))
    .groupBy(answers.by)
  const onPage = [...opened, ...answered].map((row) => ({ ...row, channel: 'web' as const }))
  return [...carried, ...onPage].flatMap(({ contactId, channel, at }) =>
    contactId && channel && at ? [{ contactId, channel, at }] : [],
  )
}

/** Contacts who were given an invite or a link, and those of them who have opened a link. */
export async function invitedPeople(db: Db | Tx): Promise<{ invited: Set<string>; opened: Set<string> }> {
  const given = await db.selectDistinct({ contactId: invites.contactId }).from(invites)
  const signed = await db
    .select({ contactId: links.contactId, openedAt: max(links.openedAt) })
    .from(links)
    .groupBy(links.contactId)
  return {
    invited: new Set([...given, ...signed].map(({ contactId }) => contactId)),
    opened: new Set(signed.filter(({ openedAt }) => openedAt !== null).map(({ contactId }) => contactId)),
  }
}

/**
 * The units of a conference, and those that have named a contact: with a nomination that was not refused, or with somebody
 * at their bridge point whom one can ring.
 */
export async function unitsNaming(
  db: Db | Tx,
  conferenceId: string,
): Promise<{ units: Set<string>; named: Set<string> }> {
  const points = await db
    .select({ own: bridgePoints.unitId, ofContact: contacts.unitId, phones: contacts.phones })
    .from(bridgePoints)
    .innerJoin(contacts, eq(contacts.id, bridgePoints.contactId))
    .where(and(eq(bridgePoints.conferenceId, conferenceId), sql`${bridgePoints.removedAt} is null`))
  const asked = await db
    .selectDistinct({ unitId: unitLinks.unitId })
    .from(unitLinks)
    .where(eq(unitLinks.conferenceId, conferenceId))
  const nominated = await db
    .selectDistinct({ unitId: nominations.unitId })
    .from(nominations)
    .where(
      and(eq(nominations.conferenceId, conferenceId), inArray(nominations.state, ['waiting', 'accepted'])),
    )
  const hosts = points.flatMap(({ own, ofContact, phones }) => {
    const unitId = own ?? ofContact
    return unitId ? [{ unitId, canBeRung: phones.length > 0 }] : []
  })
  const ids = (rows: { unitId: string }[]) => rows.map(({ unitId }) => unitId)
  return {
    units: new Set([...ids(hosts), ...ids(asked), ...ids(nominated)]),
    named: new Set([...ids(hosts.filter(({ canBeRung }) => canBeRung)), ...ids(nominated)]),
  }
}
