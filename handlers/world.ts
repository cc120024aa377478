import type { Policy, PolicyName } from '../db/schema.ts'
import { inTransaction, type Store, type Tx } from '../db/open.ts'
import type { Abilities } from '../src/channels/channel.ts'
import type { ChannelName } from '../src/domain/message.ts'
import type { QuietHours } from '../src/domain/time.ts'

/** How this office wants it; read once at start. */
export interface Settings {
  office: { name: string; phone: string | null }
  timezone: string
  quietHours: QuietHours | null
  policies: Record<PolicyName, Policy>
  inviteValidMs: number
  inboxRetentionMs: number
  /** Stands on every message when this is not reality. */
  stamp: string | null
  zaloBotLink: string | null
}

/** What handlers may use of the outside: made once in main.ts and passed down. */
export interface World {
  store: Store
  settings: Settings
  /** Marks the claims of this process. */
  boot: string
  /** ms since the epoch; in a drill it may run fast. */
  now(): number
  newId(): string
  /** The moment, on our clock, that lies this much real time ahead. */
  afterReal(ms: number): number
  abilities(channel: ChannelName): Abilities
  /** HMAC-SHA256 under the installation's secret, hex. */
  mac(text: string): string
  /** `digits` random decimal digits. */
  newCode(digits: number): string
  /** A random token of URL-safe characters. */
  newToken(): string
  /** Something was committed: look for what is due. */
  wake(): void
}

/** One transaction's surroundings. `now` stands still in it. */
export interface Turn {
  tx: Tx
  world: World
  now: number
}

/** One thing that happens: the change and the letters it causes, together or not at all. */
export async function turn<T>(world: World, work: (turn: Turn) => Promise<T>): Promise<T> {
  const result = await inTransaction(world.store, (tx) => work({ tx, world, now: world.now() }))
  world.wake()
  return result
}
