import { addAnswer, type Ask, changeAsk, chased, mayAnswer, openAsk } from '../db/asks.ts'
import { dutiesOf, dutiesOfRound } from '../db/conferences.ts'
import { withdraw } from '../db/outbox.ts'
import { nextStep } from '../src/domain/ask.ts'
import { askCard, refreshAsk, subjectOf } from './cards.ts'
import type { Heard } from './heard.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

export type NewAsk = Pick<Ask, 'key' | 'kind' | 'owedBy' | 'steps' | 'urgent'> &
  Partial<
    Pick<
      Ask,
      'conferenceId' | 'assignmentId' | 'bridgePointId' | 'roundId' | 'backupId' | 'endsAt' | 'firstSentAt'
    >
  >

/** Opens an ask, its policy frozen, and arms its first step; null when the same was asked before. */
export async function open(turn: Turn, ask: NewAsk): Promise<Ask | null> {
  const opened = await openAsk(turn.tx, {
    ...ask,
    id: turn.world.newId(),
    openedAt: turn.now,
    taken: [],
    state: 'open',
  })
  return opened && arm(turn, opened)
}

/** Opens an ask and writes its card to the one who owes it. */
export async function askFor(turn: Turn, ask: NewAsk): Promise<Ask | null> {
  const opened = await open(turn, ask)
  if (opened) await writeAskCard(turn, opened)
  return opened
}

export const writeAskCard = (turn: Turn, ask: Ask) =>
  writeTo(turn, ask.owedBy, {
    key: `card:${ask.id}`,
    kind: 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    card: (reader) => askCard(turn, ask, reader, 'card'),
  })

/** Works out when the next step of an ask is due. */
export function arm(turn: Turn, ask: Ask): Promise<Ask> {
  return changeAsk(turn.tx, ask.id, { nextStepAt: nextStep(chased(ask))?.at ?? null })
}

/** Those who were asked may answer, and those on duty at the bridge point or in the round. */
export async function isAllowed(heard: Heard, ask: Ask): Promise<boolean> {
  if (await mayAnswer(heard.tx, ask.id, heard.person.id)) return true
  const atPoint =
    ask.bridgePointId && ask.kind === 'readiness' ? await dutiesOf(heard.tx, ask.bridgePointId) : []
  const inRound = ask.roundId ? await dutiesOfRound(heard.tx, ask.roundId) : []
  const onDuty = [...atPoint.filter((duty) => !duty.roundId || duty.roundId === ask.roundId), ...inRound]
  return onDuty.some((duty) => duty.contactId === heard.person.id && isHere(duty.bridgePointId, ask))
}

const isHere = (bridgePointId: string | null, ask: Ask) =>
  bridgePointId === null || bridgePointId === ask.bridgePointId

/** How an answer leaves its ask: settled, still owed and asked again at a moment, or as it was (a tick). */
export type Leaves = { kind: 'settled' } | { kind: 'owed'; againAt: number } | { kind: 'as-it-was' }

/** Keeps what a person answered, for whoever owed it; every card of the ask says so from now on. */
export async function recordAnswer(heard: Heard, ask: Ask, value: unknown, leaves: Leaves): Promise<Ask> {
  await addAnswer(heard.tx, {
    askId: ask.id,
    by: heard.person.id,
    owedBy: ask.owedBy,
    via: heard.at.channel,
    value,
    decides: leaves.kind !== 'as-it-was',
    at: heard.now,
  })
  const after = await left(heard, ask, leaves)
  if (leaves.kind === 'settled') await withdraw(heard.tx, [ask.id], 'unneeded')
  await refreshAsk(heard, after)
  return after
}

function left(turn: Turn, ask: Ask, leaves: Leaves): Promise<Ask> {
  const { now, tx } = turn
  if (leaves.kind === 'settled')
    return changeAsk(tx, ask.id, { state: 'answered', settledAt: now, againAt: null, nextStepAt: null })
  if (leaves.kind === 'as-it-was') return Promise.resolve(ask)
  return changeAsk(tx, ask.id, { state: 'open', againAt: leaves.againAt }).then((changed) =>
    arm(turn, changed),
  )
}

/** Ends asks for good: nothing of them leaves any more, and their cards offer nothing. */
export async function end(turn: Turn, asks: Ask[]): Promise<void> {
  await withdraw(
    turn.tx,
    asks.map((ask) => ask.id),
    'unneeded',
  )
  for (const ask of asks) {
    const ended = await changeAsk(turn.tx, ask.id, { state: 'ended', nextStepAt: null, againAt: null })
    await refreshAsk(turn, ended)
  }
}
