import { onTestFinished } from 'vitest'
import { openChannels } from '../../src/channels/index.ts'
import type { Channel } from '../../src/channels/channel.ts'
import type { OaTokens, TokenStore } from '../../src/channels/zalo-oa/tokens.ts'
import type { Outgoing } from '../../src/domain/message.ts'
import { startZaloOaSimulator, type ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'
import { app, MORNING } from './zalo-oa-kit.ts'

export const patience = { answerMs: 500, pollSeconds: 1, shortRestMs: 10, longRestMs: 20 }

/** A place for tokens that several processes share: each has a lease of its own name. */
export function sharedTokens() {
  const kept: { tokens: OaTokens | null; holder: string | null; saves: OaTokens[] } = {
    tokens: null,
    holder: null,
    saves: [],
  }
  const forProcess = (name: string): TokenStore => ({
    load: () => Promise.resolve(kept.tokens),
    save: (tokens) => {
      kept.tokens = tokens
      kept.saves.push(tokens)
      return Promise.resolve()
    },
    lease: () => {
      if (kept.holder !== null && kept.holder !== name) return Promise.resolve(false)
      kept.holder = name
      return Promise.resolve(true)
    },
    release: () => {
      if (kept.holder === name) kept.holder = null
      return Promise.resolve()
    },
  })
  return { kept, forProcess }
}

export interface OaOptions {
  simulator?: Partial<ZaloOaOptions>
  seed?: string
  buttons?: 'auto' | 'on' | 'off'
  perMinute?: number
}

/** The simulated platform and a channel of ours on it, of so many processes. */
export async function oaChannels(options: OaOptions = {}, processes = 1) {
  const clock = { now: MORNING }
  const zalo = await startZaloOaSimulator({ ...app, now: () => clock.now, ...options.simulator })
  onTestFinished(() => zalo.close())
  const shared = sharedTokens()
  const refused = { buttons: false }
  const channelOf = (name: string): Channel =>
    openChannels({
      zaloOa: {
        ...app,
        secretKey: app.oaSecretKey,
        templates: {},
        templateWays: ['uid', 'phone'],
        devMode: false,
        buttons: options.buttons ?? 'auto',
        perMinute: options.perMinute ?? 4_000,
        appSecretProof: false,
        refreshToken: options.seed ?? app.refreshToken,
        roots: { openapi: zalo.url, oauth: zalo.url, business: zalo.url },
        kept: {
          tokens: shared.forProcess(name),
          buttonsRefused: { known: () => refused.buttons, remember: () => void (refused.buttons = true) },
        },
      },
      patience,
      now: () => clock.now,
    })[0]!
  const channels = Array.from({ length: processes }, (_, place) => channelOf(`process-${place}`))
  return { zalo, clock, kept: shared.kept, refused, channels, channel: channels[0]!, channelOf }
}

let letters = 0

export const letterTo = (chat: string, more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'zalo-oa',
  account: app.oaId,
  chat,
  letter: `la-thu-${++letters}`,
  text: 'Kính gửi Bà Lan, đề nghị xác nhận nhiệm vụ 1.',
  numbered: 'Kính gửi Bà Lan, đề nghị xác nhận nhiệm vụ 1.\n\n1. Đã nhận',
  buttons: [[{ label: 'Đã nhận', data: `la-thu-${letters}.1` }]],
  ...more,
})
