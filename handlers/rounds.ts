import { asksOfConference, asksOfRound, answersTo, type Ask } from '../db/asks.ts'
import {
  type BridgePoint,
  bridgePointsOf,
  type Conference,
  conferenceById,
  conferencesToEnd,
  markConference,
} from '../db/conferences.ts'
import { markRound, type Round, roundsOf, roundsToClose, roundsToOpen } from '../db/rounds.ts'
import { record } from '../db/facts.ts'
import { figures } from '../src/domain/board.ts'
import type { Readiness } from '../src/domain/readiness.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { askFor, end, type NewAsk } from './asking.ts'
import { tellCoordinators } from './tell.ts'
import { tellOfUnreached } from './unreached.ts'
import type { Turn } from './world.ts'

/** What the clock alone brings about now, in its order: rounds close and open, and a conference's end closes everything. */
export async function keepTime(turn: Turn): Promise<((turn: Turn) => Promise<unknown>)[]> {
  const closing = await roundsToClose(turn.tx, turn.now)
  const opening = await roundsToOpen(turn.tx, turn.now)
  const ending = await conferencesToEnd(turn.tx, turn.now)
  return [
    ...closing.map((round) => (at: Turn) => closeRound(at, round)),
    ...opening.map((round) => (at: Turn) => openRound(at, round)),
    ...ending.map((conference) => (at: Turn) => endConference(at, conference)),
  ]
}

/** Asks every bridge point. A round whose time passed while nobody was there opens and closes in one go. */
export async function openRound(turn: Turn, round: Round): Promise<number> {
  if (round.openedAt !== null) return 0
  const conference = await conferenceById(turn.tx, round.conferenceId)
  const points = await bridgePointsOf(turn.tx, conference.id)
  await markRound(turn.tx, round.id, { openedAt: turn.now })
  await record(turn.tx, turn.now, 'system', 'round-opened', round.id)
  if (turn.now >= round.closesAt) {
    await closeRound(turn, { ...round, openedAt: turn.now })
    return 0
  }
  for (const point of points) await askReadiness(turn, conference, round, point)
  await tellOfUnreached(turn, conference.id, `round-${round.id}`)
  return points.length
}

/** Asks one bridge point in an open round; its own policy counts first, then the round's, then the conference's. */
export function askReadiness(turn: Turn, conference: Conference, round: Round, point: BridgePoint) {
  const { steps, urgent } =
    point.policy ?? round.policy ?? conference.policies.readiness ?? turn.world.settings.policies.readiness
  const ask: NewAsk = {
    key: `readiness:${point.id}:${round.id}:${point.contactId}:${conference.revision}`,
    kind: 'readiness',
    conferenceId: conference.id,
    bridgePointId: point.id,
    roundId: round.id,
    owedBy: point.contactId,
    backupId: point.backupId,
    steps,
    urgent,
    endsAt: round.closesAt,
  }
  return askFor(turn, ask, turn.now >= round.opensAt)
}

/** Ends the round's asks, freezes its figures and tells the coordinators how it stood. */
export async function closeRound(turn: Turn, round: Round): Promise<void> {
  if (round.closedAt !== null) return
  const asks = (await asksOfRound(turn.tx, round.id)).filter((ask) => ask.state !== 'ended')
  const counted = figures(await statusesOf(turn, asks))
  await end(turn, asks)
  await markRound(turn.tx, round.id, { closedAt: turn.now, figures: counted })
  await record(turn.tx, turn.now, 'system', 'round-closed', round.id, counted)
  await tellCoordinators(turn, round.conferenceId, {
    key: `closed:${round.id}`,
    kind: 'ask',
    byItself: true,
    card: (reader) => ({
      text: textsIn(reader.language).readiness.closedAlert(round.name, counted),
      choices: [],
    }),
  })
}

async function statusesOf(turn: Turn, asks: Ask[]): Promise<Pick<Readiness, 'status'>[]> {
  const answers = await answersTo(
    turn.tx,
    asks.map((ask) => ask.id),
  )
  const latest = new Map(answers.map((answer) => [answer.askId, answer.value as Readiness]))
  return asks.map((ask) => latest.get(ask.id) ?? { status: 'pending' })
}

async function endConference(turn: Turn, conference: Conference): Promise<void> {
  for (const round of await roundsOf(turn.tx, conference.id))
    if (round.openedAt !== null) await closeRound(turn, round)
  await end(turn, await asksOfConference(turn.tx, conference.id))
  await markConference(turn.tx, conference.id, { endedAt: turn.now })
  await record(turn.tx, turn.now, 'system', 'conference-ended', conference.id)
}
