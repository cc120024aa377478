import type { Announcement } from '../../db/announcements.ts'
import type { Db, Tx } from '../../db/open.ts'
import { answersToAnnouncement } from '../../db/tallies.ts'
import type { Given } from '../../src/domain/announcement.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Turn } from '../world.ts'

/** What has been answered so far: each person's last answer counts. */
export interface Results {
  answered: number
  /** How many chose each option, in their order. */
  options: { option: string; people: number }[]
  sum: number | null
  /** Short texts and the names of files, the newest last. */
  words: { by: string; words: string }[]
}

export async function resultsOf(db: Db | Tx, announcement: Announcement): Promise<Results> {
  const last = new Map<string, { by: string; given: Given }>()
  for (const { owedBy, value } of await answersToAnnouncement(db, announcement.id))
    last.set(owedBy, { by: owedBy, given: value as Given })
  const given = [...last.values()]
  const { wanted } = announcement
  const numbers = given.flatMap((one) => (one.given.kind === 'number' ? [one.given.number] : []))
  return {
    answered: given.length,
    options:
      wanted.kind === 'choice'
        ? wanted.options.map((option, place) => ({
            option,
            people: given.filter((one) => one.given.kind === 'choice' && one.given.option === place).length,
          }))
        : [],
    sum: wanted.kind === 'number' ? numbers.reduce((sum, number) => sum + number, 0) : null,
    words: given.flatMap(({ by, given: one }) => {
      if (one.kind === 'text') return [{ by, words: one.words }]
      return one.kind === 'file' ? [{ by, words: one.fileName }] : []
    }),
  }
}

/** The answers as a coordinator reads them. */
export async function resultsText(turn: Turn, announcement: Announcement, _reader: Person): Promise<string> {
  return JSON.stringify(await resultsOf(turn.tx, announcement))
}
