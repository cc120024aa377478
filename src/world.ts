import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import type { Store } from '../db/open.ts'
import type { Settings, World } from '../handlers/world.ts'
import type { Clock } from './clock.ts'
import { sameSecret } from './channels/http.ts'
import { derivedSecret } from './secret.ts'

export interface WorldNeeds {
  settings: Settings
  secret: string
  clock: Clock
}

/** The world as the server and the command line share it: what one seals, the other must be able to open. */
export function worldOf(needs: WorldNeeds, store: Store): Omit<World, 'abilities' | 'wake'> {
  return {
    store,
    settings: needs.settings,
    boot: v7(),
    now: () => needs.clock.now(),
    newId: () => v7(),
    afterReal: (ms) => needs.clock.afterReal(ms),
    mac: (text) => derivedSecret(needs.secret, `mac ${text}`),
    sameSecret,
    newCode: (digits) => Array.from({ length: digits }, () => randomInt(10)).join(''),
    newToken: () => randomBytes(24).toString('base64url'),
  }
}
