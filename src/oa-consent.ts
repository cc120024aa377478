import { randomBytes } from 'node:crypto'
import { fact, saveFact } from '../db/facts.ts'
import { inTransaction, type Store } from '../db/open.ts'
import type { ConfiguredChannels } from './channel-memory.ts'
import { usualPatience } from './channels/http.ts'
import { consentUrl, takeGrant } from './channels/zalo-oa/consent.ts'
import { MINUTE } from './domain/time.ts'
import { oaTokenStore } from './oa-store.ts'
import { sealText, unsealText } from './sealed.ts'
import type { ZaloPages } from './web/zalo.ts'

type Oa = NonNullable<ConfiguredChannels['zaloOa']> & { redirectUri?: string; pkceVerifier?: string }

interface Needs {
  channels: ConfiguredChannels & { zaloOa?: Oa }
  secret: string
  clock: { now: () => number }
}

/** So long somebody may take to grant what the command line asked them to. */
const ATTEMPT_MS = 15 * MINUTE

/** The page at the platform where the administrator grants us what we need; kept until they have, or for a quarter of an hour. */
export async function beginConsent(store: Store, secret: string, oa: Oa, now: number): Promise<string> {
  const verifier = oa.pkceVerifier ?? randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const attempt = sealText(secret, JSON.stringify({ verifier, state }))
  await inTransaction(store, (tx) => saveFact(tx, 'oa-attempt', attempt, now))
  return consentUrl({ oauthRoot: oa.roots.oauth, appId: oa.appId }, oa.redirectUri ?? '', { verifier, state })
}

/** Where the platform sends them back to, when the settings say so. */
export function consentPage(needs: Needs, store: Store): Pick<ZaloPages, 'consent'> {
  const { zaloOa } = needs.channels
  if (!zaloOa?.redirectUri) return {}
  const path = new URL(zaloOa.redirectUri).pathname
  return { consent: { path, take: (code) => take(needs, zaloOa, store, code) } }
}

async function take({ secret, clock, channels }: Needs, oa: Oa, store: Store, code: string) {
  const now = () => clock.now()
  const verifier = await awaitedVerifier(store, secret, now())
  if (verifier === null) return 'nobody-asked' as const
  const tokens = oaTokenStore(store, secret, oa.oaId, now)
  const outcome = await takeGrant(
    {
      ...oa,
      store: tokens,
      oauthRoot: oa.roots.oauth,
      openapiRoot: oa.roots.openapi,
      ...(channels.proxy && { proxy: channels.proxy }),
      patience: usualPatience,
      now,
    },
    code,
    verifier,
  )
  if (outcome === 'granted') await inTransaction(store, (tx) => saveFact(tx, 'oa-attempt', '', now()))
  return outcome
}

async function awaitedVerifier(store: Store, secret: string, now: number): Promise<string | null> {
  const attempt = await fact(store.db, 'oa-attempt')
  if (!attempt?.value || attempt.at + ATTEMPT_MS <= now) return null
  const open = unsealText(secret, attempt.value)
  const { verifier } = JSON.parse(open ?? '{}') as { verifier?: string }
  return verifier ?? null
}
