import type { SendResult } from '../domain/message.ts'

/** Who holds the token that authorises us at the official account; its adapters, by chat and by template, share it. */
export interface ZaloAccess {
  /** One that is good as far as we know; or what a send comes to without one. */
  token(): Promise<{ kind: 'token'; value: string } | { kind: 'none'; result: SendResult }>
  /** The platform refused that very token: another one is had, once, however many ask. True when there is one now. */
  renew(refused: string): Promise<boolean>
}
