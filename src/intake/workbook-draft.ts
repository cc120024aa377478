import { conferenceSheet } from './conference-sheet.ts'
import type { Draft, Entry } from './draft.ts'
import { isGiven } from './draft.ts'
import type { Notes } from './faults.ts'
import { faultAt } from './faults.ts'
import { fold } from './fold.ts'
import { isFilled, sheetFor } from './headers.ts'
import type { Layout } from './layout.ts'
import {
  assignmentLayout,
  conferenceLayout,
  contactLayout,
  pointLayout,
  roundLayout,
  silentSheets,
} from './layout.ts'
import { listSheet } from './list-sheet.ts'
import { expects } from './texts.ts'
import type { SheetRows } from './xlsx.ts'
import { readSheets } from './xlsx.ts'

/** A workbook as a draft; null (with the fault noted) when it cannot be opened at all. */
export async function workbookDraft(bytes: Uint8Array, name: string, notes: Notes): Promise<Draft | null> {
  const read = await readSheets(bytes)
  if (read.kind !== 'sheets') {
    const expectation = read.kind === 'too-big' ? expects.modestXlsx : expects.readableXlsx
    notes.faults.push(faultAt({ sheet: name }, name, expectation))
    return null
  }
  warnOfStrangeSheets(read.sheets, notes)
  const list = (layout: Layout) => listSheet(sheetFor(read.sheets, layout), layout, notes)
  const single = conferenceSheet(sheetFor(read.sheets, conferenceLayout), notes)
  return {
    conference: under(single, 'conference'),
    document: ifAnything(under(single, 'document')),
    contacts: list(contactLayout),
    bridgePoints: list(pointLayout),
    checklist: single.get('checklist'),
    rounds: list(roundLayout),
    assignments: list(assignmentLayout),
    policies: under(single, 'policies'),
  }
}

const layouts = [conferenceLayout, pointLayout, contactLayout, assignmentLayout, roundLayout]

function warnOfStrangeSheets(sheets: SheetRows[], notes: Notes): void {
  const used = new Set(layouts.map((layout) => sheetFor(sheets, layout)))
  for (const sheet of sheets) {
    if (used.has(sheet) || silentSheets.includes(fold(sheet.name))) continue
    if (sheet.rows.some((row) => row.some(isFilled))) {
      notes.warnings.push(faultAt({ sheet: sheet.name }, sheet.name, expects.knownSheet))
    }
  }
}

const under = (entry: Entry, part: string): Entry => ({
  at: entry.at,
  get: (field) => entry.get(`${part}.${field}`),
})

const documentFields = ['number', 'type', 'date', 'issuer', 'subject', 'phone']

const ifAnything = (entry: Entry) =>
  documentFields.some((field) => isGiven(entry.get(field))) ? entry : null
