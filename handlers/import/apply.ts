import { askById } from '../../db/asks.ts'
import { record } from '../../db/facts.ts'
import { peopleByIds } from '../../db/people.ts'
import { everyAsk } from '../../db/plans.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { PlanFile } from '../../src/intake/plan-file.ts'
import { attempt } from '../attempt.ts'
import { refreshAsk, whomToCall } from '../cards.ts'
import { writeTo } from '../write.ts'
import type { Turn, World } from '../world.ts'
import type { Change } from './change.ts'
import { fieldsOf, hasChanged, liveAsks } from './change.ts'
import { compare, type Difference } from './compare.ts'
import { takeOut } from './gone.ts'
import { isMoved, nextRevision, tellOfTheMove } from './moved.ts'
import { askAnew } from './reassigned.ts'
import { rearrange } from './rearranged.ts'
import { save } from './save.ts'
import { storedFor } from './stored.ts'

export type { Difference, FieldChange } from './compare.ts'

/** What an import means for people; contacts by their codes. */
export interface Effect {
  /** Start and end before and after, ms, when people had been told the old ones. */
  moved: { from: { start: number; end: number }; to: { start: number; end: number } } | null
  /** Get a letter about the change. */
  told: string[]
  /** Are asked again for what they may have answered. */
  askedAgain: string[]
  /** Are asked for the first time, because a round is open. */
  asked: string[]
  /** How many questions are no longer asked, or no longer in their old form. */
  ended: number
}

export type ImportResult =
  | { kind: 'applied' | 'would' | 'needs-confirmation'; differences: Difference[]; effect: Effect }
  /** The conference was cancelled; another code makes a new one. */
  | { kind: 'cancelled' }

export interface ImportOptions {
  dryRun?: boolean
  yes?: boolean
  /** Whose deed it is; the command line's unless said. */
  by?: string
}

/**
 * Brings the database to what the file says, in one transaction; only what differs changes, so the same file again does
 * nothing. Where people had been told otherwise, it is not done without `yes`. What it would do is found out by doing it
 * and taking it back, so that the answer cannot differ from the deed.
 */
export function importPlan(world: World, file: PlanFile, options: ImportOptions = {}): Promise<ImportResult> {
  return attempt(
    world,
    (turn) => carryOut(turn, file, options),
    (result) => result.kind === 'applied',
  )
}

/** The same inside somebody else's transaction, which is theirs to undo. */
export async function carryOut(
  turn: Turn,
  file: PlanFile,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const stored = await storedFor(turn.tx, file)
  if (stored.conference?.cancelledAt) return { kind: 'cancelled' }
  const differences = compare(stored.plan, file)
  const asks = stored.conference ? await everyAsk(turn.tx, stored.conference.id) : []
  const saved = await save({ ...turn, file, stored, differences })
  const change: Change = {
    ...turn,
    ...saved,
    id: turn.world.newId(),
    stored,
    differences,
    asks,
    reachedPeople: asks.length > 0 && saved.conference.endedAt === null,
    gone: new Map(),
    told: new Set(),
    asked: new Set(),
    askedAgain: new Set(),
    stale: new Set(),
    ended: new Set(),
  }
  const moved = isMoved(change)
  await followUp(change, moved)
  await note(change, options.by ?? 'console')
  const kind = options.dryRun
    ? 'would'
    : needsYes(change, moved) && !options.yes
      ? 'needs-confirmation'
      : 'applied'
  return { kind, differences, effect: await effectOf(change, moved) }
}

/** Everything that follows for the people; those who are asked again are known before they are told why. */
async function followUp(change: Change, moved: boolean): Promise<void> {
  if (moved) await nextRevision(change)
  await takeOut(change)
  await askAnew(change, moved)
  await rearrange(change)
  if (moved) await tellOfTheMove(change)
  await tellWhatIsGone(change)
  await refreshStale(change)
}

/** After something was sent, nothing is moved or taken out unseen. */
const needsYes = (change: Change, moved: boolean) =>
  moved || (change.reachedPeople && change.differences.some(isRemoval))

const isRemoval = ({ part, change }: Difference) =>
  change === 'removed' && ['bridgePoint', 'round', 'assignment'].includes(part)

async function tellWhatIsGone(change: Change): Promise<void> {
  if (!change.reachedPeople) return
  for (const [contactId, said] of change.gone) {
    change.told.add(contactId)
    await writeTo(change, contactId, {
      key: `gone:${change.id}`,
      kind: 'urgent',
      mustArrive: true,
      card: async (reader) => {
        const what = [...new Set(said.map((says) => says(reader)))]
        const callWhom = await whomToCall(change.tx, change.conference.id, reader)
        const view = { conference: change.conference.title, what, callWhom }
        return { text: textsIn(reader.language).change.gone(reader, view), choices: [] }
      },
    })
  }
}

/** Cards that are still to be answered show the conference, the bridge point and the round as they are called now. */
async function refreshStale(change: Change): Promise<void> {
  const conference = fieldsOf(change, 'conference')
  const all =
    hasChanged(conference, 'title', 'start', 'end') ||
    change.differences.some((each) => each.part === 'document')
  const checklist = change.differences.some((each) => each.part === 'checklist')
  const stale = liveAsks(
    change,
    (ask) => all || change.stale.has(ask.id) || (checklist && ask.kind === 'readiness'),
  )
  for (const { id } of stale) {
    const ask = await askById(change.tx, id)
    if (ask && ask.state !== 'ended') await refreshAsk(change, ask)
  }
}

async function note(change: Change, by: string): Promise<void> {
  if (change.differences.length === 0) return
  const counts = { added: 0, changed: 0, removed: 0 }
  for (const each of change.differences) counts[each.change]++
  await record(change.tx, change.now, by, 'imported', change.conference.id, counts)
}

async function effectOf(change: Change, moved: boolean): Promise<Effect> {
  const { stored, conference } = change
  return {
    moved: moved
      ? {
          from: { start: stored.conference!.startAt, end: stored.conference!.endAt },
          to: { start: conference.startAt, end: conference.endAt },
        }
      : null,
    told: await codesOf(change, change.told),
    askedAgain: await codesOf(change, change.askedAgain),
    asked: await codesOf(change, change.asked),
    ended: change.ended.size,
  }
}

const codesOf = async (turn: Turn, ids: Set<string>) =>
  (await peopleByIds(turn.tx, [...ids])).map((person) => person.code)
