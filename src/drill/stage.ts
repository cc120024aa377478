import { setTimeout as pause } from 'node:timers/promises'
import { nextAskMoment } from '../../db/asks.ts'
import { conferenceById } from '../../db/conferences.ts'
import { nextConferenceMoment } from '../../db/rounds.ts'
import { nextInboxMoment } from '../../db/inbox.ts'
import { nextLetterMoment } from '../../db/next-letter.ts'
import { nextFallbackMoment } from '../../db/reach.ts'
import { peopleByIds } from '../../db/people.ts'
import { liveIdentities } from '../../db/identities.ts'
import { boardOf } from '../../handlers/board.ts'
import type { World } from '../../handlers/world.ts'
import type { App } from '../app.ts'
import { MINUTE } from '../domain/time.ts'
import { firstPhones } from '../simulator/casting.ts'
import type { DrillClock } from '../simulator/clock.ts'
import type { Cast } from '../simulator/people.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { skipToNextEvent } from '../simulator/skip.ts'
import type { Stage } from '../web/drill.ts'
import type { Scene } from './scene.ts'

/** Fast enough to see things happen, slow enough to follow them. */
const SPEED_WHEN_WATCHED = 10

export interface Set {
  app: App
  clock: DrillClock
  platforms: Record<string, Simulator>
  scene: Scene
  cast: Cast
}

/** What the page shows and moves, for the running application and its people. */
export function stageOf(set: Set): Stage {
  const { app, clock, platforms, scene, cast } = set
  const { db } = app.world.store
  let watched = false
  return {
    clock,
    cast,
    players: scene.players,
    firstPhones,
    board: async () => boardOf(db, await conferenceById(db, scene.conferenceId)),
    linked: async () =>
      (
        await peopleByIds(
          db,
          (await liveIdentities(db)).map((one) => one.contactId),
        )
      ).map(({ code }) => code),
    skip: () =>
      skipToNextEvent({
        clock,
        nextAct: () => cast.nextAct(),
        nextEvent: () => nextEvent(app.world),
        settled: () => settled(set),
      }),
    watched: () => {
      if (!watched && clock.speed() === 1) clock.setSpeed(SPEED_WHEN_WATCHED)
      watched = true
    },
    onChange: (listener) => {
      const stops = Object.values(platforms).map((platform) => platform.onChange(listener))
      return () => stops.forEach((stop) => stop())
    },
  }
}

/** A letter that leaves within the minute answers what somebody just did; it is no event. */
const ECHO_MS = MINUTE

async function nextEvent(world: World): Promise<number | null> {
  const { db } = world.store
  const now = world.now()
  const letter = await nextLetterMoment(db)
  const moments = [
    await nextAskMoment(db),
    await nextConferenceMoment(db),
    letter !== null && letter > now + ECHO_MS ? letter : null,
  ]
  const ahead = moments.flatMap((at) => (at !== null && at > now ? [at] : []))
  return ahead.length > 0 ? Math.min(...ahead) : null
}

const SETTLED_WITHIN_MS = 1_500

/** All that is due has been done, and what it led to has arrived. */
async function settled(set: Set): Promise<void> {
  const deadline = Date.now() + SETTLED_WITHIN_MS
  do await pause(15)
  while (Date.now() < deadline && !(await isQuiet(set)))
}

async function isQuiet({ app, platforms, cast, clock }: Set): Promise<boolean> {
  const { db } = app.world.store
  const moments = [
    await nextInboxMoment(db),
    await nextLetterMoment(db),
    await nextAskMoment(db),
    await nextFallbackMoment(db),
    cast.nextAct(),
  ]
  const nothingDue = moments.every((at) => at === null || at > clock.now())
  return nothingDue && app.jobs.isIdle() && Object.values(platforms).every((platform) => platform.idle())
}
