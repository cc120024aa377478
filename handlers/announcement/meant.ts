import { conferenceByCode } from '../../db/conferences.ts'
import { allPeople, coordinatorsOf } from '../../db/people.ts'
import type { Announcement } from '../../db/announcements.ts'
import type { Person } from '../../src/domain/person.ts'
import { fold } from '../../src/domain/reply.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { readPhone } from '../../src/intake/phones.ts'
import { concernedBy } from '../concerned.ts'
import type { Turn } from '../world.ts'
import { scopeOf } from './draft-rights.ts'

/** `outside`: how many were meant whom this coordinator does not answer for; they are left out. */
export type Meant = { kind: 'people'; people: Person[]; outside: number } | { kind: 'wrong'; text: string }

/** The list that was pasted into the chat, as an expression speaks of it. */
export const PASTED = 'danhsach'

/** Whom the audience of a draft means now, for the coordinator who asks. */
export async function meant(
  turn: Turn,
  draft: Pick<Announcement, 'audience' | 'lists'>,
  by: Person,
): Promise<Meant> {
  const found = await everybodyMeant(turn, draft, by)
  if (found.kind === 'wrong') return found
  const scope = await scopeOf(turn.tx, by.id)
  if (!scope) return found
  const own = new Set<string>()
  for (const conference of scope) for (const id of await concernedBy(turn.tx, conference)) if (id) own.add(id)
  const people = found.people.filter(({ id }) => own.has(id))
  return { kind: 'people', people, outside: found.people.length - people.length }
}

async function everybodyMeant(
  { tx }: Turn,
  { audience, lists }: Pick<Announcement, 'audience' | 'lists'>,
  by: Person,
): Promise<Meant> {
  const { composing } = textsIn(by.language)
  const everybody = await allPeople(tx)
  const these = (people: Person[]): Meant => ({ kind: 'people', people, outside: 0 })
  const [, keyword, value = ''] = /^(\w+)(?::(.*))?$/su.exec(fold(audience ?? '')) ?? []
  switch (keyword) {
    case 'all':
      return these(everybody)
    case 'conference': {
      const conference = await conferenceByCode(tx, value)
      if (!conference) return { kind: 'wrong', text: composing.noConference(value) }
      const ids = await concernedBy(tx, conference.id)
      return these(everybody.filter(({ id }) => ids.includes(id)))
    }
    case 'role':
      return these(await coordinatorsOf(tx, null))
    case 'code':
    case 'file': {
      const entries = keyword === 'file' ? (lists[value] ?? []) : value.split(',')
      const found = entries.map((entry) => everybody.filter((person) => isCalled(person, entry)))
      const unknown = entries.filter((_, place) => found[place]!.length === 0)
      if (unknown.length > 0) return { kind: 'wrong', text: composing.unknownEntries(unknown) }
      return these([...new Set(found.flat())])
    }
    default:
      return { kind: 'wrong', text: composing.notUnderstoodAudience(audience ?? '') }
  }
}

function isCalled({ code, phones }: Person, entry: string): boolean {
  const phone = readPhone(entry, 'VN')?.number
  return fold(code) === fold(entry.trim()) || (phone !== undefined && phones.includes(phone))
}
