import { nextLookMoment, nextSpreadMoment } from '../db/announcements.ts'
import { nextAskMoment } from '../db/asks.ts'
import { nextConferenceMoment } from '../db/rounds.ts'
import { nextFetchMoment } from '../db/fetches.ts'
import { nextInboxMoment } from '../db/inbox.ts'
import { nextLetterMoment } from '../db/next-letter.ts'
import { nextFallbackMoment } from '../db/reach.ts'
import type { World } from '../handlers/world.ts'
import { type Alarms, type Bell, bells } from './alarms.ts'

interface WakerNeeds {
  world: World
  alarms: Alarms
  /** Real ms until a moment of domain time. */
  delayUntil: (at: number) => number
  /** Real ms after which it looks again, whatever is due. */
  longestMs: number
  onError: (error: unknown) => void
}

/** An alarm that Redis lost is noticed so long after its moment. */
const GRACE_MS = 1_000

/**
 * One alarm per bell is enough: the next moment anything is due. After every commit it is read from the database, many
 * commits in one breath are one look. Beside the alarms in Redis a timer of our own looks again a moment later, for
 * Redis may have been emptied meanwhile.
 */
export class Waker {
  private readonly needs: WakerNeeds
  private readonly armed = new Map<Bell, number>()
  private looks = new Set<Promise<void>>()
  private scheduled = false
  private closed = false
  private timer: NodeJS.Timeout | undefined

  constructor(needs: WakerNeeds) {
    this.needs = needs
  }

  /** Something was committed. */
  wake(): void {
    if (this.scheduled || this.closed) return
    this.scheduled = true
    setImmediate(() => this.begin())
  }

  /** Alarms that were set may be gone: they are set once more. */
  forget(): void {
    this.armed.clear()
  }

  isLooking(): boolean {
    return this.scheduled || this.looks.size > 0
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await Promise.all(this.looks)
  }

  private begin(): void {
    this.scheduled = false
    if (this.closed) return
    const look = this.look()
      .catch(this.needs.onError)
      .finally(() => this.looks.delete(look))
    this.looks.add(look)
  }

  private async look(): Promise<void> {
    const { world, alarms } = this.needs
    let soonest = Infinity
    for (const bell of bells) {
      const at = await nextMoment[bell](world)
      if (at === null) continue
      if (at <= world.now()) alarms.ring(bell)
      else soonest = Math.min(soonest, this.arm(bell, at))
    }
    this.lookAgainAfter(soonest)
  }

  private arm(bell: Bell, at: number): number {
    if (at !== this.armed.get(bell)) this.needs.alarms.at(bell, 'next', at)
    this.armed.set(bell, at)
    return at
  }

  private lookAgainAfter(at: number): void {
    if (this.closed) return
    clearTimeout(this.timer)
    const { delayUntil, longestMs } = this.needs
    this.timer = setTimeout(() => this.wake(), Math.min(delayUntil(at) + GRACE_MS, longestMs))
  }
}

const nextMoment: Record<Bell, (world: World) => Promise<number | null>> = {
  inbox: ({ store }) => nextInboxMoment(store.db),
  outbox: (world) => nextLetterMoment(world.store.db, world.now()),
  spread: ({ store }) => nextSpreadMoment(store.db),
  fetch: ({ store }) => nextFetchMoment(store.db),
  chase: async ({ store }) =>
    [nextAskMoment, nextConferenceMoment, nextFallbackMoment, nextLookMoment].reduce<Promise<number | null>>(
      async (before, next) => earliest(await before, await next(store.db)),
      Promise.resolve(null),
    ),
}

const earliest = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
