import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context, Handler } from 'hono'
import type { Channel, Received, Sink, WebhookRequest } from '../channels/channel.ts'
import type { ChannelName, Inbound } from '../domain/message.ts'
import type { Log } from '../log.ts'
import type { Metrics } from './metrics.ts'

export interface HookNeeds {
  channels: Channel[]
  /** Stores what came in; when it throws the platform is asked to deliver again. */
  receive: Sink
  metrics: Metrics
  log: Log
}

export type WebEnv = { Bindings: HttpBindings }

/** No platform sends more than a few kilobytes; whoever does is not one. */
const BODY_LIMIT = 1024 * 1024

/** Telegram honours it; the others come back when they like. */
const RETRY_AFTER_SECONDS = '5'

/** Channels whose platforms call us. What happens to templates is told at the official account's address. */
export const hooked = ['telegram', 'zalo-oa', 'zalo-bot'] as const satisfies ChannelName[]

export const webhookPath = (name: ChannelName) => `/webhooks/${name}`

/** Where a platform is told to deliver; its bots share the address and are told apart by their secrets. */
export const webhookUrl = (publicUrl: string, name: ChannelName) => `${publicUrl}${webhookPath(name)}`

/** Takes one webhook request: 401 forged, 413 too large, 503 not stored, else 200, whatever is in it. */
export function hook(name: ChannelName, needs: HookNeeds): Handler<WebEnv> {
  return async (c) => {
    const channels = needs.channels.filter((channel) => channel.name === name)
    if (channels.length === 0) return c.notFound()
    const body = await readBody(c.env.incoming)
    if (body.kind !== 'whole') return refuse(c, name, body.kind, needs.metrics)
    const opened = open(channels, { headers: headersOf(c.env.incoming), body: body.bytes }, needs.log)
    if (opened.kind !== 'accepted') return refuse(c, name, opened.kind, needs.metrics)
    return take(c, opened.channel, opened, needs)
  }
}

type Body = { kind: 'whole'; bytes: Uint8Array } | { kind: 'oversized' } | { kind: 'cut-off' }

/** Counts while reading: what a request says of its own length is not believed. */
function readBody(incoming: IncomingMessage): Promise<Body> {
  if (Number(incoming.headers['content-length'] ?? 0) > BODY_LIMIT)
    return Promise.resolve({ kind: 'oversized' })
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) {
        chunks.length = 0
        return settle({ kind: 'oversized' })
      }
      chunks.push(chunk)
    })
    incoming.once('end', () => settle({ kind: 'whole', bytes: Buffer.concat(chunks) }))
    incoming.once('error', () => settle({ kind: 'cut-off' }))
    incoming.once('close', () => settle({ kind: 'cut-off' }))
  })
}

function headersOf(incoming: IncomingMessage): WebhookRequest['headers'] {
  const headers = Object.entries(incoming.headers)
  return Object.fromEntries(
    headers.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

type Opened =
  | (Extract<Received, { kind: 'accepted' }> & { channel: Channel })
  | { kind: Exclude<Received['kind'], 'accepted'> | 'adapter-error' }

/** The first of the bots that knows the secret opens it. */
function open(channels: Channel[], request: WebhookRequest, log: Log): Opened {
  for (const channel of channels) {
    const received = tryOpen(channel, request, log)
    if (received.kind === 'accepted') return { ...received, channel }
    if (received.kind !== 'forged') return received
  }
  return { kind: 'forged' }
}

/** An adapter that trips over a message would trip again: it is counted and logged, and the platform told to go on. */
function tryOpen(channel: Channel, request: WebhookRequest, log: Log): Received | { kind: 'adapter-error' } {
  try {
    return channel.receive(request)
  } catch (err) {
    log.error({ err, channel: channel.name }, 'an adapter failed on a webhook request')
    return { kind: 'adapter-error' }
  }
}

async function take(
  c: Context<WebEnv>,
  channel: Channel,
  { inbound, ignored }: { inbound: Inbound[]; ignored: number },
  { receive, metrics, log }: HookNeeds,
): Promise<Response> {
  metrics.inbound(channel.name, 'ignored', ignored)
  try {
    if (inbound.length > 0) await receive(inbound)
  } catch (err) {
    log.error({ err, channel: channel.name }, 'what came in could not be stored; the platform will repeat it')
    metrics.inbound(channel.name, 'failed', inbound.length)
    return c.body(null, 503, { 'retry-after': RETRY_AFTER_SECONDS })
  }
  metrics.inbound(channel.name, 'accepted', inbound.length)
  noticePresses(channel, inbound, log)
  return c.body(null, 200)
}

/** The button stops spinning at once; nobody waits for it. */
function noticePresses(channel: Channel, inbound: Inbound[], log: Log): void {
  for (const { content } of inbound) {
    if (content.kind !== 'press') continue
    channel
      .noticePress?.(content.pressId)
      .catch((err: unknown) => log.warn({ err, channel: channel.name }, 'a press could not be noticed'))
  }
}

const REFUSALS = {
  forged: 401,
  foreign: 200,
  malformed: 200,
  probe: 200,
  'adapter-error': 200,
  oversized: 413,
  'cut-off': 400,
} as const

/** Zalo tries a webhook unsigned and unsubscribes one that refuses: there, what is forged is dropped and counted. */
const ALWAYS_ANSWERED: ChannelName[] = ['zalo-oa']

function refuse(
  c: Context<WebEnv>,
  name: ChannelName,
  reason: keyof typeof REFUSALS,
  metrics: Metrics,
): Response {
  metrics.dropped(name, reason)
  const status = reason === 'forged' && ALWAYS_ANSWERED.includes(name) ? 200 : REFUSALS[reason]
  return c.body(null, status, reason === 'oversized' ? { connection: 'close' } : {})
}
