import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zaloOaChannel } from '../../src/channels/zalo-oa/channel.ts'
import type { Inbound } from '../../src/domain/message.ts'
import { patience } from './oa-channel-kit.ts'
import { app, MORNING } from './zalo-oa-kit.ts'

const channel = zaloOaChannel({
  ...app,
  secretKey: app.oaSecretKey,
  buttons: 'auto',
  perMinute: 60,
  appSecretProof: false,
  root: 'http://127.0.0.1:9',
  access: { token: () => Promise.reject(new Error('not asked')), renew: () => Promise.resolve(false) },
  buttonsRefused: { known: () => false, remember: () => {} },
  patience,
  now: () => MORNING,
})

interface How {
  id?: string
  secret?: string
  headers?: Record<string, string>
  timestamp?: string
}

function knock(
  event: object,
  { id = app.appId, secret = app.oaSecretKey, headers = {}, timestamp }: How = {},
) {
  const raw = JSON.stringify(event)
  const at = timestamp ?? String((event as { timestamp?: string }).timestamp ?? '')
  const mac = createHash('sha256').update(`${id}${raw}${at}${secret}`).digest('hex')
  return channel.receive({
    headers: { 'x-zevent-signature': `mac=${mac}`, ...headers },
    body: new TextEncoder().encode(raw),
  })
}

const base = { app_id: app.appId, timestamp: '1763600000000' }
const fromLan = { ...base, sender: { id: 'lan' }, recipient: { id: app.oaId } }

const heard = (event: object, how?: How): Inbound | undefined => {
  const received = knock(event, how)
  return received.kind === 'accepted' ? received.inbound[0] : undefined
}

describe('what people do', () => {
  test.each<[string, object, object]>([
    [
      'words',
      { event_name: 'user_send_text', message: { msg_id: 'm1', text: 'Đồng ý', quote_msg_id: 'm0' } },
      { kind: 'text', text: 'Đồng ý', replyTo: 'm0' },
    ],
    [
      'a tap',
      { event_name: 'user_send_text', message: { msg_id: 'm2', text: '#cn:0199-ab.3' } },
      { kind: 'press', letter: '0199-ab', number: 3, pressId: 'm2' },
    ],
    [
      'a picture',
      {
        event_name: 'user_send_image',
        message: {
          msg_id: 'm3',
          text: 'mất tiếng',
          attachments: [{ type: 'image', payload: { url: 'https://f1.photo.talk.zdn.vn/a.jpg' } }],
        },
      },
      { kind: 'media', what: 'photo', caption: 'mất tiếng', ref: 'https://f1.photo.talk.zdn.vn/a.jpg' },
    ],
    [
      'a picture from elsewhere',
      {
        event_name: 'user_send_image',
        message: {
          msg_id: 'm4',
          attachments: [{ type: 'image', payload: { url: 'https://zdn.vn.evil.example/a.jpg' } }],
        },
      },
      { kind: 'media', what: 'photo' },
    ],
    [
      'a picture on this machine',
      {
        event_name: 'user_send_image',
        message: {
          msg_id: 'm5',
          attachments: [{ type: 'image', payload: { url: 'http://127.0.0.1/a.jpg' } }],
        },
      },
      { kind: 'media', what: 'photo' },
    ],
    [
      'a sticker',
      { event_name: 'user_send_sticker', message: { msg_id: 'm6' } },
      { kind: 'media', what: 'sticker' },
    ],
    [
      'the form, new',
      { event_name: 'user_submit_info', info: { name: 'Lan', phone: '84912000111' } },
      { kind: 'phone', phone: '84912000111', own: true, name: 'Lan' },
    ],
    [
      'the form, a number as number',
      { event_name: 'user_submit_info', info: { phone: 84912000111 } },
      { kind: 'phone', phone: '84912000111', own: true },
    ],
    [
      'arrived',
      { event_name: 'user_received_message', message: { msg_id: 'z1' } },
      { kind: 'receipt', what: 'delivered', messages: ['z1'] },
    ],
    [
      'seen',
      { event_name: 'user_seen_message', message: { msg_ids: ['z1', 'z2'] } },
      { kind: 'receipt', what: 'seen', messages: ['z1', 'z2'] },
    ],
    ['withdrawn', { event_name: 'user_withdraw', user_id: 'lan' }, { kind: 'withdrawn' }],
  ])('%s', (_, event, content) => {
    expect(heard({ ...fromLan, ...event })).toMatchObject({
      channel: 'zalo-oa',
      chat: 'lan',
      account: app.oaId,
    })
    expect(heard({ ...fromLan, ...event })?.content).toEqual(content)
  })

  test.each([
    ['follow', 'opened'],
    ['unfollow', 'closed'],
  ])('%s', (event_name, kind) => {
    const event = { ...base, event_name, oa_id: app.oaId, follower: { id: 'lan' } }
    expect(heard(event)).toMatchObject({ chat: 'lan', content: { kind } })
  })

  test('a receipt is of the person, whoever the platform calls its sender', () => {
    const message = { msg_id: 'z1' }
    const event = { ...base, event_name: 'user_received_message', message }
    const old = { ...event, sender: { id: app.oaId }, recipient: { id: 'lan' } }
    expect(heard(old)?.chat).toBe('lan')
  })

  test('a form that arrived by phone is told of its number', () => {
    const event = {
      ...base,
      event_name: 'user_received_message',
      sender: { id: app.oaId },
      recipient: { id: '84912000111' },
      message: { msg_id: 'z9', delivery_time: '1763600005000' },
    }
    expect(heard(event, { headers: { 'x-zevent-server': 'ZNS' } })).toMatchObject({
      channel: 'zalo-template',
      chat: 'phone:84912000111',
      at: 1763600005000,
    })
  })

  test('what left our account, by itself and by somebody’s hand', () => {
    const sent = {
      ...base,
      sender: { id: app.oaId },
      recipient: { id: 'lan' },
      event_name: 'oa_send_text',
      message: { msg_id: 'o1', text: 'Kính gửi' },
    }
    expect(heard(sent)?.content).toEqual({ kind: 'echo', message: 'o1', text: 'Kính gửi', byHand: false })
    const byHand = { ...sent, sender: { id: app.oaId, admin_id: 'a1' } }
    expect(heard(byHand)?.content).toMatchObject({ byHand: true })
  })

  test.each([
    'anonymous_send_text',
    'user_send_group_text',
    'add_user_to_tag',
    'user_reacted_message',
    'never_heard_of',
  ])('%s means nothing to us', (event_name) =>
    expect(knock({ ...fromLan, event_name })).toEqual({ kind: 'accepted', inbound: [], ignored: 1 }),
  )

  test('the same event told twice has one name, another event another', () => {
    const event = { ...fromLan, event_name: 'user_send_text', message: { msg_id: 'm1', text: 'a' } }
    expect(heard(event)?.eventId).toBe(heard(event)?.eventId)
    const other = { ...event, message: { msg_id: 'm2', text: 'a' } }
    expect(heard(other)?.eventId).not.toBe(heard(event)?.eventId)
    const submit = { ...fromLan, event_name: 'user_submit_info', info: { phone: '84912000111' } }
    expect(heard({ ...submit, timestamp: '1' })?.eventId).not.toBe(
      heard({ ...submit, timestamp: '2' })?.eventId,
    )
  })
})

describe('who is believed', () => {
  const event = { ...fromLan, event_name: 'user_send_text', message: { msg_id: 'm1', text: 'ok' } }

  test.each<[string, How]>([
    ['app id, body’s time, the account’s key', {}],
    ['the account’s id', { id: app.oaId }],
    ['the app’s secret', { secret: app.appSecret }],
    ['the header’s time', { timestamp: '1763600009999', headers: { 'x-zevent-timestamp': '1763600009999' } }],
  ])('%s', (_, how) => expect(knock(event, how).kind).toBe('accepted'))

  test.each<[string, How]>([
    ['another secret', { secret: 'another' }],
    ['another id', { id: 'another' }],
    ['a time that is nowhere in the request', { timestamp: '5' }],
    ['no digest at all', { headers: { 'x-zevent-signature': 'mac=' } }],
  ])('%s is forged', (_, how) => expect(knock(event, how)).toEqual({ kind: 'forged' }))

  test('a changed byte is forged', () => {
    const raw = JSON.stringify(event)
    const mac = createHash('sha256')
      .update(`${app.appId}${raw}${base.timestamp}${app.oaSecretKey}`)
      .digest('hex')
    const body = new TextEncoder().encode(raw.replace('"ok"', '"no"'))
    expect(channel.receive({ headers: { 'x-zevent-signature': mac }, body })).toEqual({ kind: 'forged' })
  })

  test('well signed, but of another app or another account', () => {
    expect(knock({ ...event, app_id: '999' })).toEqual({ kind: 'foreign' })
    expect(knock({ ...event, recipient: { id: 'another-oa' } })).toEqual({ kind: 'foreign' })
    expect(knock({ ...base, event_name: 'follow', oa_id: 'another-oa', follower: { id: 'lan' } })).toEqual({
      kind: 'foreign',
    })
  })

  test('the console’s unsigned trial is no forgery', () => {
    const body = new TextEncoder().encode('{}')
    expect(channel.receive({ headers: {}, body })).toEqual({ kind: 'probe' })
  })
})

test('whatever is signed and sent, it is read or left, and nothing throws', () => {
  const names = fc.constantFrom(
    'user_send_text',
    'user_send_image',
    'follow',
    'user_submit_info',
    'user_seen_message',
    'oa_send_text',
    'x',
  )
  const loose = fc.dictionary(
    fc.constantFrom('msg_id', 'text', 'msg_ids', 'attachments', 'quote_msg_id'),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(names, fc.jsonValue(), loose, fc.jsonValue(), (event_name, sender, message, info) => {
      const event = { ...base, event_name, sender, recipient: { id: app.oaId }, message, info }
      expect(['accepted', 'foreign', 'forged', 'malformed']).toContain(knock(event).kind)
    }),
  )
})
