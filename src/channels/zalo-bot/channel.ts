import { z } from 'zod'
import type { Outgoing, SendResult, Span } from '../../domain/message.ts'
import { abilities } from '../abilities.ts'
import { type Channel, ChannelError, type Profile, type Received, type WebhookRequest } from '../channel.ts'
import { fetchOver } from '../files.ts'
import { jsonOf, type Patience, sameSecret } from '../http.ts'
import { pollUntilAborted } from '../polling.ts'
import { type Ask, askOver, granted, webhookUrl } from './ask.ts'
import { eventsOf, parseEvents } from './parse.ts'
import { zaloBotPoller } from './poll.ts'
import { isAboutChat, type Reply, sendResultOf } from './result.ts'

export interface ZaloBotConfig {
  token: string
  /** Without a slash at its end. */
  apiRoot: string
  webhookSecret?: string
  proxy?: string
  patience: Patience
  now: () => number
}

/** A bot of the Zalo Bot Platform, over plain HTTP: it has no SDK that does what its documentation says. */
export function zaloBotChannel(config: ZaloBotConfig): Channel {
  const { token, patience, now, webhookSecret: secret } = config
  const account = token.split(':')[0]!
  const ask = askOver(config.apiRoot, token, config)
  return {
    name: 'zalo-bot',
    account,
    abilities: abilities['zalo-bot'],
    send: sending(ask),
    fetch: fetchOver({ root: config.apiRoot }, config),
    receive: (request) => receive(request, { secret, account, now: now() }),
    poll: (sink, signal, onState) =>
      pollUntilAborted(zaloBotPoller({ ask, account, sink, patience, now }), { signal, patience, onState }),
    registerWebhook: (url) => registerWebhook(ask, url, secret),
    profile: () => profile(ask),
  }
}

/** Sends under way when the platform says "quota exceeded" all hear it; together they count as one refusal. */
function sending(ask: Ask): Channel['send'] {
  let refusals = 0
  let restUntil = 0
  const send = styling(ask)
  return async (letter: Outgoing): Promise<SendResult> => {
    const reply = await send(letter)
    if (reply.kind === 'ok') refusals = 0
    const result = sendResultOf(reply, refusals)
    if (reply.kind === 'no' && reply.code === 429 && performance.now() >= restUntil) {
      refusals++
      restUntil = performance.now() + ('afterMs' in result ? (result.afterMs ?? 0) : 0)
    }
    return result
  }
}

/**
 * By places, for marks would be looked for in people's names too. A platform that refuses them is not asked again: the
 * text stands alone.
 */
function styling(ask: Ask): (letter: Outgoing) => Promise<Reply> {
  let areRefused = false
  return async ({ chat, text, spans = [] }) => {
    const plain = { chat_id: chat, text }
    const text_styles = areRefused ? [] : spans.flatMap(styleOf)
    if (text_styles.length === 0) return ask('sendMessage', plain)
    const reply = await ask('sendMessage', { ...plain, text_styles })
    if (reply.kind !== 'no' || reply.code !== 400 || isAboutChat(reply)) return reply
    const again = await ask('sendMessage', plain)
    areRefused ||= again.kind === 'ok'
    return again
  }
}

const styles: Partial<Record<Span['style'], string>> = { bold: 'b', italic: 'i', underline: 'u', strike: 's' }

function styleOf({ from: start, length: len, style }: Span) {
  const st = styles[style]
  return st ? [{ start, len, st: [st] }] : []
}

/** The secret is compared before the body is looked at: a stranger learns nothing about what we can read. */
function receive(
  { headers, body }: WebhookRequest,
  { secret, account, now }: { secret?: string; account: string; now: number },
): Received {
  const shown = headers['x-bot-api-secret-token']
  if (!secret || !shown || !sameSecret(shown, secret)) return { kind: 'forged' }
  const json = jsonOf(body)
  if (typeof json !== 'object' || json === null) return { kind: 'malformed' }
  return { kind: 'accepted', ...parseEvents(eventsOf(json), { account, now }) }
}

const verification = z.object({
  verification: z.object({ ok: z.boolean(), outcome: z.string().catch(''), hint: z.string().catch('') }),
})

/** Only when it changes: the platform allows few registrations a day. */
async function registerWebhook(ask: Ask, url: string, secret: string | undefined): Promise<void> {
  if (!secret) throw new ChannelError('a Zalo Bot webhook needs a secret (ZALO_BOT_WEBHOOK_SECRET)')
  if ((await webhookUrl(ask)) === url) return
  const result = granted(await ask('setWebhook', { url, secret_token: secret }))
  const tried = verification.safeParse(result).data?.verification
  if (tried?.ok === false) {
    throw new ChannelError(`Zalo Bot could not reach the webhook: ${tried.outcome} ${tried.hint}`.trim())
  }
}

const face = z.object({ account_name: z.string(), display_name: z.string().optional() })

async function profile(ask: Ask): Promise<Profile> {
  const said = face.safeParse(granted(await ask('getMe'))).data
  if (!said) throw new ChannelError('Zalo Bot: an answer that could not be understood')
  return { userName: said.account_name, displayName: said.display_name }
}
