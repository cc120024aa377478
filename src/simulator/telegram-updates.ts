import { Newest } from './phone.ts'
import type { Update, UpdateBody } from './telegram-wire.ts'

/** An update on its way. Updates with one key arrive one after the other; between keys there is no order. */
export interface Waiting {
  update: Update
  key: string
  /** Real time, ms since the epoch. */
  expiresAt: number
  /** Given out at least once, so its number and content belong together for good. */
  handedOut: boolean
}

/** How long Telegram keeps what was not taken over, in real ms: presses are short-lived, the rest a day. */
export interface Retention {
  messageMs: number
  callbackMs: number
}

export const telegramRetention: Retention = { messageMs: 24 * 3600_000, callbackMs: 150_000 }

/** All but these come unless asked for otherwise. */
const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** How many updates that were taken over are kept for `redeliver`. */
const KEPT_DONE = 1_000

/** One bot's updates from the moment they happen until the product has taken them over. */
export class Updates {
  private nextId = 100_000_000 + Math.floor(Math.random() * 800_000_000)
  private readonly pending = new Map<number, Waiting>()
  private readonly done = new Newest<number, Waiting>(KEPT_DONE)
  private again: Waiting[] = []
  private held = false
  private readonly retention: Retention
  /** `undefined` is the platform's default; an empty list means the same. */
  allowed: string[] = []
  /** Called with each update that may go out now. */
  arrived: (waiting: Waiting) => void = () => {}
  /** Called when the set of updates was changed as a whole. */
  rearranged: () => void = () => {}

  constructor(retention: Retention) {
    this.retention = retention
  }

  add(body: UpdateBody, key: string): void {
    const kind = Object.keys(body)[0]!
    if (this.allowed.length > 0 ? !this.allowed.includes(kind) : notByDefault.has(kind)) return
    const life = kind === 'callback_query' ? this.retention.callbackMs : this.retention.messageMs
    const waiting = {
      update: { update_id: this.nextId++, ...body },
      key,
      expiresAt: Date.now() + life,
      handedOut: false,
    }
    this.pending.set(waiting.update.update_id, waiting)
    if (!this.held) this.arrived(waiting)
  }

  /** What may go out now, in order; nothing while held. */
  deliverable(): Waiting[] {
    if (this.held) return []
    this.dropExpired()
    return [...this.pending.values()]
  }

  /** The next batch for a poller: first what is repeated on demand, then the oldest. */
  batch(limit: number): Update[] {
    if (this.held) return []
    this.dropExpired()
    const updates = this.again.splice(0, limit).map((waiting) => waiting.update)
    for (const waiting of this.pending.values()) {
      if (updates.length >= limit) break
      waiting.handedOut = true
      updates.push(waiting.update)
    }
    return updates
  }

  /** A poller's offset: everything below is taken over; a negative one keeps only that many of the newest. */
  acknowledge(offset: number): void {
    if (offset < 0) return this.keepNewest(-offset)
    for (const id of this.pending.keys()) if (id < offset) this.takenOver(id)
  }

  takenOver(id: number): void {
    const waiting = this.pending.get(id)
    if (!waiting) return
    this.pending.delete(id)
    this.done.set(id, waiting)
  }

  /** Still wanted: neither taken over nor past its time. */
  alive(waiting: Waiting): boolean {
    if (waiting.expiresAt > Date.now()) return this.pending.has(waiting.update.update_id)
    this.pending.delete(waiting.update.update_id)
    return false
  }

  get size(): number {
    this.dropExpired()
    return this.pending.size + this.again.length
  }

  clear(): void {
    this.pending.clear()
    this.again = []
  }

  hold(): void {
    this.held = true
  }

  release(): void {
    if (!this.held) return
    this.held = false
    this.rearranged()
  }

  /** Repeats updates that were taken over: to a poller whatever its offset, to a webhook as a fresh delivery. */
  redeliver(last: number, toWebhook: boolean): number {
    const repeated = last > 0 ? [...this.done.values()].slice(-last) : []
    if (toWebhook)
      for (const waiting of repeated) this.pending.set(waiting.update.update_id, renewed(waiting))
    else this.again.push(...repeated)
    this.rearranged()
    return repeated.length
  }

  /** Mixes keys at random but keeps the order within each, and hands the ids out anew in ascending order. */
  shuffle(random: () => number): void {
    const fresh = [...this.pending.values()].filter((waiting) => !waiting.handedOut)
    const ids = fresh.map((waiting) => waiting.update.update_id).toSorted((a, b) => a - b)
    const lanes = byKey(fresh)
    for (const id of ids) {
      const lane = lanes[Math.floor(random() * lanes.length)]!
      const { update, ...rest } = lane.shift()!
      // an entry that is set anew keeps its place in the map, so ids stay in ascending order
      this.pending.set(id, { ...rest, update: { ...update, update_id: id } })
      if (lane.length === 0) lanes.splice(lanes.indexOf(lane), 1)
    }
    this.rearranged()
  }

  private keepNewest(count: number): void {
    const ids = [...this.pending.keys()]
    for (const id of ids.slice(0, Math.max(0, ids.length - count))) this.takenOver(id)
  }

  private dropExpired(): void {
    const now = Date.now()
    for (const [id, waiting] of this.pending) if (waiting.expiresAt <= now) this.pending.delete(id)
  }
}

function byKey(all: Waiting[]): Waiting[][] {
  const lanes = new Map<string, Waiting[]>()
  for (const waiting of all) lanes.set(waiting.key, [...(lanes.get(waiting.key) ?? []), waiting])
  return [...lanes.values()]
}

function renewed(waiting: Waiting): Waiting {
  return { ...waiting, expiresAt: Date.now() + 60_000 }
}
