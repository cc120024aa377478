import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openChannels } from '../../src/channels/index.ts'
import { parseUpdates } from '../../src/channels/telegram/parse.ts'
import { eventsOf, parseEvents } from '../../src/channels/zalo-bot/parse.ts'
import type { Content, Inbound } from '../../src/domain/message.ts'
import { telegram, telegramNoise } from './payloads/telegram.ts'
import { zaloBot, zaloBotNoise } from './payloads/zalo-bot.ts'

const reader = { account: '424242', now: Date.UTC(2026, 11, 5, 7, 30) }
const said = 1796608800
const letter = '019ac1f0-2c3d-7b1a-9f00-5d1e2a3b4c5d'

const update = (raw: unknown) => parseUpdates([raw], reader).inbound[0]
const event = (raw: unknown) => parseEvents(eventsOf(raw), reader).inbound[0]
const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json) ?? '')

function isSound(inbound: Inbound): boolean {
  const dated = !Number.isNaN(new Date(inbound.at).getTime())
  return dated && inbound.chat !== '' && /^[um]./.test(inbound.eventId)
}

describe('Telegram', () => {
  test.each<[keyof typeof telegram, Content]>([
    ['text', { kind: 'text', text: 'đã nhận nhé' }],
    ['decomposed', { kind: 'text', text: 'đã nhận' }],
    ['reply', { kind: 'text', text: 'ok', replyTo: '300' }],
    ['start', { kind: 'start', payload: 'k3Jx_9-Z' }],
    ['bareStart', { kind: 'start', payload: '' }],
    ['namedStart', { kind: 'start', payload: 'k3Jx' }],
    ['notStart', { kind: 'text', text: '/startnow' }],
    ['ownContact', { kind: 'phone', phone: '84912000111', own: true }],
    ['contactWithoutId', { kind: 'phone', phone: '84912000111', own: false }],
    ['anothersContact', { kind: 'phone', phone: '84912000222', own: false }],
    ['forwardedContact', { kind: 'phone', phone: '84912000111', own: false }],
    ['photo', { kind: 'media', what: 'photo', caption: 'Màn hình điểm cầu', ref: 'AgAC-large' }],
    ['document', { kind: 'media', what: 'file', ref: 'BQAC-1', fileName: 'bao-cao.docx' }],
    ['voice', { kind: 'media', what: 'voice', ref: 'AwAC-1' }],
    ['animation', { kind: 'media', what: 'video', ref: 'CgAC-1' }],
    ['videoNote', { kind: 'media', what: 'video', ref: 'DQAC-1' }],
    ['sticker', { kind: 'media', what: 'sticker', ref: 'CAAC-1' }],
    ['venue', { kind: 'media', what: 'location' }],
    ['dice', { kind: 'media', what: 'other' }],
    ['press', { kind: 'press', letter, number: 2, pressId: '21903' }],
    ['pressOnOldCard', { kind: 'press', letter, number: 2, pressId: '21903' }],
    ['blocked', { kind: 'closed' }],
    ['unblocked', { kind: 'opened' }],
  ])('%s', (name, content) => {
    const inbound = update(telegram[name])
    expect(inbound).toEqual({
      channel: 'telegram',
      account: '424242',
      chat: '5100000007',
      eventId: 'u900',
      at: content.kind === 'press' ? reader.now : said * 1000,
      senderName: 'Lan Phạm',
      content,
    })
  })

  test.each(Object.entries(telegramNoise))('%s means nothing to us', (_, raw) => {
    expect(parseUpdates([raw], reader)).toEqual({ inbound: [], ignored: 1 })
  })
})

describe('Zalo Bot', () => {
  test.each<[keyof typeof zaloBot, Content, number?]>([
    ['text', { kind: 'text', text: 'đã nhận nhé' }],
    ['number', { kind: 'text', text: '1' }],
    ['start', { kind: 'text', text: '/start 48205173' }],
    ['inSeconds', { kind: 'text', text: 'ok' }, said * 1000],
    ['dateAsText', { kind: 'text', text: 'ok' }],
    ['photo', { kind: 'media', what: 'photo', caption: 'Màn hình', ref: 'https://photo.example/1.jpg' }],
    ['photoUrl', { kind: 'media', what: 'photo', ref: 'https://photo.example/1.jpg' }],
    ['photoWithNothing', { kind: 'media', what: 'photo' }],
    ['sticker', { kind: 'media', what: 'sticker' }],
    ['voice', { kind: 'media', what: 'voice', ref: 'https://voice.example/1.aac' }],
    ['unsupported', { kind: 'media', what: 'other' }],
    ['unsupportedShort', { kind: 'media', what: 'other' }],
  ])('%s', (name, content, at = said * 1000 + 123) => {
    const expected = {
      channel: 'zalo-bot',
      account: '424242',
      chat: '6ede9afa66b88fe6d6a9',
      eventId: 'm2d758cb5e222177a4e35',
      at,
      senderName: 'Minh Trần',
      content,
    }
    expect(event(zaloBot[name])).toEqual(expected)
    expect(event({ ok: true, result: zaloBot[name] })).toEqual(expected)
    expect(event({ ok: true, result: [zaloBot[name]] })).toEqual(expected)
  })

  test.each(Object.entries(zaloBotNoise))('%s means nothing to us', (_, raw) => {
    expect(parseEvents([raw], reader)).toEqual({ inbound: [], ignored: 1 })
  })

  test('a poll that brought nothing says so in several ways', () => {
    for (const nothing of [
      null,
      undefined,
      [],
      { ok: true },
      { ok: true, result: null },
      { ok: true, result: [] },
    ]) {
      expect(parseEvents(eventsOf(nothing), reader).inbound).toEqual([])
    }
  })
})

describe('whatever is delivered', () => {
  const token = '424242:AAF-not-a-real-token'
  const secret = 'bi-mat-cua-nha'
  const channels = openChannels({
    telegram: { token, apiRoot: 'http://127.0.0.1:1', webhookSecret: secret },
    zaloBot: { tokens: [token], apiRoot: 'http://127.0.0.1:1', webhookSecret: secret },
  })
  const headers = { 'x-telegram-bot-api-secret-token': secret, 'x-bot-api-secret-token': secret }
  /** One of the payloads with something in it replaced by anything at all. */
  const spoilt = fc
    .tuple(
      fc.constantFrom(
        ...Object.values({ ...telegram, ...telegramNoise }),
        ...Object.values({ ...zaloBot, ...zaloBotNoise }),
      ),
      fc.nat(),
      fc.anything({ maxDepth: 3 }),
    )
    .map(([payload, place, anything]) => spoil(payload, place, anything))

  test.each(channels.map((channel) => [channel.name, channel] as const))('%s never throws', (_, channel) => {
    const take = (body: Uint8Array) => {
      const received = channel.receive({ headers, body })
      expect(['accepted', 'malformed']).toContain(received.kind)
      if (received.kind === 'accepted') expect(received.inbound.every(isSound)).toBe(true)
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), take), { numRuns: 500 })
    fc.assert(
      fc.property(fc.json(), (json) => take(new TextEncoder().encode(json))),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(spoilt, (json) => take(bytes(json))),
      { numRuns: 2000 },
    )
  })

  test('nor do the parsers, given what no JSON can hold', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.anything()), (anything) => {
        expect(parseUpdates([anything], reader).inbound.every(isSound)).toBe(true)
        expect(parseEvents(eventsOf(anything), reader).inbound.every(isSound)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a megabyte of brackets is malformed or means nothing', () => {
    const brackets = new TextEncoder().encode('['.repeat(500_000) + ']'.repeat(500_000))
    for (const channel of channels) {
      const received = channel.receive({ headers, body: brackets })
      expect(received.kind === 'accepted' ? received.inbound : []).toEqual([])
    }
  })

  test('a secret that is wrong, missing or half is forged, even over a body that is nonsense', () => {
    for (const shown of [undefined, '', 'bi-mat-cua-nh', 'bi-mat-cua-nha ', 'BI-MAT-CUA-NHA']) {
      const wrong = { 'x-telegram-bot-api-secret-token': shown, 'x-bot-api-secret-token': shown }
      for (const channel of channels) {
        expect(channel.receive({ headers: wrong, body: new Uint8Array([0xff, 0x00]) })).toEqual({
          kind: 'forged',
        })
      }
    }
  })
})

/** Puts `anything` in the place numbered `place`, counting every value in the payload. */
function spoil(payload: unknown, place: number, anything: unknown): unknown {
  let left = place % 30
  const walk = (value: unknown): unknown => {
    if (left-- === 0) return anything
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(payload)
}
