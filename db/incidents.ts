import { and, asc, desc, eq, inArray, max } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { incidents, questions } from './schema.ts'

export type Incident = typeof incidents.$inferSelect
export type Question = typeof questions.$inferSelect

export async function incidentById(db: Db | Tx, id: string): Promise<Incident | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.id, id))
  return row ?? null
}

/** Adds a fault with the conference's next number. */
export async function addIncident(
  tx: Tx,
  row: Omit<typeof incidents.$inferInsert, 'number'>,
): Promise<Incident> {
  const [last] = await tx
    .select({ number: max(incidents.number) })
    .from(incidents)
    .where(eq(incidents.conferenceId, row.conferenceId))
  const [added] = await tx
    .insert(incidents)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .returning()
  return added!
}

export async function changeIncident(tx: Tx, id: string, changes: Partial<Incident>): Promise<Incident> {
  const [row] = await tx.update(incidents).set(changes).where(eq(incidents.id, id)).returning()
  if (!row) throw new Error(`no incident ${id}`)
  return row
}

/** Faults that are not over, oldest first. */
export const openIncidents = (db: Db | Tx, conferenceId: string): Promise<Incident[]> =>
  db
    .select()
    .from(incidents)
    .where(and(eq(incidents.conferenceId, conferenceId), inArray(incidents.state, ['open', 'owned'])))
    .orderBy(asc(incidents.number))
    .then((rows) => rows)

/** Faults at these bridge points that are not over, the last first. */
export const openIncidentsAt = (db: Db | Tx, bridgePointIds: string[]): Promise<Incident[]> =>
  db
    .select()
    .from(incidents)
    .where(and(inArray(incidents.bridgePointId, bridgePointIds), inArray(incidents.state, ['open', 'owned'])))
    .orderBy(desc(incidents.at), desc(incidents.number))
    .then((rows) => rows)

/** Adds a question with the next number, so that coordinators can speak of it. */
export async function addQuestion(
  tx: Tx,
  row: Omit<typeof questions.$inferInsert, 'number'>,
): Promise<Question> {
  const [last] = await tx.select({ number: max(questions.number) }).from(questions)
  const [added] = await tx
    .insert(questions)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .returning()
  return added!
}

export async function questionById(db: Db | Tx, id: string): Promise<Question | null> {
  const [row] = await db.select().from(questions).where(eq(questions.id, id))
  return row ?? null
}

export async function markAnswered(tx: Tx, id: string, by: string, at: number): Promise<void> {
  await tx.update(questions).set({ answeredBy: by, answeredAt: at }).where(eq(questions.id, id))
}
