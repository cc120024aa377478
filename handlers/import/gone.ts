import { type BridgePoint, saveBridgePoint } from '../../db/conferences.ts'
import { markRound, type Round } from '../../db/rounds.ts'
import { type Assignment, saveAssignment } from '../../db/assignments.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { type Change, type Line, liveAsks, removedOf, tellThose, voidAsks } from './change.ts'

/** What the file leaves out goes: it is kept with its answers, but nobody is asked about it any more. */
export async function takeOut(change: Change): Promise<void> {
  const { stored } = change
  for (const point of removedOf(change, 'bridgePoint', stored.bridgePoints)) await takeOutPoint(change, point)
  for (const round of removedOf(change, 'round', stored.rounds)) await takeOutRound(change, round)
  for (const assignment of removedOf(change, 'assignment', stored.assignments))
    await takeOutAssignment(change, assignment)
}

/** Whoever was written to for it hears of it: in a round, or by an assignment for that bridge point. */
async function takeOutPoint(change: Change, point: BridgePoint): Promise<void> {
  const says: Line = (reader) => textsIn(reader.language).change.bridgePointGone(point.name)
  const itsAssignments = [...change.stored.assignments.values()]
    .filter((each) => each.bridgePointId === point.id)
    .map((each) => each.id)
  const concerns = change.asks.filter(
    (ask) =>
      ask.bridgePointId === point.id ||
      (ask.assignmentId !== null && itsAssignments.includes(ask.assignmentId)),
  )
  await saveBridgePoint(change.tx, { ...point, removedAt: change.now })
  await tellThose(change, concerns, says)
  await voidAsks(
    change,
    liveAsks(change, (ask) => ask.bridgePointId === point.id),
    says,
  )
}

async function takeOutRound(change: Change, round: Round): Promise<void> {
  const says: Line = (reader) => textsIn(reader.language).change.roundGone(round.name)
  const live = liveAsks(change, (ask) => ask.roundId === round.id)
  await markRound(change.tx, round.id, { removedAt: change.now })
  await tellThose(change, live, says)
  await voidAsks(change, live, says)
}

async function takeOutAssignment(change: Change, assignment: Assignment): Promise<void> {
  const { code, text } = assignment
  const says: Line = (reader) => textsIn(reader.language).change.assignmentGone(code, text)
  const live = liveAsks(change, (ask) => ask.assignmentId === assignment.id)
  await saveAssignment(change.tx, {
    ...assignment,
    status: 'cancelled',
    statusAt: change.now,
    removedAt: change.now,
  })
  await tellThose(change, live, says)
  await voidAsks(change, live, says)
}
