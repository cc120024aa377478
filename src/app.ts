import { join } from 'node:path'
import { countAsks } from '../db/asks.ts'
import { saveProfile } from '../db/facts.ts'
import { receive } from '../db/inbox.ts'
import { inTransaction, openStore, type Store } from '../db/open.ts'
import { letterCounts } from '../db/outbox.ts'
import { releaseDeadClaims } from '../handlers/dead-claims.ts'
import type { Settings, World } from '../handlers/world.ts'
import { redisClient } from '../jobs/connection.ts'
import { redisGate } from '../jobs/gate.ts'
import { type Jobs, openJobs } from '../jobs/index.ts'
import type { FoundRedis } from '../jobs/redis.ts'
import type { Channel, Sink } from './channels/channel.ts'
import { type ChannelsConfig, hasCommandMenu, openChannels } from './channels/index.ts'
import type { Clock } from './clock.ts'
import type { ZaloOaSettings } from './config.ts'
import { type ChannelName, channelNames } from './domain/message.ts'
import { commandMenu } from './domain/texts/menu.ts'
import { connectChannels } from './links.ts'
import { type Oa, oaChannelsConfig } from './oa.ts'
import { closersOf, oaIn, zaloWebOf } from './oa-in-app.ts'
import type { Log } from './log.ts'
import { uploadStores } from './upload-store.ts'
import { type HealthWatch, watchHealth } from './web/health.ts'
import { type Metrics, openMetrics } from './web/metrics.ts'
import { openWeb, type WebNeeds } from './web/server.ts'
import { worldOf } from './world.ts'

export interface AppNeeds {
  settings: Settings
  dataDir: string
  secret: string
  clock: Clock
  log: Log
  redis: FoundRedis['options']
  /** Separates what shares a Redis. */
  prefix: string
  channels: ChannelsConfig
  zaloOa?: ZaloOaSettings | undefined
  /** How updates come in, and the base of our webhook URL. */
  inbound: Partial<Record<ChannelName, { kind: 'polling' } | { kind: 'webhook'; publicUrl: string }>>
  /** Calls a second for each bot; 0 for no limit. */
  rates: Partial<Record<ChannelName, number>>
  synchronous: 'NORMAL' | 'FULL'
  host: string
  port: number
  /** Where others reach us, where that is known. */
  publicUrl?: string | undefined
  siteVerification?: { code: string; file?: string } | undefined
  drill?: WebNeeds['drill']
}

export interface App {
  url: string
  world: World
  jobs: Jobs
  channels: Channel[]
  /** Takes in what is there, finishes what is in flight, and lets go of everything. */
  close: () => Promise<void>
}

type Closers = (() => unknown)[]

/** Database, channels, queue, web door, in this order: nothing comes in before it can be kept. What fails leaves nothing open. */
export async function openApp(needs: AppNeeds): Promise<App> {
  const closers: Closers = []
  try {
    return await open(needs, closers)
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

async function open(needs: AppNeeds, closers: Closers): Promise<App> {
  const store = await openStore(join(needs.dataDir, 'caunoi.db'), { synchronous: needs.synchronous })
  closers.push(() => store.close())
  const later: { jobs?: Jobs; world?: World } = {}
  const oa = oaIn(needs, store, () => later.world)
  const channels = openChannels({
    ...needs.channels,
    ...(oa && oaChannelsConfig(oa, needs.publicUrl)),
    web: needs.settings.publicUrl !== null || needs.drill !== undefined,
    uploads: uploadStores(store, () => needs.clock.now()),
    now: () => needs.clock.now(),
  })
  closers.push(() => channels.forEach((channel) => channel.close?.()))
  const world = (later.world = worldIn(needs, store, channels, () => later.jobs?.wake()))
  await releaseDeadClaims(world)
  const metrics = openMetrics()
  metrics.readAtScrape({ outbox: () => letterCounts(store.db), asks: () => countAsks(store.db) })
  const redis = redisClient(needs.redis, needs.log)
  closers.push(() => redis.disconnect())
  const inside: Inside = { needs, world, channels, metrics, redis, oa }
  const jobs = (later.jobs = startJobs(inside, closers))
  const health = healthOf(inside)
  const web = await openDoor(inside, health)
  closers.push(web.close, startLinks(inside, health).close, ...closersOf(oa, needs.log))
  jobs.wake()
  return { url: web.url, world, jobs, channels, close: () => closeAll(closers) }
}

/** In the reverse order of opening, each once. */
async function closeAll(closers: Closers): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close()
}

/** What the parts of the application share. */
interface Inside {
  needs: AppNeeds
  world: World
  channels: Channel[]
  metrics: Metrics
  redis: ReturnType<typeof redisClient>
  oa: Oa | undefined
}

function worldIn(needs: AppNeeds, store: Store, channels: Channel[], wake: () => void): World {
  const abilities = new Map(channels.map((channel) => [channel.name, channel.abilities]))
  const none = { buttons: false, edits: false, textLimit: 2000 }
  return { ...worldOf(needs, store), abilities: (name) => abilities.get(name) ?? none, wake }
}

function startJobs({ needs, world, channels, metrics, redis }: Inside, closers: Closers): Jobs {
  const { rates, clock } = needs
  const gate = redisGate(redis, (account) => rateOf(account, rates), needs.prefix)
  const jobs = openJobs({
    world,
    channels,
    gate,
    ratePerSecond: (channel) => rates[channel.name] ?? 0,
    redis: needs.redis,
    prefix: needs.prefix,
    delayUntil: (at) => clock.delayUntil(at),
    onResult: (result, letter) => {
      metrics.outbound(letter.channel, result.kind)
      if (result.kind === 'sent') metrics.delivered(letter.channel, clock.now() - letter.createdAt)
    },
    log: needs.log,
  })
  closers.push(
    () => gate.close(),
    () => jobs.close(),
  )
  return jobs
}

/** The gate knows a bot as `channel/account`. */
function rateOf(account: string, rates: AppNeeds['rates']): number {
  const channel = channelNames.find((name) => account.startsWith(`${name}/`))
  return (channel && rates[channel]) || Infinity
}

const healthOf = ({ world, channels, redis }: Inside) =>
  watchHealth({
    database: async () => void (await letterCounts(world.store.db)),
    queue: async () => void (await redis.ping()),
    channels,
  })

const keepIn =
  (world: World): Sink =>
  async (inbound) => {
    await inTransaction(world.store, (tx) => receive(tx, inbound, world.now()))
    world.wake()
  }

const openDoor = async ({ needs, world, channels, metrics, oa }: Inside, health: HealthWatch) =>
  openWeb({
    host: needs.host,
    port: needs.port,
    publicUrl: needs.publicUrl,
    ...(world.settings.publicUrl && { units: world }),
    channels,
    receive: keepIn(world),
    metrics,
    log: needs.log,
    health: health.report,
    ...(channels.some(({ name }) => name === 'web') && { contactPage: { world, metrics } }),
    zalo: await zaloWebOf(needs.siteVerification, oa),
    ...(needs.drill && { drill: needs.drill }),
  })

const startLinks = ({ needs, world, channels, metrics }: Inside, health: HealthWatch) =>
  connectChannels({
    channels,
    inbound: needs.inbound,
    keep: keepIn(world),
    metrics,
    onState: health.linkState,
    onProfile: async (channel, profile) => {
      await inTransaction(world.store, (tx) => saveProfile(tx, channel.name, channel.account, profile))
      if (hasCommandMenu(channel)) await channel.announceCommands(commandMenu)
    },
    log: needs.log,
  })
