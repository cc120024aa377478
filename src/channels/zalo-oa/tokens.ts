import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { SendResult } from '../../domain/message.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/time.ts'
import { type Answer, httpClient, type Patience } from '../http.ts'
import type { ZaloAccess } from '../zalo-access.ts'

/** What authorises us, as it is kept. Moments in ms. */
export interface OaTokens {
  access: string | null
  refresh: string
  /** Fingerprint of the settings' refresh token that was last taken up. */
  seed: string | null
  issuedAt: number
  expiresAt: number
  /** `unsure`: a refresh was cut off, and nobody knows whether it counted. */
  state: 'good' | 'unsure' | 'consent-needed'
  tries: number
}

/** Where the tokens are kept, for all processes; each call is short and none is held across the network. */
export interface TokenStore {
  load(): Promise<OaTokens | null>
  save(tokens: OaTokens): Promise<void>
  /** Takes the right to refresh for so long; false while somebody else has it. */
  lease(ms: number): Promise<boolean>
  release(): Promise<void>
}

export interface TokenNeeds {
  store: TokenStore
  oauthRoot: string
  appId: string
  appSecret: string
  /** The refresh token in the settings; it counts when it is another than the one taken up last. */
  seed?: string
  proxy?: string
  patience: Patience
  now: () => number
}

/** An access token lives 25 hours; it is renewed well before, so that a night without Zalo does no harm. */
const RENEW_AFTER_MS = 20 * HOUR
const CONSENT_MS = 15 * MINUTE
const AWAY_MS = 10 * SECOND
/** A renewal that failed while the old token still serves is not tried again with every letter. */
const REST_MS = MINUTE
/** A refresh token dies after three months: somebody should look before that. */
export const OLD_REFRESH_MS = 75 * DAY
/** Cut off, the same token is shown again: it is good if the request never arrived. */
const PATIENT_TRIES = 3
const BETWEEN_TRIES_MS = 200

export const fingerprint = (token: string) =>
  createHash('sha256').update(token).digest('base64url').slice(0, 22)

/** A ZaloAccess over a store that all processes share: of those who find the token stale, one refreshes. */
export function zaloTokens(needs: TokenNeeds): ZaloAccess & { current(): Promise<OaTokens | null> } {
  let renewing: Promise<OaTokens | null> | null = null
  let restUntil = 0
  const renewOnce = (refused: string | null) =>
    (renewing ??= renewed(needs, refused).finally(() => (renewing = null)))
  return {
    current: () => current(needs),
    async token() {
      const kept = await current(needs)
      if (!kept) return none('consent-needed', CONSENT_MS)
      if (kept.state === 'consent-needed') return none('consent-needed', CONSENT_MS)
      if (isFresh(kept, needs.now())) return { kind: 'token', value: kept.access! }
      const serves = (one: OaTokens) => one.access !== null && one.expiresAt > needs.now()
      if (serves(kept) && performance.now() < restUntil) return { kind: 'token', value: kept.access! }
      const after = (await renewOnce(null)) ?? kept
      if (after.state === 'consent-needed') return none('consent-needed', CONSENT_MS)
      if (after.state !== 'good' || !isFresh(after, needs.now())) restUntil = performance.now() + REST_MS
      return serves(after) ? { kind: 'token', value: after.access! } : none('unreachable', AWAY_MS)
    },
    async renew(refused) {
      const after = await renewOnce(refused)
      return after?.state === 'good' && after.access !== null && after.access !== refused
    },
  }
}

const none = (reason: 'consent-needed' | 'unreachable', afterMs: number) => ({
  kind: 'none' as const,
  result: { kind: 'retry', reason, scope: 'account', afterMs } satisfies SendResult,
})

const isFresh = ({ access, issuedAt, state }: OaTokens, now: number) =>
  access !== null && state === 'good' && now < issuedAt + RENEW_AFTER_MS

/** What is kept, or what the settings hand us anew. */
async function current({ store, seed, now }: TokenNeeds): Promise<OaTokens | null> {
  const kept = await store.load()
  if (!seed || kept?.seed === fingerprint(seed)) return kept
  const adopted: OaTokens = {
    access: null,
    refresh: seed,
    seed: fingerprint(seed),
    issuedAt: now(),
    expiresAt: 0,
    state: 'good',
    tries: 0,
  }
  await store.save(adopted)
  return adopted
}

/** Null when nothing could be had just now: somebody else is at it for too long. */
async function renewed(needs: TokenNeeds, refused: string | null): Promise<OaTokens | null> {
  const { store, patience } = needs
  const leaseMs = 2 * patience.answerMs * PATIENT_TRIES
  const giveUpAt = performance.now() + leaseMs
  while (!(await store.lease(leaseMs))) {
    if (performance.now() > giveUpAt) return null
    await pause(BETWEEN_TRIES_MS)
  }
  try {
    return await renewAlone(needs, refused)
  } finally {
    await store.release()
  }
}

/** Whoever had the lease before may have done it already. */
async function renewAlone(needs: TokenNeeds, refused: string | null): Promise<OaTokens | null> {
  const kept = await current(needs)
  if (!kept || kept.state === 'consent-needed') return kept
  const isNew = isFresh(kept, needs.now()) && kept.access !== refused
  return isNew ? kept : refreshWith(needs, kept)
}

async function refreshWith(needs: TokenNeeds, kept: OaTokens): Promise<OaTokens> {
  const ask = httpClient(needs.oauthRoot, needs.proxy)
  let tokens = kept
  for (let tries = 1; ; tries++) {
    const outcome = outcomeOf(await ask(request(needs, tokens)))
    if (outcome.kind === 'away' && tries === 1) return { ...tokens, state: tokens.state }
    if (outcome.kind !== 'away') {
      tokens = after(tokens, outcome, needs.now())
      await needs.store.save(tokens)
    }
    if (tokens.state !== 'unsure' || tries >= PATIENT_TRIES) return tokens
    await pause(BETWEEN_TRIES_MS)
  }
}

const request = ({ appId, appSecret, patience }: TokenNeeds, { refresh }: OaTokens) => ({
  path: '/v4/oa/access_token',
  body: new URLSearchParams({ grant_type: 'refresh_token', app_id: appId, refresh_token: refresh }),
  headers: { secret_key: appSecret },
  timeoutMs: patience.answerMs,
})

export type Outcome =
  | { kind: 'pair'; access: string; refresh: string; lifeMs: number }
  | { kind: 'refused' }
  | { kind: 'unknown' }
  | { kind: 'away' }

const pair = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(90_000),
})

/** Only the presence of a token says yes; only a clear error in the platform's form says no. */
export function outcomeOf(answer: Answer): Outcome {
  if (answer.kind === 'no-answer') return { kind: answer.left ? 'unknown' : 'away' }
  const granted = pair.safeParse(answer.body).data
  if (granted)
    return {
      kind: 'pair',
      access: granted.access_token,
      refresh: granted.refresh_token,
      lifeMs: granted.expires_in * SECOND,
    }
  const isError = z.object({ error: z.coerce.number() }).safeParse(answer.body).success
  return { kind: isError && answer.status < 500 ? 'refused' : 'unknown' }
}

export function after(kept: OaTokens, outcome: Exclude<Outcome, { kind: 'away' }>, now: number): OaTokens {
  if (outcome.kind === 'pair') {
    const { access, refresh, lifeMs } = outcome
    return { ...kept, access, refresh, issuedAt: now, expiresAt: now + lifeMs, state: 'good', tries: 0 }
  }
  return outcome.kind === 'refused'
    ? { ...kept, state: 'consent-needed' }
    : { ...kept, state: 'unsure', tries: kept.tries + 1 }
}
