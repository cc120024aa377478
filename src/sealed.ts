import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedSecret } from './secret.ts'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

export interface Seal {
  close(text: string): string
  /** Throws when it was sealed under another secret, or changed. */
  open(sealed: string): string
}

/** Seals what must not be readable in a copied database: AES-256-GCM under a key of the installation's for that purpose. */
export function sealFor(secret: string, purpose: string): Seal {
  const key = Buffer.from(derivedSecret(secret, `seal ${purpose}`), 'hex')
  return {
    close: (text) => {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(CIPHER, key, nonce)
      const inside = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), inside]).toString('base64')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
      return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')
    },
  }
}
