export type AssignmentStatus =
  | 'draft'
  | 'sent'
  | 'acknowledged'
  | 'concern'
  | 'in-progress'
  | 'submitted'
  | 'accepted'
  | 'returned'
  | 'cancelled'

/** A due date as documents give it: a minute, a day, or a whole period. Ends are inclusive moments in ms. */
export interface Due {
  from: number | null
  to: number
  precision: 'minute' | 'day' | 'month' | 'quarter' | 'year'
}

/** Nobody is reminded of the due date of an assignment in one of these. */
export const isDone = (status: AssignmentStatus) =>
  status === 'submitted' || status === 'accepted' || status === 'cancelled'
