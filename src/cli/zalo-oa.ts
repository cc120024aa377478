import type { Command } from 'commander'
import { keptTokens } from '../../db/oa-tokens.ts'
import { shortMoment } from '../domain/time.ts'
import { beginConsent } from '../oa-consent.ts'
import { appSecret } from '../secret.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

export function zaloOaCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('zalo-oa')
    .description(about.zaloOa)
    .option('--json', about.json)
    .action((options: { json?: boolean }) => inOffice(terminal, (office) => run(office, terminal, options)))
}

/** How we stand with the official account, and where its administrator grants us what we need. */
async function run(office: Office, terminal: Terminal, { json }: { json?: boolean }): Promise<void> {
  const { cli } = terminal.texts
  const { platforms, appSecret: given } = office.config
  const oa = platforms.kind === 'real' ? platforms.zaloOa : undefined
  if (!oa) throw new Refusal(cli.noOa)
  const { store, now, settings } = office.world
  const kept = await keptTokens(store.db, oa.oaId)
  const secret = await appSecret(office.place.dataDir, given)
  const url = oa.redirectUri ? await beginConsent(store, secret, oa, now()) : null
  if (json) return terminal.json({ account: oa.oaId, state: kept?.state ?? null, consent: url })
  const since = kept && shortMoment(kept.stateAt, settings.timezone, now())
  terminal.say(kept && since ? cli.oaStates[kept.state](since) : cli.oaNever)
  terminal.say(url ? `\n${cli.oaConsent}\n${url}` : `\n${cli.oaPaste}`)
}
