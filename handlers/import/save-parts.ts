import { type Assignment, saveAssignment } from '../../db/assignments.ts'
import { type BridgePoint, type Conference, saveBridgePoint } from '../../db/conferences.ts'
import { type Round, saveRound } from '../../db/rounds.ts'
import { unitNamed } from '../../db/people.ts'
import { type Owner, replaceChecklist, replaceDuties } from '../../db/plans.ts'
import type {
  AssignmentFile,
  BridgePointFile,
  DutyFile,
  PlanFile,
  RoundFile,
} from '../../src/intake/plan-file.ts'
import type { Turn } from '../world.ts'
import { type Difference, isTouched } from './compare.ts'
import type { Stored } from './stored.ts'

/** What is being saved: the file, what there was, and in what they differ. */
export interface Saving extends Turn {
  file: PlanFile
  stored: Stored
  differences: Difference[]
}

/** The same, once the conference and its people have rows. */
export interface Whose {
  saving: Saving
  conference: Conference
  contactIds: Map<string, string>
}

export const unitId = (saving: Saving, unit: string | undefined) =>
  unit ? unitNamed(saving.tx, unit, () => saving.world.newId(), saving.now) : null

export async function savePoints(whose: Whose): Promise<Map<string, BridgePoint>> {
  const { saving } = whose
  const rows = new Map<string, BridgePoint>()
  for (const [position, point] of saving.file.bridgePoints.entries()) {
    const row = await pointRow(whose, point, position)
    const known = saving.stored.bridgePoints.get(point.code)
    rows.set(point.code, row)
    const touched = isTouched(saving.differences, 'bridgePoint', point.code)
    if (touched || known?.position !== position) await saveBridgePoint(saving.tx, row)
    if (touched) await saveOwn(whose, { roundId: null, bridgePointId: row.id }, point)
  }
  return rows
}

async function pointRow(whose: Whose, point: BridgePointFile, position: number): Promise<BridgePoint> {
  const { saving, conference, contactIds } = whose
  const { code, name, place = null, country, timezone, main, unit, contact, backup, policy = null } = point
  return {
    id: saving.stored.bridgePoints.get(code)?.id ?? saving.world.newId(),
    conferenceId: conference.id,
    code,
    name,
    place,
    country,
    timezone,
    isMain: main,
    unitId: await unitId(saving, unit),
    contactId: contactIds.get(contact)!,
    backupId: backup ? contactIds.get(backup)! : null,
    policy,
    position,
    removedAt: null,
  }
}

export async function saveRounds(whose: Whose): Promise<Map<string, Round>> {
  const { saving } = whose
  const rows = new Map<string, Round>()
  for (const round of saving.file.rounds) {
    const row = roundRow(whose, round)
    rows.set(round.code, row)
    if (!isTouched(saving.differences, 'round', round.code)) continue
    await saveRound(saving.tx, row)
    await saveOwn(whose, { roundId: row.id, bridgePointId: null }, round)
  }
  return rows
}

/** A round that comes back, or is put off once it has been opened, is held anew. */
function roundRow({ saving, conference }: Whose, round: RoundFile): Round {
  const { code, name, opensAt, closesAt, policy = null } = round
  const known = saving.stored.rounds.get(code)
  const anew = !known || known.removedAt !== null || isPutOff(known, opensAt, saving.now)
  return {
    id: known?.id ?? saving.world.newId(),
    conferenceId: conference.id,
    code,
    name,
    opensAt,
    closesAt,
    policy,
    openedAt: anew ? null : known.openedAt,
    closedAt: anew ? null : known.closedAt,
    figures: anew ? null : known.figures,
    removedAt: null,
  }
}

/** The file gives a round that was opened another time to open, and that is still ahead. */
export const isPutOff = (known: Round, opensAt: number, now: number) =>
  known.openedAt !== null && known.opensAt !== opensAt && opensAt > now

export async function saveAssignments(
  whose: Whose,
  points: Map<string, BridgePoint>,
): Promise<Map<string, Assignment>> {
  const { saving } = whose
  const rows = new Map<string, Assignment>()
  for (const [position, assignment] of saving.file.assignments.entries()) {
    const row = assignmentRow(whose, points, assignment, position)
    const known = saving.stored.assignments.get(assignment.code)
    rows.set(assignment.code, row)
    const touched = isTouched(saving.differences, 'assignment', assignment.code)
    if (touched || known?.position !== position) await saveAssignment(saving.tx, row)
  }
  return rows
}

function assignmentRow(
  { saving, conference, contactIds }: Whose,
  points: Map<string, BridgePoint>,
  assignment: AssignmentFile,
  position: number,
): Assignment {
  const {
    code,
    text,
    bridgePoint,
    contact,
    backup,
    leads,
    coordinating,
    due = null,
    budget = null,
  } = assignment
  const known = saving.stored.assignments.get(code)
  const anew = !known || known.removedAt !== null
  return {
    id: known?.id ?? saving.world.newId(),
    conferenceId: conference.id,
    documentId: null,
    code,
    text,
    bridgePointId: bridgePoint ? points.get(bridgePoint)!.id : null,
    contactId: contactIds.get(contact)!,
    backupId: backup ? contactIds.get(backup)! : null,
    leads,
    coordinating,
    due,
    budget,
    status: anew ? 'draft' : known.status,
    statusAt: anew ? saving.now : known.statusAt,
    revision: known ? known.revision + (anew ? 1 : 0) : 1,
    position,
    removedAt: null,
  }
}

/** The checklist and the people on duty that a bridge point or a round has of its own. */
async function saveOwn(
  { saving, conference, contactIds }: Whose,
  owner: Owner,
  own: { checklist?: string[]; contacts: DutyFile[] },
): Promise<void> {
  const duties = own.contacts.map(({ duty, contact }) => ({ duty, contactId: contactIds.get(contact)! }))
  await replaceChecklist(saving.tx, conference.id, owner, own.checklist ?? [], () => saving.world.newId())
  await replaceDuties(saving.tx, owner, duties, () => saving.world.newId())
}
