import type { Step } from '../domain/ask.ts'
import type { Due } from '../domain/assignment.ts'
import type { Language } from '../domain/person.ts'
import type { Draft } from './draft.ts'
import type { Fault, Notes } from './faults.ts'
import { faultAt } from './faults.ts'
import { jsonDraft } from './json-draft.ts'
import { buildPlan } from './plan.ts'
import { expects } from './texts.ts'
import { workbookDraft } from './workbook-draft.ts'
import { isOldOffice, isZip } from './xlsx.ts'

export { describeFault } from './faults.ts'
export type { Fault } from './faults.ts'
export { writeTemplate, writeWorkbook } from './workbook-writer.ts'

/** A conference with all that belongs to it, read and checked. Moments are ms, phones E.164, references are codes that exist. */
export interface PlanFile {
  conference: { code: string; title: string; start: number; end: number; timezone: string }
  document?: DocumentFile
  contacts: ContactFile[]
  bridgePoints: BridgePointFile[]
  checklist: string[]
  rounds: RoundFile[]
  assignments: AssignmentFile[]
  policies: { acknowledge?: PolicyFile; readiness?: PolicyFile; deadline?: PolicyFile }
}

export interface DocumentFile {
  number: string
  type?: string
  /** '2026-11-20', or '2026-11' when the day is blank on paper. */
  date?: string
  issuer?: string
  subject?: string
  /** Whom to call to check that a message is genuine; E.164. */
  phone?: string
}

export interface ContactFile {
  code: string
  name: string
  title?: string
  unit?: string
  phones: string[]
  email?: string
  /** Their own; else that of the first bridge point they serve; else the conference's. */
  timezone: string
  language: Language
  address: string
  role: 'contact' | 'coordinator'
}

export interface DutyFile {
  duty: string
  contact: string
}

export interface BridgePointFile {
  code: string
  name: string
  place?: string
  country: string
  timezone: string
  main: boolean
  unit?: string
  contact: string
  backup?: string
  policy?: PolicyFile
  checklist?: string[]
  contacts: DutyFile[]
}

export interface RoundFile {
  code: string
  name: string
  opensAt: number
  closesAt: number
  policy?: PolicyFile
  checklist?: string[]
  contacts: DutyFile[]
}

export interface AssignmentFile {
  code: string
  text: string
  bridgePoint?: string
  contact: string
  backup?: string
  leads: string[]
  coordinating: string[]
  due?: Due
  /** In dong. */
  budget?: number
}

export interface PolicyFile {
  steps: Step[]
  urgent: boolean
}

export type Read = { kind: 'plan'; plan: PlanFile; warnings: Fault[] } | { kind: 'faults'; faults: Fault[] }

const MEGABYTE = 1_048_576
const LARGEST_MB = 10

/**
 * Reads an import file, told by its content: a workbook, or JSON version 1. Never throws for what a file may hold:
 * either a whole plan, or every fault at once. `name` is only for telling the faults of the file as a whole.
 */
export async function readPlanFile(
  bytes: Uint8Array,
  name: string,
  defaults: { timezone: string },
): Promise<Read> {
  const notes: Notes = { faults: [], warnings: [] }
  const draft = await draftOf(bytes, name, notes)
  const plan = draft && buildPlan(draft, defaults)
  return plan && notes.faults.length === 0
    ? { kind: 'plan', plan, warnings: inOrder(notes.warnings) }
    : { kind: 'faults', faults: inOrder(notes.faults) }
}

/** Sheet by sheet and down the rows, as a person goes through the file to mend it. */
function inOrder(faults: Fault[]): Fault[] {
  const bySheet = new Map<string, Fault[]>()
  for (const one of faults) {
    const others = bySheet.get(one.sheet)
    if (others) others.push(one)
    else bySheet.set(one.sheet, [one])
  }
  return [...bySheet.values()].flatMap((some) => some.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)))
}

async function draftOf(bytes: Uint8Array, name: string, notes: Notes): Promise<Draft | null> {
  if (bytes.length > LARGEST_MB * MEGABYTE) {
    const size = `${Math.ceil(bytes.length / MEGABYTE)} MB`
    notes.faults.push(faultAt({ sheet: name }, size, expects.smallerFile(LARGEST_MB)))
    return null
  }
  if (isZip(bytes)) return workbookDraft(bytes, name, notes)
  if (isOldOffice(bytes)) {
    notes.faults.push(faultAt({ sheet: name }, '.xls', expects.unlockedXlsx))
    return null
  }
  return jsonDraft(bytes, name, notes)
}
