import type { DraftField } from './draft.ts'

/** What the next words in a chat are meant to be, because we asked for them. Forgotten after a while. */
export type Expecting = { until: number } & (
  | { what: 'expected-time'; ask: string }
  | { what: 'duty-person'; ask: string }
  | { what: 'concern-words'; ask: string }
  | { what: 'question'; ask: string | null }
  | { what: 'fault-words'; ask: string }
  | { what: 'reply'; question: string }
  | { what: 'contact-for-request'; request: string }
  | { what: 'announcement-answer'; ask: string }
  /** `version`: of the draft as it was when this was asked. */
  | { what: 'draft'; draft: string; version: number; field: DraftField }
  | { what: 'correction'; announcement: string; field: 'text' | 'file' }
)

/** How long we wait for the words we asked for. */
export const PATIENCE_MS = 30 * 60_000
