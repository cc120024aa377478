import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Address, Card } from '../src/domain/message.ts'
import type { Nominee } from '../src/domain/nomination.ts'
import type { Db, Tx } from './open.ts'
import type { Contact } from './people.ts'
import {
  answers,
  asks,
  contacts,
  identities,
  inbox,
  incidents,
  letters,
  media,
  nominations,
  questions,
  requests,
} from './schema.ts'
import { dropUploadsOf } from './uploads.ts'

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

/** Open asks that this person owes, or would be asked next. */
export const openAsksOf = (db: Db | Tx, contactId: string) =>
  db
    .select({ id: asks.id })
    .from(asks)
    .where(and(eq(asks.state, 'open'), or(eq(asks.owedBy, contactId), eq(asks.backupId, contactId))))

export const lettersTo = (db: Db | Tx, contactId: string) =>
  db.select({ id: letters.id }).from(letters).where(eq(letters.contactId, contactId))

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

/** The wording of their questions, faults and concerns. */
export async function wordsOf(db: Db | Tx, contactId: string): Promise<string[]> {
  const asked = await db
    .select({ text: questions.text })
    .from(questions)
    .where(eq(questions.contactId, contactId))
  const reported = await db
    .select({ text: incidents.text })
    .from(incidents)
    .where(eq(incidents.reportedBy, contactId))
  const said = await db
    .select({ text: sql<string>`json_extract(${answers.value}, '$.words')` })
    .from(answers)
    .where(and(eq(answers.by, contactId), sql`json_extract(${answers.value}, '$.words') is not null`))
  return [...asked, ...reported, ...said].map(({ text }) => text)
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
  const said = await tx
    .update(answers)
    .set({ value: sql`json_set(${answers.value}, '$.words', null)` })
    .where(and(eq(answers.by, contactId), sql`json_extract(${answers.value}, '$.words') is not null`))
    .returning({ seq: answers.seq })
  return asked.length + reported.length + said.length
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

/** Rewrites what stands in the store about them for others. */
export type Rewrite = (text: string) => string

/** Letters to others that name them; `left` of them have left. */
export async function rewriteLetters(tx: Tx, said: string[], rewrite: Rewrite) {
  const naming = or(...said.flatMap((each) => [holds(letters.card, each), holds(letters.commands, each)]))
  const rows = await tx.select().from(letters).where(naming)
  let changed = 0
  let left = 0
  for (const { id, card, commands, state } of rows) {
    const fresh = { card: inJson<Card>(card, rewrite), commands: inJson(commands, rewrite) }
    if (JSON.stringify(fresh) === JSON.stringify({ card, commands })) continue
    await tx.update(letters).set(fresh).where(eq(letters.id, id))
    changed++
    if (state === 'sent' || state === 'unknown') left++
  }
  return { changed, left }
}

/** The same in what others said: their answers, questions, faults, and what they wrote to us. */
export async function rewriteWords(tx: Tx, said: string[], rewrite: Rewrite): Promise<void> {
  const naming = (column: Parameters<typeof holds>[0]) => or(...said.map((each) => holds(column, each)))
  for (const row of await tx.select().from(answers).where(naming(answers.value)))
    await tx
      .update(answers)
      .set({ value: inJson(row.value, rewrite) })
      .where(eq(answers.seq, row.seq))
  for (const row of await tx.select().from(questions).where(naming(questions.text)))
    await tx
      .update(questions)
      .set({ text: rewrite(row.text) })
      .where(eq(questions.id, row.id))
  for (const row of await tx.select().from(incidents).where(naming(incidents.text)))
    await tx
      .update(incidents)
      .set({ text: rewrite(row.text) })
      .where(eq(incidents.id, row.id))
  for (const row of await tx.select().from(inbox).where(naming(inbox.body)))
    await tx
      .update(inbox)
      .set({ body: row.body && inJson(row.body, rewrite) })
      .where(eq(inbox.seq, row.seq))
}

const holds = (column: unknown, text: string) =>
  sql`instr(${column}, ${JSON.stringify(text).slice(1, -1)}) > 0`

/** Every string inside; nothing else of it changes. */
function inJson<T>(value: T, rewrite: Rewrite): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? rewrite(inner) : inner,
  )
}
