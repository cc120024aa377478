import { onTestFinished } from 'vitest'
import { inTransaction, openStore, type Store } from '../../db/open.ts'
import { link } from '../../db/identities.ts'
import { personByCode } from '../../db/people.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import type { Language } from '../../src/domain/person.ts'
import { conferenceFile, type Desk, deskAtHand } from './bin.ts'

/** A desk whose conference is imported, and its database. */
export interface AtHand extends Omit<Desk, 'json'> {
  store: Store
  json: (...args: string[]) => Promise<Record<string, unknown>>
  linked: (code: string, channel?: ChannelName) => Promise<void>
}

export async function atHand(
  env: Record<string, string> = {},
  { language = 'vi', plan = conferenceFile() }: { language?: Language; plan?: unknown } = {},
): Promise<AtHand> {
  const here = deskAtHand({ QUIET_HOURS: 'off', LANG: language, ...env })
  const imported = await here.run('import', here.keep('plan.json', plan))
  if (imported.code !== 0) throw new Error(imported.err)
  const store = await openStore(here.file('data/caunoi.db'))
  onTestFinished(() => store.close())
  return {
    ...here,
    store,
    json: async (...args) => (await here.json(...args)).value as Record<string, unknown>,
    linked: async (code, channel = 'telegram') => {
      const { id } = (await personByCode(store.db, code))!
      const at = { channel, account: '700', chat: `chat-${code}` }
      await inTransaction(store, (tx) =>
        link(tx, { id: `i-${code}`, contactId: id, ...at, linkedAt: 1, lastInAt: 1 }),
      )
    },
  }
}
