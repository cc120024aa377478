import { durationMs } from './time.ts'

/**
 * What is owed: that an assignment was received, that a bridge point is ready, that an assignment is done by its due date,
 * that a test message came, what an announcement asks.
 */
export type AskKind = 'acknowledge' | 'readiness' | 'deadline' | 'ping' | 'announcement'

/** `open`: owed. `answered`: settled, may be answered anew until it ends. `ended`: closed with its round, or void. */
export type AskState = 'open' | 'answered' | 'ended'

export type StepAction = 'remind' | 'backup' | 'coordinators'

/** One step of a policy; durations are ISO 8601. `before` and `beforeClose` count back from the ask's end. */
export type Step = ({ after: string } | { before: string } | { beforeClose: string }) & { do: StepAction }

/** An ask as the rule needs it; moments in ms. */
export interface Chased {
  state: AskState
  steps: Step[]
  /** Places of the steps already taken. */
  taken: number[]
  openedAt: number
  /** When the first card of it left; null while nobody could be reached. */
  firstSentAt: number | null
  endsAt: number | null
  /** The person said 'not yet' and named this moment. */
  againAt: number | null
  hasBackup: boolean
}

/** What happens next to an ask: the step at `place`, or asking again at the time the person named. */
export type Next = { at: number; do: StepAction; place: number } | { at: number; do: 'again' }

/**
 * The one rule of chasing: which step comes next, and when; null when none does.
 * Reminders count from the first card that left: nobody is reminded of what never reached them. The backup and the
 * coordinators count from the ask itself, because an unreachable person is what they are there for. Whoever named a
 * moment is left alone until then; what was due meanwhile is taken together with asking again.
 */
export function nextStep(ask: Chased): Next | null {
  if (ask.state !== 'open') return null
  const moments = ask.steps.flatMap((step, place) => {
    const at = ask.taken.includes(place) ? null : stepAt(ask, step)
    return at === null ? [] : [{ at, do: step.do, place }]
  })
  const again: Next[] = ask.againAt === null ? [] : [{ at: ask.againAt, do: 'again' }]
  const waiting = ask.againAt === null ? moments : moments.filter((next) => next.do === 'coordinators')
  return [...again, ...waiting].toSorted((a, b) => a.at - b.at)[0] ?? null
}

/** Every step that is due by `now`, earliest first: what was missed while we were down is taken together. */
export function dueSteps(ask: Chased, now: number): Next[] {
  const due: Next[] = []
  let current = ask
  for (let next = nextStep(current); next && next.at <= now; next = nextStep(current)) {
    due.push(next)
    current =
      next.do === 'again'
        ? { ...current, againAt: null }
        : { ...current, taken: [...current.taken, next.place] }
  }
  return due
}

function stepAt(ask: Chased, step: Step): number | null {
  if (step.do === 'backup' && !ask.hasBackup) return null
  const from = step.do === 'remind' ? ask.firstSentAt : ask.openedAt
  if (from === null) return null
  if ('after' in step) return from + durationMs(step.after)
  if (ask.endsAt === null) return null
  if ('before' in step) return onlyAhead(from, ask.endsAt - durationMs(step.before))
  return withinRound(from, ask.endsAt, ask.endsAt - durationMs(step.beforeClose))
}

/** A reminder ahead of a due date that had already passed when the card came says nothing the card did not say. */
const onlyAhead = (from: number, at: number) => (at <= from ? null : at)

/** A round that opened late, or a card that came late, is still chased: a moment already past comes halfway to the close. */
const withinRound = (from: number, closesAt: number, at: number) =>
  at > from ? at : Math.round((from + closesAt) / 2)
