import { setTimeout as pause } from 'node:timers/promises'
import type { Outgoing, SendResult, Topic } from '../../domain/message.ts'
import { abilities } from '../abilities.ts'
import { type Channel, ChannelError } from '../channel.ts'
import type { Patience } from '../http.ts'
import type { ZaloAccess } from '../zalo-access.ts'
import { type Ask, askAt } from './ask.ts'
import { faultOf, type Forms, formsAt } from './check.ts'
import { meaningOf, speaksOfParameters } from './codes.ts'
import { fill, type Source } from './fill.ts'
import { afterNight, badMessage, notReachable, type Reply, sendResultOf } from './result.ts'

export interface Template {
  id: string
  params: Record<string, Source>
}

export interface ZaloTemplateConfig {
  oaId: string
  templates: Partial<Record<Topic, Template>>
  templateWays: ('uid' | 'phone')[]
  /** Free messages that reach only the app's administrators. */
  devMode: boolean
  /** Without a slash at their ends. */
  roots: { openapi: string; business: string }
  /** Set when the app demands a proof with each call. */
  proofSecret?: string
  proxy?: string
  patience: Pick<Patience, 'answerMs'>
  now: () => number
}

/** Forms that Zalo has approved: they reach a phone number nobody linked, or a person long silent. */
export function zaloTemplateChannel(config: ZaloTemplateConfig, access: ZaloAccess): Channel {
  const asking = { ...config, access }
  const business = askAt(config.roots.business, asking)
  const desk: Desk = {
    config,
    business,
    openapi: askAt(config.roots.openapi, asking),
    forms: formsAt(business),
    notByUid: new Set(),
    tries: new Map(),
  }
  return {
    name: 'zalo-template',
    account: config.oaId,
    abilities: abilities['zalo-template'],
    send: (letter) => send(desk, letter),
    receive: () => ({ kind: 'malformed' }),
    poll: (_sink, signal) => idle(signal),
    registerWebhook: () => Promise.resolve(),
    profile: () => checked(config, business),
  }
}

interface Desk {
  config: ZaloTemplateConfig
  business: Ask
  openapi: Ask
  forms: Forms
  /** Templates that the platform was seen to send by phone only. */
  notByUid: Set<string>
  tries: Map<string, number>
}

/** Letters whose failed attempts are counted; older ones are forgotten. */
const REMEMBERED = 1_000

async function send(desk: Desk, letter: Outgoing): Promise<SendResult> {
  const { config, forms, notByUid, tries } = desk
  const template = letter.topic && config.templates[letter.topic]
  const [, way, to] = /^(phone|uid):(\w+)$/.exec(letter.chat) ?? []
  if (!to || !config.templateWays.some((one) => one === way)) return notReachable
  if (!template) return badMessage
  // Only by phone does the platform keep trials from reaching people.
  if (way === 'uid' && (config.devMode || notByUid.has(template.id))) return notReachable
  const standing = { now: config.now(), letter: letter.letter }
  const night = way === 'phone' ? afterNight(standing) : null
  if (night) return night
  const data = fill(template.params, await forms.of(template.id), letter)
  if (!data) return badMessage
  const message = { template_id: template.id, template_data: data }
  const asked = await (way === 'phone' ? byPhone(desk, to, letter, message) : byUser(desk, to, message))
  if (asked.kind === 'unasked') return asked.result
  learn(desk, template.id, asked)
  const attempt = (tries.get(letter.letter) ?? 0) + 1
  const result = sendResultOf(asked, { ...standing, tries: attempt })
  tries.delete(letter.letter)
  if (result.kind === 'retry') tries.set(letter.letter, attempt)
  if (tries.size > REMEMBERED) tries.delete(tries.keys().next().value!)
  return result
}

interface Filled {
  template_id: string
  template_data: Record<string, string>
}

const LONGEST_TRACKING_ID = 48

const byPhone = ({ business, config }: Desk, phone: string, { letter }: Outgoing, message: Filled) =>
  business({
    path: '/message/template',
    body: {
      phone,
      ...message,
      tracking_id: letter.slice(0, LONGEST_TRACKING_ID),
      ...(config.devMode && { mode: 'development' }),
    },
  })

const byUser = ({ openapi }: Desk, userId: string, message: Filled) =>
  openapi({ path: '/v3.0/oa/message/template', body: { user_id: userId, ...message } })

function learn({ notByUid, forms }: Desk, templateId: string, reply: Reply): void {
  if (reply.kind !== 'no') return
  if (meaningOf(reply.code) === 'not-by-uid') notByUid.add(templateId)
  if (speaksOfParameters(reply.code)) forms.forget(templateId)
}

/** What arrived on phones is told at the official account's webhook, so there is nothing to ask for here. */
async function idle(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await pause(60_000, undefined, { signal }).catch(() => {})
}

/** Each template must exist and be approved. */
async function checked({ templates, oaId }: ZaloTemplateConfig, ask: Ask) {
  const ids = new Set(Object.values(templates).map(({ id }) => id))
  for (const id of ids) {
    const fault = await faultOf(ask, id)
    if (fault) throw new ChannelError(`Zalo: ${fault}`)
  }
  return { userName: oaId }
}
