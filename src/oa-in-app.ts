import { readFile } from 'node:fs/promises'
import type { Store } from '../db/open.ts'
import { tellOfTokens } from '../handlers/token-trouble.ts'
import { turn, type World } from '../handlers/world.ts'
import { keepTokens } from '../jobs/tokens.ts'
import type { AppNeeds } from './app.ts'
import type { TokenTrouble } from './channels/zalo-oa/tokens.ts'
import type { Log } from './log.ts'
import { type Oa, openOa } from './oa.ts'
import type { ZaloWeb } from './web/zalo.ts'

/** The official account in the running server: what goes wrong with its tokens is logged, and people are told. */
export function oaIn(needs: AppNeeds, store: Store, world: () => World | undefined): Oa | undefined {
  const { zaloOa: settings, secret, clock, log } = needs
  if (!settings) return undefined
  const onTrouble = (trouble: TokenTrouble) => {
    log.error(trouble, 'the official account has to be authorised: caunoi zalo-oa')
    const here = world()
    if (here)
      turn(here, (inner) => tellOfTokens(inner, settings.oaId, trouble)).catch((err: unknown) =>
        log.error({ err }, 'nobody could be told of the official account’s tokens'),
      )
  }
  return openOa({
    settings,
    store,
    secret,
    now: () => clock.now(),
    onTrouble,
    ...(needs.channels.proxy && { proxy: needs.channels.proxy }),
    ...(needs.channels.patience?.answerMs && { answerMs: needs.channels.patience.answerMs }),
  })
}

export const closersOf = (oa: Oa | undefined, log: Log) =>
  oa ? [keepTokens(() => oa.tokens.refreshAhead(), log).close] : []

export async function zaloWebOf(
  verification: { code: string; file?: string } | undefined,
  oa: Oa | undefined,
): Promise<ZaloWeb> {
  const { file, code } = verification ?? {}
  const text = file ? await readFile(file, 'utf8').catch(() => undefined) : undefined
  const callback = oa?.settings.redirectUri
  return {
    ...(code && { verification: { code, file: text } }),
    ...(oa &&
      callback && { callback: { path: new URL(callback).pathname, take: (query) => oa.consented(query) } }),
  }
}
