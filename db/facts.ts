import { and, asc, desc, eq, type Placeholder, sql } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { accounts, audit, facts, letters } from './schema.ts'

/** Small facts about this installation that outlive a restart. */
export type FactName = 'secret' | 'real-token-seen' | 'backup-at' | 'drill' | 'retention-at'

export async function fact(db: Db | Tx, name: FactName): Promise<{ value: string; at: number } | null> {
  const [row] = await db.select().from(facts).where(eq(facts.name, name))
  return row ?? null
}

export async function saveFact(tx: Tx, name: FactName, value: string, at: number): Promise<void> {
  await tx
    .insert(facts)
    .values({ name, value, at })
    .onConflictDoUpdate({ target: facts.name, set: { value, at } })
}

/** Who did what to what; `actor` is a contact's id, 'system' or 'console'. */
export async function record(
  tx: Tx,
  at: number,
  actor: string,
  action: string,
  subject: string,
  detail: Record<string, unknown> | null = null,
): Promise<void> {
  await tx.insert(audit).values({ at, actor, action, subject, detail })
}

/** What was done to that, the first first. */
export const recordsAbout = (db: Db | Tx, subject: string) =>
  db
    .select({ at: audit.at, actor: audit.actor, action: audit.action, detail: audit.detail })
    .from(audit)
    .where(eq(audit.subject, subject))
    .orderBy(asc(audit.seq))
    .then((rows) => rows)

/** When the last thing was recorded, ms; null before the first. */
export async function lastRecord(db: Db | Tx): Promise<number | null> {
  const [row] = await db.select({ at: audit.at }).from(audit).orderBy(desc(audit.seq)).limit(1)
  return row?.at ?? null
}

export type Account = typeof accounts.$inferSelect

export const allAccounts = (db: Db | Tx): Promise<Account[]> =>
  db
    .select()
    .from(accounts)
    .then((rows) => rows)

/** What the platform calls our bot, kept so that the command line need not ask. */
export async function saveProfile(
  tx: Tx,
  channel: ChannelName,
  account: string,
  profile: { userName: string; displayName?: string | undefined },
): Promise<void> {
  const set = { userName: profile.userName, displayName: profile.displayName ?? null }
  await tx
    .insert(accounts)
    .values({ channel, account, ...set })
    .onConflictDoUpdate({ target: [accounts.channel, accounts.account], set })
}

/** The platform told this whole token to wait. Of several such words the longest counts. */
export async function holdAccount(
  tx: Tx,
  channel: ChannelName,
  account: string,
  until: number,
): Promise<void> {
  await tx
    .insert(accounts)
    .values({ channel, account, heldUntil: until })
    .onConflictDoUpdate({
      target: [accounts.channel, accounts.account],
      set: { heldUntil: sql`max(coalesce(${accounts.heldUntil}, 0), ${until})` },
    })
}

const held = prepared((db) =>
  db
    .select({ until: accounts.heldUntil })
    .from(accounts)
    .where(
      and(eq(accounts.channel, sql.placeholder('channel')), eq(accounts.account, sql.placeholder('account'))),
    )
    .prepare(),
)

/** Until when this bot must wait; 0 when it need not. */
export async function heldUntil(db: Db | Tx, channel: ChannelName, account: string): Promise<number> {
  return (await held(db).execute({ channel, account }))[0]?.until ?? 0
}

/** The platform has not told a letter's bot to wait beyond `now`. */
export const isHeldNowhere = (now: number | Placeholder) =>
  sql`not exists (select 1 from accounts a where a.channel = ${letters.channel}
    and a.account = ${letters.account} and a.held_until > ${now})`
