import { type Ask, askedIn, changeAsk, chased, dueAsks, markAsked } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { isDone } from '../src/domain/assignment.ts'
import { dueSteps, type StepAction } from '../src/domain/ask.ts'
import { arm, end } from './asking.ts'
import { askCard, type Opening, subjectOf } from './cards.ts'
import { remindOfSeveral } from './bundle.ts'
import { keepTime } from './rounds.ts'
import { alertSilent } from './silent.ts'
import { writeTo } from './write.ts'
import { type Turn, turn, type World } from './world.ts'

/** How many due asks are taken in one transaction; the rest follow at once. */
const BATCH = 200

/**
 * Takes every step that is due now: rounds open and close, reminders go out, backups and coordinators are told. What is
 * due for one person at one moment becomes one message.
 */
export function chase(world: World): Promise<'did' | 'nothing'> {
  return turn(world, async (turn) => {
    await keepTime(turn)
    const due = await dueAsks(turn.tx, turn.now, BATCH)
    if (due.length === 0) return 'nothing'
    const taken = await takeSteps(turn, due)
    await remind(turn, taken)
    for (const { ask } of taken.filter(wants('backup'))) await askBackup(turn, ask)
    await alertSilent(
      turn,
      taken.filter(wants('coordinators')).map(({ ask }) => ask),
    )
    return 'did'
  })
}

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
  const steps = dueSteps(chased(ask), turn.now)
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

/** One reminder of one ask; `step` tells it from the others of the same ask. */
export const remindOfAsk = (turn: Turn, contactId: string, ask: Ask, step: string, opening: Opening, byHand = false) =>
  writeTo(turn, contactId, {
    key: `remind:${ask.id}:${step}`,
    kind: ask.urgent ? 'urgent' : 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    byItself: !ask.urgent && !byHand,
    card: (reader) => askCard(turn, ask, reader, opening),
  })

async function askBackup(turn: Turn, ask: Ask): Promise<void> {
  if (!ask.backupId) return
  await markAsked(turn.tx, ask.id, ask.backupId, 'backup', turn.now)
  await writeTo(turn, ask.backupId, {
    key: `backup:${ask.id}`,
    kind: ask.urgent ? 'urgent' : 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    byItself: !ask.urgent,
    card: (reader) => askCard(turn, ask, reader, 'backup'),
  })
}
