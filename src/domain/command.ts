import type { MediaRef } from './message.ts'

/**
 * What a person may want. A press, a typed number, a label, a slash command and free words all become one of these;
 * whether that person may do it is decided by the handler, against the database.
 */
export type Command =
  // the assignment card
  | { kind: 'acknowledge'; ask: string }
  | { kind: 'acknowledge-all'; asks: string[] }
  | { kind: 'concern'; ask: string }
  /** `words` when the person has said already what it is. */
  | { kind: 'concern-reason'; ask: string; reason: ConcernReason; words?: string }
  | { kind: 'discuss'; ask: string }
  | { kind: 'complete'; ask: string }
  | { kind: 'not-complete'; ask: string }
  // the readiness card
  | { kind: 'tick'; ask: string; item: string }
  | { kind: 'all-good'; ask: string }
  | { kind: 'ready'; ask: string; despiteProblem?: boolean; allGood?: boolean }
  | { kind: 'preparing'; ask: string; minutes?: number }
  | { kind: 'issue'; ask: string }
  | { kind: 'duty'; ask: string }
  | { kind: 'revise'; ask: string }
  // faults
  | { kind: 'report-fault'; bridgePoint: string; text: string }
  | { kind: 'withdraw-fault'; incident: string }
  | { kind: 'take-fault'; incident: string }
  | { kind: 'resolve-fault'; incident: string }
  // questions
  /** `conference` when the person serves several, `about` the ask that is meant. */
  | { kind: 'ask-organisers'; text: string; conference?: string; about?: string }
  | { kind: 'reply-question'; question: string }
  // strangers, and the paths to people
  | { kind: 'accept-request'; request: string; contact: string }
  | { kind: 'choose-for-request'; request: string }
  | { kind: 'refuse-request'; request: string }
  | { kind: 'requests' }
  | { kind: 'answer-ping'; ask: string }
  | { kind: 'ping'; conference?: string }
  | { kind: 'ping-now'; conference: string; wave: string }
  // whom a unit names
  | { kind: 'accept-nomination'; nomination: string }
  | { kind: 'refuse-nomination'; nomination: string }
  // announcements: what they ask
  | { kind: 'received'; ask: string }
  | { kind: 'choose'; ask: string; option: number }
  /** `words` are the answer, said at `saidAt`; without, the next words, or the next file, are. */
  | { kind: 'give'; ask: string; words?: string; saidAt?: number }
  // announcements: writing and sending them
  | { kind: 'announce' }
  /** `version` is that of the draft the button stood under: another coordinator may have changed it since. */
  | { kind: 'draft'; draft: string; version: number; step: DraftStep }
  /**
   * `wave` tells one reminder from the next, so that a double press sends it once, and one correction from the next; `text` and `media` are what a correction
   * says instead.
   */
  | {
      kind: 'announcement'
      announcement: string
      act: AnnouncementAct
      wave?: string
      text?: string
      media?: MediaRef
    }
  // the board and the rest
  | { kind: 'board'; conference?: string }
  | { kind: 'remind-silent'; conference: string }
  | { kind: 'remind-silent-now'; conference: string; wave: string }
  | { kind: 'bridge-points' }
  | { kind: 'assignments' }
  | { kind: 'help' }
  | { kind: 'language'; language: 'vi' | 'en' }
  | { kind: 'never-mind' }

/** What can be done to a draft; a string after the colon is what was chosen. */
export type DraftStep =
  | 'show'
  | 'text'
  | 'files'
  | 'drop-files'
  | 'audience'
  | `audience:${string}`
  | 'answer'
  | `answer:${string}`
  | 'until'
  | `until:${string}`
  | 'when'
  | `when:${string}`
  | 'preview'
  | 'test'
  /** A choice on a test message, which answers nothing. */
  | `tested:${string}`
  | 'drop-missing'
  | 'send'
  | 'send-hours'
  | 'send-urgent'
  | 'send-late'
  | 'send-again'
  | 'discard'
  | 'restore'

/** What can be done to an announcement that was sent. */
export type AnnouncementAct =
  | 'show'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'remind'
  | 'report'
  | 'results'
  | 'correct'
  | 'correct-now'
  | 'new-file'
  | 'new-file-now'
  | 'recall'
  | 'recall-now'

/** Why an assignment cannot simply be taken on. */
export type ConcernReason = 'not-mine' | 'clash' | 'beyond-authority' | 'other'
