import { Agent, request } from 'undici'
import { quantile, type Row, rounded } from './figures.ts'
import { startApp } from './app.ts'
import { benchToken, startPlatform } from './platform.ts'

const PER_SECOND = 200
const SECONDS = 10
const SECRET = 'secret-of-the-bench'

/** How soon a webhook is answered, at a steady pace whether or not the answers keep up. */
export async function webhook(): Promise<Row[]> {
  const platform = await startPlatform(10)
  const { app, close } = await startApp(platform.url, {
    channels: { telegram: { token: benchToken, apiRoot: platform.url, webhookSecret: SECRET } },
    inbound: { telegram: { kind: 'webhook', publicUrl: 'http://127.0.0.1:9' } },
  })
  const agent = new Agent({ connections: 40 })
  await atPace(1, (place) => knock(agent, app.url, 1_000_000 + place))
  const waits = await atPace(SECONDS, (place) => knock(agent, app.url, place))
  await agent.close()
  await close()
  platform.close()
  const p99 = quantile(waits, 0.99)
  return [
    {
      what: `webhook answer at ${PER_SECOND} a second, p50 ms`,
      figure: rounded(quantile(waits, 0.5), 1),
      aim: '—',
      met: true,
    },
    {
      what: `webhook answer at ${PER_SECOND} a second, p99 ms`,
      figure: rounded(p99, 1),
      aim: '≤ 20',
      met: p99 <= 20,
    },
  ]
}

async function atPace(seconds: number, act: (place: number) => Promise<number>): Promise<number[]> {
  const started = performance.now()
  const acts: Promise<number>[] = []
  while (acts.length < seconds * PER_SECOND) {
    const due = ((performance.now() - started) / 1000) * PER_SECOND
    while (acts.length < due && acts.length < seconds * PER_SECOND) acts.push(act(acts.length))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return Promise.all(acts)
}

/** A stranger's message: stored, answered 200, and handled behind that. */
async function knock(agent: Agent, url: string, place: number): Promise<number> {
  const chat = { id: 5_000_000 + (place % 300), type: 'private', first_name: 'Lan' }
  const update = {
    update_id: place + 1,
    message: {
      message_id: place + 1,
      date: 1_790_000_000,
      chat,
      from: { ...chat, is_bot: false },
      text: 'xin chào',
    },
  }
  const started = performance.now()
  const { statusCode, body } = await request(`${url}/webhooks/telegram`, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify(update),
  })
  await body.dump()
  if (statusCode !== 200) throw new Error(`a webhook was answered ${statusCode}`)
  return performance.now() - started
}
