/** The account's tokens as they are kept. Moments in ms. */
export interface Tokens {
  /** Null while nothing was had for the refresh token yet. */
  access: string | null
  refresh: string
  /** Fingerprint of the environment's token that was taken up last: the same one never counts again. */
  seed: string | null
  /** When the refresh token was had. */
  issuedAt: number
  expiresAt: number
  /** `unsure`: a refresh was cut off, and nobody knows whether it counted. */
  state: 'good' | 'unsure' | 'consent-needed'
  stateAt: number
  /** Refreshes in a row that were cut off. */
  tries: number
}

/** Where they are kept, for all processes together. */
export interface TokenStore {
  load(): Promise<Tokens | null>
  /** Returns once it is safely stored. The pair before is kept aside. */
  save(tokens: Tokens): Promise<void>
  /** Whether this process alone may refresh now; whoever dies with the lease loses it by time. */
  lease(): Promise<boolean>
  release(): Promise<void>
}

/** What else is remembered of the account. */
export interface OaStore extends TokenStore {
  buttonsRefused(): Promise<boolean>
  refuseButtons(): Promise<void>
}
