import { nextAskMoment } from '../db/asks.ts'
import { nextConferenceMoment } from '../db/conferences.ts'
import { nextInboxMoment } from '../db/inbox.ts'
import { nextLetterMoment } from '../db/outbox.ts'
import { chase } from '../handlers/chase.ts'
import type { World } from '../handlers/world.ts'
import type { Channel } from '../src/channels/channel.ts'
import { type Alarms, type Bell, bells, openAlarms } from './alarms.ts'
import type { Gate } from './gate.ts'
import { inboxWork } from './inbox.ts'
import { type Log, reasonOf } from './log.ts'
import { openOutbox, type OutboxNeeds } from './outbox.ts'
import { type Pump, pump } from './pump.ts'
import { sweep } from './sweep.ts'

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
/** How often everything is looked for that an alarm should have told us. */
const SWEEP_EVERY_MS = 60_000

/** The pumps and the alarm clock that starts them. */
export function openJobs(needs: JobsNeeds): Jobs {
  const { world, log } = needs
  const onError = (error: unknown) =>
    log.error({ reason: reasonOf(error) }, 'work failed; it will be tried again')
  const outboxes = needs.channels.map((channel) =>
    openOutbox({
      world,
      channel,
      gate: needs.gate,
      gateIsOff: needs.ratePerSecond(channel) === 0,
      lanes: OUTBOX_LANES,
      onResult: needs.onResult,
      onHold: (until) => alarms.at('outbox', `hold-${channel.name}-${channel.account}`, until),
      onError,
    }),
  )
  const senders = outboxes.map(({ work }) => pump({ lanes: 1, work, onError }))
  const pumps: Record<Bell, Pump[]> = {
    inbox: [pump({ lanes: INBOX_LANES, work: inboxWork(world), onError })],
    outbox: senders,
    chase: [pump({ lanes: 1, work: () => chase(world), onError })],
  }
  const run = (bell: Bell) => Promise.all(pumps[bell].map((each) => each.run())).then(() => {})
  const alarms = openAlarms({
    redis: needs.redis,
    prefix: needs.prefix,
    delayUntil: needs.delayUntil,
    ringers: { inbox: () => run('inbox'), outbox: () => run('outbox'), chase: () => run('chase') },
    log,
  })
  const waker = openWaker(world, alarms, onError)
  const sweeping = () => sweep(world).then(waker.wake, onError)
  const timer = setInterval(() => void sweeping(), SWEEP_EVERY_MS)
  return {
    wake: waker.wake,
    rearm: async () => {
      await alarms.forget()
      waker.forget()
      waker.wake()
    },
    sweep: sweeping,
    alarms,
    isIdle: () =>
      !waker.isLooking() &&
      Object.values(pumps).every((several) => several.every((each) => !each.busy())) &&
      outboxes.every((outbox) => outbox.inFlight() === 0),
    close: async () => {
      clearInterval(timer)
      await alarms.close()
      await Promise.all(Object.values(pumps).flatMap((several) => several.map((each) => each.close())))
      await Promise.all(outboxes.map((outbox) => outbox.drain()))
    },
  }
}

/**
 * One alarm per bell is enough: the next moment anything is due. After every commit it is read from the database, many
 * commits in one breath are one look.
 */
function openWaker(world: World, alarms: Alarms, onError: (error: unknown) => void) {
  const armed = new Map<Bell, number>()
  let looking = false
  const look = async () => {
    looking = false
    const now = world.now()
    for (const bell of bells) {
      const at = await nextMoment[bell](world)
      if (at === null) continue
      if (at <= now) alarms.ring(bell)
      else if (at !== armed.get(bell)) {
        armed.set(bell, at)
        alarms.at(bell, 'next', at)
      }
    }
  }
  return {
    wake: () => {
      if (looking) return
      looking = true
      setImmediate(() => void look().catch(onError))
    },
    forget: () => armed.clear(),
    isLooking: () => looking,
  }
}

const nextMoment: Record<Bell, (world: World) => Promise<number | null>> = {
  inbox: ({ store }) => nextInboxMoment(store.db),
  outbox: ({ store }) => nextLetterMoment(store.db),
  chase: async ({ store, now }) => {
    const moments = [await nextAskMoment(store.db), await nextConferenceMoment(store.db, now())]
    const known = moments.filter((at) => at !== null)
    return known.length > 0 ? Math.min(...known) : null
  },
}
