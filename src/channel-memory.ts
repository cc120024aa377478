import type { Store } from '../db/open.ts'
import type { ChannelsConfig } from './channels/index.ts'
import { buttonMemory, oaTokenStore } from './oa-store.ts'

/** The channels as the settings describe them: what they have to keep, they are given when the store is open. */
export type ConfiguredChannels = Omit<ChannelsConfig, 'zaloOa'> & {
  zaloOa?: Omit<NonNullable<ChannelsConfig['zaloOa']>, 'kept'>
}

interface Keeper {
  channels: ConfiguredChannels
  secret: string
  clock: { now: () => number }
}

export async function withMemory({ channels, secret, clock }: Keeper, store: Store): Promise<ChannelsConfig> {
  const { zaloOa, ...others } = channels
  if (!zaloOa) return others
  const now = () => clock.now()
  const tokens = oaTokenStore(store, secret, zaloOa.oaId, now)
  const buttonsRefused = await buttonMemory(store, zaloOa.oaId, now)
  return { ...others, zaloOa: { ...zaloOa, kept: { tokens, buttonsRefused } } }
}
