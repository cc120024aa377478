import type { Ask } from '../../db/asks.ts'
import { type Assignment, saveAssignment } from '../../db/assignments.ts'
import { personById } from '../../db/people.ts'
import { isDone } from '../../src/domain/assignment.ts'
import { named } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { askToAcknowledge, watchDue } from '../send-assignments.ts'
import {
  type Change,
  changeBackup,
  fieldsOf,
  hasChanged,
  type Line,
  liveAsks,
  tellThose,
  voidAsks,
} from './change.ts'

/** Changes in these mean that what was acknowledged is no longer what is asked. */
const essential = ['text', 'due', 'contact'] as const

/** Assignments that were sent are asked anew when they change, and all of them when the conference is moved. */
export async function askAnew(change: Change, moved: boolean): Promise<void> {
  for (const assignment of change.assignments.values()) {
    const { code, status } = assignment
    if (status === 'draft' || status === 'cancelled') continue
    const fields = fieldsOf(change, 'assignment', code)
    const changed = essential.filter((field) => hasChanged(fields, field))
    if (changed.length > 0) await askChanged(change, assignment, changed)
    else if (moved && !isDone(status)) await askMoved(change, assignment)
    if (hasChanged(fields, 'backup')) await askAnotherBackup(change, assignment)
    if (fields.length > 0 && changed.length === 0) markStale(change, assignment)
  }
}

async function askMoved(change: Change, assignment: Assignment): Promise<void> {
  const sent = await sentAnew(change, assignment, assignment.revision)
  await replaceAsks(change, sent, 'acknowledge')
  await askToAcknowledge(
    change,
    change.conference,
    sent,
    (reader) => textsIn(reader.language).change.askedAnewHeading,
  )
}

async function askChanged(change: Change, assignment: Assignment, changed: string[]): Promise<void> {
  const sent = await sentAnew(change, assignment, assignment.revision + 1)
  await replaceAsks(change, sent, 'acknowledge')
  await askToAcknowledge(change, change.conference, sent, (reader) =>
    textsIn(reader.language).change.changedHeading(changed),
  )
  if (!changed.includes('due') && !changed.includes('contact')) return
  await replaceAsks(change, sent, 'deadline')
  await watchDue(change, change.conference, sent)
}

async function sentAnew(change: Change, assignment: Assignment, revision: number): Promise<Assignment> {
  const sent: Assignment = { ...assignment, status: 'sent', statusAt: change.now, revision }
  change.assignments.set(sent.code, sent)
  change.askedAgain.add(sent.contactId)
  await saveAssignment(change.tx, sent)
  return sent
}

/** The old asks end; whoever had a card and has no part in it any more is told who has. */
async function replaceAsks(change: Change, assignment: Assignment, kind: Ask['kind']): Promise<void> {
  const { id, code, text, contactId, backupId } = assignment
  const old = liveAsks(change, (ask) => ask.kind === kind && ask.assignmentId === id)
  const owner = await personById(change.tx, contactId)
  const handedOver: Line = (reader) =>
    textsIn(reader.language).change.assignmentHandedOver(code, text, named(owner, reader))
  const stay = [contactId, ...(backupId ? [backupId] : [])]
  if (kind === 'acknowledge' && old.some((ask) => ask.owedBy !== contactId))
    await tellThose(change, old, handedOver, stay)
  await voidAsks(change, old, (reader) =>
    stay.includes(reader.id) ? textsIn(reader.language).change.assignmentReplaced(code) : handedOver(reader),
  )
}

async function askAnotherBackup(change: Change, assignment: Assignment): Promise<void> {
  const { id, code, text, contactId } = assignment
  const owner = await personById(change.tx, contactId)
  const says: Line = (reader) =>
    textsIn(reader.language).change.assignmentHandedOver(code, text, named(owner, reader))
  for (const ask of liveAsks(change, (each) => each.assignmentId === id))
    await changeBackup(change, ask, assignment, says)
}

function markStale(change: Change, { id }: Assignment): void {
  for (const ask of liveAsks(change, (each) => each.assignmentId === id)) change.stale.add(ask.id)
}
