import { hurryFetches } from '../db/fetches.ts'
import { claimsOfOthers, settleClaim } from '../db/claims.ts'
import type { Letter } from '../db/outbox.ts'
import { haltOf } from './announcement/halt-of.ts'
import { lookSoonAt } from './announcement/watch.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

/** At start: what a dead process had in hand is free again; whether a letter left, nobody knows. */
export function releaseDeadClaims(world: World): Promise<number> {
  return inTurn(world, async (turn) => {
    const { tx } = turn
    const claims = await claimsOfOthers(tx, world.boot)
    for (const letter of claims) await settleClaim(tx, letter.id, await afterCrash(turn, letter))
    await lookSoonAt(turn, claims)
    await hurryFetches(tx, world.now())
    return claims.length
  })
}

async function afterCrash(turn: Pick<Turn, 'tx'>, letter: Letter): Promise<Partial<Letter>> {
  if (letter.state !== 'pending') return { dirty: true }
  const halt = await haltOf(turn, letter)
  if (halt === 'paused') return { again: true, state: 'paused' }
  if (halt === 'void') return { state: 'unknown', reason: 'no-answer' }
  return letter.mustArrive ? { again: true } : { state: 'unknown', reason: 'no-answer' }
}
