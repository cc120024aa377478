import { addAnswer, type Ask, changeAsk, chased, mayAnswer, openAsk } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { type BridgePoint, bridgePointById, dutiesOf, dutiesOfRound } from '../db/conferences.ts'
import { supersede } from '../db/cards.ts'
import { withdraw, withdrawChasing } from '../db/outbox.ts'
import { dueSteps, nextStep } from '../src/domain/ask.ts'
import { refreshBundles } from './bundle.ts'
import { askCard, refreshAsk, subjectOf } from './cards.ts'
import { aboutAsk, type Heard } from './heard.ts'
import { tellIfShutOut } from './unreachable.ts'
import { leaveUnsaid } from './say-soon.ts'
import { type Note, writeTo } from './write.ts'
import type { Turn } from './world.ts'

export type NewAsk = Pick<Ask, 'key' | 'kind' | 'owedBy' | 'steps' | 'urgent'> &
  Partial<
    Pick<
      Ask,
      | 'conferenceId'
      | 'assignmentId'
      | 'bridgePointId'
      | 'roundId'
      | 'announcementId'
      | 'backupId'
      | 'endsAt'
      | 'firstSentAt'
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

/** Opens an ask and writes its card to the one who owes it; `byItself` when nobody is there who says that it goes now. */
export async function askFor(turn: Turn, ask: NewAsk, byItself = false): Promise<Ask | null> {
  const opened = await open(turn, ask)
  if (opened) await writeAskCard(turn, opened, byItself)
  return opened
}

export const writeAskCard = (turn: Turn, ask: Ask, byItself = false) =>
  writeAbout(turn, ask.owedBy, ask, {
    key: `card:${ask.id}`,
    byItself,
    card: (reader) => askCard(turn, ask, reader, 'card'),
  })

/**
 * Writes to somebody what leaves only while its ask is open. What is urgent passes quiet hours; what reaches nobody any
 * more, the coordinators hear of.
 */
export async function writeAbout(
  turn: Turn,
  contactId: string,
  ask: Ask,
  note: Pick<Note, 'key' | 'card' | 'byItself'>,
): Promise<void> {
  const written = await writeTo(turn, contactId, {
    ...note,
    kind: ask.urgent ? 'urgent' : 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    byItself: note.byItself === true && !ask.urgent,
  })
  if (written?.state === 'held') await tellIfShutOut(turn, contactId, ask)
}

/** Works out when the next step of an ask is due. */
export async function arm(turn: Turn, ask: Ask): Promise<Ask> {
  const nextStepAt = nextStep(chased(ask))?.at ?? null
  return nextStepAt === ask.nextStepAt ? ask : changeAsk(turn.tx, ask.id, { nextStepAt })
}

/** Those who answer for it now may; of what is over, whoever was asked hears that it is. */
export async function isAllowed(heard: Heard, ask: Ask): Promise<boolean> {
  if (await serves(heard, ask)) return true
  return ask.state === 'ended' && (await mayAnswer(heard.tx, ask.id, heard.person.id))
}

/** Whether the person answers for what is asked as the plan stands now, whomever it was asked of when it was opened. */
export async function serves(heard: Heard, ask: Ask): Promise<boolean> {
  const { tx, person } = heard
  if (ask.assignmentId) return isTheirs(await assignmentById(tx, ask.assignmentId), person.id)
  if (ask.kind === 'ping' || ask.kind === 'announcement') return ask.owedBy === person.id
  if (!ask.bridgePointId) return false
  if (isTheirs(await bridgePointById(tx, ask.bridgePointId), person.id)) return true
  const atPoint = await dutiesOf(tx, ask.bridgePointId)
  const inRound = ask.roundId ? await dutiesOfRound(tx, ask.roundId) : []
  const onDuty = [...atPoint.filter((duty) => !duty.roundId || duty.roundId === ask.roundId), ...inRound]
  return onDuty.some((duty) => duty.contactId === person.id && isHere(duty.bridgePointId, ask))
}

type Served = Pick<BridgePoint, 'contactId' | 'backupId' | 'removedAt'>

const isTheirs = ({ contactId, backupId, removedAt }: Served, personId: string) =>
  removedAt === null && (contactId === personId || backupId === personId)

const isHere = (bridgePointId: string | null, ask: Ask) =>
  bridgePointId === null || bridgePointId === ask.bridgePointId

/** How an answer leaves its ask: settled, still owed and asked again at a moment, owed anew, or as it was (a tick). */
export type Leaves =
  | { kind: 'settled' }
  | { kind: 'owed'; againAt: number }
  | { kind: 'reopened' }
  | { kind: 'as-it-was' }

/** Keeps what a person answered, for whoever owed it; every card of the ask says so from now on. */
export async function recordAnswer(heard: Heard, ask: Ask, value: unknown, leaves: Leaves): Promise<Ask> {
  await addAnswer(heard.tx, {
    askId: ask.id,
    by: heard.person.id,
    owedBy: ask.owedBy,
    via: heard.at.channel,
    value,
    decides: leaves.kind !== 'as-it-was',
    at: heard.saidAt,
  })
  const after = await left(heard, ask, leaves)
  if (leaves.kind === 'settled') await withdrawChasing(heard.tx, ask.id)
  if (leaves.kind !== 'as-it-was') await overtake(heard, ask)
  await refreshAsk(heard, after)
  await refreshBundles(heard, after)
  return after
}

function left(turn: Turn, ask: Ask, leaves: Leaves): Promise<Ask> {
  const { now, tx } = turn
  if (leaves.kind === 'settled')
    return changeAsk(tx, ask.id, { state: 'answered', settledAt: now, againAt: null, nextStepAt: null })
  if (leaves.kind === 'as-it-was') return Promise.resolve(ask)
  return reopen(turn, ask, leaves.kind === 'owed' ? leaves.againAt : null)
}

/** The answer is owed anew. Steps whose time went by while it was not are not made up for. */
async function reopen(turn: Turn, ask: Ask, againAt: number | null): Promise<Ask> {
  const opened = await changeAsk(turn.tx, ask.id, { state: 'open', againAt, settledAt: null })
  if (ask.state === 'open') return arm(turn, opened)
  const missed = dueSteps(chased(opened), turn.now).flatMap((step) => ('place' in step ? [step.place] : []))
  return arm(turn, await changeAsk(turn.tx, ask.id, { taken: [...opened.taken, ...missed] }))
}

/** What made the answer untrue is over: the same person is to say how it stands now. */
export async function askAnew(turn: Turn, ask: Ask): Promise<void> {
  await refreshAsk(turn, await reopen(turn, ask, null))
}

/** A status was given: what we asked or were about to say on the way there is overtaken. */
async function overtake(heard: Heard, ask: Ask): Promise<void> {
  await supersede(heard.tx, heard.at, aboutAsk(ask), '')
  await leaveUnsaid(heard, heard.at, tickedKey(ask))
}

/** What the one answer to several ticks is called while it waits. */
export const tickedKey = (ask: Pick<Ask, 'id'>) => `ticked:${ask.id}`

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
    await refreshBundles(turn, ended)
  }
}
