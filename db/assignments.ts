import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { AssignmentStatus } from '../src/domain/assignment.ts'
import type { Db, Tx } from './open.ts'
import { assignments, conferences } from './schema.ts'

export type Assignment = typeof assignments.$inferSelect

export const assignmentsOf = (db: Db | Tx, conferenceId: string): Promise<Assignment[]> =>
  db
    .select()
    .from(assignments)
    .where(and(eq(assignments.conferenceId, conferenceId), isNull(assignments.removedAt)))
    .orderBy(asc(assignments.position))
    .then((rows) => rows)

export const assignmentsByIds = (db: Db | Tx, ids: string[]): Promise<Assignment[]> =>
  db
    .select()
    .from(assignments)
    .where(inArray(assignments.id, ids))
    .orderBy(asc(assignments.position))
    .then((rows) => rows)

export async function assignmentById(db: Db | Tx, id: string): Promise<Assignment> {
  const [row] = await assignmentsByIds(db, [id])
  if (!row) throw new Error(`no assignment ${id}`)
  return row
}

/** Assignments of live conferences that this contact, or as backup, has to do with and that have been sent. */
export async function assignmentsServedBy(db: Db | Tx, contactId: string): Promise<Assignment[]> {
  const rows = await db
    .select({ assignment: assignments })
    .from(assignments)
    .leftJoin(conferences, eq(conferences.id, assignments.conferenceId))
    .where(
      and(
        isNull(assignments.removedAt),
        isNull(conferences.endedAt),
        isNull(conferences.cancelledAt),
        or(eq(assignments.contactId, contactId), eq(assignments.backupId, contactId)),
      ),
    )
    .orderBy(asc(assignments.position))
  return rows
    .map((row) => row.assignment)
    .filter((row) => row.status !== 'draft' && row.status !== 'cancelled')
}

export async function saveAssignment(tx: Tx, row: typeof assignments.$inferInsert): Promise<void> {
  const { id: _, ...changes } = row
  await tx.insert(assignments).values(row).onConflictDoUpdate({ target: assignments.id, set: changes })
}

export async function setAssignmentStatus(
  tx: Tx,
  id: string,
  status: AssignmentStatus,
  at: number,
): Promise<void> {
  await tx.update(assignments).set({ status, statusAt: at }).where(eq(assignments.id, id))
}
