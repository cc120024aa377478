import { text } from './fields.ts'
import type { Fields } from './fields.ts'
import { webhookUrl } from './outgoing.ts'
import type { Delivered } from './outgoing.ts'
import type { Answer } from './platform.ts'
import { granted, Refusal } from './refusal.ts'
import { vietnamDay } from './zalo-state.ts'
import type { ZaloBot, ZaloWorld } from './zalo-state.ts'

export async function setWebhook(world: ZaloWorld, bot: ZaloBot, fields: Fields): Promise<Answer> {
  const url = text(fields, 'url') ?? ''
  const secret = text(fields, 'secret_token') ?? ''
  if (!webhookUrl(url)) throw bad('url must be a public https address')
  if (secret.length < 8 || secret.length > 256) throw bad('secret_token must have 8 to 256 characters')
  spendWebhookCall(world, bot)
  const updatedAt = world.now()
  bot.updates.setWebhook({ url, secret, updatedAt })
  // the address is kept even when nobody answers there
  return granted({ url, updated_at: updatedAt, verification: await verification(bot, url, secret) })
}

export async function testWebhook(world: ZaloWorld, bot: ZaloBot): Promise<Answer> {
  if (!bot.updates.webhook) throw new Refusal(404, 'Not Found')
  spendWebhookCall(world, bot)
  return granted(await verification(bot, bot.updates.webhook.url, bot.updates.webhook.secret))
}

function spendWebhookCall(world: ZaloWorld, bot: ZaloBot): void {
  const day = vietnamDay(world.now())
  if (bot.webhookCalls.day !== day) bot.webhookCalls = { day, count: 0 }
  if (bot.webhookCalls.count >= bot.webhookCallsPerDay) throw new Refusal(426, 'Daily limit exceeded')
  bot.webhookCalls.count += 1
}

async function verification(bot: ZaloBot, url: string, secret: string) {
  const outcome = outcomeOf(await bot.updates.probe(url, secret))
  const ok = outcome === 'webhook.ok'
  return { ok, url, outcome, hint: ok ? '' : `The webhook did not answer 200 (${outcome})` }
}

function outcomeOf(result: Delivered): string {
  if (result.kind === 'failed') return result.tls ? 'webhook.err.tls' : 'webhook.err.unreachable'
  if (result.status >= 200 && result.status < 300) return 'webhook.ok'
  if (result.status === 403 || result.status === 404) return `webhook.http.${result.status}`
  return result.status >= 500 ? 'webhook.http.5xx' : 'webhook.http.other'
}

export function deleteWebhook(world: ZaloWorld, bot: ZaloBot): Answer {
  bot.updates.setWebhook(undefined)
  return granted({ url: '', updated_at: world.now() })
}

/** Measured: without a webhook the answer is a 404 whose body has no code. */
export function getWebhookInfo(bot: ZaloBot): Answer {
  const { webhook } = bot.updates
  if (!webhook) return { status: 404, body: { ok: false, description: 'Not Found' } }
  return granted({ url: webhook.url, updated_at: webhook.updatedAt })
}

export function bad(why: string): Refusal {
  return new Refusal(400, `Bad Request: ${why}`)
}
