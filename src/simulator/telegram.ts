import { callLog } from './calls.ts'
import { faultInjection } from './faults.ts'
import { floodGate, telegramLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { listeners, Newest } from './phone.ts'
import type { Phone } from './phone.ts'
import { seededRandom } from './random.ts'
import { startBotServer } from './server.ts'
import type { Platform } from './platform.ts'
import type { Person, Simulator } from './simulator.ts'
import { answerTelegram, telegramRefusal } from './telegram-methods.ts'
import { TelegramPhone } from './telegram-phone.ts'
import { Polling } from './telegram-polling.ts'
import type { Bot, TelegramPerson, World } from './telegram-state.ts'
import { telegramRetention, Updates } from './telegram-updates.ts'
import type { Retention } from './telegram-updates.ts'
import { quickDelivery } from './telegram-webhook.ts'
import type { DeliveryTimes } from './telegram-webhook.ts'

export interface TelegramOptions {
  bots: { token: string; username: string; name: string }[]
  port?: number
  /** Simulated time, ms since the epoch; dates of messages follow it, waits and limits do not. */
  now?: () => number
  /** Telegram's published limits unless given; `null` for none. */
  limits?: Limits | null
  /** Real times of webhook delivery; quick unless given. */
  delivery?: Partial<DeliveryTimes>
  /** How long updates wait, in real ms; Telegram's own unless given. */
  retention?: Partial<Retention>
  /** How long a press may be answered, in real ms; 15 s unless given, as the real limit is not published. */
  answerWithinMs?: number
}

export interface TelegramSimulator extends Simulator {
  /** How many files bots have uploaded. */
  uploads(): number
  /** From now on no file is known by its id, as after a bot's files were lost. */
  forgetFiles(): void
}

/** Starts a Telegram Bot API server on the loopback interface, with people who hold phones. */
export async function startTelegramSimulator(options: TelegramOptions): Promise<TelegramSimulator> {
  const faults = faultInjection()
  const log = callLog()
  const ears = listeners()
  const phones = new Map<number, TelegramPhone>()
  const world = makeWorld(options, (person) => ears.tell(phones.get(person.id)!))
  const bots = options.bots.map((bot) => makeBot(bot, options))
  const byAccount = new Map(bots.map((bot) => [bot.account, bot]))
  const times = { ...quickDelivery, ...options.delivery }
  const server = await startBotServer(
    { platform: platform(world, bots, times), faults, log },
    options.port ?? 0,
  )

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
    idle: () => bots.every((bot) => bot.updates.size === 0),
    uploads: () => bots.reduce((sum, bot) => sum + bot.uploads, 0),
    forgetFiles: () => bots.forEach((bot) => bot.files.clear()),
    onChange: (listener) => ears.add(listener),
    hold: () => bots.forEach((bot) => bot.updates.hold()),
    release: () => bots.forEach((bot) => bot.updates.release()),
    shuffle: (seed = 1) => bots.forEach((bot) => bot.updates.shuffle(seededRandom(seed))),
    redeliver: (last = Infinity) =>
      bots.reduce((sum, bot) => sum + bot.updates.redeliver(last, bot.webhook !== undefined), 0),
  }

  function phoneOf(person: Person): Phone {
    const id = person.id === undefined ? freeId(phones) : Number(person.id)
    const known = phones.get(id)
    if (known) return known
    const user = { id, is_bot: false, first_name: person.name, language_code: 'vi' }
    const made: TelegramPerson = { id, name: person.name, phone: person.phone, user }
    const phone = new TelegramPhone(world, byAccount, made)
    world.people.set(id, made)
    phones.set(id, phone)
    return phone
  }
}

function freeId(taken: Map<number, unknown>): number {
  let id = 5_100_000_001 + taken.size
  while (taken.has(id)) id += 1
  return id
}

function makeWorld(options: TelegramOptions, changed: (person: TelegramPerson) => void): World {
  let order = 0
  return {
    now: options.now ?? Date.now,
    people: new Map(),
    answerWithinMs: options.answerWithinMs ?? 15_000,
    changed,
    order: () => ++order,
  }
}

function makeBot(given: TelegramOptions['bots'][number], options: TelegramOptions): Bot {
  const limits = options.limits === undefined ? telegramLimits : options.limits
  const account = given.token.split(':')[0]!
  const updates = new Updates({ ...telegramRetention, ...options.retention })
  const bot: Bot = {
    token: given.token,
    account,
    user: { id: Number(account), is_bot: true, first_name: given.name, username: given.username },
    updates,
    polling: new Polling(updates),
    webhookSetAt: -Infinity,
    webhookOncePerSecond: limits?.webhookOncePerSecond ?? false,
    gate: limits ? floodGate(limits) : undefined,
    chats: new Map(),
    queries: new Newest(5_000),
    lastMessageId: 0,
    profile: new Map(),
    files: new Newest(200),
    uploads: 0,
  }
  updates.arrived = (waiting) => (bot.pusher ? bot.pusher.push(waiting) : bot.polling.wake())
  updates.rearranged = () => (bot.pusher ? bot.pusher.reload() : bot.polling.wake())
  return bot
}

function platform(world: World, bots: Bot[], times: DeliveryTimes): Platform {
  const byToken = new Map(bots.map((bot) => [bot.token, bot]))
  return {
    account: (token) => byToken.get(token)?.account,
    answer(call) {
      const bot = byToken.get(call.token)
      return bot ? answerTelegram(world, bot, call, times) : telegramRefusal(401, 'Unauthorized')
    },
    refusal: telegramRefusal,
    file(path) {
      const [, token = '', id = ''] = /^\/file\/bot([^/]+)\/files\/([^/]+)$/.exec(path) ?? []
      return byToken.get(token)?.files.get(id)?.bytes
    },
  }
}

async function closeAll(bots: Bot[], close: () => Promise<void>): Promise<void> {
  for (const bot of bots) bot.pusher?.stop()
  await close()
}

export type { Call } from './calls.ts'
export type { Fault, Faults, Trouble } from './faults.ts'
export { telegramLimits } from './limits.ts'
export type { Limits } from './limits.ts'
export type { MediaKind, Notice, Phone, PhoneMessage } from './phone.ts'
export type { Retention } from './telegram-updates.ts'
export type { DeliveryTimes } from './telegram-webhook.ts'
export type { Person, Simulator } from './simulator.ts'
