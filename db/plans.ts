import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Ask } from './asks.ts'
import type { Assignment } from './assignments.ts'
import type { BridgePoint } from './conferences.ts'
import type { Round } from './rounds.ts'
import type { Db, Tx } from './open.ts'
import type { Contact } from './people.ts'
import {
  asked,
  asks,
  assignments,
  bridgePoints,
  checklistItems,
  contacts,
  coordinators,
  duties,
  letters,
  rounds,
  units,
} from './schema.ts'

/** Whatever a conference ever had, what was taken out of it included: a code that comes back gets its old row again. */
export const everyBridgePoint = (db: Db | Tx, conferenceId: string): Promise<BridgePoint[]> =>
  db
    .select()
    .from(bridgePoints)
    .where(eq(bridgePoints.conferenceId, conferenceId))
    .orderBy(asc(bridgePoints.position))
    .then((rows) => rows)

export const everyRound = (db: Db | Tx, conferenceId: string): Promise<Round[]> =>
  db
    .select()
    .from(rounds)
    .where(eq(rounds.conferenceId, conferenceId))
    .orderBy(asc(rounds.opensAt))
    .then((rows) => rows)

export const everyAssignment = (db: Db | Tx, conferenceId: string): Promise<Assignment[]> =>
  db
    .select()
    .from(assignments)
    .where(eq(assignments.conferenceId, conferenceId))
    .orderBy(asc(assignments.position))
    .then((rows) => rows)

/** Every ask of a conference, those that have ended as well. */
export const everyAsk = (db: Db | Tx, conferenceId: string): Promise<Ask[]> =>
  db
    .select()
    .from(asks)
    .where(eq(asks.conferenceId, conferenceId))
    .then((rows) => rows)

/** A contact's own row with the name of the unit. */
export type StoredContact = Contact & { unit: string | null }

export async function contactsCoded(db: Db | Tx, codes: string[]): Promise<StoredContact[]> {
  const rows = await db
    .select({ contact: contacts, unit: units.name })
    .from(contacts)
    .leftJoin(units, eq(units.id, contacts.unitId))
    .where(inArray(contacts.code, codes))
  return rows.map(({ contact, unit }) => ({ ...contact, unit }))
}

export const contactCodes = (db: Db | Tx) =>
  db.select({ id: contacts.id, code: contacts.code }).from(contacts)

export const unitNames = (db: Db | Tx) => db.select({ id: units.id, name: units.name }).from(units)

export type ChecklistItem = typeof checklistItems.$inferSelect

export const checklistItemsOf = (db: Db | Tx, conferenceId: string): Promise<ChecklistItem[]> =>
  db
    .select()
    .from(checklistItems)
    .where(eq(checklistItems.conferenceId, conferenceId))
    .orderBy(asc(checklistItems.position))
    .then((rows) => rows)

/** Whose checklist, or whose duties: of the conference as a whole, of a round, or of a bridge point. */
export interface Owner {
  roundId: string | null
  bridgePointId: string | null
}

export async function replaceChecklist(
  tx: Tx,
  conferenceId: string,
  owner: Owner,
  labels: string[],
  newId: () => string,
): Promise<void> {
  await tx.delete(checklistItems).where(and(eq(checklistItems.conferenceId, conferenceId), isOwnItem(owner)))
  if (labels.length === 0) return
  const rows = labels.map((label, position) => ({ id: newId(), conferenceId, ...owner, position, label }))
  await tx.insert(checklistItems).values(rows)
}

const isOwnItem = ({ roundId, bridgePointId }: Owner) =>
  and(
    roundId ? eq(checklistItems.roundId, roundId) : isNull(checklistItems.roundId),
    bridgePointId ? eq(checklistItems.bridgePointId, bridgePointId) : isNull(checklistItems.bridgePointId),
  )

export type Duty = typeof duties.$inferSelect

/** The duties at these bridge points and in these rounds. */
export const dutiesAmong = (db: Db | Tx, pointIds: string[], roundIds: string[]): Promise<Duty[]> =>
  db
    .select()
    .from(duties)
    .where(or(inArray(duties.bridgePointId, pointIds), inArray(duties.roundId, roundIds)))
    .then((rows) => rows)

export async function replaceDuties(
  tx: Tx,
  owner: Owner,
  wanted: { duty: string; contactId: string }[],
  newId: () => string,
): Promise<void> {
  await tx.delete(duties).where(isOwnDuty(owner))
  if (wanted.length === 0) return
  await tx.insert(duties).values(wanted.map((one) => ({ id: newId(), ...owner, ...one })))
}

const isOwnDuty = ({ roundId, bridgePointId }: Owner) =>
  and(
    roundId ? eq(duties.roundId, roundId) : isNull(duties.roundId),
    bridgePointId ? eq(duties.bridgePointId, bridgePointId) : isNull(duties.bridgePointId),
  )

/** The people to whom a card of these asks has gone, or may have. */
export async function peopleWrittenTo(db: Db | Tx, askIds: string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: letters.contactId })
    .from(letters)
    .where(
      and(
        inArray(letters.askId, askIds),
        or(inArray(letters.state, ['sent', 'unknown']), isNotNull(letters.claimedBy)),
      ),
    )
  return rows.flatMap((row) => row.id ?? [])
}

/**
 * This contact has no part in an ask any more: they are not reminded, what waits for them is taken back, and the cards they
 * have are not brought up to date.
 */
export async function leaveOut(tx: Tx, askId: string, subjects: string[], contactId: string): Promise<void> {
  const isTheirs = eq(letters.contactId, contactId)
  await tx.delete(asked).where(and(eq(asked.askId, askId), eq(asked.contactId, contactId)))
  await tx
    .update(letters)
    .set({ state: 'void' })
    .where(
      and(
        isTheirs,
        eq(letters.askId, askId),
        inArray(letters.state, ['pending', 'held']),
        isNull(letters.claimedBy),
      ),
    )
  await tx
    .update(letters)
    .set({ subject: null })
    .where(and(isTheirs, inArray(letters.subject, subjects)))
}

/** Ids of everyone a conference has to do with: at its bridge points, in its rounds, for its assignments, coordinating it. */
export async function peopleIn(db: Db | Tx, conferenceId: string): Promise<Set<string>> {
  const points = (await everyBridgePoint(db, conferenceId)).filter(({ removedAt }) => removedAt === null)
  const itsRounds = (await everyRound(db, conferenceId)).filter(({ removedAt }) => removedAt === null)
  const given = (await everyAssignment(db, conferenceId)).filter(({ removedAt }) => removedAt === null)
  const onDuty = await dutiesAmong(
    db,
    points.map(({ id }) => id),
    itsRounds.map(({ id }) => id),
  )
  const leading = await db
    .select({ contactId: coordinators.contactId })
    .from(coordinators)
    .where(and(eq(coordinators.conferenceId, conferenceId), isNull(coordinators.revokedAt)))
  const owners = [...points, ...given].flatMap(({ contactId, backupId }) => [
    contactId,
    ...(backupId ? [backupId] : []),
  ])
  return new Set([...owners, ...[...onDuty, ...leading].map(({ contactId }) => contactId)])
}
