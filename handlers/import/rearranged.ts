import { type Ask, changeAsk, markAsked } from '../../db/asks.ts'
import type { BridgePoint } from '../../db/conferences.ts'
import type { Round } from '../../db/rounds.ts'
import { personById } from '../../db/people.ts'
import { named } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { forReader } from '../../src/domain/time.ts'
import { askReadiness } from '../rounds.ts'
import {
  type Change,
  changeBackup,
  fieldsOf,
  freeKey,
  hasChanged,
  letGo,
  type Line,
  liveAsks,
  rearm,
  tellThose,
  voidAsks,
} from './change.ts'
import { isPutOff } from './save-parts.ts'

/** Rounds and bridge points that changed, with the asks that hang on them; new bridge points join the open rounds. */
export async function rearrange(change: Change): Promise<void> {
  for (const round of change.rounds.values()) await rearrangeRound(change, round)
  for (const point of change.bridgePoints.values()) await rearrangePoint(change, point)
}

async function rearrangeRound(change: Change, round: Round): Promise<void> {
  const known = change.stored.rounds.get(round.code)
  if (!known) return
  const ofRound = (ask: Ask) => ask.roundId === round.id
  if (known.removedAt !== null || isPutOff(known, round.opensAt, change.now)) return holdAnew(change, round)
  const fields = fieldsOf(change, 'round', round.code)
  for (const ask of liveAsks(change, ofRound)) {
    if (hasChanged(fields, 'closesAt')) await rearm(change, ask, { endsAt: round.closesAt })
    if (hasChanged(fields, 'closesAt', 'name', 'checklist')) change.stale.add(ask.id)
  }
}

/** Its cards are void, and when it opens everyone is asked from the beginning. */
async function holdAnew(change: Change, round: Round): Promise<void> {
  const says: Line = (reader) =>
    textsIn(reader.language).change.roundPutOff(
      round.name,
      forReader(round.opensAt, reader.timezone, reader.language),
    )
  const live = liveAsks(change, (ask) => ask.roundId === round.id)
  await tellThose(change, live, says)
  await voidAsks(change, live, says)
  const over = change.asks.filter((ask) => ask.roundId === round.id && !change.ended.has(ask.id))
  for (const ask of over) await freeKey(change, ask)
}

async function rearrangePoint(change: Change, point: BridgePoint): Promise<void> {
  const known = change.stored.bridgePoints.get(point.code)
  if (!known || known.removedAt !== null) return askInOpenRounds(change, point)
  const fields = fieldsOf(change, 'bridgePoint', point.code)
  const live = liveAsks(change, (ask) => ask.bridgePointId === point.id)
  const open = live.filter((ask) => ask.state === 'open')
  const says = await handedOver(change, point)
  if (hasChanged(fields, 'contact')) await handOver(change, point, open, says)
  for (const ask of live.filter((each) => !change.ended.has(each.id))) {
    if (hasChanged(fields, 'contact')) await passOn(change, point, ask, says)
    if (hasChanged(fields, 'backup')) await changeBackup(change, ask, point, says)
    if (hasChanged(fields, 'name', 'checklist')) change.stale.add(ask.id)
  }
}

async function askInOpenRounds(change: Change, point: BridgePoint): Promise<void> {
  for (const round of change.rounds.values()) await askIn(change, round, point)
}

async function askIn(change: Change, round: Round, point: BridgePoint): Promise<void> {
  if (round.openedAt === null || round.closedAt !== null || round.closesAt <= change.now) return
  if (await askReadiness(change, change.conference, round, point)) change.asked.add(point.contactId)
}

async function handedOver(change: Change, point: BridgePoint): Promise<Line> {
  const owner = await personById(change.tx, point.contactId)
  return (reader) => textsIn(reader.language).change.bridgePointHandedOver(point.name, named(owner, reader))
}

/** What the bridge point still owes is asked of its new contact; what it has answered stands. */
async function handOver(change: Change, point: BridgePoint, open: Ask[], says: Line): Promise<void> {
  const stay = [point.contactId, ...(point.backupId ? [point.backupId] : [])]
  await tellThose(change, open, says, stay)
  await voidAsks(change, open, says)
  for (const round of change.rounds.values())
    if (open.some((ask) => ask.roundId === round.id)) await askIn(change, round, point)
}

/** An answer that stands is the new contact's from now on: they may change it, and are asked when it is owed anew. */
async function passOn(change: Change, point: BridgePoint, ask: Ask, says: Line): Promise<void> {
  if (ask.owedBy === point.contactId) return
  if (ask.owedBy !== point.backupId) await letGo(change, ask, ask.owedBy, says)
  await changeAsk(change.tx, ask.id, { owedBy: point.contactId })
  await markAsked(change.tx, ask.id, point.contactId, 'owner', change.now)
}
