import { existsSync } from 'node:fs'
import { openStore } from '../../../db/open.ts'
import { botsInUse } from '../../../handlers/zalo-seats.ts'
import { fullnessOf } from '../../domain/seats.ts'
import { settingsOf } from '../../settings.ts'
import type { Check, Verdict } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import { botSays } from '../seats.ts'
import type { Terminal } from '../terminal.ts'

const verdicts: Record<ReturnType<typeof fullnessOf>, Verdict> = {
  fine: 'ok',
  high: 'warning',
  full: 'failed',
}

/** Seats and messages of the bots on Zalo. A database that cannot be opened is told of by its own check. */
export async function checkSeats({ place, config }: Surroundings, { texts }: Terminal): Promise<Check[]> {
  if (place.drill || !existsSync(place.database)) return []
  const store = await openStore(place.database).catch(() => null)
  if (!store) return []
  const bots = await botsInUse(store.db, settingsOf(config, null), Date.now())
  store.close()
  return bots.map((bot, at) => ({
    name: 'zalo-bot',
    verdict: verdicts[fullnessOf(bot)],
    says: botSays(texts, bot, at),
  }))
}
