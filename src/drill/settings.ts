import type { Settings } from '../../handlers/world.ts'
import type { Config } from '../config.ts'
import { topics } from '../domain/message.ts'
import { settingsOf } from '../settings.ts'
import { drillAccount } from './account.ts'

export const STAMP = 'DIỄN TẬP'

/** The settings of a drill, the server's and the command line's: the pages behind links are opened on this machine. */
export function drillSettings(config: Config): Settings {
  const publicUrl = config.publicUrl ?? (config.port > 0 ? `http://localhost:${config.port}` : null)
  const account = drillAccount.oaId
  return {
    ...settingsOf(config, STAMP),
    publicUrl,
    zaloOa: { account },
    templates: publicUrl === null ? null : { account, topics: [...topics], ways: ['uid', 'phone'] },
  }
}
