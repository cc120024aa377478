import type { Announcement } from '../../db/announcements.ts'
import { isThrough } from '../../handlers/announcement/progress.ts'
import type { Tally } from '../domain/announcement.ts'
import type { ProgressView } from '../domain/texts/vi/sending.ts'

/** Its state as people see it: `through` once nothing of it waits any more. */
export const stateOf = (announcement: Announcement, tally: Tally): ProgressView['state'] =>
  announcement.state === 'sending' && isThrough(announcement, tally) ? 'through' : announcement.state

/** How it stands, in figures. */
export const countsJson = (announcement: Announcement, tally: Tally) => ({
  id: announcement.id,
  number: announcement.number,
  state: stateOf(announcement, tally),
  ...tally,
})
