import { join } from 'node:path'
import { findRedis } from '../jobs/redis.ts'
import { openApp } from './app.ts'
import type { Config } from './config.ts'
import { takeFolder } from './drill/folder.ts'
import { begin, setTheScene } from './drill/scene.ts'
import { oaSettings, startAccount } from './drill/account.ts'
import { drillSettings, STAMP } from './drill/settings.ts'
import { stageOf } from './drill/stage.ts'
import type { Log } from './log.ts'
import { type DrillClock, drillClock } from './simulator/clock.ts'
import { openCast } from './simulator/people.ts'
import type { Simulator } from './simulator/simulator.ts'
import { startTelegramSimulator } from './simulator/telegram.ts'
import { startZaloBotSimulator } from './simulator/zalo-bot.ts'
import type { ZaloOaSimulator } from './simulator/zalo-oa.ts'
import { drillPage } from './web/drill.ts'

export interface Drill {
  /** Of the web door; the page is at `/drill`. */
  url: string
  /** Ends everything and leaves nothing behind. */
  close: () => Promise<void>
}

interface Needs {
  config: Config
  log: Log
}

/** Known to the simulators alone. */
const TOKENS = {
  telegram: '7000000001:DienTap-Telegram-khong-phai-ma-that',
  'zalo-bot': '7000000002:DienTap-Zalo-khong-phai-ma-that',
}
const SECRET = 'a drill knows nobody and keeps nothing'
/** Of the sample conference. */
const OFFICE = 'Văn phòng UBND tỉnh Sơn Lâm'
/** The same drill every time, as far as the newcomer does the same. */
const SEED = 2026

/**
 * The application as in production, with simulated platforms, a sample conference and people who answer. It lives in
 * `drill` under the data folder, with a Redis of its own: nothing that is real is touched. Throws `WebError` when the
 * door cannot be opened or another drill has the folder.
 */
export async function openDrill(needs: Needs): Promise<Drill> {
  const ends = lastFirst(needs.log)
  try {
    return { url: await open(needs, ends.push), close: ends.run }
  } catch (error) {
    await ends.run()
    throw error
  }
}

type AtTheEnd = (end: () => unknown) => void

async function open({ config, log }: Needs, atTheEnd: AtTheEnd): Promise<string> {
  const folder = await takeFolder(config.dataDir, log)
  atTheEnd(folder.remove)
  const clock = drillClock()
  const platforms = await openPlatforms(clock, drillSettings(config).publicUrl, atTheEnd)
  const page = drillPage((error) => log.error({ err: error }, 'the drill page is behind'))
  const redis = await ownRedis(folder.path, log, atTheEnd)
  const app = await openApp({
    ...appNeeds(config, platforms),
    dataDir: folder.path,
    redis,
    clock,
    log,
    drill: page.routes,
  })
  atTheEnd(app.close)
  platforms['zalo-oa'].setWebhook(`${app.url}/webhooks/zalo-oa`)
  atTheEnd(page.close)
  clock.onChange(
    () =>
      void app.jobs.rearm().catch((error: unknown) => log.error({ err: error }, 'alarms were not set anew')),
  )
  const scene = await setTheScene(app.world, platforms)
  const cast = openCast(scene.parts, clock, {
    seed: SEED,
    onError: (error) => log.error({ err: error }, 'somebody in the drill is stuck'),
  })
  atTheEnd(() => cast.close())
  for (const platform of Object.values(platforms)) platform.onChange((phone) => cast.look(phone))
  await begin(app.world, scene)
  page.show(stageOf({ app, clock, platforms, scene, cast }))
  return app.url
}

/** Runs what was pushed, the last first; one that fails does not keep the others from it. */
function lastFirst(log: Log): { push: AtTheEnd; run: () => Promise<void> } {
  const ends: (() => unknown)[] = []
  return {
    push: (end) => void ends.push(end),
    run: async () => {
      for (const end of ends.splice(0).toReversed()) {
        try {
          await end()
        } catch (error) {
          log.error({ err: error }, 'the drill did not end cleanly')
        }
      }
    },
  }
}

type Platforms = Record<keyof typeof TOKENS, Simulator> & { 'zalo-oa': ZaloOaSimulator }

/**
 * Limits to one chat are lifted: on a clock that runs fast, what a person gets within minutes comes within one second,
 * and a wait that a platform asks for in real time would last for hours.
 */
async function openPlatforms(
  clock: DrillClock,
  pages: string | null,
  atTheEnd: AtTheEnd,
): Promise<Platforms> {
  const name = `Cầu Nối – ${STAMP}`
  const telegram = await startTelegramSimulator({
    bots: [{ token: TOKENS.telegram, username: 'CauNoiDienTapBot', name }],
    now: () => clock.now(),
    limits: { perSecond: 30 },
  })
  atTheEnd(() => telegram.close())
  const zalo = await startZaloBotSimulator({
    bots: [{ token: TOKENS['zalo-bot'], accountName: 'bot.CauNoiDienTap', name }],
    now: () => clock.now(),
  })
  atTheEnd(() => zalo.close())
  const oa = await startAccount(clock, name, pages)
  atTheEnd(() => oa.close())
  return { telegram, 'zalo-bot': zalo, 'zalo-oa': oa }
}

/** Never the one that REDIS_URL names: that one may be at work. */
async function ownRedis(dataDir: string, log: Log, atTheEnd: AtTheEnd) {
  const redis = await findRedis({ dataDir, allowStart: true, log })
  if (redis) atTheEnd(() => redis.stop())
  if (redis?.warning) log.warn(redis.warning)
  return redis?.options ?? { path: join(dataDir, 'no-redis.sock') }
}

const appNeeds = (config: Config, platforms: Platforms) => ({
  settings: { ...drillSettings(config), office: { name: OFFICE, phone: null } },
  // The command line rings the server's bells under this name; the drill's Redis is its own.
  prefix: 'caunoi',
  secret: SECRET,
  channels: {
    telegram: { token: TOKENS.telegram, apiRoot: platforms.telegram.url },
    zaloBot: { tokens: [TOKENS['zalo-bot']], apiRoot: platforms['zalo-bot'].url },
  },
  zaloOa: oaSettings(platforms['zalo-oa'].url, drillSettings(config).publicUrl),
  inbound: { telegram: { kind: 'polling' as const }, 'zalo-bot': { kind: 'polling' as const } },
  rates: { telegram: 25, 'zalo-bot': 25, 'zalo-oa': 25 },
  synchronous: config.sqliteSynchronous,
  host: config.host,
  port: config.port,
  publicUrl: drillSettings(config).publicUrl ?? undefined,
})
