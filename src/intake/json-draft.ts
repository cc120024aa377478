import type { Draft, Entry } from './draft.ts'
import { entryOf, isAbsent, isGiven, items } from './draft.ts'
import type { Found, Notes } from './faults.ts'
import { fault, faultAt } from './faults.ts'
import { expects } from './texts.ts'

const keys = {
  file: [
    'version',
    'conference',
    'document',
    'contacts',
    'bridgePoints',
    'checklist',
    'rounds',
    'assignments',
    'policies',
  ],
  conference: ['code', 'title', 'start', 'end', 'timezone', 'document'],
  document: ['number', 'type', 'date', 'issuer', 'subject', 'phone'],
  contact: ['code', 'name', 'title', 'unit', 'phones', 'email', 'timezone', 'language', 'address', 'role'],
  bridgePoint: [
    'code',
    'name',
    'place',
    'country',
    'timezone',
    'main',
    'unit',
    'contact',
    'backup',
    'policy',
    'checklist',
    'contacts',
  ],
  round: ['code', 'name', 'opensAt', 'closesAt', 'policy', 'checklist', 'contacts'],
  assignment: [
    'code',
    'text',
    'bridgePoint',
    'contact',
    'backup',
    'lead',
    'leads',
    'coordinating',
    'due',
    'budget',
  ],
  policies: ['acknowledge', 'readiness', 'deadline'],
} as const

/** JSON version 1 as a draft; null (with the fault noted) when it is no JSON object at all. */
export function jsonDraft(bytes: Uint8Array, name: string, notes: Notes): Draft | null {
  const parsed = parse(bytes, name, notes)
  const file = parsed && entryOf(parsed, keys.file)
  if (!file) return null
  const version = file.get('version')
  if (isGiven(version) && version.value !== 1) fault(version, expects.version)
  const conference = entryOf(file.get('conference'), keys.conference)
  return {
    conference: conference ?? nothing(file.get('conference')),
    document: documentOf(file, conference),
    contacts: list(file.get('contacts'), keys.contact),
    bridgePoints: list(file.get('bridgePoints'), keys.bridgePoint),
    checklist: file.get('checklist'),
    rounds: list(file.get('rounds'), keys.round),
    assignments: list(file.get('assignments'), keys.assignment),
    policies: optional(file.get('policies'), keys.policies),
  }
}

function parse(bytes: Uint8Array, name: string, notes: Notes): Found | null {
  const text = decode(bytes)
  if (text === null || text.trim() === '') {
    notes.faults.push(faultAt({ sheet: name }, undefined, expects.knownFormat))
    return null
  }
  try {
    return { value: JSON.parse(text) as unknown, at: { sheet: name, path: '' }, notes }
  } catch (problem) {
    const looksLikeJson = /^\s*[{[]/.test(text)
    const expectation = looksLikeJson ? expects.readableJson(whereBroken(text, problem)) : expects.knownFormat
    notes.faults.push(faultAt({ sheet: name }, text.slice(0, 40), expectation))
    return null
  }
}

/** UTF-8, or UTF-16 as Notepad calls 'Unicode'; the decoder drops the byte order mark. */
function decode(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** V8 names a position; people count lines. */
function whereBroken(text: string, problem: unknown): string {
  const position = /position (\d+)/.exec(problem instanceof Error ? problem.message : '')?.[1]
  const before = text.slice(0, position === undefined ? text.length : Number(position))
  return `dòng/line ${before.split('\n').length}`
}

function documentOf(file: Entry, conference: Entry | null): Entry | null {
  const onTop = optional(file.get('document'), keys.document)
  return onTop ?? (conference && optional(conference.get('document'), keys.document))
}

const list = (found: Found, known: readonly string[]) =>
  items(found).flatMap((item) => entryOf(item, known) ?? [])

const optional = (found: Found, known: readonly string[]) => (isAbsent(found) ? null : entryOf(found, known))

/** Stands in for a conference that is not there: that was said once, its fields are not asked for one by one. */
const nothing = (missing: Found): Entry => ({
  at: missing.at,
  get: () => ({ value: undefined, at: missing.at, notes: missing.notes, excused: true }),
})
