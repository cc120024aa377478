import { createHash } from 'node:crypto'
import { leaseHolder, seizeLease } from '../db/oa-tokens.ts'
import { inTransaction, type Store } from '../db/open.ts'
import { sameSecret, usualPatience } from './channels/http.ts'
import { type Grant, grantOver, permissionUrl } from './channels/zalo-oa/oauth.ts'
import type { OaStore } from './channels/zalo-oa/token-store.ts'
import { type TokenTrouble, type ZaloTokens, zaloTokens } from './channels/zalo-oa/tokens.ts'
import type { ZaloOaSettings } from './config.ts'
import { MINUTE } from './domain/time.ts'
import { oaStore } from './oa-store.ts'
import { derivedSecret } from './secret.ts'

interface OaNeeds {
  settings: ZaloOaSettings
  store: Store
  secret: string
  now: () => number
  proxy?: string
  onTrouble: (trouble: TokenTrouble) => void
  /** How long the platform is waited for. */
  answerMs?: number
}

/** What speaks for the official account, in the server as on the command line. */
export interface Oa {
  settings: ZaloOaSettings
  tokens: ZaloTokens
  store: OaStore
  /** Where an administrator consents; good for a quarter of an hour, and the newest alone. Null without a callback. */
  consentUrl(): Promise<string | null>
  /** What the administrator's browser brings back. True when there are tokens now. */
  consented(query: { code?: string; state?: string; oaId?: string }): Promise<boolean>
}

/** How long an administrator may take in the browser. */
const CONSENT_MS = 15 * MINUTE

export function openOa(needs: OaNeeds): Oa {
  const { settings, secret, now } = needs
  const { appId, appSecret, oaId, refreshToken } = settings
  const timeoutMs = needs.answerMs ?? usualPatience.answerMs
  const grant = grantOver({ root: settings.roots.oauth, appId, appSecret, proxy: needs.proxy, timeoutMs })
  const store = oaStore(needs.store, oaId, secret)
  const seed = refreshToken && {
    token: refreshToken,
    fingerprint: derivedSecret(secret, `zalo-oa seed ${refreshToken}`),
  }
  const tokens = zaloTokens({
    store,
    grant,
    now,
    onTrouble: needs.onTrouble,
    patienceMs: timeoutMs,
    ...(seed && { seed }),
  })
  return { settings, tokens, store, ...consent(needs, tokens, grant) }
}

function consent({ settings, store, secret }: OaNeeds, tokens: ZaloTokens, grant: Grant) {
  const { appId, oaId, redirectUri, pkceVerifier } = settings
  const name = `zalo-oa consent ${oaId}`
  // Made from the attempt, so that the command line may begin what the server ends.
  const verifierFor = (state: string) =>
    pkceVerifier ??
    createHash('sha256')
      .update(derivedSecret(secret, `pkce ${state}`))
      .digest('base64url')

  return {
    async consentUrl() {
      if (!redirectUri) return null
      const until = Date.now() + CONSENT_MS
      const state = derivedSecret(secret, `consent ${until} ${Math.random()}`).slice(0, 32)
      await inTransaction(store, (tx) => seizeLease(tx, { name, holder: state, until }))
      return permissionUrl(settings.roots.oauth, {
        appId,
        redirectUri,
        state,
        verifier: verifierFor(state),
      })
    },
    async consented({ code, state, oaId: theirs }: { code?: string; state?: string; oaId?: string }) {
      const pending = await leaseHolder(store.db, name, Date.now())
      const isOurs = state ? pending !== null && sameSecret(state, pending) : pending !== null
      const isFixed = pkceVerifier !== undefined && theirs === oaId
      if (!code || (theirs !== undefined && theirs !== oaId) || !(isOurs || isFixed)) return false
      const code_verifier = verifierFor(pending ?? '')
      const granted = await grant({ grant_type: 'authorization_code', code, code_verifier })
      return granted.kind === 'pair' && (await tokens.adopt(granted.pair))
    },
  }
}

/** What the adapters need of it. */
export const oaChannelConfig = ({ settings, tokens, store }: Oa, publicUrl: string | undefined) => ({
  appId: settings.appId,
  appSecret: settings.appSecret,
  oaId: settings.oaId,
  secretKey: settings.secretKey,
  buttons: settings.buttons,
  appSecretProof: settings.appSecretProof,
  root: settings.roots.openapi,
  access: tokens,
  store,
  ...(publicUrl?.startsWith('https:') && { formImage: `${publicUrl}/zalo-form.png` }),
})

/** The account's channels: what is said in chats, and forms where some are configured. They share the tokens. */
export function oaChannelsConfig(oa: Oa, publicUrl: string | undefined) {
  const { oaId, templates, templateWays, devMode, roots, appSecret, appSecretProof } = oa.settings
  const zaloOa = oaChannelConfig(oa, publicUrl)
  if (Object.keys(templates).length === 0) return { zaloOa }
  const proof = appSecretProof ? { proofSecret: appSecret } : {}
  const zaloTemplate = { oaId, templates, templateWays, devMode, roots, ...proof, access: oa.tokens }
  return { zaloOa, zaloTemplate }
}
