import { and, eq, isNotNull, lt, or } from 'drizzle-orm'
import type { ChannelName } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { accounts, leases, oaTokens } from './schema.ts'

/** What is in it is sealed by whoever writes it. */
export type OaTokenRow = typeof oaTokens.$inferSelect

export async function oaTokensOf(db: Db | Tx, account: string): Promise<OaTokenRow | null> {
  const [row] = await db.select().from(oaTokens).where(eq(oaTokens.account, account))
  return row ?? null
}

export async function saveOaTokens(tx: Tx, row: OaTokenRow): Promise<void> {
  await tx.insert(oaTokens).values(row).onConflictDoUpdate({ target: oaTokens.account, set: row })
}

/** Whether `holder` has the lease until then: it was free, run out, or the holder's own. */
export async function takeLease(
  tx: Tx,
  lease: { name: string; holder: string; until: number },
  now: number,
): Promise<boolean> {
  const { name, holder } = lease
  await tx
    .insert(leases)
    .values(lease)
    .onConflictDoUpdate({
      target: leases.name,
      set: lease,
      setWhere: or(lt(leases.until, now), eq(leases.holder, holder)),
    })
  const [row] = await tx.select().from(leases).where(eq(leases.name, name))
  return row?.holder === holder
}

/** Who holds it now. */
export async function leaseHolder(db: Db | Tx, name: string, now: number): Promise<string | null> {
  const [row] = await db.select().from(leases).where(eq(leases.name, name))
  return row && row.until > now ? row.holder : null
}

/** Takes it from whoever has it. */
export async function seizeLease(tx: Tx, lease: typeof leases.$inferSelect): Promise<void> {
  await tx.insert(leases).values(lease).onConflictDoUpdate({ target: leases.name, set: lease })
}

export async function dropLease(tx: Tx, name: string, holder: string): Promise<void> {
  await tx.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)))
}

type Account = { channel: ChannelName; account: string }

export async function areButtonsRefused(db: Db | Tx, { channel, account }: Account): Promise<boolean> {
  const [row] = await db
    .select({ at: accounts.buttonsRefusedAt })
    .from(accounts)
    .where(
      and(eq(accounts.channel, channel), eq(accounts.account, account), isNotNull(accounts.buttonsRefusedAt)),
    )
  return row !== undefined
}

export async function refuseButtons(tx: Tx, at: Account, now: number): Promise<void> {
  await tx
    .insert(accounts)
    .values({ ...at, buttonsRefusedAt: now })
    .onConflictDoUpdate({ target: [accounts.channel, accounts.account], set: { buttonsRefusedAt: now } })
}
