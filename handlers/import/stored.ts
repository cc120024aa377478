import type { Assignment } from '../../db/assignments.ts'
import {
  type BridgePoint,
  type Conference,
  conferenceByCode,
  type Document,
  documentById,
} from '../../db/conferences.ts'
import { type Round } from '../../db/rounds.ts'
import type { Tx } from '../../db/open.ts'
import { coordinatorsOf } from '../../db/people.ts'
import {
  type ChecklistItem,
  checklistItemsOf,
  contactCodes,
  contactsCoded,
  type Duty,
  dutiesAmong,
  everyAssignment,
  everyBridgePoint,
  everyRound,
  type StoredContact,
  unitNames,
} from '../../db/plans.ts'
import type { DutyFile } from '../../src/intake/plan-file.ts'
import type { StoredPlan } from './compare.ts'

/** What the database holds of the conference a file is about: its rows by code, and all of it in the file's own form. */
export interface Stored {
  conference: Conference | null
  contacts: Map<string, StoredContact>
  /** Those that were taken out as well. */
  bridgePoints: Map<string, BridgePoint>
  rounds: Map<string, Round>
  assignments: Map<string, Assignment>
  /** Of a new conference nothing but the people, who may be known from another. */
  plan: StoredPlan
}

/** What tells a file's conference and people: all that is looked up. */
export interface Coded {
  conference: { code: string }
  contacts: { code: string }[]
}

export async function storedFor(tx: Tx, file: Coded): Promise<Stored> {
  const conference = await conferenceByCode(tx, file.conference.code)
  const contacts = await contactsCoded(
    tx,
    file.contacts.map((contact) => contact.code),
  )
  const points = conference ? await everyBridgePoint(tx, conference.id) : []
  const rounds = conference ? await everyRound(tx, conference.id) : []
  const assignments = conference ? await everyAssignment(tx, conference.id) : []
  const stored = {
    conference,
    contacts: byCode(contacts),
    bridgePoints: byCode(points),
    rounds: byCode(rounds),
    assignments: byCode(assignments),
  }
  const plan = conference
    ? await planOf(tx, conference, stored)
    : { contacts: await contactFiles(tx, stored) }
  return { ...stored, plan }
}

const byCode = <Row extends { code: string }>(rows: Row[]) => new Map(rows.map((row) => [row.code, row]))

type Rows = Omit<Stored, 'plan'>

async function planOf(tx: Tx, conference: Conference, rows: Rows): Promise<StoredPlan> {
  const names = await namesIn(tx, rows)
  const items = await checklistItemsOf(tx, conference.id)
  const duties = await dutiesAmong(tx, idsOf(rows.bridgePoints), idsOf(rows.rounds))
  const { code, title, startAt, endAt, timezone, documentId, policies } = conference
  const document = await documentById(tx, documentId)
  const own = { names, items, duties }
  return {
    conference: { code, title, start: startAt, end: endAt, timezone },
    ...(document && { document: documentFile(document) }),
    contacts: await contactFiles(tx, rows),
    bridgePoints: live(rows.bridgePoints).map((point) => bridgePointFile(point, own)),
    checklist: labels(items, null, null),
    rounds: live(rows.rounds).map((round) => roundFile(round, own)),
    assignments: live(rows.assignments).map((assignment) => assignmentFile(assignment, names)),
    policies,
  }
}

const idsOf = (rows: Map<string, { id: string }>) => [...rows.values()].map((row) => row.id)

const live = <Row extends { removedAt: number | null }>(rows: Map<string, Row>) =>
  [...rows.values()].filter((row) => row.removedAt === null)

/** What an id is called in a file. */
interface Names {
  contacts: Map<string, string>
  points: Map<string, string>
  units: Map<string, string>
}

async function namesIn(tx: Tx, rows: Rows): Promise<Names> {
  return {
    contacts: new Map((await contactCodes(tx)).map(({ id, code }) => [id, code])),
    points: new Map([...rows.bridgePoints.values()].map(({ id, code }) => [id, code])),
    units: new Map((await unitNames(tx)).map(({ id, name }) => [id, name])),
  }
}

interface Own {
  names: Names
  items: ChecklistItem[]
  duties: Duty[]
}

const documentFile = ({ number, type, date, issuer, subject, phone }: Document) => ({
  number,
  type,
  date,
  issuer,
  subject,
  phone,
})

async function contactFiles(tx: Tx, rows: Pick<Rows, 'conference' | 'contacts'>): Promise<object[]> {
  const coordinators = new Set((await coordinatorsOf(tx, rows.conference?.id ?? null)).map((one) => one.id))
  return [...rows.contacts.values()].map((contact) => {
    const { code, name, title, unit, phones, email, timezone, language, address } = contact
    const role = coordinators.has(contact.id) ? 'coordinator' : 'contact'
    return { code, name, title, unit, email, timezone, language, address, phones, role }
  })
}

function bridgePointFile(point: BridgePoint, { names, items, duties }: Own): object {
  const { code, name, place, country, timezone, policy } = point
  return {
    code,
    name,
    place,
    country,
    timezone,
    policy,
    ...firstAndBackup(point, names),
    main: point.isMain,
    unit: point.unitId ? names.units.get(point.unitId) : null,
    checklist: labels(items, null, point.id),
    contacts: dutyFiles(
      duties.filter((duty) => duty.bridgePointId === point.id && !duty.roundId),
      names,
    ),
  }
}

function roundFile(round: Round, { names, items, duties }: Own): object {
  const { code, name, opensAt, closesAt, policy } = round
  return {
    code,
    name,
    opensAt,
    closesAt,
    policy,
    checklist: labels(items, round.id, null),
    contacts: dutyFiles(
      duties.filter((duty) => duty.roundId === round.id && !duty.bridgePointId),
      names,
    ),
  }
}

function assignmentFile(assignment: Assignment, names: Names): object {
  const { code, text, leads, coordinating, due, budget, bridgePointId } = assignment
  return {
    code,
    text,
    due,
    budget,
    ...firstAndBackup(assignment, names),
    bridgePoint: bridgePointId ? names.points.get(bridgePointId) : null,
    leads,
    coordinating,
  }
}

const firstAndBackup = (row: { contactId: string; backupId: string | null }, { contacts }: Names) => ({
  contact: contacts.get(row.contactId)!,
  backup: row.backupId ? contacts.get(row.backupId) : null,
})

const dutyFiles = (duties: Duty[], { contacts }: Names): DutyFile[] =>
  duties.map(({ duty, contactId }) => ({ duty, contact: contacts.get(contactId)! }))

const labels = (items: ChecklistItem[], roundId: string | null, bridgePointId: string | null) =>
  items
    .filter((item) => item.roundId === roundId && item.bridgePointId === bridgePointId)
    .map((item) => item.label)
