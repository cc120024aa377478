import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Person } from '../src/domain/person.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { contacts, coordinators, letters, units } from './schema.ts'

export type Contact = typeof contacts.$inferSelect

const personColumns = {
  id: contacts.id,
  code: contacts.code,
  name: contacts.name,
  title: contacts.title,
  unit: units.name,
  phones: contacts.phones,
  timezone: contacts.timezone,
  language: contacts.language,
  address: contacts.address,
}

const hot = prepared((db) => ({
  person: selectPeople(db)
    .where(eq(contacts.id, sql.placeholder('id')))
    .prepare(),
}))

const selectPeople = (db: Db | Tx) =>
  db.select(personColumns).from(contacts).leftJoin(units, eq(units.id, contacts.unitId))

/** The person with that id. Throws when there is none: ids come from our own rows. */
export async function personById(db: Db | Tx, id: string): Promise<Person> {
  const [person] = await hot(db).person.execute({ id })
  if (!person) throw new Error(`no contact ${id}`)
  return person
}

/** In the order of their codes; any number of ids. */
export const peopleByIds = (db: Db | Tx, ids: string[]) =>
  peopleWhere(db, sql`${contacts.id} in (select value from json_each(${JSON.stringify(ids)}))`)

export async function personByCode(db: Db | Tx, code: string): Promise<Person | null> {
  return (await peopleWhere(db, and(eq(contacts.code, code), isNull(contacts.erasedAt))))[0] ?? null
}

/** Their own rows. */
export const contactsByIds = (db: Db | Tx, ids: string[]): Promise<Contact[]> =>
  db
    .select()
    .from(contacts)
    .where(inArray(contacts.id, ids))
    .then((rows) => rows)

/** Everyone of that unit. */
export const contactsOfUnit = (db: Db | Tx, unitId: string): Promise<Contact[]> =>
  db
    .select()
    .from(contacts)
    .where(eq(contacts.unitId, unitId))
    .then((rows) => rows)

/** Everybody's numbers, and the country in which they dial. */
export const allPhones = (db: Db | Tx) =>
  db
    .select({ id: contacts.id, phones: contacts.phones, country: contacts.country })
    .from(contacts)
    .where(isNull(contacts.erasedAt))
    .then((rows) => rows)

/** Everybody, save those who were erased. */
export const allPeople = (db: Db | Tx) => peopleWhere(db, isNull(contacts.erasedAt))

const peopleWhere = (db: Db | Tx, where: SQL | undefined): Promise<Person[]> =>
  selectPeople(db)
    .where(where)
    .orderBy(contacts.code)
    .then((rows) => rows)

export async function saveContact(tx: Tx, contact: typeof contacts.$inferInsert): Promise<void> {
  const { id: _, createdAt: __, ...changes } = contact
  await tx.insert(contacts).values(contact).onConflictDoUpdate({ target: contacts.id, set: changes })
}

/** The unit of that name, made when it is new. */
export async function unitNamed(tx: Tx, name: string, newId: () => string, now: number): Promise<string> {
  const [known] = await tx.select({ id: units.id }).from(units).where(eq(units.name, name))
  if (known) return known.id
  const id = newId()
  await tx.insert(units).values({ id, name, createdAt: now })
  return id
}

// — who coordinates

/** Coordinators of everything, and of that conference. */
export async function coordinatorsOf(db: Db | Tx, conferenceId: string | null): Promise<Person[]> {
  const scope = conferenceId
    ? or(isNull(coordinators.conferenceId), eq(coordinators.conferenceId, conferenceId))
    : isNull(coordinators.conferenceId)
  const rows = await db
    .selectDistinct({ id: coordinators.contactId })
    .from(coordinators)
    .where(and(isNull(coordinators.revokedAt), scope))
  return rows.length === 0
    ? []
    : peopleByIds(
        db,
        rows.map((row) => row.id),
      )
}

/** Whether that contact coordinates anything; with a conference, whether they coordinate that one. */
export async function isCoordinator(
  db: Db | Tx,
  contactId: string,
  conferenceId?: string | null,
): Promise<boolean> {
  const scope =
    conferenceId === undefined
      ? undefined
      : or(
          isNull(coordinators.conferenceId),
          conferenceId ? eq(coordinators.conferenceId, conferenceId) : undefined,
        )
  const rows = await db
    .select({ id: coordinators.id })
    .from(coordinators)
    .where(and(eq(coordinators.contactId, contactId), isNull(coordinators.revokedAt), scope))
    .limit(1)
  return rows.length > 0
}

export async function grantCoordinator(tx: Tx, row: typeof coordinators.$inferInsert): Promise<void> {
  if (await isCoordinator(tx, row.contactId, row.conferenceId ?? null)) return
  await tx.insert(coordinators).values(row)
}

/** Ends the role; returns whether there was one. */
export async function revokeCoordinator(tx: Tx, contactId: string, now: number): Promise<boolean> {
  const rows = await tx
    .update(coordinators)
    .set({ revokedAt: now })
    .where(and(eq(coordinators.contactId, contactId), isNull(coordinators.revokedAt)))
    .returning({ id: coordinators.id })
  return rows.length > 0
}

/** What is written to coordinators only, by the beginnings of its keys; the reporter of a fault is told of it as well. */
const forCoordinators = or(
  ...[
    'fault:*',
    'question:*',
    'nomination:*',
    'answered:*',
    'concern:*',
    'complete:*',
    'not-complete:*',
    'silent:*',
    'closed:*',
    'parked:*',
    'unreachable:*',
    'unreached:*',
    'account-down:*',
    'taken:*:alert@*',
    'not-understood:*',
    'guessing:*',
    'bot-use:*',
    'withdrawn:*',
    'request:*',
    'requests:*',
    'phone-twice:*',
    'reply:*:ping-run@*',
    'reply:*:draft*@*',
    'reply:*:sending@*',
    'reply:*:sending-report@*',
    'sending-through:*',
  ].map((keys) => sql`${letters.key} glob ${keys}`),
)

/**
 * Somebody coordinates no more: what has not left for them as a coordinator never will, and the cards they have of faults
 * and questions are not brought up to date.
 */
export async function withholdFrom(tx: Tx, contactId: string): Promise<void> {
  const asCoordinator = and(
    eq(letters.contactId, contactId),
    forCoordinators,
    sql`${letters.key} not glob 'fault:*:reporter@*'`,
  )
  await tx
    .update(letters)
    .set({ state: 'void' })
    .where(and(asCoordinator, inArray(letters.state, ['pending', 'held']), isNull(letters.claimedBy)))
  await tx.update(letters).set({ subject: null, dirty: false }).where(asCoordinator)
}

export async function setLanguage(tx: Tx, contactId: string, language: Person['language']): Promise<void> {
  await tx.update(contacts).set({ language }).where(eq(contacts.id, contactId))
}
