import { setTimeout as pause } from 'node:timers/promises'
import { kindOfNext } from '../db/claims.ts'
import {
  type Attempt,
  attempt,
  claimNext,
  onHoldUntil,
  recordAttempts,
  recordEach,
  returnClaim,
} from '../handlers/deliver.ts'
import type { Claim } from '../db/claims.ts'
import type { World } from '../handlers/world.ts'
import type { Channel } from '../src/channels/channel.ts'
import type { SendResult } from '../src/domain/message.ts'
import type { Gate, Leave } from './gate.ts'
import { openPassage, type Passage, type Trip } from './passage.ts'

export interface OutboxNeeds {
  world: World
  channel: Channel
  gate: Gate
  /** The gate lets everything through: letters are then claimed by the handful. */
  gateIsOff: boolean
  /** How many sends may be in flight at once. */
  lanes: number
  onResult: (result: SendResult, letter: Claim['letter']) => void
  /** A chat that had enough may be written to again. */
  onRested: () => void
  onError: (error: unknown) => void
}

export interface Outbox {
  /** Begins the next sends, if any may begin now. */
  work: () => Promise<'did' | 'nothing'>
  inFlight: () => number
  /** Waits for what is in flight. */
  drain: () => Promise<void>
}

/** Takes the gate, claims the most urgent letter, sends it outside any transaction, records what came of it. */
export function openOutbox(needs: OutboxNeeds): Outbox {
  const { world, channel, gate } = needs
  const record = inBatches((attempts: Attempt[], tries) =>
    tries < PATIENT_TRIES ? recordAttempts(world, attempts) : recordEach(world, attempts, needs.onError),
  )
  const flights = new Set<Promise<void>>()
  const passage = needs.gateIsOff ? null : openPassage(gate, `${channel.name}/${channel.account}`)
  let alarm: NodeJS.Timeout | undefined

  async function work(): Promise<'did' | 'nothing'> {
    if ((await onHoldUntil(world, channel)) > world.now()) return 'nothing'
    if (flights.size >= needs.lanes) await Promise.race(flights)
    return passage ? workThrough(passage) : workFreely()
  }

  async function workFreely(): Promise<'did' | 'nothing'> {
    const claims = await claimNext(world, sender(), needs.lanes - flights.size)
    for (const claim of claims) launch(fly(claim))
    return claims.length > 0 ? 'did' : 'nothing'
  }

  async function workThrough(way: Passage): Promise<'did' | 'nothing'> {
    const resting = way.resting()
    const kind = await kindOfNext(world.store.db, sender(resting), world.now())
    if (!kind) return rest(way, resting)
    const leave = await way.enter(kind)
    if (!leave) return 'did'
    const stillResting = way.resting()
    const [claim] = await claimNext(world, sender(stillResting), 1)
    if (claim) launch(flyThrough(way, claim, leave))
    else leave.unused()
    return claim ? 'did' : rest(way, stillResting)
  }

  const sender = (resting: string[] = []) => ({
    channel: channel.name,
    account: channel.account,
    resting,
  })

  /** Nothing may leave now; what waits only for its chat's pace is looked at again when that allows it. */
  function rest(way: Passage, passedOver: string[]): 'nothing' {
    // The rest of a chat that was passed over may have ended while we looked: then nothing else would look again.
    const ms = way.restsFor() ?? (passedOver.length > 0 ? 0 : null)
    clearTimeout(alarm)
    if (ms !== null) alarm = setTimeout(needs.onRested, ms).unref()
    return 'nothing'
  }

  function launch(flying: Promise<void>): void {
    const flight = flying.catch(needs.onError).finally(() => flights.delete(flight))
    flights.add(flight)
  }

  async function flyThrough(way: Passage, claim: Claim, leave: Leave): Promise<void> {
    if (await way.mayWrite(claim)) return fly(claim, way.trip(claim, leave))
    leave.unused()
    await returnClaim(world, claim)
    needs.onRested()
  }

  async function fly(claim: Claim, trip?: Trip): Promise<void> {
    const result = await attempt(world, channel, claim, trip?.next).finally(trip?.over)
    needs.onResult(result, claim.letter)
    await record({ claim, result })
  }

  return { work, inFlight: () => flights.size, drain: async () => void (await Promise.all(flights)) }
}

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 5_000
/** A batch that failed so often holds something that cannot be written: then each is written alone. */
const PATIENT_TRIES = 3

/**
 * What comes in while a batch is written goes with the next one: a transaction for each would cost more than it holds.
 * Tried until it succeeds: the result of a send is never forgotten while we live.
 */
function inBatches<T>(write: (items: T[], tries: number) => Promise<void>): (item: T) => Promise<void> {
  let waiting: T[] = []
  let running: Promise<void> | null = null
  const flush = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    const items = waiting
    waiting = []
    running = null
    await insist((tries) => write(items, tries))
  }
  return (item) => {
    waiting.push(item)
    running ??= flush()
    return running
  }
}

async function insist(work: (tries: number) => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await work(tries)
    } catch {
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS))
    }
  }
}
