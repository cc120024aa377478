import type { Entry } from './draft.ts'
import type { Notes } from './faults.ts'
import { faultAt } from './faults.ts'
import type { Placed } from './headers.ts'
import { columnFor, entryOfCells, HEADER_WITHIN, headersIn, headerText, isFilled } from './headers.ts'
import { conferenceLayout } from './layout.ts'
import { expects } from './texts.ts'
import type { SheetRows } from './xlsx.ts'

type Cells = Map<string, Placed>

/**
 * The sheet of single values: one item per line with its content to the right; or, as some lay it out, the items side
 * by side with the contents below.
 */
export function conferenceSheet(sheet: SheetRows | undefined, notes: Notes): Entry {
  const { sheet: name } = conferenceLayout
  if (!sheet) notes.faults.push(faultAt({ sheet: name }, undefined, expects.sheet(name)))
  return entryOfCells({
    sheet: sheet?.name ?? name,
    layout: conferenceLayout,
    cells: sheet ? (acrossIn(sheet) ?? downIn(sheet, notes)) : new Map<string, Placed>(),
    excused: () => sheet === undefined,
    notes,
  })
}

function downIn(sheet: SheetRows, notes: Notes): Cells {
  const cells: Cells = new Map()
  for (const [index, row] of sheet.rows.entries()) {
    const at = row.slice(0, 3).findIndex((cell) => columnFor(conferenceLayout, cell))
    const column = columnFor(conferenceLayout, row[at])
    const value = row[at + 1] ?? null
    const spot = { sheet: sheet.name, row: index + 1 }
    if (column && !cells.has(column.field)) {
      cells.set(column.field, { value, row: index + 1, header: headerText(row[at]) })
    } else if (column && isFilled(value)) {
      notes.warnings.push(faultAt(spot, String(row[at]), expects.onceOnly))
    } else if (cells.size > 0 && isFilled(row[0]) && isFilled(row[1])) {
      notes.warnings.push(faultAt(spot, String(row[0]), expects.knownLabel))
    }
  }
  return cells
}

function acrossIn(sheet: SheetRows): Cells | null {
  const at = sheet.rows.slice(0, HEADER_WITHIN).findIndex((row) => headersIn(row, conferenceLayout) >= 3)
  const below = sheet.rows.findIndex((row, index) => index > at && row.some(isFilled))
  const values = sheet.rows[below]
  if (at < 0 || !values) return null
  const cells: Cells = new Map()
  for (const [index, header] of (sheet.rows[at] ?? []).entries()) {
    const column = columnFor(conferenceLayout, header)
    if (column)
      cells.set(column.field, { value: values[index] ?? null, row: below + 1, header: headerText(header) })
  }
  return cells
}
