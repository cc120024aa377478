import { createHash } from 'node:crypto'
import { sameSecret } from '../http.ts'

export interface Signed {
  body: Uint8Array
  /** Header names in lower case. */
  headers: Record<string, string | undefined>
  /** As the body tells it; absent when it tells none. */
  timestamp: string | undefined
}

const SHOWN = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i

/**
 * Whether the platform sent it: SHA-256 of id, raw body, timestamp and secret in a row. Sources differ on which id, which
 * timestamp and which secret; each documented way is tried, none of them says less than the others.
 */
export function isSigned(signed: Signed, ids: string[], secrets: string[]): boolean {
  const shown = SHOWN.exec((signed.headers['x-zevent-signature'] ?? '').trim())?.[1]?.toLowerCase()
  if (!shown) return false
  const header = signed.headers['x-zevent-timestamp']
  const timestamps = [...new Set([signed.timestamp, header].filter((one) => one !== undefined))]
  const ways = ids.flatMap((id) =>
    timestamps.flatMap((timestamp) => secrets.map((secret) => ({ id, timestamp, secret }))),
  )
  // Every way is computed: how long it takes tells nothing about which would have fitted.
  return ways.filter((way) => sameSecret(digest(signed.body, way), shown)).length > 0
}

function digest(body: Uint8Array, { id, timestamp, secret }: Record<'id' | 'timestamp' | 'secret', string>) {
  return createHash('sha256').update(id).update(body).update(timestamp).update(secret).digest('hex')
}
