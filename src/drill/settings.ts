import type { Settings } from '../../handlers/world.ts'
import type { Config } from '../config.ts'
import { settingsOf } from '../settings.ts'
import { drillAccount } from './account.ts'

export const STAMP = 'DIỄN TẬP'

/** The settings of a drill, the server's and the command line's: the pages behind links are opened on this machine. */
export const drillSettings = (config: Config): Settings => ({
  ...settingsOf(config, STAMP),
  publicUrl: config.publicUrl ?? (config.port > 0 ? `http://localhost:${config.port}` : null),
  zaloOa: { account: drillAccount.oaId },
})
