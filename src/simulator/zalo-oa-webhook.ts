import { createHash } from 'node:crypto'
import { postman } from './outgoing.ts'
import type { Delivered, Postman } from './outgoing.ts'
import { Newest } from './phone.ts'
import type { OaSettings } from './zalo-oa-settings.ts'

interface Event {
  headers: Record<string, string>
  body: string
  tries: number
}

/** What is kept for `redeliver`. */
const KEPT = 1_000

/** Plain SHA-256 of the four terms, in this order and without separators. */
export function signOaEvent(id: string, body: string, timestamp: string, secret: string): string {
  return createHash('sha256').update(`${id}${body}${timestamp}${secret}`).digest('hex')
}

/** Posts an app's events, many at a time and in no promised order; what is refused climbs the ladder of repetitions. */
export class OaWebhook {
  private url: string | undefined
  private queue: Event[] = []
  private readonly waiting = new Map<Event, NodeJS.Timeout>()
  private readonly done = new Newest<Event, Event>(KEPT)
  private posting = 0
  private held = false
  private away = false
  private closed = false
  private readonly settings: OaSettings
  private readonly postman: Postman
  /** False once an event has failed on the last rung: nothing comes any more until someone subscribes again. */
  subscribed = true
  /** Events that nobody will ever get. */
  lost = 0

  constructor(settings: OaSettings, url: string | undefined) {
    this.settings = settings
    this.url = url
    this.postman = postman(settings.answerWithinMs, 50)
  }

  set(url: string | undefined): void {
    this.url = url
    this.flow()
  }

  add(content: Record<string, unknown>, extra: Record<string, string> = {}): void {
    this.queue.push(this.signed(content, extra))
    this.flow()
  }

  /** What the console posts on Save: no usable signature and an empty object. The status, or 0 without an answer. */
  async probe(): Promise<number> {
    if (this.url === undefined) throw new Error('No webhook is set')
    const result = await this.postman.post(this.url, {}, '{}')
    return result.kind === 'answered' ? result.status : 0
  }

  /** The next repetitions come at once instead of when they are due. */
  retryNow(): void {
    for (const event of this.waiting.keys()) this.again(event)
  }

  get idle(): boolean {
    return this.queue.length === 0 && this.posting === 0 && this.waiting.size === 0
  }

  hold(held: boolean): void {
    this.held = held
    this.flow()
  }

  /** Off the network nothing is posted, and what is due waits. */
  unplug(away: boolean): void {
    this.away = away
    this.flow()
  }

  shuffle(random: () => number): void {
    this.queue = this.queue
      .map((event) => ({ event, rank: random() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ event }) => event)
  }

  redeliver(last: number): number {
    const repeated = last > 0 ? [...this.done.values()].slice(-last) : []
    this.queue.push(...repeated.map((event) => ({ ...event, tries: 0 })))
    this.flow()
    return repeated.length
  }

  close(): void {
    this.closed = true
    for (const timer of this.waiting.values()) clearTimeout(timer)
    this.postman.close()
  }

  private signed(content: Record<string, unknown>, extra: Record<string, string>): Event {
    const { appId, oaId, appSecret, oaSecretKey, now, variants } = this.settings
    const at = now()
    const body = JSON.stringify({ app_id: appId, ...content, timestamp: String(at) })
    // a header that differs by a little finds out who reads the wrong one
    const timestamp = variants.signedTime === 'header' ? String(at + 1) : String(at)
    const secret = variants.signedWith === 'app-secret' ? appSecret : oaSecretKey || appSecret
    const mac = signOaEvent(variants.signedId === 'app' ? appId : oaId, body, timestamp, secret)
    const headers: Record<string, string> = { 'x-zevent-signature': `mac=${mac}`, ...extra }
    if (variants.signedTime === 'header') headers['x-zevent-timestamp'] = timestamp
    return { headers, body, tries: 0 }
  }

  private flow(): void {
    if (this.held || this.away || this.closed) return
    for (const event of this.queue.splice(0)) {
      if (this.url !== undefined && this.subscribed) void this.deliver(event, this.url)
      else this.lost += 1
    }
  }

  private async deliver(event: Event, url: string): Promise<void> {
    this.posting += 1
    const again: Record<string, string> = event.tries > 0 ? { num_retry: String(event.tries) } : {}
    const result = await this.postman.post(url, { ...event.headers, ...again }, event.body)
    this.posting -= 1
    if (this.closed) return
    if (taken(result)) this.done.set(event, event)
    else this.later(event)
  }

  private later(event: Event): void {
    const wait = this.settings.retryLadderMs[event.tries]
    event.tries += 1
    if (wait === undefined) {
      this.lost += 1
      this.subscribed = false
      return
    }
    const { scale } = this.settings
    const pace = typeof scale === 'number' ? scale : scale()
    this.waiting.set(event, setTimeout(() => this.again(event), wait / pace).unref())
  }

  private again(event: Event): void {
    clearTimeout(this.waiting.get(event))
    this.waiting.delete(event)
    this.queue.push(event)
    this.flow()
  }
}

const taken = (result: Delivered) => result.kind === 'answered' && result.status === 200
