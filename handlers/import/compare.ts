import type { PlanFile } from '../../src/intake/plan-file.ts'

export type Part =
  | 'conference'
  | 'document'
  | 'contact'
  | 'bridgePoint'
  | 'checklist'
  | 'round'
  | 'assignment'
  | 'policies'

export interface FieldChange {
  /** As the file calls it: 'start', 'contact', 'opensAt' … */
  field: string
  from: unknown
  to: unknown
}

/** One thing in which the file and the database differ. `code` is empty for what a conference has one of. */
export type Difference = { part: Part; code: string; name: string } & (
  | { change: 'added' | 'removed' }
  | { change: 'changed'; fields: FieldChange[] }
)

/** What is stored, in the file's own form; what a file would leave out may be null here. */
export interface StoredPlan {
  conference?: object
  document?: object | null
  policies?: object
  checklist?: string[]
  contacts: object[]
  bridgePoints?: object[]
  rounds?: object[]
  assignments?: object[]
}

/**
 * In what the file differs from what is stored; both in the file's own form. Of a new conference nothing is stored but
 * the people known from others.
 * A contact that the file leaves out stays; anything else that it leaves out goes.
 */
export function compare(stored: StoredPlan, file: PlanFile): Difference[] {
  const contacts = differencesOf('contact', stored.contacts, file.contacts)
  return [
    ...inOne('conference', stored.conference, file.conference),
    ...inOne('document', stored.document, file.document),
    ...inOne('policies', stored.policies, file.policies),
    ...inOne('checklist', { items: stored.checklist }, { items: file.checklist }),
    ...contacts.filter(({ change }) => change !== 'removed'),
    ...differencesOf('bridgePoint', stored.bridgePoints ?? [], file.bridgePoints),
    ...differencesOf('round', stored.rounds ?? [], file.rounds),
    ...differencesOf('assignment', stored.assignments ?? [], file.assignments),
  ]
}

/** Whether that very thing was added or changed. */
export const isTouched = (differences: Difference[], part: Part, code = '') =>
  differences.some(
    (each) => each.part === part && (code === '' || each.code === code) && each.change !== 'removed',
  )

type Value = object

function inOne(part: Part, before: Value | null | undefined, after: Value | undefined): Difference[] {
  const name = nameOf(after ?? before)
  const code = part === 'conference' ? codeOf(after ?? before) : ''
  if (isEmpty(before)) return isEmpty(after) ? [] : [{ part, code, name, change: 'added' }]
  if (isEmpty(after)) return [{ part, code, name, change: 'removed' }]
  return changed(part, code, name, before!, after!)
}

function differencesOf(part: Part, before: Value[], after: Value[]): Difference[] {
  const known = new Map(before.map((each) => [codeOf(each), each]))
  const wanted = new Set(after.map(codeOf))
  const gone = before.filter((each) => !wanted.has(codeOf(each)))
  return [
    ...after.flatMap((each): Difference[] => {
      const [code, name, old] = [codeOf(each), nameOf(each), known.get(codeOf(each))]
      return old ? changed(part, code, name, old, each) : [{ part, code, name, change: 'added' }]
    }),
    ...gone.map((each): Difference => ({ part, code: codeOf(each), name: nameOf(each), change: 'removed' })),
  ]
}

function changed(part: Part, code: string, name: string, before: Value, after: Value): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const fields = names.flatMap((field): FieldChange[] => {
    const [from, to] = [fieldOf(before, field), fieldOf(after, field)]
    // Nobody ceases to coordinate because a file does not say so: that is what `coordinator --revoke` is for.
    const same = canonical(field, from) === canonical(field, to) || (field === 'role' && to === 'contact')
    return same ? [] : [{ field, from: from ?? null, to: to ?? null }]
  })
  return fields.length > 0 ? [{ part, code, name, change: 'changed', fields }] : []
}

const fieldOf = (value: Value, field: string): unknown =>
  Object.entries(value).find(([name]) => name === field)?.[1]

function codeOf(value: Value | null | undefined): string {
  const code = value && fieldOf(value, 'code')
  return typeof code === 'string' ? code : ''
}

function nameOf(value: Value | null | undefined): string {
  const names = value ? ['name', 'text', 'title', 'number'].map((field) => fieldOf(value, field)) : []
  return names.find((each) => typeof each === 'string') ?? ''
}

const isEmpty = (value: Value | null | undefined) =>
  !value || Object.values(value).every((each) => canonical('', each) === '')

/** A value as text that is the same for the same meaning: nothing and an empty list alike, people on duty in any order. */
function canonical(field: string, value: unknown): string {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return ''
  const texts = Array.isArray(value) ? value.map((each) => stable(each)) : [stable(value)]
  return (field === 'contacts' ? texts.toSorted() : texts).join('\n')
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : (each ?? undefined),
  )
