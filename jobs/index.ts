import { spread } from '../handlers/announcement/spread.ts'
import { chase } from '../handlers/chase.ts'
import type { World } from '../handlers/world.ts'
import type { Channel } from '../src/channels/channel.ts'
import { type Alarms, type Bell, openAlarms } from './alarms.ts'
import { openFetcher } from './fetcher.ts'
import type { Gate } from './gate.ts'
import { inboxWork } from './inbox.ts'
import { type Log, reasonOf } from './log.ts'
import { openOutbox, type OutboxNeeds } from './outbox.ts'
import { type Pump, pump } from './pump.ts'
import { sweep } from './sweep.ts'
import { Waker } from './waker.ts'

export interface JobsNeeds {
  world: World
  channels: Channel[]
  gate: Gate
  /** 0 switches the gate off. */
  ratePerSecond: (channel: Channel) => number
  redis: Parameters<typeof openAlarms>[0]['redis']
  prefix: string
  delayUntil: (at: number) => number
  onResult: OutboxNeeds['onResult']
  log: Log
}

export interface Jobs {
  /** Something was committed: rings for what is due, and sets the alarm for what comes next. Costs little when nothing is. */
  wake: () => void
  /** The clock changed its pace: every alarm is set anew. */
  rearm: () => Promise<void>
  /** Looks for everything that may have been forgotten. */
  sweep: () => Promise<void>
  alarms: Alarms
  /** Nothing is being worked on. What is due but not begun is the database's to say. */
  isIdle: () => boolean
  close: () => Promise<void>
}

/** Chats handled at once. SQLite has one writer: more would only wait for it. */
const INBOX_LANES = 4
/** Sends in flight at once, per bot. */
const OUTBOX_LANES = 50
/** The same of mail: each letter is a connection of its own, and holds its files meanwhile. */
const MAIL_LANES = 4
/** How often everything is looked for that an alarm should have told us. */
const SWEEP_EVERY_MS = 60_000

/** The pumps and the alarm clock that starts them. */
export function openJobs(needs: JobsNeeds): Jobs {
  const { world, log, delayUntil } = needs
  const onError = (error: unknown) =>
    log.error({ reason: reasonOf(error) }, 'work failed; it will be tried again')
  const work = openWork(needs, onError)
  const run = async (bell: Bell) => void (await Promise.all(work.pumps[bell].map((each) => each.run())))
  const ringers = {
    inbox: () => run('inbox'),
    outbox: () => run('outbox'),
    chase: () => run('chase'),
    spread: () => run('spread'),
    fetch: () => run('fetch'),
  }
  const alarms = openAlarms({ redis: needs.redis, prefix: needs.prefix, delayUntil, ringers, log })
  const waker = new Waker({ world, alarms, delayUntil, longestMs: SWEEP_EVERY_MS, onError })
  const startOver = () => {
    waker.forget()
    waker.wake()
  }
  const sweeping = () => sweep(world).catch(onError).then(startOver)
  const timer = setInterval(() => void sweeping(), SWEEP_EVERY_MS)
  return {
    wake: () => waker.wake(),
    rearm: () => alarms.forget().then(startOver),
    sweep: sweeping,
    alarms,
    isIdle: () => !waker.isLooking() && work.isIdle(),
    close: async () => {
      clearInterval(timer)
      await alarms.close()
      await work.close()
      await waker.close()
    },
  }
}

/**
 * Work on a local database never leaves the microtasks: without a breath between its pieces, what is long keeps timers and
 * sockets waiting till its end.
 */
const breath = () => new Promise((resolve) => setImmediate(resolve))

/** What the bells set going: events are handled, letters sent, steps taken. */
function openWork(needs: JobsNeeds, onError: (error: unknown) => void) {
  const { world, gate, onResult } = needs
  const outboxes = needs.channels.map((channel) => {
    const lanes = channel.name === 'email' ? MAIL_LANES : OUTBOX_LANES
    const gateIsOff = needs.ratePerSecond(channel) === 0
    const onRested = () => pumps.outbox.forEach((each) => void each.run())
    return openOutbox({ world, channel, gate, gateIsOff, lanes, onResult, onRested, onError })
  })
  const fetchers = needs.channels
    .filter((channel) => 'fetch' in channel)
    .map((channel) => openFetcher(world, channel))
  const pumps: Record<Bell, Pump[]> = {
    inbox: [pump({ lanes: INBOX_LANES, work: inboxWork(world), onError })],
    outbox: outboxes.map(({ work }) => pump({ lanes: 1, work, onError })),
    chase: [pump({ lanes: 1, work: () => chase(world), onError })],
    spread: [pump({ lanes: 1, work: () => breath().then(() => spread(world)), onError })],
    fetch: fetchers.map(({ work, lanes }) => pump({ lanes, work, onError })),
  }
  const all = Object.values(pumps).flat()
  return {
    pumps,
    isIdle: () => all.every((each) => !each.busy()) && outboxes.every((outbox) => outbox.inFlight() === 0),
    close: async () => {
      for (const fetcher of fetchers) fetcher.giveUp()
      await Promise.all(all.map((each) => each.close()))
      await Promise.all(outboxes.map((outbox) => outbox.drain()))
    },
  }
}
