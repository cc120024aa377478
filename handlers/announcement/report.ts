import { type Announcement, fileSince } from '../../db/announcements.ts'
import { peopleByIds } from '../../db/people.ts'
import {
  answersToAnnouncement,
  recipientsOf,
  type Sending,
  sendingsOf,
} from '../../db/announcement-report.ts'
import type { Given } from '../../src/domain/announcement.ts'
import { type Furthest, furthest } from '../../src/domain/furthest.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Reads } from '../paths-of.ts'

/** What became of an announcement with one of its recipients. */
export interface ReportRow extends Furthest {
  person: Person
  given: Given | null
  answeredAt: number | null
  /** Who answered in their place; null when they did themselves. */
  answeredBy: Person | null
  /** It may have been sent twice, and was marked so. */
  again: boolean
  /** They have it, and have not answered. */
  owes: boolean
}

type Answer = Awaited<ReturnType<typeof answersToAnnouncement>>[number]

/** One row for each recipient, in their order; read in a few sweeps, whatever their number. */
export async function reportOf({ tx }: Pick<Reads, 'tx'>, announcement: Announcement): Promise<ReportRow[]> {
  const { id, state, stateAt } = announcement
  const recipients = await recipientsOf(tx, id)
  const people = await peopleOf(
    tx,
    recipients.map(({ contactId }) => contactId),
  )
  const sendings = grouped(await sendingsOf(tx, id))
  const answers = new Map((await answersToAnnouncement(tx, id)).map((answer) => [answer.askId, answer]))
  const deputies = await deputiesIn(tx, [...answers.values()], people)
  const version = { state, fileSince: await fileSince(tx, id) }
  return recipients.map((recipient) => {
    const { contactId, askId, askState } = recipient
    const letters = sendings.get(contactId) ?? []
    const course = furthest(letters, recipient, version)
    const answer = askId ? answers.get(askId) : undefined
    return {
      ...course,
      at: course.state === 'stopped' ? stateAt : course.at,
      person: people.get(contactId)!,
      given: (answer?.value as Given | undefined) ?? null,
      answeredAt: answer?.at ?? null,
      answeredBy: answer && answer.by !== contactId ? (deputies.get(answer.by) ?? null) : null,
      again: letters.some(({ again }) => again),
      owes:
        askState === 'open' && letters.some((letter) => letter.state === 'sent' && letter.askId === askId),
    }
  })
}

const peopleOf = async (tx: Reads['tx'], ids: string[]): Promise<Map<string, Person>> =>
  new Map((await peopleByIds(tx, ids)).map((person) => [person.id, person]))

function grouped(sendings: Sending[]): Map<string, Sending[]> {
  const byPerson = new Map<string, Sending[]>()
  for (const sending of sendings) {
    const own = byPerson.get(sending.contactId)
    if (own) own.push(sending)
    else byPerson.set(sending.contactId, [sending])
  }
  return byPerson
}

/** Those who answered for somebody else, who need not be recipients themselves. */
async function deputiesIn(tx: Reads['tx'], answers: Answer[], known: Map<string, Person>) {
  const ids = [...new Set(answers.flatMap(({ by, owedBy }) => (by === owedBy ? [] : [by])))]
  const strangers = ids.filter((id) => !known.has(id))
  const others = strangers.length > 0 ? await peopleByIds(tx, strangers) : []
  return new Map([...known.values(), ...others].map((person) => [person.id, person]))
}

/** What was answered, counted from what counts for each of them now. */
export interface Results {
  options: { option: string; people: number }[]
  sum: number | null
}

export function resultsIn({ wanted }: Announcement, rows: ReportRow[]): Results {
  const given = rows.flatMap((row) => row.given ?? [])
  const chosen = (place: number) =>
    given.filter((one) => one.kind === 'choice' && one.option === place).length
  return {
    options:
      wanted.kind === 'choice'
        ? wanted.options.map((option, place) => ({ option, people: chosen(place) }))
        : [],
    sum:
      wanted.kind === 'number'
        ? given.reduce((sum, one) => sum + (one.kind === 'number' ? one.number : 0), 0)
        : null,
  }
}

/** What one of them answered, as a cell or a script takes it; `received` is what "received" is called there. */
export function givenValue(
  { wanted }: Announcement,
  given: Given | null,
  received: string,
): string | number | null {
  switch (given?.kind) {
    case undefined:
      return null
    case 'received':
      return received
    case 'choice':
      return (wanted.kind === 'choice' ? wanted.options[given.option] : undefined) ?? null
    case 'number':
      return given.number
    case 'text':
      return given.words
    case 'file':
      return given.fileName
    default:
      return given satisfies never
  }
}
