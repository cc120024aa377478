import { createHash } from 'node:crypto'
import { z } from 'zod'
import { httpClient } from '../http.ts'

/** What the platform hands out for a consent or a refresh; the refresh token is good for one use. */
export interface Pair {
  access: string
  refresh: string
  /** ms from now. */
  lifeMs: number
}

/**
 * `no`: a definite answer, the token or code is good for nothing. `unsure`: it may have counted, and nobody knows.
 * `away`: it cannot have counted.
 */
export type Granted =
  | { kind: 'pair'; pair: Pair }
  | { kind: 'no'; code: string }
  | { kind: 'unsure' | 'away'; code: string }

export type Grant = (fields: Record<string, string>) => Promise<Granted>

interface OauthConfig {
  root: string
  appId: string
  appSecret: string
  proxy?: string
  timeoutMs: number
}

/** The token endpoint: a form, with the app's secret in a header. Never throws. */
export function grantOver({ root, appId, appSecret, proxy, timeoutMs }: OauthConfig): Grant {
  const ask = httpClient(root, proxy)
  return async (fields) => {
    const body = new URLSearchParams({ ...fields, app_id: appId })
    const answer = await ask({
      path: '/v4/oa/access_token',
      body,
      headers: { secret_key: appSecret },
      timeoutMs,
    })
    if (answer.kind === 'no-answer') return { kind: answer.left ? 'unsure' : 'away', code: answer.code }
    return grantedBy(answer.status, answer.body)
  }
}

const pair = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(90_000),
})
const refusal = z.object({ error: z.coerce.number().int(), error_name: z.string().catch('') })

/** Failures come with any status and in varying forms: what counts is whether there is a token in it. */
function grantedBy(status: number, body: unknown): Granted {
  const got = pair.safeParse(body).data
  if (got) {
    const { access_token: access, refresh_token: refresh, expires_in } = got
    return { kind: 'pair', pair: { access, refresh, lifeMs: expires_in * 1000 } }
  }
  const said = refusal.safeParse(body).data
  if (said && status < 500 && status !== 429) return { kind: 'no', code: String(said.error) }
  return { kind: status === 429 ? 'away' : 'unsure', code: `HTTP ${status}` }
}

/** PKCE: the hash by which the platform knows the verifier again. */
export const challengeOf = (verifier: string) =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url')

/** Where an administrator of the official account consents. */
export function permissionUrl(
  root: string,
  { appId, redirectUri, verifier, state }: Record<'appId' | 'redirectUri' | 'verifier' | 'state', string>,
): string {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: redirectUri,
    code_challenge: challengeOf(verifier),
    state,
  })
  return `${root}/v4/oa/permission?${query.toString()}`
}
