import type { Draft, Entry } from './draft.ts'
import { child, entryOf, isAbsent, isGiven, isRecord, items } from './draft.ts'
import type { Found } from './faults.ts'
import { fault, warn } from './faults.ts'
import { documentDate, due, moment, momentText, requiredMoment } from './moments.ts'
import { phones } from './phones.ts'
import { country, pointTimezone, timezone } from './places.ts'
import type {
  AssignmentFile,
  BridgePointFile,
  DocumentFile,
  DutyFile,
  PlanFile,
  RoundFile,
} from './plan-file.ts'
import { policy } from './policies.ts'
import type { Roster } from './roster.ts'
import { contactOf, firstPoints, warnOfTwins } from './people.ts'
import { checkCodes, reference, requiredReference, rosterOf } from './roster.ts'
import { expects } from './texts.ts'
import { code, flag, money, optionalText, requiredText, TEXT, textList } from './values.ts'

type Conference = PlanFile['conference']

/**
 * Makes the plan of a draft. Reads everything whatever is wrong on the way; with a fault noted, what comes back holds
 * stand-ins and must be thrown away.
 */
export function buildPlan(draft: Draft, defaults: { timezone: string }): PlanFile {
  const conference = conferenceOf(draft.conference, defaults.timezone)
  const people = rosterOf(draft.contacts)
  checkCodes(draft)
  const bridgePoints = draft.bridgePoints.map((entry) => bridgePointOf(entry, conference, people))
  const served = firstPoints(bridgePoints)
  const contacts = draft.contacts.map((entry) => contactOf(entry, conference.timezone, served))
  const plan: PlanFile = {
    conference,
    document: draft.document ? documentOf(draft.document, conference.timezone) : undefined,
    contacts,
    bridgePoints,
    checklist: textList(draft.checklist),
    rounds: draft.rounds.map((entry) => roundOf(entry, conference, people)),
    assignments: assignmentsOf(draft, conference, people),
    policies: policiesOf(draft.policies),
  }
  warnOfTwins(draft.contacts, contacts)
  warnOfTwoMains(draft, bridgePoints)
  return plan
}

function conferenceOf(entry: Entry, defaultZone: string): Conference {
  const zone = timezone(entry.get('timezone')) ?? defaultZone
  const start = requiredMoment(entry.get('start'), zone)
  const end = requiredMoment(entry.get('end'), zone)
  if (end <= start) fault(entry.get('end'), expects.laterEnd)
  const title = requiredText(entry.get('title'), expects.title)
  return { code: code(entry.get('code')), title, start, end, timezone: zone }
}

function documentOf(entry: Entry, zone: string): DocumentFile {
  const [phone] = phones(entry.get('phone'), 'VN')
  return {
    number: requiredText(entry.get('number'), expects.documentNumber),
    type: optionalText(entry.get('type')),
    date: documentDate(entry.get('date'), zone),
    issuer: optionalText(entry.get('issuer')),
    subject: optionalText(entry.get('subject'), TEXT),
    phone,
  }
}

function bridgePointOf(entry: Entry, conference: Conference, people: Roster): BridgePointFile {
  const where = country(entry.get('country'))
  return {
    code: code(entry.get('code')),
    name: requiredText(entry.get('name'), expects.pointName),
    place: optionalText(entry.get('place')),
    country: where,
    timezone: pointTimezone(entry.get('timezone'), where, conference.timezone),
    main: flag(entry.get('main')),
    unit: optionalText(entry.get('unit')),
    ...firstAndBackup(entry, people),
    ...ownWays(entry, people),
  }
}

/** What a bridge point and a round may each have of their own. */
const ownWays = (entry: Entry, people: Roster) => ({
  policy: policy(entry.get('policy'), 'readiness'),
  checklist: isGiven(entry.get('checklist')) ? textList(entry.get('checklist')) : undefined,
  contacts: dutiesOf(entry.get('contacts'), people),
})

function firstAndBackup(entry: Entry, people: Roster): { contact: string; backup?: string } {
  const contact = requiredReference(entry.get('contact'), people, expects.contactRef)
  const backup = reference(entry.get('backup'), people, expects.contactRef)
  if (backup !== undefined && backup === contact) fault(entry.get('backup'), expects.otherBackup)
  return { contact, backup }
}

/** `[{ duty, contact }]`, or `{ duty: contact }`, or `{ duty: [contact, …] }`. */
function dutiesOf(found: Found, people: Roster): DutyFile[] {
  if (isRecord(found.value)) {
    return Object.entries(found.value).flatMap(([duty, value]) =>
      dutiesNamed(child(found, duty, value), duty, people),
    )
  }
  return items(found).flatMap((item) => {
    const entry = entryOf(item, ['duty', 'contact'])
    if (!entry) return []
    const duty = requiredText(entry.get('duty'), expects.duty)
    return [{ duty, contact: requiredReference(entry.get('contact'), people, expects.contactRef) }]
  })
}

function dutiesNamed(found: Found, name: string, people: Roster): DutyFile[] {
  const duty = requiredText({ ...found, value: name }, expects.duty)
  const each = Array.isArray(found.value) ? items(found) : [found]
  return each.map((one) => ({ duty, contact: requiredReference(one, people, expects.contactRef) }))
}

const ROUND_MS = 3 * 3_600_000

function roundOf(entry: Entry, conference: Conference, people: Roster): RoundFile {
  const own = code(entry.get('code'))
  const { opensAt, closesAt } = roundTimes(entry, conference)
  if (closesAt <= opensAt) fault(entry.get('closesAt'), expects.laterClose)
  if (closesAt > conference.end) warn(entry.get('closesAt'), expects.closeInTime)
  const name = optionalText(entry.get('name')) ?? `Đợt kiểm tra ${own}`
  return { code: own, name, opensAt, closesAt, ...ownWays(entry, people) }
}

/** Times may be left out: a round then ends when the conference starts and lasts three hours. It is said so. */
function roundTimes(entry: Entry, conference: Conference): { opensAt: number; closesAt: number } {
  const [opens, closes] = [entry.get('opensAt'), entry.get('closesAt')]
  const statedOpen = readOr(opens, conference.timezone)
  const statedClose = readOr(closes, conference.timezone)
  const closesAt = statedClose ?? (statedOpen === undefined ? conference.start : statedOpen + ROUND_MS)
  const opensAt = statedOpen ?? closesAt - ROUND_MS
  const missing = [opens, closes].find((found) => isAbsent(found))
  if (missing && !Number.isNaN(opensAt) && !Number.isNaN(closesAt)) {
    warn(
      missing,
      expects.roundTimes(momentText(opensAt, conference.timezone), momentText(closesAt, conference.timezone)),
    )
  }
  return { opensAt, closesAt }
}

/** Absent is undefined; unreadable is NaN, which compares with nothing and so causes no second fault. */
const readOr = (found: Found, zone: string) =>
  isAbsent(found) ? undefined : (moment(found, zone) ?? Number.NaN)

function assignmentsOf(draft: Draft, conference: Conference, people: Roster): AssignmentFile[] {
  const points = rosterOf(draft.bridgePoints)
  return draft.assignments.map((entry) => ({
    code: code(entry.get('code')),
    text: requiredText(entry.get('text'), expects.assignmentText, TEXT),
    bridgePoint: reference(entry.get('bridgePoint'), points, expects.pointRef),
    ...firstAndBackup(entry, people),
    leads: [...new Set([...textList(entry.get('lead')), ...textList(entry.get('leads'))])],
    coordinating: textList(entry.get('coordinating')),
    due: due(entry.get('due'), conference.timezone),
    budget: money(entry.get('budget')),
  }))
}

const policiesOf = (entry: Entry | null): PlanFile['policies'] =>
  entry
    ? {
        acknowledge: policy(entry.get('acknowledge'), 'acknowledge'),
        readiness: policy(entry.get('readiness'), 'readiness'),
        deadline: policy(entry.get('deadline'), 'deadline'),
      }
    : {}

function warnOfTwoMains(draft: Draft, points: BridgePointFile[]): void {
  const [, second] = draft.bridgePoints.filter((_, index) => points[index]?.main)
  if (second) warn(second.get('main'), expects.oneMain)
}
