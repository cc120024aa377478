import type { YesOf } from './answer.ts'
import type { Order } from './orders.ts'
import type { FaultKind } from './fault.ts'

/** What a person meant by a message. Never a yes unless every word of it is accounted for. */
export type Meaning =
  /**
   * One or more choice numbers. With `rest`, words stood after the number ("1. Đã nhận"): a caller who knows the labels
   * takes the number only if they agree (`matchLabel`).
   */
  | { kind: 'numbers'; numbers: number[]; rest?: string }
  | { kind: 'yes'; of: YesOf }
  | { kind: 'all-good' }
  /** Not now; `minutes` when the person said how long. */
  | { kind: 'not-yet'; minutes?: number }
  | { kind: 'no' }
  | { kind: 'concern'; reason?: 'not-mine' | 'clash' | 'beyond-authority' }
  | { kind: 'fault'; faults: FaultKind[] }
  /** Faults that are over; an empty list when the person did not say which. */
  | { kind: 'cleared'; faults: FaultKind[] }
  | { kind: 'mistaken' }
  | { kind: 'question' }
  | { kind: 'command'; command: Order }
  | { kind: 'code'; code: string }
  | { kind: 'unclear' }
