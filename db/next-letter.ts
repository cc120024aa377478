import { asc, sql } from 'drizzle-orm'
import { isHeldNowhere } from './facts.ts'
import type { Db, Tx } from './open.ts'
import { prepared } from './prepared.ts'
import { accounts, letters } from './schema.ts'

/**
 * When the next letter or edit may leave, whatever its bot; null when none waits. What waits for a bot that is on hold at
 * `now` counts from the end of the hold; without `now`, holds are not looked at.
 */
export async function nextLetterMoment(db: Db | Tx, now = Infinity): Promise<number | null> {
  const statements = hot(db)
  const [pending] = await statements.nextPending.execute({ now })
  const [dirty] = await statements.nextDirty.execute({ now })
  const [hold] = await statements.nextHold.execute({ now })
  const moments = [pending?.at, dirty?.at, hold?.at ?? undefined].filter((at) => at !== undefined)
  return moments.length > 0 ? Math.min(...moments) : null
}

const hot = prepared((db) => {
  const botIsFree = isHeldNowhere(sql.placeholder('now'))
  return {
    nextPending: db
      .select({ at: letters.sendAt })
      .from(letters)
      .where(sql`${letters.state} = 'pending' and ${letters.claimedBy} is null and ${botIsFree}`)
      .orderBy(asc(letters.sendAt))
      .limit(1)
      .prepare(),
    nextDirty: db
      .select({ at: letters.sendAt })
      .from(letters)
      .where(
        sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${letters.claimedBy} is null and ${botIsFree}`,
      )
      .orderBy(asc(letters.sendAt))
      .limit(1)
      .prepare(),
    nextHold: db
      .select({ at: accounts.heldUntil })
      .from(accounts)
      .where(sql`${accounts.heldUntil} > ${sql.placeholder('now')}`)
      .orderBy(asc(accounts.heldUntil))
      .limit(1)
      .prepare(),
  }
})
