import { fact } from '../../db/facts.ts'
import { type Store, openStore } from '../../db/open.ts'
import type { World } from '../../handlers/world.ts'
import { abilities } from '../channels/abilities.ts'
import { realClock } from '../clock.ts'
import { drillSettings } from '../drill/settings.ts'
import { type Config, describeProblems, loadEnvFile, readConfig } from '../config.ts'
import { type Log, openLog } from '../log.ts'
import { appSecret, secretsOf } from '../secret.ts'
import { settingsOf } from '../settings.ts'
import { worldOf } from '../world.ts'
import { drillClock } from './drill-clock.ts'
import { type Place, placeOf } from './place.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** The settings, and where they say the data is. */
export interface Surroundings {
  config: Config
  place: Place
  log: Log
}

/** What a command works with: the database of this installation, whether a server runs beside or not. */
export interface Office extends Surroundings {
  world: World
}

/** The same settings as the server's, from the environment and `.env`. */
export function surroundings(): Surroundings {
  loadEnvFile(process.cwd())
  const read = readConfig(process.env)
  if (read.kind === 'refused') throw new Refusal(describeProblems(read.problems), 2)
  const { config } = read
  // What the server reports as usual would only be noise under a command's own answer.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel
  return { config, place: placeOf(config), log: openLog(level, secretsOf(config)) }
}

/** Opens the office, does the work, and wakes a running server when something was written. */
export async function inOffice<Result>(
  terminal: Terminal,
  work: (office: Office) => Promise<Result>,
): Promise<Result> {
  const around = surroundings()
  const store = await storeAt(around, terminal)
  const written = { yes: false }
  try {
    const world = await worldFor(around, store, () => (written.yes = true))
    await sameSecret(world, terminal)
    if (world.settings.stamp && !process.argv.includes('--json')) terminal.say(world.settings.stamp)
    return await work({ ...around, world })
  } finally {
    store.close()
    if (written.yes) await wakeServer(around)
  }
}

/** Another secret than the server's would make invites that open nothing. */
async function sameSecret(world: World, { texts }: Terminal): Promise<void> {
  const known = await fact(world.store.db, 'secret')
  if (known && known.value !== world.mac('which secret')) throw new Refusal(texts.cli.otherSecret)
}

async function storeAt({ place, config, log }: Surroundings, { texts }: Terminal): Promise<Store> {
  try {
    return await openStore(place.database, { synchronous: config.sqliteSynchronous })
  } catch (error) {
    log.error({ err: error }, 'the database cannot be opened')
    throw new Refusal(texts.cli.damagedDatabase)
  }
}

async function worldFor({ config, place }: Surroundings, store: Store, onWrite: () => void): Promise<World> {
  const { secret, clock, settings } = place.drill
    ? {
        secret: await appSecret(place.dataDir),
        clock: await drillClock(store),
        settings: drillSettings(config),
      }
    : {
        secret: await appSecret(place.dataDir, config.appSecret),
        clock: realClock,
        settings: settingsOf(config, null),
      }
  return {
    ...worldOf({ settings, secret, clock }, store),
    abilities: (channel) => abilities[channel],
    wake: onWrite,
  }
}

/** BullMQ is slow to load, so it is loaded only for this. A server that does not hear it looks by itself every minute. */
async function wakeServer({ config, place }: Surroundings): Promise<void> {
  const { nudgeServer } = await import('../../jobs/nudge.ts')
  await nudgeServer({ url: place.drill ? undefined : config.redisUrl, dataDir: place.dataDir })
}
