import { setTimeout as pause } from 'node:timers/promises'
import type { Channel, LinkState, Profile, Sink } from './channels/channel.ts'
import type { ChannelName, Inbound } from './domain/message.ts'
import type { Log } from './log.ts'
import { webhookUrl } from './web/hooks.ts'
import type { Metrics } from './web/metrics.ts'

export interface LinksNeeds {
  channels: Channel[]
  inbound: Partial<Record<ChannelName, { kind: 'polling' } | { kind: 'webhook'; publicUrl: string }>>
  keep: Sink
  metrics: Metrics
  onState: (channel: Channel, state: LinkState) => void
  onProfile: (channel: Channel, profile: Profile) => Promise<void>
  log: Log
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Keeps every channel connected in the background: polls or registers its webhook, and learns what the bot is called. */
export function connectChannels(needs: LinksNeeds): { close: () => Promise<void> } {
  const stop = new AbortController()
  const work = needs.channels.flatMap((channel) => [
    connect(needs, channel, stop.signal),
    untilDone(needs, channel, stop.signal, async () => needs.onProfile(channel, await channel.profile())),
  ])
  return {
    close: async () => {
      stop.abort()
      await Promise.allSettled(work)
    },
  }
}

function connect(needs: LinksNeeds, channel: Channel, signal: AbortSignal): Promise<void> {
  const way = needs.inbound[channel.name] ?? { kind: 'polling' }
  if (way.kind === 'webhook')
    return untilDone(needs, channel, signal, () =>
      channel.registerWebhook(webhookUrl(way.publicUrl, channel.name)),
    )
  const keep: Sink = async (inbound) => {
    await needs.keep(inbound)
    needs.metrics.inbound(channel.name, 'accepted', inbound.length)
    for (const event of inbound) void noticePress(channel, event)
  }
  return channel.poll(keep, signal, (state) => needs.onState(channel, state))
}

/** The platform is told at once that a press was seen, else its button spins. */
export async function noticePress(channel: Channel, event: Inbound): Promise<void> {
  if (event.content.kind === 'press') await channel.noticePress?.(event.content.pressId)
}

/** A platform may be away for hours: tried again until it is done, ever more slowly. */
async function untilDone(
  needs: LinksNeeds,
  channel: Channel,
  signal: AbortSignal,
  work: () => Promise<void>,
) {
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      await work()
      needs.onState(channel, { kind: 'up' })
      return
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      needs.onState(channel, { kind: 'down', reason })
      needs.log.warn(
        { channel: channel.name, account: channel.account, reason },
        'a platform is away; trying again',
      )
      await pause(wait, undefined, { signal }).catch(() => {})
    }
  }
}
