import { asc, eq, sql } from 'drizzle-orm'
import type { Tally } from '../src/domain/announcement.ts'
import type { FailureReason } from '../src/domain/message.ts'
import { keysOf, revisionAt, revisionIn } from './announcement-letters.ts'
import { type Announcement, fileSince } from './announcements.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { announcements, answers, asks, letters, recipients } from './schema.ts'

/**
 * How far the announcement's letters to one person have come; the furthest of several counts. 6 arrived, 5 left, 4 is to
 * leave, 3 failed (though it may wait for another path now), 2 waits for a path, 1 was answered before it left, 0 was taken
 * out, for good or to be written anew.
 */
const furthest = sql<number>`max(case
  when ${letters.state} = 'sent' and ${letters.deliveredAt} is not null then 6
  when ${letters.state} = 'sent' then 5
  when ${letters.state} in ('pending', 'paused') then 4
  when ${letters.state} in ('failed', 'unknown') then 3
  when ${letters.state} = 'held' then 2
  when ${letters.state} = 'unneeded' then 1
  else 0 end)`

/** Why the newest of those that failed did. */
const whyFailed = sql`max(case when ${letters.state} in ('failed', 'unknown')
  then printf('%015d', ${letters.createdAt}) || ${letters.id} || ':' || coalesce(${letters.reason}, 'no-answer') end)`

const since = sql.placeholder('since')

/** To whoever was written to about a new file only what brings that counts. */
const isCurrent = sql`${letters.announcementId} = ${sql.placeholder('id')} and (${since} <= 1
  or ${revisionIn(sql.placeholder('from'))} not between 1 and ${since} - 1
  or ${since} > (select r.revision from recipients r
    where r.announcement_id = ${letters.announcementId} and r.contact_id = ${letters.contactId}))`

/** '+': most of what waits is its own, so that one is found at once; to look through all its letters takes longer. */
const isIts = sql`+key >= ${sql.placeholder('from')} and +key < ${sql.placeholder('to')}`

const hot = prepared((db) => ({
  reached: db
    .select({
      furthest: sql<number>`furthest`,
      reason: sql<FailureReason | null>`substr(why, instr(why, ':') + 1)`,
      people: sql<number>`count(*)`,
    })
    .from(
      sql`(select ${furthest} as furthest, ${whyFailed} as why from ${letters}
        where ${isCurrent} group by ${letters.contactId})`,
    )
    .groupBy(sql`furthest`, sql`substr(why, instr(why, ':') + 1)`)
    .prepare(),
  settled: db
    .select({ people: sql<number>`count(*)` })
    .from(recipients)
    .innerJoin(asks, eq(asks.id, recipients.askId))
    .where(sql`${recipients.announcementId} = ${sql.placeholder('id')} and ${asks.settledAt} is not null`)
    .prepare(),
  erased: db
    .select({ people: sql<number>`count(*)` })
    .from(recipients)
    .where(
      sql`${recipients.announcementId} = ${sql.placeholder('id')}
        and ${recipients.contactId} in (select id from contacts where erased_at is not null)
        and not exists (select 1 from letters where ${isCurrent}
          and ${letters.contactId} = ${recipients.contactId} and ${letters.state} <> 'void')`,
    )
    .prepare(),
  owing: db
    .select({ people: sql<number>`count(*)` })
    .from(recipients)
    .innerJoin(asks, eq(asks.id, recipients.askId))
    .where(
      sql`${recipients.announcementId} = ${sql.placeholder('id')} and ${asks.state} = 'open' and exists (
        select 1 from letters l where l.ask_id = ${asks.id} and l.announcement_id is not null and l.state = 'sent')`,
    )
    .prepare(),
  leaving: db
    .select({
      yes: sql<number>`exists (select 1 from letters where state = 'pending' and claimed_by is null and ${isIts})
      or exists (select 1 from letters where claimed_by is not null and ${isIts})`,
    })
    .from(sql`(select 1)`)
    .prepare(),
}))

/** How an announcement stands: counted, so that it costs little while it is on its way. */
export async function tallyOf(db: Db | Tx, announcement: Announcement): Promise<Tally> {
  const { id, total, state } = announcement
  const current = { id, since: await fileSince(db, id), from: revisionAt(id) }
  const rows = await hot(db).reached.execute(current)
  const [erased] = await hot(db).erased.execute(current)
  const [settled] = await hot(db).settled.execute({ id })
  const [owing] = await hot(db).owing.execute({ id })
  const [leaving] = await hot(db).leaving.execute(keysOf(id))
  const count = (...places: number[]) =>
    rows.filter((row) => places.includes(row.furthest)).reduce((sum, row) => sum + row.people, 0)
  const written = rows.reduce((sum, row) => sum + row.people, 0)
  const none = total - written + count(0)
  const isOver = state === 'stopped' || state === 'recalled'
  const stopped = isOver ? none : (erased?.people ?? 0)
  return {
    total,
    queued: count(4) + none - stopped,
    held: count(2),
    sent: count(5, 6),
    delivered: count(6),
    acknowledged: settled?.people ?? 0,
    owing: owing?.people ?? 0,
    failed: count(3),
    failures: rows.flatMap((row) =>
      row.furthest === 3 && row.reason ? [{ reason: row.reason, people: row.people }] : [],
    ),
    stopped,
    unneeded: count(1),
    leaving: leaving?.yes === 1,
  }
}

/** The answers that count: the last of everybody to the version they have. */
const counts = (announcementId: string) =>
  sql`${recipients.announcementId} = ${announcementId} and ${answers.seq} = (
    select max(a.seq) from answers a where a.ask_id = ${recipients.askId} and a.decides = 1)`

/** How many gave each number, or chose each option by its place. */
export const givenCounts = (db: Db | Tx, announcementId: string, what: 'option' | 'number') =>
  db
    .select({
      given: sql<number>`json_extract(${answers.value}, ${`$.${what}`}) as given`,
      people: sql<number>`count(*)`,
    })
    .from(recipients)
    .innerJoin(answers, eq(answers.askId, recipients.askId))
    .where(counts(announcementId))
    .groupBy(sql`given`)
    .then((rows) => rows)

/** The answer that counts of everybody who has given one for the version they have, the oldest first. */
export const currentAnswers = (db: Db | Tx, announcementId: string) =>
  db
    .select({ by: answers.by, owedBy: answers.owedBy, value: answers.value, at: answers.at })
    .from(recipients)
    .innerJoin(answers, eq(answers.askId, recipients.askId))
    .where(counts(announcementId))
    .orderBy(asc(answers.seq))
    .then((rows) => rows)

/** Ids of those who have not answered that announcement; null when there is none of that number. */
export async function unacknowledgedOf(
  db: Db | Tx,
  number: number,
): Promise<Set<string> | 'nothing-asked' | null> {
  const [known] = await db
    .select({ id: announcements.id, wanted: announcements.wanted })
    .from(announcements)
    .where(eq(announcements.number, number))
  if (!known) return null
  if (known.wanted.kind === 'none') return 'nothing-asked'
  const rows = await db
    .select({ contactId: recipients.contactId })
    .from(recipients)
    .leftJoin(asks, eq(asks.id, recipients.askId))
    .where(sql`${recipients.announcementId} = ${known.id} and ${asks.settledAt} is null`)
  return new Set(rows.map(({ contactId }) => contactId))
}
