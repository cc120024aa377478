import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Nominee } from '../src/domain/nomination.ts'
import type { Db, Tx } from './open.ts'
import type { Contact } from './people.ts'
import {
  answers,
  asks,
  contacts,
  identities,
  incidents,
  letters,
  media,
  nominations,
  questions,
  requests,
} from './schema.ts'
import { dropUploadsOf } from './uploads.ts'

/** Which of these were forgotten on request. */
export async function erasedAmong(db: Db | Tx, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(inArray(contacts.id, ids), isNotNull(contacts.erasedAt)))
  return new Set(rows.map(({ id }) => id))
}

export async function contactById(db: Db | Tx, id: string): Promise<Contact> {
  const [row] = await db.select().from(contacts).where(eq(contacts.id, id))
  if (!row) throw new Error(`no contact ${id}`)
  return row
}

/** Every chat a contact ever had, and every address they were written to at. */
export async function addressesOf(db: Db | Tx, contactId: string): Promise<Address[]> {
  const had = await db
    .select({ channel: identities.channel, account: identities.account, chat: identities.chat })
    .from(identities)
    .where(eq(identities.contactId, contactId))
  const written = await db
    .selectDistinct({ channel: letters.channel, account: letters.account, chat: letters.chat })
    .from(letters)
    .where(and(eq(letters.contactId, contactId), isNotNull(letters.chat)))
  const all = [...had, ...written].flatMap(({ channel, account, chat }) =>
    channel && account && chat ? [{ channel, account, chat }] : [],
  )
  return [...new Map(all.map((at) => [JSON.stringify(at), at])).values()]
}

/** Open asks that this person owes, or would be asked next. Nobody takes over what an announcement asks of them. */
export const openAsksOf = (db: Db | Tx, contactId: string) =>
  db
    .select({ id: asks.id })
    .from(asks)
    .where(
      and(
        eq(asks.state, 'open'),
        ne(asks.kind, 'announcement'),
        or(eq(asks.owedBy, contactId), eq(asks.backupId, contactId)),
      ),
    )

/** What announcements ask of them is no longer owed. */
export async function endAnnouncementAsks(tx: Tx, contactId: string): Promise<void> {
  await tx
    .update(asks)
    .set({ state: 'ended', nextStepAt: null })
    .where(and(eq(asks.owedBy, contactId), eq(asks.kind, 'announcement'), ne(asks.state, 'ended')))
}

export const lettersTo = (db: Db | Tx, contactId: string) =>
  db.select({ id: letters.id, key: letters.key }).from(letters).where(eq(letters.contactId, contactId))

export async function hasNamesake(db: Db | Tx, { id, name }: Contact): Promise<boolean> {
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.name, name), ne(contacts.id, id), isNull(contacts.erasedAt)))
  return rows.length > 0
}

export async function forgetContact(tx: Tx, id: string, as: Partial<Contact>): Promise<void> {
  const nothing = { title: null, unitId: null, phones: [], email: null, country: null, address: 'Ông/Bà' }
  await tx
    .update(contacts)
    .set({ ...nothing, ...as })
    .where(eq(contacts.id, id))
}

/** What an answer holds of a person's own: their words, or what they called a file. */
const said = ['words', 'fileName'] as const

const within = (name: (typeof said)[number]) => sql`json_extract(${answers.value}, ${`$.${name}`})`

/** The wording of their questions, faults, concerns and answers. */
export async function wordsOf(db: Db | Tx, contactId: string): Promise<string[]> {
  const asked = await db
    .select({ text: questions.text })
    .from(questions)
    .where(eq(questions.contactId, contactId))
  const reported = await db
    .select({ text: incidents.text })
    .from(incidents)
    .where(eq(incidents.reportedBy, contactId))
  const answered = []
  for (const name of said)
    answered.push(
      ...(await db
        .select({ text: sql<string>`${within(name)}` })
        .from(answers)
        .where(and(eq(answers.by, contactId), sql`${within(name)} is not null`))),
    )
  return [...asked, ...reported, ...answered].map(({ text }) => text)
}

/** The same is forgotten. Returns how many. */
export async function blankWords(tx: Tx, contactId: string, words: string): Promise<number> {
  const asked = await tx
    .update(questions)
    .set({ text: words })
    .where(eq(questions.contactId, contactId))
    .returning({ id: questions.id })
  const reported = await tx
    .update(incidents)
    .set({ text: words })
    .where(eq(incidents.reportedBy, contactId))
    .returning({ id: incidents.id })
  let answered = 0
  for (const name of said)
    answered += (
      await tx
        .update(answers)
        .set({ value: sql`json_set(${answers.value}, ${`$.${name}`}, null)` })
        .where(and(eq(answers.by, contactId), sql`${within(name)} is not null`))
        .returning({ seq: answers.seq })
    ).length
  return asked.length + reported.length + answered
}

export async function dropMedia(tx: Tx, contactId: string): Promise<number> {
  const rows = await tx
    .update(media)
    .set({ bytes: null, fileName: '' })
    .where(eq(media.contactId, contactId))
    .returning({ id: media.id })
  await dropUploadsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

export async function blankRequests(tx: Tx, contactId: string, phones: string[]): Promise<void> {
  await tx
    .update(requests)
    .set({ shownName: null, phone: null, text: '', chat: '' })
    .where(or(eq(requests.contactId, contactId), inArray(requests.phone, phones)))
}

/** As whom a unit named them: found by their number, or their whole name. */
export async function blankNominees(
  tx: Tx,
  { name, phones }: Pick<Contact, 'name' | 'phones'>,
  as: string,
): Promise<void> {
  for (const row of await tx.select().from(nominations)) {
    const isThem = (one: Nominee) => phones.includes(one.phone) || one.name === name
    if (!row.people.some(isThem)) continue
    const people = row.people.map((one) =>
      isThem(one) ? { ...one, name: as, title: null, phone: '', email: null } : one,
    )
    await tx.update(nominations).set({ people }).where(eq(nominations.id, row.id))
  }
}
