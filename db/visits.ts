import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Address } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import type { Letter } from './outbox.ts'
import { inbox, incidents, letters, questions } from './schema.ts'

/**
 * What the page may show of what was written to somebody, whatever way it went; newest first. `linkedId` is there though
 * it never arrived: its link did.
 */
export const lettersTo = (
  db: Db | Tx,
  contactId: string,
  linkedId: string | null = null,
): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(and(eq(letters.contactId, contactId), or(isReadable(), isFailed(linkedId))))
    .orderBy(desc(letters.createdAt), desc(letters.id))
    .limit(300)
    .then((rows) => rows)

/** What was answered to what was done through one link; newest first. */
export const repliesThrough = (db: Db | Tx, at: Address, linkId: string): Promise<Letter[]> =>
  db
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.channel, at.channel),
        eq(letters.account, at.account),
        eq(letters.chat, at.chat),
        sql`${letters.key} glob ${`reply:${linkId}:*`}`,
        isReadable(),
      ),
    )
    .orderBy(desc(letters.createdAt), desc(letters.id))
    .limit(40)
    .then((rows) => rows)

const isReadable = () => inArray(letters.state, ['held', 'pending', 'sent', 'unknown'])

const isFailed = (id: string | null) =>
  id === null ? undefined : and(eq(letters.id, id), eq(letters.state, 'failed'))

/** Questions and faults of one person, with the moments they were told at. */
export async function toldBy(db: Db | Tx, contactId: string): Promise<Map<string, number>> {
  const asked = await db
    .select({ id: questions.id, at: questions.at })
    .from(questions)
    .where(eq(questions.contactId, contactId))
  const reported = await db
    .select({ id: incidents.id, at: incidents.at })
    .from(incidents)
    .where(eq(incidents.reportedBy, contactId))
  return new Map([...asked, ...reported].map(({ id, at }) => [id, at]))
}

/** What became of an event: `new` when it was never received. */
export async function fateOf(
  db: Db | Tx,
  { channel, account }: Address,
  eventId: string,
): Promise<'new' | 'waiting' | 'done'> {
  const [row] = await db
    .select({ handledAt: inbox.handledAt, parkedAt: inbox.parkedAt })
    .from(inbox)
    .where(and(eq(inbox.channel, channel), eq(inbox.account, account), eq(inbox.eventId, eventId)))
  if (!row) return 'new'
  return row.handledAt === null && row.parkedAt === null ? 'waiting' : 'done'
}
