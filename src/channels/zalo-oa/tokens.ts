import { setTimeout as pause } from 'node:timers/promises'
import type { SendResult } from '../../domain/message.ts'
import { DAY, HOUR, MINUTE } from '../../domain/time.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import type { Grant, Granted, Pair } from './oauth.ts'
import type { Tokens, TokenStore } from './token-store.ts'

/** What a person has to hear of: consent is needed again, or the refresh token grows old without being renewed. */
export type TokenTrouble = { kind: 'consent-needed'; code: string } | { kind: 'ageing'; days: number }

export interface TokenNeeds {
  store: TokenStore
  grant: Grant
  /** The environment's refresh token; it counts only when its fingerprint is not the stored one. */
  seed?: { token: string; fingerprint: string }
  now: () => number
  /** How long others are waited for that refresh, real time. */
  patienceMs: number
  onTrouble: (trouble: TokenTrouble) => void
}

export interface ZaloTokens extends ZaloAccess {
  /** Refreshes what is due before anybody needs it, and looks at its age. */
  refreshAhead(): Promise<void>
  /** A person brought a new refresh token, or a whole pair. */
  adopt(brought: { refresh: string } | Pair): Promise<boolean>
  state(): Promise<Pick<Tokens, 'state' | 'stateAt' | 'issuedAt' | 'expiresAt'> | null>
}

/** An access token lives 25 hours; it is renewed at this age. */
const DUE_MS = 20 * HOUR
/** One that dies while the request travels is no use. */
const MARGIN_MS = MINUTE
/** A refresh token lives three months. */
const OLD_MS = 75 * DAY
const LOOK_AGAIN_MS = 100
/** The same refresh token works again when the request never arrived. */
const ATTEMPTS = 2
const SAVE_ATTEMPTS = 5

/** A person has to act, so nobody need ask every minute. */
const CONSENT_MS = 15 * MINUTE
const UNSURE_MS = 20_000

/**
 * The tokens of the official account. The refresh token is good for one use, so a lease makes one of all processes the one
 * that uses it, and the new pair is stored before anybody is given it.
 */
export function zaloTokens(needs: TokenNeeds): ZaloTokens {
  const { store, seed, now } = needs
  let running: Promise<void> | undefined
  let warnedOf = 0

  const isFresh = (tokens: Tokens | null) => tokens !== null && !hasNewSeed(tokens)
  const hasNewSeed = (tokens: Tokens | null) => seed !== undefined && tokens?.seed !== seed.fingerprint

  async function token(): ReturnType<ZaloAccess['token']> {
    const kept = await store.load()
    if (isUsable(kept)) return { kind: 'token', value: kept.access }
    if (isFresh(kept) && kept?.state === 'consent-needed') return none('consent-needed')
    await refresh(kept?.access ?? null)
    const got = await store.load()
    if (isUsable(got)) return { kind: 'token', value: got.access }
    return none(got === null || got.state === 'consent-needed' ? 'consent-needed' : 'unreachable')
  }

  const isUsable = (kept: Tokens | null): kept is Tokens & { access: string } =>
    kept !== null &&
    isFresh(kept) &&
    kept.access !== null &&
    kept.state !== 'consent-needed' &&
    now() < kept.expiresAt - MARGIN_MS

  /** True when a token other than the refused one is there now. */
  async function renew(refused: string): Promise<boolean> {
    const isOther = (kept: Tokens | null) => isUsable(kept) && kept.access !== refused
    if (isOther(await store.load())) return true
    await refresh(refused)
    return isOther(await store.load())
  }

  /** However many ask in this process, one goes. */
  function refresh(stale: string | null): Promise<void> {
    running ??= alone(() => refreshNow(stale), stale).finally(() => (running = undefined))
    return running
  }

  /** Waits for the lease; ends early when whoever holds it has brought what is wanted. */
  async function alone(work: () => Promise<void>, stale: string | null): Promise<void> {
    const until = performance.now() + needs.patienceMs
    while (!(await store.lease())) {
      if (performance.now() > until) return
      await pause(LOOK_AGAIN_MS)
      const kept = await store.load()
      if (isUsable(kept) && kept.access !== stale) return
    }
    try {
      await work()
    } finally {
      await store.release()
    }
  }

  async function refreshNow(stale: string | null): Promise<void> {
    const kept = await current()
    if (!kept || kept.state === 'consent-needed') return
    if (kept.access !== stale && isUsable(kept) && now() - kept.issuedAt < DUE_MS) return
    const granted = await spend(kept)
    if (granted.kind === 'pair') return saveSurely(withPair(kept.seed, granted.pair))
    if (granted.kind === 'unsure') {
      const stateAt = kept.state === 'unsure' ? kept.stateAt : now()
      return store.save({ ...kept, state: 'unsure', stateAt, tries: kept.tries + 1 })
    }
    if (granted.kind === 'away') return
    await store.save({ ...kept, access: null, state: 'consent-needed', stateAt: now() })
    needs.onTrouble({ kind: 'consent-needed', code: granted.code })
  }

  /** What is stored, after the environment's token was taken up where it is a new one. Under the lease. */
  async function current(): Promise<Tokens | null> {
    const kept = await store.load()
    if (!hasNewSeed(kept)) return kept
    const planted = bare(seed!.token, seed!.fingerprint)
    await store.save(planted)
    return planted
  }

  async function spend({ refresh: refresh_token }: Tokens): Promise<Granted> {
    let granted: Granted = { kind: 'away', code: '' }
    let unsure = false
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      granted = await needs.grant({ grant_type: 'refresh_token', refresh_token })
      if (granted.kind === 'pair' || granted.kind === 'no') return granted
      unsure ||= granted.kind === 'unsure'
    }
    return unsure ? { ...granted, kind: 'unsure' } : granted
  }

  const bare = (refresh: string, print: string | null): Tokens => ({
    access: null,
    refresh,
    seed: print,
    issuedAt: now(),
    expiresAt: now(),
    state: 'good',
    stateAt: now(),
    tries: 0,
  })

  const withPair = (print: string | null, { access, refresh, lifeMs }: Pair): Tokens => ({
    ...bare(refresh, print),
    access,
    expiresAt: now() + lifeMs,
  })

  /** The old refresh token is burnt: were the new one lost, a person would have to consent again. */
  async function saveSurely(tokens: Tokens): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.save(tokens)
      } catch (error) {
        if (attempt === SAVE_ATTEMPTS) throw error
        await pause(LOOK_AGAIN_MS * attempt)
      }
    }
  }

  async function refreshAhead(): Promise<void> {
    const kept = await store.load()
    const waits = kept?.state === 'consent-needed' && !hasNewSeed(kept)
    const isDue = !isUsable(kept) || kept.state === 'unsure' || now() - kept.issuedAt >= DUE_MS
    if (!waits && isDue && (kept ?? seed)) await refresh(kept?.access ?? null)
    const after = await store.load()
    if (!after || after.state === 'consent-needed' || now() - after.issuedAt < OLD_MS) return
    if (warnedOf === after.issuedAt) return
    warnedOf = after.issuedAt
    needs.onTrouble({ kind: 'ageing', days: Math.floor((now() - after.issuedAt) / DAY) })
  }

  async function adopt(brought: { refresh: string } | Pair): Promise<boolean> {
    let done = false
    const print = seed?.fingerprint ?? null
    await alone(async () => {
      await saveSurely('access' in brought ? withPair(print, brought) : bare(brought.refresh, print))
      done = true
    }, '')
    return done
  }

  return { token, renew, refreshAhead, adopt, state: () => store.load() }
}

function none(reason: 'consent-needed' | 'unreachable'): { kind: 'none'; result: SendResult } {
  const afterMs = reason === 'consent-needed' ? CONSENT_MS : UNSURE_MS
  return { kind: 'none', result: { kind: 'retry', reason, scope: 'account', afterMs } }
}
