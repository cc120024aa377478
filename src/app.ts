import { join } from 'node:path'
import { countAsks } from '../db/asks.ts'
import { saveProfile } from '../db/facts.ts'
import { receive } from '../db/inbox.ts'
import { inTransaction, openStore } from '../db/open.ts'
import { letterCounts } from '../db/outbox.ts'
import { releaseDeadClaims } from '../handlers/deliver.ts'
import type { Settings, World } from '../handlers/world.ts'
import { redisClient } from '../jobs/connection.ts'
import { redisGate } from '../jobs/gate.ts'
import { type Jobs, openJobs } from '../jobs/index.ts'
import type { FoundRedis } from '../jobs/redis.ts'
import type { Channel } from './channels/channel.ts'
import { type ChannelsConfig, hasCommandMenu, openChannels } from './channels/index.ts'
import type { Clock } from './clock.ts'
import type { ChannelName, Inbound } from './domain/message.ts'
import { commandMenu } from './domain/texts/menu.ts'
import { connectChannels } from './links.ts'
import type { Log } from './log.ts'
import { watchHealth } from './web/health.ts'
import { openMetrics } from './web/metrics.ts'
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
  /** How updates come in, and the base of our webhook URL. */
  inbound: Partial<Record<ChannelName, { kind: 'polling' } | { kind: 'webhook'; publicUrl: string }>>
  /** Calls a second for each bot; 0 for no limit. */
  rates: Partial<Record<ChannelName, number>>
  synchronous: 'NORMAL' | 'FULL'
  host: string
  port: number
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

/** Database, channels, queue, web door, in this order: nothing comes in before it can be kept. */
export async function openApp(needs: AppNeeds): Promise<App> {
  const store = await openStore(join(needs.dataDir, 'caunoi.db'), { synchronous: needs.synchronous })
  const channels = openChannels({ ...needs.channels, now: () => needs.clock.now() })
  const abilities = new Map(channels.map((channel) => [channel.name, channel.abilities]))
  const noAbilities = { buttons: false, edits: false, textLimit: 2000 }
  const later: { jobs?: Jobs } = {}
  const world: World = {
    ...worldOf(needs, store),
    abilities: (name) => abilities.get(name) ?? noAbilities,
    wake: () => later.jobs?.wake(),
  }
  await releaseDeadClaims(world)
  const metrics = openMetrics()
  metrics.readAtScrape({ outbox: () => letterCounts(store.db), asks: () => countAsks(store.db) })
  const redis = redisClient(needs.redis, needs.log)
  const rateOf = (name: string) => needs.rates[name.split('/')[0] as ChannelName] || Infinity
  const gate = redisGate(redis, rateOf)
  const jobs = openJobs({
    world,
    channels,
    gate,
    ratePerSecond: (channel) => needs.rates[channel.name] ?? 0,
    redis: needs.redis,
    prefix: needs.prefix,
    delayUntil: (at) => needs.clock.delayUntil(at),
    onResult: (result, letter) => {
      metrics.outbound(letter.channel, result.kind)
      if (result.kind === 'sent') metrics.delivered(letter.channel, needs.clock.now() - letter.createdAt)
    },
    log: needs.log,
  })
  later.jobs = jobs
  const keep = async (inbound: Inbound[]) => {
    await inTransaction(store, (tx) => receive(tx, inbound, world.now()))
    world.wake()
  }
  const health = watchHealth({
    database: async () => void (await letterCounts(store.db)),
    queue: async () => void (await redis.ping()),
    channels,
  })
  const web = await openWeb({
    host: needs.host,
    port: needs.port,
    channels,
    receive: keep,
    metrics,
    log: needs.log,
    health: health.report,
    ...(needs.drill && { drill: needs.drill }),
  })
  const links = connectChannels({
    channels,
    inbound: needs.inbound,
    keep,
    metrics,
    onState: health.linkState,
    onProfile: async (channel, profile) => {
      await inTransaction(store, (tx) => saveProfile(tx, channel.name, channel.account, profile))
      if (hasCommandMenu(channel)) await channel.announceCommands(commandMenu)
    },
    log: needs.log,
  })
  jobs.wake()
  return {
    url: web.url,
    world,
    jobs,
    channels,
    close: async () => {
      await links.close()
      await web.close()
      await jobs.close()
      await gate.close()
      redis.disconnect()
      store.close()
    },
  }
}
