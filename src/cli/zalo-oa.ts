import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { challengeOf } from '../channels/zalo-oa/oauth.ts'
import { type Oa, openOa } from '../oa.ts'
import { appSecret } from '../secret.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** The address where an administrator consents; with `--token`, a refresh token that somebody has fetched by hand. */
export function zaloOaCommand(program: Command, terminal: Terminal): void {
  const { official } = terminal.texts
  program
    .command('zalo-oa')
    .description(official.about)
    .option('--token', official.aboutToken)
    .action((options: { token?: boolean }) =>
      inOffice(terminal, async (office) => {
        const oa = await oaOf(office, terminal)
        return options.token ? takeToken(oa, terminal) : showLink(oa, terminal)
      }),
    )
}

async function oaOf({ config, place, world, log }: Office, { texts }: Terminal): Promise<Oa> {
  const settings = config.platforms.kind === 'real' ? config.platforms.zaloOa : undefined
  if (!settings) throw new Refusal(texts.official.notConfigured)
  return openOa({
    settings,
    store: world.store,
    secret: await appSecret(place.dataDir, config.appSecret),
    now: Date.now,
    onTrouble: (trouble) => log.warn(trouble, 'the official account has to be authorised'),
    ...(config.httpsProxy && { proxy: config.httpsProxy }),
  })
}

async function showLink(oa: Oa, { texts: { official }, say }: Terminal): Promise<void> {
  const url = await oa.consentUrl()
  if (url === null) throw new Refusal(official.noCallback)
  const { pkceVerifier } = oa.settings
  if (pkceVerifier) say(official.challenge(challengeOf(pkceVerifier)))
  say(official.open(url))
}

async function takeToken({ tokens }: Oa, { texts: { official }, say }: Terminal): Promise<void> {
  const refresh = (await text(process.stdin)).trim()
  if (refresh === '') throw new Refusal(official.emptyToken, 2)
  if (!(await tokens.adopt({ refresh }))) throw new Refusal(official.busy)
  const got = await tokens.token()
  if (got.kind === 'token') return say(official.taken)
  const kept = await tokens.state()
  if (kept?.state === 'consent-needed') throw new Refusal(official.notTaken)
  say(official.kept)
}
