import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { ChannelName } from '../domain/message.ts'

/** `accepted`: stored. `ignored`: well-formed and without meaning for us. `failed`: could not be stored, the platform will repeat it. */
export type InboundResult = 'accepted' | 'ignored' | 'failed'
export type DropReason =
  | 'forged'
  | 'foreign'
  | 'malformed'
  | 'probe'
  | 'oversized'
  | 'cut-off'
  | 'adapter-error'

export type WebRefusal =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'foreign-letter'
  | 'foreign-site'
  | 'malformed'
  | 'bad-photo'
  | 'bad-file'
  | 'oversized'

/** Figures that are read from the database when somebody asks: how many of each state. */
export interface AtScrape {
  outbox?: () => Promise<Record<string, number>>
  asks?: () => Promise<Record<string, number>>
}

/** What the process counts. Labels are channels, states and results; never a person, a chat or a letter. */
export interface Metrics {
  inbound(channel: ChannelName, result: InboundResult, count?: number): void
  /** `result` is the kind of a `SendResult`. */
  outbound(channel: ChannelName, result: string): void
  dropped(channel: ChannelName, reason: DropReason): void
  /** Something the page of a signed link did not take. */
  webRefused(reason: WebRefusal): void
  /** From a letter's being put into the outbox to its being sent. */
  delivered(channel: ChannelName, ms: number): void
  /** Names the sources of the gauges; the database opens later than the metrics. */
  readAtScrape(sources: AtScrape): void
  /** The page for Prometheus. A source that fails is left out, the rest still answers. */
  page(): Promise<{ contentType: string; body: string }>
}

/** From a card answered at once to one held back for a night of quiet hours, in seconds. */
const DELIVERY_BUCKETS = [0.05, 0.1, 0.3, 1, 3, 10, 30, 60, 300, 1800, 7200, 43_200]

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counters = openCounters(registry)
  const gauges = {
    outbox: stateGauge(registry, 'caunoi_outbox', 'Letters in the outbox by state.'),
    asks: stateGauge(registry, 'caunoi_asks', 'Asks by state.'),
  }
  let sources: AtScrape = {}
  return {
    inbound: (channel, result, count = 1) => counters.inbound.inc({ channel, result }, count),
    outbound: (channel, result) => counters.outbound.inc({ channel, result }),
    dropped: (channel, reason) => counters.dropped.inc({ channel, reason }),
    webRefused: (reason) => counters.webRefused.inc({ reason }),
    delivered: (channel, ms) => counters.delivery.observe({ channel }, ms / 1000),
    readAtScrape: (from) => {
      sources = from
    },
    page: async () => {
      await Promise.all([fill(gauges.outbox, sources.outbox), fill(gauges.asks, sources.asks)])
      return { contentType: registry.contentType, body: await registry.metrics() }
    },
  }
}

function openCounters(registry: Registry) {
  const registers = [registry]
  return {
    inbound: new Counter({
      name: 'caunoi_inbound_total',
      help: 'What people did in a chat, by what became of it at the door.',
      labelNames: ['channel', 'result'],
      registers,
    }),
    outbound: new Counter({
      name: 'caunoi_outbound_total',
      help: 'Attempts to send a letter, by result.',
      labelNames: ['channel', 'result'],
      registers,
    }),
    dropped: new Counter({
      name: 'caunoi_webhook_dropped_total',
      help: 'Webhook requests that were refused or dropped, by reason.',
      labelNames: ['channel', 'reason'],
      registers,
    }),
    webRefused: new Counter({
      name: 'caunoi_web_refused_total',
      help: 'Openings of signed links, and what was done there, that were refused, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    delivery: new Histogram({
      name: 'caunoi_delivery_seconds',
      help: 'From a letter being put into the outbox to its being sent.',
      labelNames: ['channel'],
      buckets: DELIVERY_BUCKETS,
      registers,
    }),
  }
}

const stateGauge = (registry: Registry, name: string, help: string) =>
  new Gauge({ name, help, labelNames: ['state'], registers: [registry] })

async function fill(gauge: Gauge<'state'>, source?: () => Promise<Record<string, number>>): Promise<void> {
  const counts: Record<string, number> = (await source?.().catch(() => ({}))) ?? {}
  gauge.reset()
  for (const [state, count] of Object.entries(counts)) gauge.set({ state }, count)
}
