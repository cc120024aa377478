import { openStore, type Store } from '../../../db/open.ts'
import { zaloOaProfile } from '../../channels/index.ts'
import { DAY } from '../../domain/time.ts'
import { oaChannelConfig, openOa } from '../../oa.ts'
import { appSecret } from '../../secret.ts'
import type { Check } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import type { Terminal } from '../terminal.ts'

const NAME = 'zalo-oa'

/** Whether we are authorised, and what the platform says of the account. */
export async function checkOfficialAccount(around: Surroundings, terminal: Terminal): Promise<Check[]> {
  const { platforms } = around.config
  if (platforms.kind === 'drill' || !platforms.zaloOa) return []
  const store = await openStore(around.place.database)
  try {
    return await checks(around, terminal, store)
  } finally {
    store.close()
  }
}

async function checks(
  { config, place, log }: Surroundings,
  { texts: { official, cli } }: Terminal,
  store: Store,
): Promise<Check[]> {
  const settings = config.platforms.kind === 'real' ? config.platforms.zaloOa : undefined
  if (!settings) return []
  const secret = await appSecret(place.dataDir, config.appSecret)
  const oa = openOa({
    settings,
    store,
    secret,
    now: Date.now,
    onTrouble: (trouble) => log.warn(trouble, 'the official account has to be authorised'),
    ...(config.httpsProxy && { proxy: config.httpsProxy }),
  })
  await oa.tokens.token()
  const kept = await oa.tokens.state()
  if (!kept || kept.state === 'consent-needed')
    return [{ name: NAME, verdict: 'failed', says: official.consentNeeded }]
  const says = official.tokenFine(Math.max(0, Math.floor((Date.now() - kept.issuedAt) / DAY)))
  const token: Check =
    kept.state === 'unsure'
      ? { name: NAME, verdict: 'warning', says: official.tokenUnsure }
      : { name: NAME, verdict: 'ok', says }
  try {
    const face = await zaloOaProfile({
      ...oaChannelConfig(oa, config.publicUrl),
      ...(config.httpsProxy && { proxy: config.httpsProxy }),
    })
    const { userName, isVerified, packageName } = face
    const account: Check = isVerified
      ? { name: NAME, verdict: 'ok', says: official.oaFine(userName, packageName) }
      : { name: NAME, verdict: 'failed', says: official.oaUnverified(userName) }
    return [token, account]
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return [token, { name: NAME, verdict: 'failed', says: cli.botAway(reason) }]
  }
}
