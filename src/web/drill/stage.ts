import type { Board } from '../../domain/board.ts'
import type { DrillClock } from '../../simulator/clock.ts'
import type { Cast } from '../../simulator/people.ts'

/** Somebody whose phone lies on the table. */
export interface Player {
  code: string
  name: string
  title: string | null
  unit: string | null
  coordinator: boolean
  /** The bridge points they answer for, and those they stand in for. */
  bridgePoints: string[]
  backupFor: string[]
  /** How they get in: digits to type, and the payload of a deep link. */
  invite: { code: string; token: string }
  /** Their own page, where others reach this machine. */
  web: string | null
}

/** What the drill page shows and moves. */
export interface Stage {
  clock: DrillClock
  cast: Cast
  players: Player[]
  /** Codes of those whose phones are open at first. */
  firstPhones: readonly string[]
  board(): Promise<Board | null>
  /** Codes of the contacts who have linked a chat. */
  linked(): Promise<string[]>
  /** Lives through everything up to the next event; false when none is ahead. */
  skip(): Promise<boolean>
  /** Somebody looks on. */
  watched(): void
  /** Calls back when a phone, the clock or a temper changed; returns the way to stop. */
  onChange(listener: () => void): () => void
}
