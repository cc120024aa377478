import type { Announcement } from '../../db/announcements.ts'
import type { Db, Tx } from '../../db/open.ts'
import { peopleByIds } from '../../db/people.ts'
import { currentAnswers, givenCounts } from '../../db/tallies.ts'
import type { Given } from '../../src/domain/announcement.ts'
import { givenName, named, type Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { momentFor } from '../../src/domain/time.ts'
import type { Turn } from '../world.ts'
import { givenWords } from './answer-lines.ts'

/** What has been answered so far: each person's last answer counts, and only to the version they have. */
export interface Results {
  answered: number
  /** How many chose each option, in their order. */
  options: { option: string; people: number }[]
  sum: number | null
  /** Short texts and the names of files, the newest last; `media` is the file in the store. */
  words: { by: string; words: string; media: string | null }[]
}

/** Who answered what, the first first; `contactId` is whose answer it is. */
export const givenTo = async (
  db: Db | Tx,
  { id }: Pick<Announcement, 'id'>,
): Promise<{ contactId: string; given: Given }[]> =>
  (await currentAnswers(db, id)).map(({ owedBy, value }) => ({ contactId: owedBy, given: value as Given }))

/** How many chose what, or the sum: counted by the store, because whoever watches is told again and again. */
export async function figuresOf(
  db: Db | Tx,
  { id, wanted }: Announcement,
): Promise<Pick<Results, 'options' | 'sum'>> {
  if (wanted.kind === 'number') {
    const counts = await givenCounts(db, id, 'number')
    return { options: [], sum: counts.reduce((sum, { given, people }) => sum + given * people, 0) }
  }
  if (wanted.kind !== 'choice') return { options: [], sum: null }
  const counts = await givenCounts(db, id, 'option')
  const options = wanted.options.map((option, place) => ({
    option,
    people: counts.find(({ given }) => given === place)?.people ?? 0,
  }))
  return { options, sum: null }
}

export async function resultsOf(db: Db | Tx, announcement: Announcement): Promise<Results> {
  const all = await givenTo(db, announcement)
  return {
    answered: all.length,
    ...(await figuresOf(db, announcement)),
    words: all.flatMap(({ contactId: by, given }): Results['words'] => {
      if (given.kind === 'text') return [{ by, words: given.words, media: null }]
      return given.kind === 'file' ? [{ by, words: given.fileName, media: given.media }] : []
    }),
  }
}

/** Under one heading so many are named; the report names everybody. */
const MOST_NAMED = 100

type Answered = { person: Person; given: Given }

/** What has been answered and by whom, for somebody who coordinates: under each option, or with what each one said. */
export async function resultsText(turn: Turn, announcement: Announcement, reader: Person): Promise<string> {
  const { results: words } = textsIn(reader.language).announcement
  const { number, total, wanted } = announcement
  const results = await resultsOf(turn.tx, announcement)
  const answered = await byName(turn, announcement)
  const head = [
    words.head(number, momentFor(reader, turn.now, turn.now)),
    words.answered(results.answered, total),
    ...(results.sum === null ? [] : [words.sum(results.sum)]),
  ]
  if (answered.length === 0) return [...head, words.nobody].join('\n')
  if (wanted.kind !== 'choice') return [...head, ...lines(announcement, reader, answered)].join('\n')
  const parts = results.options.map(({ option, people }, place) =>
    [
      words.option(option, people),
      ...lines(
        announcement,
        reader,
        answered.filter(({ given }) => given.kind === 'choice' && given.option === place),
      ),
    ].join('\n'),
  )
  return [head.join('\n'), ...parts].join('\n\n')
}

/** As they are called and sorted. */
async function byName({ tx }: Turn, announcement: Announcement): Promise<Answered[]> {
  const all = await givenTo(tx, announcement)
  const people = await peopleByIds(
    tx,
    all.map(({ contactId }) => contactId),
  )
  const known = new Map(people.map((person) => [person.id, person]))
  return all
    .flatMap(({ contactId, given }) => {
      const person = known.get(contactId)
      return person ? [{ person, given }] : []
    })
    .toSorted((a, b) => givenName(a.person.name).localeCompare(givenName(b.person.name), 'vi'))
}

/** Who they are, and what they said where the heading does not say it. */
function lines({ wanted }: Announcement, reader: Person, answered: Answered[]): string[] {
  const { announcement: words } = textsIn(reader.language)
  const isSaid = wanted.kind === 'choice' || wanted.kind === 'received'
  const shown = answered.slice(0, MOST_NAMED).map(({ person, given }) => {
    const who = [named(person, reader), person.unit].filter(Boolean).join(', ')
    return words.results.line(who, isSaid ? null : givenWords(words, wanted, given))
  })
  const more = answered.length - shown.length
  return more > 0 ? [...shown, words.results.more(more)] : shown
}
