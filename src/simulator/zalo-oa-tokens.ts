import { createHash, createHmac } from 'node:crypto'
import { DAY, HOUR, MINUTE } from '../domain/time.ts'
import { readFields, text } from './fields.ts'
import type { Fields } from './fields.ts'
import { OaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { hexId } from './zalo-state.ts'

const ACCESS_MS = 25 * HOUR
const REFRESH_MS = 90 * DAY
const CODE_MS = 10 * MINUTE

interface Token {
  token: string
  until: number
}

interface App {
  appId: string
  appSecret: string
  refreshToken: string
  now: () => number
}

/** One app's grant by one Official Account: an access token, and a refresh token that is good for one use. */
export class OaTokens {
  private readonly app: App
  private access: Token | undefined
  private refresh: Token | undefined
  private readonly codes = new Map<string, { challenge: string; until: number }>()
  /** Tokens that once were good, with the number by which the platform refuses them now. */
  private readonly dead = new Map<string, number>()
  private issued = 0

  constructor(app: App) {
    this.app = app
    this.refresh = { token: app.refreshToken, until: app.now() + REFRESH_MS }
    this.access = this.issue('access', ACCESS_MS)
  }

  /** The numbers the facts publish for an access token that is no good, or undefined for a good one. */
  trouble(token: string | undefined): number | undefined {
    if (token === undefined) return -216
    if (token !== this.access?.token) return this.dead.get(token) ?? -216
    return this.access.until <= this.app.now() ? -220 : undefined
  }

  get live(): { access?: string; refresh?: string } {
    return { access: this.access?.token, refresh: this.refresh?.token }
  }

  /** What `appsecret_proof` must be. */
  get proof(): string | undefined {
    const { access, app } = this
    return access && createHmac('sha256', app.appSecret).update(access.token).digest('hex')
  }

  /** An app without a grant hears nothing. */
  get granted(): boolean {
    return this.refresh !== undefined && this.refresh.until > this.app.now()
  }

  /** The administrator consents in a browser; what comes back is the code of the callback. */
  authorize(challenge: string): string {
    const code = this.newToken('code')
    this.codes.set(code, { challenge, until: this.app.now() + CODE_MS })
    return code
  }

  expireAccess(): void {
    if (this.access) this.access.until = this.app.now()
  }

  /** The administrator withdraws the consent. */
  revoke(): void {
    if (this.access) this.dead.set(this.access.token, -220)
    this.access = undefined
    this.refresh = undefined
  }

  /** `POST /v4/oa/access_token`: a form, with the app's secret in a header. Failures carry no access token. */
  exchange(request: OaRequest): Record<string, string> {
    const fields = form(request)
    if (text(fields, 'app_id') !== this.app.appId) throw new OaRefusal(-14002, 'Invalid app id')
    if (request.headers.secret_key !== this.app.appSecret) throw new OaRefusal(-14004, 'Invalid secret key')
    this.spend(fields)
    if (this.access) this.dead.set(this.access.token, -216)
    this.access = this.issue('access', ACCESS_MS)
    this.refresh = this.issue('refresh', REFRESH_MS)
    const expires_in = String(ACCESS_MS / 1000)
    return { access_token: this.access.token, refresh_token: this.refresh.token, expires_in }
  }

  private spend(fields: Fields): void {
    switch (text(fields, 'grant_type')) {
      case 'refresh_token':
        return this.spendRefresh(text(fields, 'refresh_token'))
      case 'authorization_code':
        return this.spendCode(text(fields, 'code') ?? '', text(fields, 'code_verifier') ?? '')
      default:
        throw new OaRefusal(-14001, 'Invalid grant type')
    }
  }

  private spendRefresh(token: string | undefined): void {
    if (token === undefined || token !== this.refresh?.token)
      throw new OaRefusal(-14014, 'Invalid refresh token')
    if (this.refresh.until <= this.app.now()) throw new OaRefusal(-14012, 'Refresh token expired')
  }

  private spendCode(code: string, verifier: string): void {
    const given = this.codes.get(code)
    this.codes.delete(code)
    if (!given || given.until <= this.app.now()) throw new OaRefusal(-14005, 'Invalid authorization code')
    const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url')
    if (challenge !== given.challenge) throw new OaRefusal(-14006, 'Invalid code verifier')
  }

  private issue(kind: string, lifeMs: number): Token {
    return { token: this.newToken(kind), until: this.app.now() + lifeMs }
  }

  private newToken(kind: string): string {
    this.issued += 1
    return `${kind}-${hexId(`${this.app.refreshToken}/${kind}/${this.issued}`)}`
  }
}

function form(request: OaRequest): Fields {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    throw new OaRefusal(-14001, 'Body must be a form')
  return readFields(type, '', request.body)
}

/** How a failed exchange is answered. */
export function oauthRefusal(refusal: OaRefusal): Record<string, unknown> {
  return {
    error: refusal.code,
    error_name: refusal.message,
    error_reason: refusal.message,
    error_description: refusal.message,
    ref_doc: 'https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new',
  }
}
