import type { Conference } from '../db/conferences.ts'
import type { Nomination } from '../db/nominations.ts'
import { type Contact, contactsOfUnit, saveContact } from '../db/people.ts'
import { identitiesOf } from '../db/identities.ts'
import { isDone } from '../src/domain/assignment.ts'
import type { Nominee, NomineeRole } from '../src/domain/nomination.ts'
import { fold } from '../src/domain/reply/fold.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { AssignmentFile, BridgePointFile, PlanFile } from '../src/intake/plan-file.ts'
import { everyAssignment } from '../db/plans.ts'
import { freeCode } from './coordinator.ts'
import { replan } from './import/replan.ts'
import { pointsOfUnit } from './unit-link.ts'
import type { Turn } from './world.ts'

/** Codes of those who were named. */
type Seats = Partial<Record<NomineeRole, string>>

/**
 * The people a unit named take their seats at its bridge points. Returns the ids of those who are on no app yet, to
 * whom an invite is to be passed on.
 */
export async function seat(
  turn: Turn & { person: { id: string } },
  conference: Conference,
  nomination: Nomination,
): Promise<string[]> {
  const points = await pointsOfUnit(turn.tx, nomination)
  const seats: Seats = {}
  const ids: string[] = []
  for (const nominee of nomination.people) {
    const contact = await contactFor(turn, nomination.unitId, nominee, points[0]?.timezone)
    seats[nominee.role] = contact.code
    ids.push(contact.id)
  }
  const mayMove = await notDone(turn, conference.id)
  const codes = new Set(points.map((point) => point.code))
  const change = (plan: PlanFile) => {
    // The assignments first: whose they are is told by who has served the bridge point until now.
    for (const point of plan.bridgePoints.filter(({ code }) => codes.has(code))) {
      for (const each of plan.assignments) if (mayMove.has(each.code)) passOn(each, point, seats)
      seatAt(point, seats)
    }
  }
  await replan(turn, conference, { by: turn.person.id, also: Object.values(seats) }, change)
  return unlinked(turn, ids)
}

/** A backup who was not named stays, unless they are the contact now. */
function seatAt(point: BridgePointFile, { contact, backup, duty }: Seats): void {
  if (contact) point.contact = contact
  if (backup) point.backup = backup
  if (point.backup === point.contact) delete point.backup
  const label = textsIn('vi').nomination.duty
  if (duty)
    point.contacts = [...point.contacts.filter((each) => each.duty !== label), { duty: label, contact: duty }]
}

/** What the bridge point's contact still has to do there goes with the seat. */
function passOn(assignment: AssignmentFile, point: BridgePointFile, { contact, backup }: Seats): void {
  if (assignment.bridgePoint !== point.code) return
  if (contact && assignment.contact === point.contact) assignment.contact = contact
  if (backup && assignment.backup !== undefined && assignment.backup === point.backup)
    assignment.backup = backup
  if (assignment.backup === assignment.contact) delete assignment.backup
}

/** What has been done stays its doer's. */
async function notDone(turn: Turn, conferenceId: string): Promise<Set<string>> {
  const assignments = await everyAssignment(turn.tx, conferenceId)
  return new Set(assignments.filter(({ status }) => !isDone(status)).map(({ code }) => code))
}

/**
 * Whoever has that number and that name in the unit is known; a number alone may be the office's, and another person must
 * not get the chat that belongs to the one before.
 */
async function contactFor(
  turn: Turn,
  unitId: string,
  nominee: Nominee,
  timezone: string | undefined,
): Promise<Contact> {
  const { name, title, phone, email } = nominee
  const colleagues = await contactsOfUnit(turn.tx, unitId)
  const known = colleagues.find((each) => each.phones.includes(phone) && fold(each.name) === fold(name))
  if (known) {
    const updated = { ...known, title: title ?? known.title, email: email ?? known.email }
    await saveContact(turn.tx, updated)
    return updated
  }
  const row: Contact = {
    id: turn.world.newId(),
    code: await freeCode(turn, name),
    name,
    title,
    unitId,
    email,
    phones: [phone],
    timezone: timezone ?? turn.world.settings.timezone,
    language: 'vi',
    address: 'Ông/Bà',
    createdAt: turn.now,
    country: null,
    erasedAt: null,
  }
  await saveContact(turn.tx, row)
  return row
}

async function unlinked(turn: Turn, ids: string[]): Promise<string[]> {
  const without: string[] = []
  for (const id of new Set(ids)) if ((await identitiesOf(turn.tx, id)).length === 0) without.push(id)
  return without
}
