import { existsSync } from 'node:fs'
import { openStore } from '../../../db/open.ts'
import { waitingByBot } from '../../../db/outbox.ts'
import type { Config } from '../../config.ts'
import type { Check } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Letters that wait for a bot whose token is gone: nobody will ever send them, and nothing else says so. A database
 * that cannot be opened is told of by its own check.
 */
export async function checkLetters({ place, config }: Surroundings, { texts }: Terminal): Promise<Check[]> {
  if (place.drill || !existsSync(place.database)) return []
  const store = await openStore(place.database).catch(() => null)
  if (!store) return []
  const waiting = await waitingByBot(store.db)
  store.close()
  const served = botsOf(config)
  return waiting
    .filter(({ channel, account }) => !served.has(`${channel}/${account}`))
    .map(({ channel, account, count }) => ({
      name: 'letters',
      verdict: 'failed',
      says: texts.cli.lettersStranded(count, account, channel),
    }))
}

function botsOf({ platforms }: Config): Set<string> {
  if (platforms.kind === 'drill') return new Set()
  const { telegram, zaloBot } = platforms
  return new Set([
    ...(telegram ? [`telegram/${telegram.account}`] : []),
    ...(zaloBot?.bots ?? []).map(({ account }) => `zalo-bot/${account}`),
  ])
}
