import type { AssignmentStatus } from './assignment.ts'
import type { ChannelName } from './message.ts'
import type { ItemState, ReadinessStatus } from './readiness.ts'

/** One bridge point in the current round. `since` is when its status last changed, ms; null while pending. */
export interface BoardRow {
  code: string
  name: string
  status: ReadinessStatus
  /** Code of the contact who owes the answer. */
  contact: string
  contactName: string
  phone: string | null
  since: number | null
  expectedAt: number | null
  items: Record<string, ItemState>
  /** By which path the answer that counts came, 'phone' when a coordinator noted it; null while pending. */
  via: ChannelName | 'phone' | null
  /** Whether the contact can be written to at all. */
  reachable: boolean
}

export interface AssignmentRow {
  code: string
  contact: string
  contactName: string
  phone: string | null
  text: string
  status: AssignmentStatus
  reachable: boolean
}

export interface Board {
  conference: string
  title: string
  round: { code: string; name: string; opensAt: number; closesAt: number; closed: boolean } | null
  bridgePoints: BoardRow[]
  assignments: AssignmentRow[]
  openIncidents: { number: number; bridgePoint: string; text: string; at: number; owner: string | null }[]
}

export type Figures = Record<ReadinessStatus, number>

export function figures(rows: Pick<BoardRow, 'status'>[]): Figures {
  const counted: Figures = { pending: 0, preparing: 0, ready: 0, issue: 0 }
  for (const row of rows) counted[row.status]++
  return counted
}
