import { createHash } from 'node:crypto'
import { z } from 'zod'
import { httpClient } from '../http.ts'
import { after, outcomeOf, type TokenNeeds } from './tokens.ts'

/** One attempt to be authorised: what the page at the platform is shown, and what the exchange of its code needs. */
export interface Attempt {
  verifier: string
  state: string
}

/** PKCE, as the platform wants it: base64url without padding of the SHA-256 of the verifier. */
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** Where the account's administrator grants us what we need. */
export function consentUrl(
  { oauthRoot, appId }: Pick<TokenNeeds, 'oauthRoot' | 'appId'>,
  redirectUri: string,
  { verifier, state }: Attempt,
): string {
  const query = { app_id: appId, redirect_uri: redirectUri, code_challenge: challengeOf(verifier), state }
  return `${oauthRoot}/v4/oa/permission?${new URLSearchParams(query).toString()}`
}

export type Granted = 'granted' | 'refused' | 'other-account' | 'unreachable'

/** Trades the code that came back for a pair of tokens, makes sure that they are of our account, and keeps them. */
export async function takeGrant(
  needs: TokenNeeds & { oaId: string; openapiRoot: string },
  code: string,
  verifier: string,
): Promise<Granted> {
  const form = { grant_type: 'authorization_code', app_id: needs.appId, code, code_verifier: verifier }
  const outcome = outcomeOf(
    await httpClient(
      needs.oauthRoot,
      needs.proxy,
    )({
      path: '/v4/oa/access_token',
      body: new URLSearchParams(form),
      headers: { secret_key: needs.appSecret },
      timeoutMs: needs.patience.answerMs,
    }),
  )
  if (outcome.kind === 'refused') return 'refused'
  if (outcome.kind !== 'pair') return 'unreachable'
  if (!(await isOurs(needs, outcome.access))) return 'other-account'
  const { store, now } = needs
  const kept = await store.load()
  const blank = { access: null, refresh: '', seed: kept?.seed ?? null, issuedAt: 0, expiresAt: 0, tries: 0 }
  await store.save(after({ ...blank, state: 'good' }, outcome, now()))
  return 'granted'
}

const about = z.object({
  data: z.object({ oa_id: z.coerce.string().optional(), oaid: z.coerce.string().optional() }),
})

/** A code may be of any account whose administrator we know nothing of: the address of the callback is no secret. */
async function isOurs(
  { openapiRoot, oaId, proxy, patience }: { openapiRoot: string; oaId: string } & TokenNeeds,
  token: string,
): Promise<boolean> {
  const answer = await httpClient(
    openapiRoot,
    proxy,
  )({
    path: '/v2.0/oa/getoa',
    headers: { access_token: token },
    timeoutMs: patience.answerMs,
  })
  const said = answer.kind === 'answer' ? about.safeParse(answer.body).data?.data : undefined
  return said !== undefined && (said.oa_id ?? said.oaid) === oaId
}
