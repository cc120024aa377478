import type { Policy, PolicyName } from '../db/schema.ts'
import { inTransaction, type Store, type Tx } from '../db/open.ts'
import type { Abilities } from '../src/channels/channel.ts'
import type { ChannelName, Topic } from '../src/domain/message.ts'
import type { ReachSettings } from '../src/domain/reach.ts'
import type { QuietHours } from '../src/domain/time.ts'

/** How this office wants it; read once at start. */
export interface Settings {
  office: { name: string; phone: string | null }
  timezone: string
  quietHours: QuietHours | null
  policies: Record<PolicyName, Policy>
  inviteValidMs: number
  inboxRetentionMs: number
  letterRetentionMs: number
  mediaRetentionMs: number
  /** How long a signed link to somebody's cards may be used. */
  linkValidMs: number
  /** Whether it is kept that a person has looked at a message. */
  seenReceipts: boolean
  /** Stands on every message when this is not reality. */
  stamp: string | null
  /** Where people reach the page their links open; null when nobody from outside can. Without a slash at its end. */
  publicUrl: string | null
  reach: ReachSettings
  /** Channels on which only a line and a link go out. */
  noticeOnly: ChannelName[]
  /** The bots on Zalo, the links that open them in the same order, and what the plan allows each. */
  zaloBots: { accounts: string[]; links: string[]; seats: number; monthly: number }
  zaloOa: { account: string } | null
  /** What can be sent as a template, and whether by the person's id, their phone or both. */
  templates: { account: string; topics: Topic[]; ways: ('uid' | 'phone')[] } | null
  mail: { account: string } | null
  /** To so many and more an announcement goes only once their number has been typed. */
  confirmFrom: number
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
  /** Compares in a time that tells nothing about where the two differ. */
  sameSecret(a: string, b: string): boolean
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
