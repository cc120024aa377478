import { type Ask, askedIn, asksDueSoon, changeAsk, chased, dueAsks, markAsked } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { withdrawReminders } from '../db/outbox.ts'
import { isDone } from '../src/domain/assignment.ts'
import { dueSteps, nextStep, type StepAction } from '../src/domain/ask.ts'
import { MINUTE } from '../src/domain/time.ts'
import { arm, end, writeAbout } from './asking.ts'
import { askCard, type Opening } from './cards.ts'
import { remindOfSeveral } from './bundle.ts'
import { keepWatch } from './announcement/progress.ts'
import { fallOver } from './fallback.ts'
import { keepTime } from './rounds.ts'
import { alertSilent } from './silent.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

/** How many due asks are taken in one transaction; the rest follow at once. */
const BATCH = 200

/** Reminders of one person that fall due this close together become one: their cards left one after the other, too. */
const TOGETHER_MS = 5 * MINUTE

/** A step that fails is tried again after this much time; the others are not kept waiting for it. */
const PUT_OFF_MS = 5 * MINUTE

/**
 * Takes every step that is due now: rounds open and close, reminders go out, backups and coordinators are told. What is
 * due for one person at one moment becomes one message. What fails throws, after everything else has been done.
 */
export async function chase(world: World): Promise<'did' | 'nothing'> {
  try {
    return await inTurn(world, async (turn) => {
      for (const happen of await keepTime(turn)) await happen(turn)
      const fallen = await fallOver(turn)
      const looked = await keepWatch(turn)
      const taken = await takeDue(turn, await dueAsks(turn.tx, turn.now, BATCH))
      return [fallen, looked].includes('did') ? 'did' : taken
    })
  } catch (error) {
    await chaseEach(world)
    throw error
  }
}

async function takeDue(turn: Turn, due: Ask[]): Promise<'did' | 'nothing'> {
  if (due.length === 0) return 'nothing'
  const taken = await takeSteps(turn, await withCompanions(turn, due))
  await remind(turn, taken)
  for (const { ask } of taken.filter(wants('backup'))) await askBackup(turn, ask)
  const silent = taken.filter(wants('coordinators')).map(({ ask }) => ask)
  await alertSilent(turn, silent)
  return 'did'
}

/** Each alone, so that one that cannot be done (a bug, a row gone wrong) does not keep the rest from happening. */
async function chaseEach(world: World): Promise<void> {
  for (const happen of await inTurn(world, keepTime)) await inTurn(world, happen).catch(() => {})
  await inTurn(world, fallOver).catch(() => {})
  await inTurn(world, keepWatch).catch(() => {})
  for (const ask of await dueAsks(world.store.db, world.now(), BATCH))
    await inTurn(world, (turn) => takeDue(turn, [ask])).catch(() =>
      inTurn(world, (turn) => putOff(turn, ask)),
    )
}

const putOff = (turn: Turn, ask: Ask) => changeAsk(turn.tx, ask.id, { nextStepAt: turn.now + PUT_OFF_MS })

/** Nobody minds being reminded of two things a little early, but of each by itself; what is urgent keeps its own minute. */
async function withCompanions(turn: Turn, due: Ask[]): Promise<Ask[]> {
  const reminded = due.filter(isCalm)
  const kinds = new Set(reminded.map((ask) => `${ask.owedBy} ${ask.kind}`))
  const owners = [...new Set(reminded.map((ask) => ask.owedBy))]
  const soon = await asksDueSoon(turn.tx, owners, turn.now, turn.now + TOGETHER_MS)
  return [...due, ...soon.filter((ask) => isCalm(ask) && kinds.has(`${ask.owedBy} ${ask.kind}`))]
}

const isCalm = (ask: Ask) => !ask.urgent && nextStep(chased(ask))?.do === 'remind'

interface Taken {
  ask: Ask
  actions: (StepAction | 'again')[]
  /** Tells this reminder of the ask from the one before. */
  step: string
}

const wants = (action: StepAction | 'again') => (taken: Taken) => taken.actions.includes(action)

async function takeSteps(turn: Turn, due: Ask[]): Promise<Taken[]> {
  const all: Taken[] = []
  for (const ask of due) {
    if (await isMoot(turn, ask)) await end(turn, [ask])
    else all.push(await takeStep(turn, ask))
  }
  return all
}

/** A due date is not chased once the work is done, whichever way we learnt of it. */
async function isMoot(turn: Turn, ask: Ask): Promise<boolean> {
  return ask.kind === 'deadline' && isDone((await assignmentById(turn.tx, ask.assignmentId!)).status)
}

async function takeStep(turn: Turn, ask: Ask): Promise<Taken> {
  const steps = dueSteps(chased(ask), Math.max(turn.now, ask.nextStepAt ?? 0))
  const places = steps.flatMap((step) => (step.do === 'again' ? [] : [step.place]))
  const again = steps.some((step) => step.do === 'again')
  const changed = await changeAsk(turn.tx, ask.id, {
    taken: [...ask.taken, ...places],
    ...(again && { againAt: null }),
  })
  const step = again ? `again-${ask.againAt}` : `${Math.max(-1, ...places)}`
  return { ask: await arm(turn, changed), actions: steps.map((each) => each.do), step }
}

async function remind(turn: Turn, taken: Taken[]): Promise<void> {
  const owing = new Map<string, Taken[]>()
  for (const each of taken.filter((one) => wants('remind')(one) || wants('again')(one)))
    for (const { contactId } of await askedIn(turn.tx, each.ask.id)) {
      const key = `${contactId} ${each.ask.kind}`
      owing.set(key, [...(owing.get(key) ?? []), each])
    }
  for (const [key, several] of owing) await remindOne(turn, key.split(' ')[0]!, several)
}

async function remindOne(turn: Turn, contactId: string, several: Taken[]): Promise<void> {
  const [first] = several
  if (!first) return
  if (several.length > 1)
    return remindOfSeveral(
      turn,
      contactId,
      several.map(({ ask }) => ask),
      first.step,
    )
  await remindOfAsk(turn, contactId, first.ask, first.step, wants('again')(first) ? 'again' : 'reminder')
}

/** One reminder of one ask; `step` tells it from the others of the same ask. One that has not left yet is made good by it. */
export async function remindOfAsk(
  turn: Turn,
  contactId: string,
  ask: Ask,
  step: string,
  opening: Opening,
  byHand = false,
): Promise<void> {
  await withdrawReminders(turn.tx, ask.id, contactId)
  await writeAbout(turn, contactId, ask, {
    key: `remind:${ask.id}:${step}`,
    byItself: !byHand,
    card: (reader) => askCard(turn, ask, reader, opening),
  })
}

async function askBackup(turn: Turn, ask: Ask): Promise<void> {
  if (!ask.backupId) return
  await markAsked(turn.tx, ask.id, ask.backupId, 'backup', turn.now)
  await writeAbout(turn, ask.backupId, ask, {
    key: `backup:${ask.id}`,
    byItself: true,
    card: (reader) => askCard(turn, ask, reader, 'backup'),
  })
}
