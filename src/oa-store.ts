import { randomUUID } from 'node:crypto'
import {
  areButtonsRefused,
  dropLease,
  type OaTokenRow,
  oaTokensOf,
  refuseButtons,
  saveOaTokens,
  takeLease,
} from '../db/oa-tokens.ts'
import { inTransaction, type Store } from '../db/open.ts'
import type { OaStore, Tokens } from './channels/zalo-oa/token-store.ts'
import { type Seal, sealFor } from './sealed.ts'

/** Longer than a refresh can take, so that it runs out only for the dead. Real time: another process may count ours. */
const LEASE_MS = 90_000

/** What is remembered of the official account, in our database; tokens are sealed. */
export function oaStore(store: Store, account: string, secret: string): OaStore {
  const seal = sealFor(secret, 'zalo-oa tokens')
  const name = `zalo-oa ${account}`
  const holder = randomUUID()
  const at = { channel: 'zalo-oa', account } as const
  return {
    load: async () => {
      const row = await oaTokensOf(store.db, account)
      return row && opened(row, seal)
    },
    save: (tokens) =>
      inTransaction(store, async (tx) => {
        const before = await oaTokensOf(tx, account)
        const isSame = before && opened(before, seal)?.refresh === tokens.refresh
        await saveOaTokens(tx, {
          ...tokens,
          account,
          access: tokens.access && seal.close(tokens.access),
          refresh: seal.close(tokens.refresh),
          previous: (isSame ? before.previous : before?.refresh) ?? null,
        })
      }),
    lease: () =>
      inTransaction(store, (tx) => takeLease(tx, { name, holder, until: Date.now() + LEASE_MS }, Date.now())),
    release: () => inTransaction(store, (tx) => dropLease(tx, name, holder)),
    buttonsRefused: () => areButtonsRefused(store.db, at),
    refuseButtons: () => inTransaction(store, (tx) => refuseButtons(tx, at, Date.now())),
  }
}

/** Null for what was sealed under another secret: it is as good as gone. */
function opened(row: OaTokenRow, seal: Seal): Tokens | null {
  const { seed, issuedAt, expiresAt, state, stateAt, tries } = row
  try {
    const [access, refresh] = [row.access && seal.open(row.access), seal.open(row.refresh)]
    return { access, refresh, seed, issuedAt, expiresAt, state, stateAt, tries }
  } catch {
    return null
  }
}
