import { callLog } from './calls.ts'
import { faultInjection } from './faults.ts'
import { floodGate } from './limits.ts'
import type { Limits } from './limits.ts'
import { listeners, Newest } from './phone.ts'
import { seededRandom } from './random.ts'
import { startBotServer } from './server.ts'
import type { Platform } from './platform.ts'
import type { Person, Simulator } from './simulator.ts'
import { answerZalo, zaloRefusal } from './zalo-methods.ts'
import { ZaloPhone } from './zalo-phone.ts'
import { KEPT_FILES } from './zalo-state.ts'
import type { ZaloBot, ZaloPerson, ZaloWorld } from './zalo-state.ts'
import { ZaloUpdates } from './zalo-updates.ts'
import type { ZaloDelivery } from './zalo-updates.ts'

export interface ZaloBotOptions {
  bots: { token: string; accountName: string; name: string }[]
  port?: number
  /** Simulated time, ms since the epoch; dates and the month's allowance follow it, waits do not. */
  now?: () => number
  /** The platform publishes no limit per second, so none holds unless given. */
  limits?: Limits | null
  /** People one bot may serve; the free plan's 50 unless given. */
  seats?: number
  /** Messages one bot may send in a month; the free plan's 3,000 unless given. */
  monthly?: number
  /** Calls of `setWebhook` and `testWebhook` a day; 100 unless given, as the real cap is not published. */
  webhookCallsPerDay?: number
  /** Webhooks are posted once and lost if refused, and nothing is replayed, unless told otherwise. */
  delivery?: Partial<ZaloDelivery>
  /** Short for `delivery: { replay: true }`. */
  replay?: boolean
}

export interface ZaloBotSimulator extends Simulator {
  phone(person: Person): ZaloPhone
  phones(): ZaloPhone[]
  /** Events that a webhook refused and that are gone. */
  lost(): number
}

/** Starts a Zalo Bot Platform server on the loopback interface, with people who hold phones. */
export async function startZaloBotSimulator(options: ZaloBotOptions): Promise<ZaloBotSimulator> {
  const faults = faultInjection()
  const log = callLog()
  const ears = listeners()
  const phones = new Map<string, ZaloPhone>()
  const world = makeWorld(options, (person) => ears.tell(phones.get(person.id)!))
  const bots = options.bots.map((bot) => makeBot(bot, options))
  const byAccount = new Map(bots.map((bot) => [bot.account, bot]))
  const server = await startBotServer({ platform: platform(world, bots), faults, log }, options.port ?? 0)
  world.url = server.url

  return {
    url: server.url,
    close: () => closeAll(bots, server.close),
    unplug: () => server.close(),
    plugIn: () => server.reopen(),
    phone: (person) => phoneOf(person),
    phones: () => [...phones.values()],
    faults,
    calls: log.list,
    count: log.count,
    forgetCalls: log.reset,
    idle: () => bots.every((bot) => bot.updates.idle),
    onChange: (listener) => ears.add(listener),
    hold: () => bots.forEach((bot) => bot.updates.hold()),
    release: () => bots.forEach((bot) => bot.updates.release()),
    shuffle: (seed = 1) => bots.forEach((bot) => bot.updates.shuffle(seededRandom(seed))),
    redeliver: (last = Infinity) => bots.reduce((sum, bot) => sum + bot.updates.redeliver(last), 0),
    lost: () => bots.reduce((sum, bot) => sum + bot.updates.lost, 0),
  }

  function phoneOf(person: Person): ZaloPhone {
    const id = String(person.id ?? `z${phones.size + 1}-${person.name}`)
    const known = phones.get(id)
    if (known) return known
    const made: ZaloPerson = { id, name: person.name, phone: person.phone }
    const phone = new ZaloPhone(world, byAccount, made)
    world.people.set(id, made)
    phones.set(id, phone)
    return phone
  }
}

function makeWorld(options: ZaloBotOptions, changed: (person: ZaloPerson) => void): ZaloWorld {
  let order = 0
  return {
    now: options.now ?? Date.now,
    people: new Map(),
    changed,
    order: () => ++order,
    url: '',
    files: new Newest(KEPT_FILES),
  }
}

function makeBot(given: ZaloBotOptions['bots'][number], options: ZaloBotOptions): ZaloBot {
  const quick = { retries: 0, retryBaseMs: 20, timeoutMs: 10_000, replay: options.replay ?? false }
  return {
    ...given,
    account: given.token.split(':')[0]!,
    updates: new ZaloUpdates({ ...quick, ...options.delivery }),
    chats: new Map(),
    gate: options.limits ? floodGate(options.limits) : undefined,
    seats: options.seats ?? 50,
    monthly: options.monthly ?? 3_000,
    sent: { month: '', count: 0 },
    webhookCalls: { day: '', count: 0 },
    webhookCallsPerDay: options.webhookCallsPerDay ?? 100,
    lastMessage: 0,
  }
}

function platform(world: ZaloWorld, bots: ZaloBot[]): Platform {
  const byToken = new Map(bots.map((bot) => [bot.token, bot]))
  return {
    account: (token) => byToken.get(token)?.account,
    answer(call) {
      const bot = byToken.get(call.token)
      return bot ? answerZalo(world, bot, call) : zaloRefusal(401)
    },
    refusal: (code, description) => zaloRefusal(code, description),
    file: (path) => world.files.get(path.slice('/file/'.length)),
  }
}

async function closeAll(bots: ZaloBot[], close: () => Promise<void>): Promise<void> {
  for (const bot of bots) bot.updates.close()
  await close()
}

export type { Call } from './calls.ts'
export type { Fault, Faults, Trouble } from './faults.ts'
export type { Limits } from './limits.ts'
export type { MediaKind, Notice, Phone, PhoneMessage } from './phone.ts'
export type { Person, Simulator } from './simulator.ts'
export type { ZaloDelivery } from './zalo-updates.ts'
export type { ZaloPhone } from './zalo-phone.ts'
