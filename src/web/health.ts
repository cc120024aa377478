import type { LinkState } from '../channels/channel.ts'
import type { ChannelName } from '../domain/message.ts'

/** `starting`: not yet in touch. `degraded`: away, which we work around. Only the database can fail us. */
export type Condition = 'ok' | 'starting' | 'degraded'

export interface Health {
  database: 'ok' | 'failed'
  queue: Condition
  /** By channel name the worst of its accounts; where a channel has several, each as `<name>/<account>` besides. */
  channels: Record<string, Condition>
}

export interface HealthSources {
  /** Resolves when the database answers. */
  database: () => Promise<void>
  /** Resolves when Redis answers. */
  queue: () => Promise<void>
  channels: { name: ChannelName; account: string }[]
}

export interface HealthWatch {
  report: () => Promise<Health>
  /** Where pollers, webhook registration and senders say how the last contact went. */
  linkState: (channel: { name: ChannelName; account: string }, state: LinkState) => void
}

/** A source that has not answered by then counts as away: whoever asks for health wants an answer now. */
const PATIENCE_MS = 2000

const WORSE: Condition[] = ['ok', 'starting', 'degraded']

export function watchHealth(sources: HealthSources): HealthWatch {
  const links = new Map<string, Condition>(sources.channels.map((channel) => [key(channel), 'starting']))
  return {
    async report() {
      const [database, queue] = await Promise.all([answers(sources.database), answers(sources.queue)])
      return {
        database: database ? 'ok' : 'failed',
        queue: queue ? 'ok' : 'degraded',
        channels: channelsOf(sources.channels, links),
      }
    },
    linkState(channel, state) {
      links.set(key(channel), state.kind === 'up' ? 'ok' : 'degraded')
    },
  }
}

const key = ({ name, account }: { name: string; account: string }) => `${name}/${account}`

function channelsOf(channels: HealthSources['channels'], links: Map<string, Condition>): Health['channels'] {
  const report: Health['channels'] = {}
  for (const channel of channels) {
    const condition = links.get(key(channel)) ?? 'starting'
    const several = channels.filter(({ name }) => name === channel.name).length > 1
    report[channel.name] = worst(report[channel.name] ?? 'ok', condition)
    if (several) report[key(channel)] = condition
  }
  return report
}

const worst = (one: Condition, other: Condition) => (WORSE.indexOf(one) > WORSE.indexOf(other) ? one : other)

async function answers(source: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((settle) => {
    timer = setTimeout(() => settle(false), PATIENCE_MS)
  })
  const answered = source().then(
    () => true,
    () => false,
  )
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer))
}
