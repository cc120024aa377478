import { createHash } from 'node:crypto'
import { sameSecret } from '../http.ts'

export interface Signing {
  appId: string
  oaId: string
  secretKey: string
  appSecret: string
}

interface Signed {
  body: Uint8Array
  /** Of the body, as the text it is there. */
  timestamp: string | undefined
  headers: Record<string, string | undefined>
}

const mac = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i

/**
 * Plain SHA-256 over id, raw body, moment and secret, one after another. Sources disagree on the id (the app's, the
 * account's), on where the moment stands and on which secret it is: all are tried, and all of them every time.
 */
export function isSigned({ body, timestamp, headers }: Signed, keys: Signing): boolean {
  const shown = mac.exec(headers['x-zevent-signature'] ?? '')?.[1]?.toLowerCase()
  if (!shown) return false
  const moments = [timestamp, headers['x-zevent-timestamp']?.trim()].filter((one) => one !== undefined)
  let right = false
  for (const id of new Set([keys.appId, keys.oaId]))
    for (const moment of new Set(moments))
      for (const secret of new Set([keys.secretKey, keys.appSecret]))
        right = sameSecret(digest([id, body, moment, secret]), shown) || right
  return right
}

function digest(terms: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const term of terms) hash.update(term)
  return hash.digest('hex')
}
