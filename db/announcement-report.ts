import { asc, eq, sql } from 'drizzle-orm'
import type { Course } from '../src/domain/furthest.ts'
import type { Db, Tx } from './open.ts'
import { revisionAt, revisionIn } from './announcement-letters.ts'
import { answers, asks, contacts, letters, recipients } from './schema.ts'

/** One letter to a recipient, as far as a report needs it. */
export interface Sending extends Course {
  contactId: string
  askId: string | null
  seenAt: number | null
  again: boolean
}

/** Every letter of it to its recipients, the oldest first. */
export const sendingsOf = (db: Db | Tx, announcementId: string): Promise<Sending[]> =>
  db
    .select({
      contactId: sql<string>`${letters.contactId}`,
      askId: letters.askId,
      channel: letters.channel,
      state: letters.state,
      sentAt: letters.sentAt,
      deliveredAt: letters.deliveredAt,
      seenAt: letters.seenAt,
      again: letters.again,
      reason: letters.reason,
      mediaReason: letters.mediaReason,
      revision: revisionIn(revisionAt(announcementId)),
      dirty: letters.dirty,
    })
    .from(letters)
    .where(eq(letters.announcementId, announcementId))
    .orderBy(asc(letters.createdAt), asc(letters.id))
    .then((rows) => rows)

/** Its recipients in their order, and the ask that is theirs now. */
export const recipientsOf = (db: Db | Tx, announcementId: string) =>
  db
    .select({
      contactId: recipients.contactId,
      code: contacts.code,
      askId: recipients.askId,
      askState: asks.state,
      settledAt: asks.settledAt,
      erasedAt: contacts.erasedAt,
      revision: recipients.revision,
    })
    .from(recipients)
    .innerJoin(contacts, eq(contacts.id, recipients.contactId))
    .leftJoin(asks, eq(asks.id, recipients.askId))
    .where(eq(recipients.announcementId, announcementId))
    .orderBy(asc(recipients.position))
    .then((rows) => rows)

/** Every answer that was given to it, the oldest first; the last to an ask counts. */
export const answersToAnnouncement = (db: Db | Tx, announcementId: string) =>
  db
    .select({
      askId: answers.askId,
      by: answers.by,
      owedBy: answers.owedBy,
      via: answers.via,
      value: answers.value,
      at: answers.at,
    })
    .from(answers)
    .innerJoin(asks, eq(asks.id, answers.askId))
    .where(eq(asks.announcementId, announcementId))
    .orderBy(asc(answers.seq))
    .then((rows) => rows)
