import { eq, lte, or } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import { leases, oaTokens } from './schema.ts'

/** Tokens as they lie in the store: sealed. */
export type KeptTokens = typeof oaTokens.$inferSelect

export async function keptTokens(db: Db | Tx, account: string): Promise<KeptTokens | null> {
  const [row] = await db.select().from(oaTokens).where(eq(oaTokens.account, account))
  return row ?? null
}

/** The pair before stays beside the new one, for finding out what went wrong. */
export async function keepTokens(tx: Tx, tokens: Omit<KeptTokens, 'previous'>): Promise<void> {
  const before = await keptTokens(tx, tokens.account)
  const previous = before && before.refresh !== tokens.refresh ? before.refresh : (before?.previous ?? null)
  const row = { ...tokens, previous }
  await tx.insert(oaTokens).values(row).onConflictDoUpdate({ target: oaTokens.account, set: row })
}

/** Takes a lease that is free, run out, or one's own already; false while another holder has it. */
export async function takeLease(
  tx: Tx,
  name: string,
  holder: string,
  { now, until }: { now: number; until: number },
): Promise<boolean> {
  const rows = await tx
    .insert(leases)
    .values({ name, holder, until })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, until },
      setWhere: or(lte(leases.until, now), eq(leases.holder, holder)),
    })
    .returning()
  return rows.length > 0
}

export async function endLease(tx: Tx, name: string, holder: string): Promise<void> {
  const [row] = await tx.select().from(leases).where(eq(leases.name, name))
  if (row?.holder === holder) await tx.delete(leases).where(eq(leases.name, name))
}
