import { z } from 'zod'

import type { Abilities, Channel, Profile, Received, WebhookRequest } from '../channel.ts'
import { ChannelError } from '../channel.ts'
import { jsonOf, type Patience } from '../http.ts'
import { rest } from '../polling.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { type Ask, type Asked, askWith } from './ask.ts'
import { event, inboundOf } from './parse.ts'
import { reasonOf } from './result.ts'
import { type Sending, sender } from './send.ts'
import { minutePace } from './pace.ts'
import { isSigned } from './signature.ts'

export interface ZaloOaConfig {
  appId: string
  appSecret: string
  oaId: string
  secretKey: string
  buttons: 'auto' | 'on' | 'off'
  perMinute: number
  appSecretProof: boolean
  /** Without a slash at its end. */
  root: string
  access: ZaloAccess
  /** Whether this account was seen to refuse buttons, and how that is remembered. */
  buttonsRefused: Sending['buttonsRefused']
  /** A picture that a form asking for the phone number shows; without one no such form is sent. */
  formImage?: string
  proxy?: string
  patience: Patience
  now: () => number
}

/** An official account on Zalo: written to freely within seven days of the person's last word. */
export function zaloOaChannel(config: ZaloOaConfig): Channel {
  const { oaId, patience, buttonsRefused } = config
  const pace = minutePace(config.perMinute)
  const ask = askWith({
    ...config,
    ...(config.appSecretProof && { proofSecret: config.appSecret }),
    onAnswer: (answer) => pace.heard(answer, performance.now()),
  })
  const hasButtons = () => config.buttons === 'on' || (config.buttons === 'auto' && !buttonsRefused.known())
  return {
    name: 'zalo-oa',
    account: oaId,
    abilities: abilitiesOf(hasButtons),
    send: sender({ ...config, ask, pace, hasButtons }),
    receive: (request) => receive(request, config),
    poll: (_sink, signal, onState) => watch(ask, patience, signal, onState),
    registerWebhook: () => Promise.resolve(),
    profile: () => profile(ask),
  }
}

const abilitiesOf = (hasButtons: () => boolean): Abilities => ({
  get buttons() {
    return hasButtons()
  },
  edits: false,
  textLimit: 2000,
  media: true,
  receipts: true,
})

/** Its webhook stands in the platform's console; all we can do is look now and then whether it still answers us. */
async function watch(
  ask: Ask,
  { longRestMs }: Patience,
  signal: AbortSignal,
  onState: Parameters<Channel['poll']>[2],
): Promise<void> {
  while (!signal.aborted) {
    const reply = await ask({ path: '/v2.0/oa/getoa' })
    onState(reply.kind === 'ok' ? { kind: 'up' } : { kind: 'down', reason: reasonFor(reply) })
    await rest(reply.kind === 'ok' ? WATCH_MS : longRestMs, signal)
  }
}

const WATCH_MS = 10 * 60_000

const reasonFor = (reply: Exclude<Asked, { kind: 'ok' }>): string =>
  reply.kind === 'unasked'
    ? 'reason' in reply.result
      ? reply.result.reason
      : reply.result.kind
    : reasonOf(reply)

/** The signature is looked at before anything else; only then whether it is about our app and account. */
function receive({ headers, body }: WebhookRequest, config: ZaloOaConfig): Received {
  const { appId, oaId, secretKey, appSecret, now } = config
  const raw = event.safeParse(jsonOf(body)).data
  const isBare = headers['x-zevent-signature'] === undefined
  if (!raw) return isBare ? { kind: 'probe' } : { kind: 'malformed' }
  const signed = { body, headers, timestamp: raw.timestamp }
  const secrets = [...new Set([secretKey, appSecret])]
  if (!isSigned(signed, [appId, oaId], secrets)) return { kind: 'forged' }
  const accounts = [raw.oa_id, raw.sender?.id, raw.recipient?.id]
  const isOurs = (raw.app_id ?? appId) === appId && (raw.oa_id === undefined || raw.oa_id === oaId)
  const names = raw.sender || raw.recipient
  const byPhone = headers['x-zevent-server']?.toUpperCase() === 'ZNS'
  if (!isOurs || (names && !accounts.includes(oaId))) return { kind: 'foreign' }
  const inbound = inboundOf(raw, { oaId, now: now(), body, byPhone })
  return { kind: 'accepted', inbound: inbound ? [inbound] : [], ignored: inbound ? 0 : 1 }
}

const face = z.object({
  name: z.string().catch(''),
  package_name: z.string().optional().catch(undefined),
  is_verified: z.boolean().optional().catch(undefined),
})

async function profile(ask: Ask): Promise<Profile> {
  const reply = await ask({ path: '/v2.0/oa/getoa' })
  if (reply.kind !== 'ok') throw new ChannelError(`Zalo OA: ${reasonFor(reply)}`)
  const { name, package_name: plan, is_verified: verified } = face.parse(reply.data ?? {})
  const about = [plan, verified === false ? 'not verified' : undefined].filter(Boolean).join(', ')
  return { userName: name || 'Zalo OA', ...(about && { displayName: about }) }
}
