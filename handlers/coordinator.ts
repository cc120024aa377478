import { record } from '../db/facts.ts'
import {
  allPeople,
  grantCoordinator,
  personByCode,
  personById,
  revokeCoordinator,
  saveContact,
  withholdFrom,
} from '../db/people.ts'
import { contactsCoded } from '../db/plans.ts'
import type { Person } from '../src/domain/person.ts'
import { fold } from '../src/domain/reply/fold.ts'
import type { Turn } from './world.ts'

export type Appointment =
  | { kind: 'appointed'; person: Person; isNew: boolean }
  /** Several contacts have exactly that name: one of their codes must be given. */
  | { kind: 'ambiguous'; people: Person[] }

/**
 * Makes somebody a coordinator of everything, or of one conference: the contact with exactly that code or name, else a
 * new one. Doing it again changes nothing.
 */
export async function appointCoordinator(
  turn: Turn,
  nameOrCode: string,
  { conferenceId }: { conferenceId?: string | undefined } = {},
): Promise<Appointment> {
  const known = await called(turn, nameOrCode)
  if (known.length > 1) return { kind: 'ambiguous', people: known }
  const person = known[0] ?? (await newcomer(turn, tidy(nameOrCode)))
  await grantCoordinator(turn.tx, {
    id: turn.world.newId(),
    contactId: person.id,
    conferenceId: conferenceId ?? null,
    grantedAt: turn.now,
  })
  await record(turn.tx, turn.now, 'console', 'coordinator-appointed', person.id, { conferenceId })
  return { kind: 'appointed', person, isNew: known.length === 0 }
}

/** Ends the role of whoever coordinates under that code or exact name; false when nobody does. */
export async function dismissCoordinator(turn: Turn, nameOrCode: string): Promise<boolean> {
  const dismissed: string[] = []
  for (const person of await called(turn, nameOrCode))
    if (await revokeCoordinator(turn.tx, person.id, turn.now)) dismissed.push(person.id)
  for (const id of dismissed) {
    await withholdFrom(turn.tx, id)
    await record(turn.tx, turn.now, 'console', 'coordinator-dismissed', id)
  }
  return dismissed.length > 0
}

/** A code names one person; a name may name several. */
async function called(turn: Turn, nameOrCode: string): Promise<Person[]> {
  const wanted = tidy(nameOrCode)
  const coded = await personByCode(turn.tx, wanted)
  return coded ? [coded] : (await allPeople(turn.tx)).filter((person) => tidy(person.name) === wanted)
}

const tidy = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim()

async function newcomer(turn: Turn, name: string): Promise<Person> {
  const id = turn.world.newId()
  await saveContact(turn.tx, {
    id,
    code: await freeCode(turn, name),
    name,
    phones: [],
    timezone: turn.world.settings.timezone,
    language: 'vi',
    address: 'Ông/Bà',
    createdAt: turn.now,
  })
  return personById(turn.tx, id)
}

/** 'Trần Thị Bình' → 'tran-thi-binh', or 'tran-thi-binh-2' when that is taken. */
export async function freeCode(turn: Turn, name: string): Promise<string> {
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'coordinator'
  for (let place = 1; ; place++) {
    const code = place === 1 ? base : `${base}-${place}`
    // One who was erased keeps their code.
    if ((await contactsCoded(turn.tx, [code])).length === 0) return code
  }
}
