import type { Content } from './message.ts'
import { readCode } from './reply.ts'

/** What an invite can be redeemed with: the deep link's token, or the digits to type. */
export interface Secret {
  kind: 'token' | 'code'
  value: string
}

/** Few enough to be read out over the phone; guessing is bounded, so they need not be more. */
export const CODE_DIGITS = 8

/** Where there are no deep links people paste the link, or the command they see in it. */
const COMMAND = /^\/start\s+([\w-]{1,64})$/i
const LINK = /^(?:https?:\/\/)?t\.me\/\w+\?start=([\w-]{1,64})$/i

/** The secret of an invite that somebody shows us; null when what they did shows none. */
export function secretIn(content: Content): Secret | null {
  if (content.kind === 'start') return payload(content.payload.trim())
  return content.kind === 'text' ? typed(content.text) : null
}

function typed(text: string): Secret | null {
  const code = readCode(text)
  if (code) return { kind: 'code', value: code }
  const plain = text.normalize('NFKC').trim()
  const shown = plain.match(COMMAND)?.[1] ?? plain.match(LINK)?.[1]
  return shown ? payload(shown) : null
}

function payload(value: string): Secret | null {
  if (value === '') return null
  return { kind: /^\d{8}$/.test(value) ? 'code' : 'token', value }
}
