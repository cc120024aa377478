import type { Role } from '../audience.ts'
import type { ReadinessStatus } from '../readiness.ts'

/** What is known of people and of what they do, as far as an audience may speak of it. Nothing that was removed is in it. */
export interface Facts {
  /** Nobody who was erased. */
  people: Somebody[]
  conferences: { id: string; code: string; documentId: string | null; isLive: boolean }[]
  documents: { id: string; number: string }[]
  points: { id: string; code: string; conferenceId: string }[]
  rounds: RoundFacts[]
  seats: Seat[]
  /** The bridge points asked in a round and how they stand there, by the ids of both. */
  standing: ReadonlyMap<string, ReadonlyMap<string, ReadinessStatus>>
  /** Who has not answered an announcement; null when there is none of that number. */
  unacknowledged: ReadonlyMap<number, ReadonlySet<string> | 'nothing-asked' | null>
  /** The texts of the lists that the expression names. */
  files: ReadonlyMap<string, string>
  /** E.164; null when nobody could dial it. */
  phoneOf(text: string): string | null
  /** Conferences beyond which nothing may be shown or reached; null when everything may. */
  scope: ReadonlySet<string> | null
}

export interface Somebody {
  id: string
  code: string
  unit: string | null
  /** ISO 3166 alpha-2. */
  country: string
  /** E.164. */
  phones: string[]
}

export interface RoundFacts {
  id: string
  code: string
  conferenceId: string
  isOpened: boolean
  /** The open round of its conference, else the last that closed. */
  isCurrent: boolean
}

/** One thing that a person does: serving a bridge point, having an assignment, coordinating. */
export interface Seat {
  contactId: string
  at: 'point' | 'assignment' | 'office'
  role: Role
  /** Null for who coordinates everything. */
  conferenceId: string | null
  /** Of the assignment itself; a conference's own is looked up there. */
  documentId: string | null
  pointId: string | null
  /** On duty in this round only. */
  roundId: string | null
}

/** The roles there are at each kind of seat. */
export const rolesAt: Record<Seat['at'], readonly Role[]> = {
  point: ['contact', 'backup', 'duty'],
  assignment: ['assignee', 'backup'],
  office: ['coordinator'],
}
