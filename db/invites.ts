import { and, asc, count, eq, gt, isNotNull, isNull, lte, ne, or } from 'drizzle-orm'
import type { Assignment } from './assignments.ts'
import { bridgePointsServedBy, type Conference, liveConferences } from './conferences.ts'
import type { Db, Tx } from './open.ts'
import { assignments, conferences, coordinators, duties, guesses, invites, rounds } from './schema.ts'

export type Invite = typeof invites.$inferSelect

/** Keeps an invite; false when its code or its token is one that was ever given out. */
export async function saveInvite(tx: Tx, invite: typeof invites.$inferInsert): Promise<boolean> {
  const kept = await tx.insert(invites).values(invite).onConflictDoNothing().returning({ id: invites.id })
  return kept.length > 0
}

/** The invite whose code or token has this MAC, whatever became of it. Looked up by index: no secret is compared. */
export async function inviteSealed(db: Db | Tx, by: 'code' | 'token', mac: string): Promise<Invite | null> {
  const column = by === 'code' ? invites.codeMac : invites.tokenMac
  const [row] = await db.select().from(invites).where(eq(column, mac))
  return row ?? null
}

/** Every invite of this contact is used up: code and link together, older ones as well. */
export async function burnInvites(tx: Tx, contactId: string, now: number): Promise<void> {
  await tx
    .update(invites)
    .set({ burntAt: now })
    .where(and(eq(invites.contactId, contactId), isNull(invites.burntAt)))
}

// — wrong guesses

/** Keeps a wrong guess, and forgets those at or before `since`: nobody asks for them any more. */
export async function addGuess(tx: Tx, address: string, now: number, since: number): Promise<void> {
  await tx.delete(guesses).where(lte(guesses.at, since))
  await tx.insert(guesses).values({ address, at: now })
}

/** Wrong guesses after `since`: from that address, and in all. */
export async function guessesAfter(db: Db | Tx, address: string, since: number) {
  const recent = gt(guesses.at, since)
  const [here] = await db
    .select({ wrong: count() })
    .from(guesses)
    .where(and(recent, eq(guesses.address, address)))
  const [all] = await db.select({ wrong: count() }).from(guesses).where(recent)
  return { here: here?.wrong ?? 0, inAll: all?.wrong ?? 0 }
}

// — what a contact is invited for

/** Assignments, drafts included, that this contact leads or is the backup of, unless their conference is over. */
export async function assignmentsMeantFor(db: Db | Tx, contactId: string): Promise<Assignment[]> {
  const rows = await db
    .select({ assignment: assignments })
    .from(assignments)
    .leftJoin(conferences, eq(conferences.id, assignments.conferenceId))
    .where(
      and(
        isNull(assignments.removedAt),
        ne(assignments.status, 'cancelled'),
        isNull(conferences.endedAt),
        isNull(conferences.cancelledAt),
        or(eq(assignments.contactId, contactId), eq(assignments.backupId, contactId)),
      ),
    )
    .orderBy(asc(assignments.position))
  return rows.map((row) => row.assignment)
}

/** Live conferences this contact has to do with, the nearest first: bridge points, assignments, duties, coordination. */
export async function conferencesServedBy(db: Db | Tx, contactId: string): Promise<Conference[]> {
  const points = await bridgePointsServedBy(db, contactId)
  const meant = await assignmentsMeantFor(db, contactId)
  const onDuty = await db
    .select({ conferenceId: rounds.conferenceId })
    .from(duties)
    .innerJoin(rounds, eq(rounds.id, duties.roundId))
    .where(and(eq(duties.contactId, contactId), isNull(rounds.removedAt)))
  const coordinated = await db
    .select({ conferenceId: coordinators.conferenceId })
    .from(coordinators)
    .where(
      and(
        eq(coordinators.contactId, contactId),
        isNull(coordinators.revokedAt),
        isNotNull(coordinators.conferenceId),
      ),
    )
  const ids = new Set([...points, ...meant, ...onDuty, ...coordinated].map((row) => row.conferenceId))
  return (await liveConferences(db)).filter((conference) => ids.has(conference.id))
}
