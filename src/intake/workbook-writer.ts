import type { Column, Layout } from './layout.ts'
import {
  assignmentLayout,
  conferenceLayout,
  contactLayout,
  exampleMark,
  guideLines,
  guideSheet,
  hintMark,
  languageNames,
  ordinal,
  pointLayout,
  roleNames,
  roundLayout,
} from './layout.ts'
import { dueTextOf, momentText } from './moments.ts'
import { countryName } from './places.ts'
import type { DutyFile, PlanFile } from './plan-file.ts'
import { policyText } from './policies.ts'
import type { SheetToWrite } from './xlsx.ts'
import { writeSheets } from './xlsx.ts'

/** What a cell says, by field; absent is an empty cell. */
type Said = Record<string, string | undefined>

/** The blank workbook: headers, a row of hints, examples marked 'Ví dụ' (which are never imported), lists to choose from. */
export function writeTemplate(): Promise<Uint8Array> {
  return writeSheets([
    guide(),
    conferenceToWrite({ checklist: 'Đường truyền; Âm thanh; Hình ảnh; Người trực' }),
    ...[pointLayout, contactLayout, assignmentLayout, roundLayout].map((layout) => blankList(layout)),
  ])
}

/** A plan as a workbook that reads back to the same plan. Times are the conference's. */
export function writeWorkbook(plan: PlanFile): Promise<Uint8Array> {
  const zone = plan.conference.timezone
  return writeSheets([
    conferenceToWrite(conferenceSaid(plan)),
    listToWrite(pointLayout, plan.bridgePoints.map(pointSaid)),
    listToWrite(contactLayout, plan.contacts.map(contactSaid)),
    listToWrite(
      assignmentLayout,
      plan.assignments.map((assignment) => assignmentSaid(assignment, zone)),
    ),
    listToWrite(
      roundLayout,
      plan.rounds.map((round) => roundSaid(round, zone)),
    ),
  ])
}

function conferenceSaid({ conference, document, checklist, policies }: PlanFile): Said {
  return {
    'conference.code': conference.code,
    'conference.title': conference.title,
    'conference.start': momentText(conference.start, conference.timezone),
    'conference.end': momentText(conference.end, conference.timezone),
    'conference.timezone': conference.timezone,
    'document.number': document?.number,
    'document.type': document?.type,
    'document.date': document?.date,
    'document.issuer': document?.issuer,
    'document.subject': document?.subject,
    'document.phone': document?.phone,
    checklist: joined(checklist),
    'policies.acknowledge': policies.acknowledge && policyText(policies.acknowledge),
    'policies.readiness': policies.readiness && policyText(policies.readiness),
    'policies.deadline': policies.deadline && policyText(policies.deadline),
  }
}

const ownSaid = (one: PlanFile['rounds'][number] | PlanFile['bridgePoints'][number]): Said => ({
  policy: one.policy && policyText(one.policy),
  checklist: joined(one.checklist),
  contacts: dutiesText(one.contacts),
})

const pointSaid = (point: PlanFile['bridgePoints'][number]): Said => ({
  code: point.code,
  name: point.name,
  place: point.place,
  country: countryName(point.country),
  timezone: point.timezone,
  main: point.main ? 'Có' : undefined,
  unit: point.unit,
  contact: point.contact,
  backup: point.backup,
  ...ownSaid(point),
})

const contactSaid = (contact: PlanFile['contacts'][number]): Said => ({
  ...contact,
  phones: joined(contact.phones),
  language: languageNames[contact.language],
  role: roleNames[contact.role],
})

const assignmentSaid = (assignment: PlanFile['assignments'][number], zone: string): Said => ({
  code: assignment.code,
  text: assignment.text,
  leads: joined(assignment.leads),
  coordinating: joined(assignment.coordinating),
  contact: assignment.contact,
  backup: assignment.backup,
  bridgePoint: assignment.bridgePoint,
  due: assignment.due && dueTextOf(assignment.due, zone),
  budget: assignment.budget?.toString(),
})

const roundSaid = (round: PlanFile['rounds'][number], zone: string): Said => ({
  code: round.code,
  name: round.name,
  opensAt: momentText(round.opensAt, zone),
  closesAt: momentText(round.closesAt, zone),
  ...ownSaid(round),
})

const joined = (texts: string[] | undefined) => (texts && texts.length > 0 ? texts.join('; ') : undefined)

const dutiesText = (duties: DutyFile[]) => joined(duties.map(({ duty, contact }) => `${duty}: ${contact}`))

// — sheets

function conferenceToWrite(said: Said): SheetToWrite {
  const { columns, sheet } = conferenceLayout
  const lines = columns.map((column) => [marked(column), said[column.field] ?? null, column.hint])
  return {
    name: sheet,
    rows: [['Mục', 'Nội dung', 'Cách ghi'], ...lines],
    widths: [28, 60, 70],
    headings: [0],
    notes: [],
    frozenRows: 1,
    choices: columns.flatMap(({ choices }, index) =>
      choices ? [{ column: 1, row: index + 1, toRow: index + 1, values: choices }] : [],
    ),
  }
}

const marked = (column: Column) => (column.needed ? `${column.header} (*)` : column.header)

function blankList(layout: Layout): SheetToWrite {
  const row = (mark: string, of: (column: Column) => string | undefined) => [
    mark,
    ...layout.columns.map((column) => of(column) ?? null),
  ]
  const examples = [0, 1].map((which) => row(exampleMark, ({ examples: given }) => given?.[which]))
  return {
    ...listToWrite(layout, []),
    rows: [row(ordinal, marked), row(hintMark, ({ hint }) => hint), ...examples, ...blankRows(layout)],
    notes: [1, 2, 3],
  }
}

/** Empty cells that are text already: a zero typed into them stays. */
const blankRows = (layout: Layout) =>
  Array.from({ length: 300 }, () => [null, ...layout.columns.map(() => null)])

function listToWrite(layout: Layout, list: Said[]): SheetToWrite {
  const rows = list.map((said, index) => [
    String(index + 1),
    ...layout.columns.map((column) => said[column.field] ?? null),
  ])
  return {
    name: layout.sheet,
    rows: [[ordinal, ...layout.columns.map(marked)], ...rows],
    widths: [11, ...layout.columns.map((column) => column.width ?? 20)],
    headings: [0],
    notes: [],
    frozenRows: 1,
    choices: layout.columns.flatMap(({ choices }, index) =>
      choices ? [{ column: index + 1, row: 1, values: choices }] : [],
    ),
  }
}

const guide = (): SheetToWrite => ({
  name: guideSheet,
  rows: guideLines.map((line) => [line]),
  widths: [110],
  headings: [0],
  notes: [],
  frozenRows: 0,
  choices: [],
})
