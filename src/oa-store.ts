import { randomUUID } from 'node:crypto'
import { buttonsRefused, refuseButtons } from '../db/facts.ts'
import { endLease, keepTokens, keptTokens, takeLease } from '../db/oa-tokens.ts'
import { inTransaction, type Store } from '../db/open.ts'
import type { OaTokens, TokenStore } from './channels/zalo-oa/tokens.ts'
import { sealText, unsealText } from './sealed.ts'
import { derivedSecret } from './secret.ts'

/** Where an official account's tokens are kept: in our database, sealed under the installation's secret. */
export function oaTokenStore(store: Store, secret: string, account: string, now: () => number): TokenStore {
  const key = derivedSecret(secret, 'oa tokens')
  const lease = `oa-tokens/${account}`
  const holder = randomUUID()
  return {
    async load() {
      const row = await keptTokens(store.db, account)
      const refresh = row && unsealText(key, row.refresh)
      if (!row || refresh === null) return null
      const access = row.access && unsealText(key, row.access)
      const { seed, issuedAt, expiresAt, state, tries } = row
      return { access, refresh, seed, issuedAt, expiresAt, state, tries }
    },
    save: (tokens) => inTransaction(store, (tx) => keepTokens(tx, sealed(tokens, account, key, now()))),
    // Leases run on real time: a drill's clock may stand still or run fast.
    lease: (ms) =>
      inTransaction(store, (tx) => takeLease(tx, lease, holder, { now: Date.now(), until: Date.now() + ms })),
    release: () => inTransaction(store, (tx) => endLease(tx, lease, holder)),
  }
}

const sealed = ({ access, refresh, ...rest }: OaTokens, account: string, key: string, now: number) => ({
  ...rest,
  account,
  access: access === null ? null : sealText(key, access),
  refresh: sealText(key, refresh),
  stateAt: now,
})

/** Remembers that the account was seen to refuse buttons, so that it is tried once and not with every card. */
export async function buttonMemory(store: Store, account: string, now: () => number) {
  let known = await buttonsRefused(store.db, 'zalo-oa', account)
  return {
    known: () => known,
    remember: () => {
      known = true
      void inTransaction(store, (tx) => refuseButtons(tx, 'zalo-oa', account, now())).catch(() => {})
    },
  }
}
