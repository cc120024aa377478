import type { Call } from './calls.ts'
import type { Faults } from './faults.ts'
import type { Phone } from './phone.ts'

/** What both simulated platforms offer to a drill, a test kit or a benchmark. */
export interface Simulator {
  /** The API root for the product's settings, without a slash at the end. */
  url: string
  close(): Promise<void>
  /** Takes the platform off the network: connections are cut and new ones refused, while people go on writing. */
  unplug(): Promise<void>
  /** Back on the network, at the same address, with all that has gathered. */
  plugIn(): Promise<void>
  /** The phone with this id, made on first mention; without an id always a new one. */
  phone(person: Person): Phone
  phones(): Phone[]
  faults: Faults
  /** The newest calls, oldest first, bounded. */
  calls: Call[]
  /** Calls of one method (all without a name) since the start or `forgetCalls`. */
  count(method?: string): number
  forgetCalls(): void
  /** True when everything the people did has been taken over by the product. */
  idle(): boolean
  /** Calls back whenever something on a phone's screen changed; returns the way to stop. */
  onChange(listener: (phone: Phone) => void): () => void
  /** Holds back what people do from now on, until `release`. */
  hold(): void
  release(): void
  /** Mixes what is held back or undelivered, keeping the order the platform promises (Telegram: within one key). */
  shuffle(seed?: number): void
  /** Delivers again, under the same ids, the newest `last` (all kept ones without it) that were already taken over. */
  redeliver(last?: number): number
}

export interface Person {
  id?: string | number
  name: string
  phone?: string
}
