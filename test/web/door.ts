import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, WebhookRequest } from '../../src/channels/channel.ts'
import type { ChannelName, Inbound } from '../../src/domain/message.ts'
import { openLog } from '../../src/log.ts'
import { openMetrics } from '../../src/web/metrics.ts'
import { openWeb, type Web, type WebNeeds } from '../../src/web/server.ts'

/** A platform of its own: a secret in a header, and a body that is a list of what people did. */
export function postOffice(
  name: ChannelName,
  account: string,
  secret: string,
): Channel & { noticed: string[] } {
  const noticed: string[] = []
  return {
    name,
    account,
    noticed,
    abilities: { buttons: true, edits: false, textLimit: 4096 },
    send: async () => ({ kind: 'sent', platformId: '1' }),
    noticePress: async (pressId) => void noticed.push(pressId),
    poll: async () => {},
    registerWebhook: async () => {},
    profile: async () => ({ userName: account }),
    receive: (request) => opened(request, { name, account, secret }),
  }
}

function opened(request: WebhookRequest, bot: { name: ChannelName; account: string; secret: string }) {
  if (request.headers['x-secret'] !== bot.secret) return { kind: 'forged' as const }
  const text = new TextDecoder().decode(request.body)
  if (text === 'trip') throw new TypeError(`cannot read "${text}"`)
  if (!text.startsWith('{')) return { kind: 'malformed' as const }
  const { eventId, content }: Pick<Inbound, 'eventId' | 'content'> = JSON.parse(text)
  const inbound = { channel: bot.name, account: bot.account, chat: 'lan', eventId, at: 0, content }
  return { kind: 'accepted' as const, inbound: [inbound], ignored: 0 }
}

export interface Door extends Web {
  stored: Inbound[]
  lines: string[]
  metrics: WebNeeds['metrics']
}

/** The web door on a free port, with a store that is a list. */
export async function openDoor(channels: Channel[], differently: Partial<WebNeeds> = {}): Promise<Door> {
  const stored: Inbound[] = []
  const lines: string[] = []
  const metrics = openMetrics()
  const web = await openWeb({
    host: '127.0.0.1',
    port: 0,
    channels,
    receive: async (inbound) => void stored.push(...inbound),
    health: async () => ({ database: 'ok', queue: 'ok', channels: {} }),
    metrics,
    log: openLog('debug', [], { write: (line) => void lines.push(line) }),
    ...differently,
  })
  return { ...web, stored, lines, metrics }
}

export const telegramPost = (door: Web, body: string, secret = 'khoa-cua-telegram') =>
  fetch(`${door.url}/webhooks/telegram`, { method: 'POST', headers: { 'x-secret': secret }, body })

export const said = (eventId: string, text: string) =>
  JSON.stringify({ eventId, content: { kind: 'text', text } })

/** Writes bytes as they are and reads what comes back until the server hangs up or `patienceMs` have passed. */
export async function rawRequest(door: Web, bytes: string | Buffer, patienceMs = 400): Promise<string> {
  const { port, hostname } = new URL(door.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.on('error', () => {})
  const hungUp = new Promise<void>((done) => socket.once('close', () => done()))
  socket.write(bytes)
  await Promise.race([hungUp, sleep(patienceMs)])
  socket.destroy()
  return answer
}

/** One line of the metrics page, '0' when it is not there. */
export async function counted(door: Web, series: string): Promise<string> {
  const page = await (await fetch(`${door.url}/metrics`)).text()
  return (
    page
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? '0'
  )
}
