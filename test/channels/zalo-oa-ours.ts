import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '../../db/open.ts'
import type { Inbound } from '../../src/domain/message.ts'
import { compose } from '../../src/channels/choices.ts'
import { openChannels } from '../../src/channels/index.ts'
import type { TokenTrouble } from '../../src/channels/zalo-oa/tokens.ts'
import type { ZaloOaSettings } from '../../src/config.ts'
import type { Card } from '../../src/domain/message.ts'
import { oaChannelConfig, openOa } from '../../src/oa.ts'
import type { ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'
import { startHook } from './wire.ts'
import { app, openPlatform } from './zalo-oa-kit.ts'

export const settingsFor = (url: string, more: Partial<ZaloOaSettings> = {}): ZaloOaSettings => ({
  appId: app.appId,
  appSecret: app.appSecret,
  oaId: app.oaId,
  secretKey: app.oaSecretKey,
  refreshToken: app.refreshToken,
  redirectUri: 'https://caunoi.example.vn/oauth/zalo-oa',
  buttons: 'auto',
  perMinute: 60,
  appSecretProof: false,
  roots: { openapi: url, oauth: url, business: url },
  templates: {},
  templateWays: ['uid', 'phone'],
  devMode: false,
  ...more,
})

export const card: Card = {
  text: 'Kính đề nghị Bà xác nhận nhiệm vụ.',
  choices: [
    { label: 'Đã nhận', command: { kind: 'help' }, number: 4 },
    { label: 'Có vướng mắc', command: { kind: 'help' }, number: 5 },
  ],
}

export async function newStore(): Promise<{ store: Store; file: string }> {
  const file = join(mkdtempSync(join(tmpdir(), 'caunoi-oa-')), 'caunoi.db')
  return { store: await storeAt(file), file }
}

export async function storeAt(file: string): Promise<Store> {
  const store = await openStore(file)
  onTestFinished(() => store.close())
  return store
}

interface Ours {
  platform?: Partial<ZaloOaOptions>
  settings?: Partial<ZaloOaSettings>
}

/** The simulated platform, our channel on it with a database, and what its webhook brings. */
export async function officialAccount({ platform = {}, settings = {} }: Ours = {}) {
  const { zalo, clock } = await openPlatform(platform)
  onTestFinished(() => zalo.close())
  const { store, file } = await newStore()
  const troubles: TokenTrouble[] = []
  const open = (at: Store, more: Partial<ZaloOaSettings> = {}) =>
    openOa({
      settings: settingsFor(zalo.url, { ...settings, ...more }),
      store: at,
      secret: 's'.repeat(32),
      now: () => clock.now,
      onTrouble: (trouble) => troubles.push(trouble),
      answerMs: 15_000,
    })
  const oa = open(store)
  const [channel] = openChannels({
    zaloOa: oaChannelConfig(oa, 'https://caunoi.example.vn'),
    patience: { answerMs: 15_000 },
    now: () => clock.now,
  })
  const inbound: Inbound[] = []
  const kinds: string[] = []
  zalo.setWebhook(
    await startHook((request) => {
      const received = channel!.receive(request)
      kinds.push(received.kind)
      if (received.kind === 'accepted') inbound.push(...received.inbound)
      return 200
    }),
  )
  const lan = zalo.phone({ name: 'Lan Phạm', phone: '84912000111' })
  const letter = (shown: Card = card, chat = lan.userId, id = 'la-thu-1') =>
    compose({ id, channel: 'zalo-oa', account: app.oaId, chat }, shown, channel!.abilities)
  return { zalo, clock, store, file, oa, open, channel: channel!, inbound, kinds, lan, letter, troubles }
}
