import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEvent, type Reader } from '../../src/channels/zalo-oa/parse.ts'

const reader: Reader = { appId: '3301', oaId: '44', now: 1_763_600_000_000, isTemplate: false }
const parsed = (json: object, more: Partial<Reader> = {}) =>
  parseEvent(json, new TextEncoder().encode(JSON.stringify(json)), { ...reader, ...more })
const from = (event_name: string, more: object) => ({
  app_id: '3301',
  sender: { id: 'U' },
  recipient: { id: '44' },
  event_name,
  timestamp: '1763600000001',
  ...more,
})

describe('events of the official account', () => {
  test('a text with its quote', () => {
    const message = { msg_id: 'm1', text: 'Đồng ý', quote_msg_id: 'm0' }
    expect(parsed(from('user_send_text', { message }))).toEqual({
      kind: 'event',
      ignored: 0,
      inbound: [
        {
          channel: 'zalo-oa',
          account: '44',
          chat: 'U',
          eventId: 'user_send_text:m1',
          at: 1763600000001,
          content: { kind: 'text', text: 'Đồng ý', replyTo: 'm0' },
        },
      ],
    })
  })

  test('another app’s, another account’s, a group’s: nothing comes of them', () => {
    const message = { msg_id: 'm1', text: 'x' }
    expect(parsed({ ...from('user_send_text', { message }), app_id: '1' })).toEqual({ kind: 'foreign' })
    expect(parsed({ ...from('user_send_text', { message }), recipient: { id: '45' } })).toEqual({
      kind: 'foreign',
    })
    for (const name of ['anonymous_send_text', 'user_send_group_text', 'user_reacted_message', 'tag', 'x'])
      expect(parsed(from(name, { message }))).toEqual({ kind: 'event', inbound: [], ignored: 1 })
  })

  test('what happened to a template sent to a number', () => {
    const event = from('user_received_message', {
      sender: { id: '44' },
      recipient: { id: '84912345678' },
      message: { msg_id: 'z1', delivery_time: '1763600000000', tracking_id: 'n-1' },
    })
    expect(parsed(event, { isTemplate: true })).toMatchObject({
      inbound: [
        {
          channel: 'zalo-template',
          account: '44',
          chat: 'phone:84912345678',
          content: { kind: 'receipt', what: 'delivered', messages: ['z1'] },
        },
      ],
    })
  })

  test.each([
    ['https://f1-zpc.zdn.vn/a.jpg', true],
    ['http://x.zadn.vn/a.jpg', true],
    ['https://zdn.vn.evil.example/a.jpg', false],
    ['https://evilzdn.vn/a.jpg', false],
    ['https://zdn.vn@evil.example/a.jpg', false],
    ['file://f1.zdn.vn/etc/passwd', false],
    ['https://f1.zdn.vn:8443/a.jpg', false],
  ])('a photo at %s may be fetched: %s', (url, may) => {
    const attachments = [{ type: 'image', payload: { url, thumbnail: url } }]
    const event = parsed(from('user_send_image', { message: { msg_id: 'm', attachments } }))
    expect(event).toMatchObject({
      ignored: may ? 0 : 1,
      inbound: [
        { content: { kind: 'media', what: 'photo', ...(may && { ref: url.replace('http:', 'https:') }) } },
      ],
    })
  })

  test('what only looks like a button is a text', () => {
    for (const text of ['#cn:', '#cn:abc', '#cn:../x.1', 'xem #cn:abc.1', '#cn:abc.1 nhé'])
      expect(parsed(from('user_send_text', { message: { msg_id: 'm', text } }))).toMatchObject({
        inbound: [{ content: { kind: 'text' } }],
      })
  })

  test('no event whatever makes it stumble', () => {
    const names = fc.constantFrom(
      'user_send_text',
      'user_send_image',
      'follow',
      'user_submit_info',
      'user_seen_message',
      'oa_send_text',
      'toString',
      '__proto__',
    )
    const event = fc.record(
      {
        event_name: fc.oneof(names, fc.anything()),
        app_id: fc.oneof(fc.constant('3301'), fc.anything()),
        sender: fc.oneof(fc.constant({ id: '44' }), fc.anything()),
        recipient: fc.oneof(fc.constant({ id: '44' }), fc.anything()),
        follower: fc.anything(),
        message: fc.oneof(
          fc.record({ msg_id: fc.anything(), msg_ids: fc.anything(), text: fc.anything() }),
          fc.anything(),
        ),
        info: fc.oneof(fc.record({ phone: fc.anything(), name: fc.anything() }), fc.anything()),
        timestamp: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(event, fc.anything()), (json) => {
        const { kind } = parseEvent(json, new Uint8Array(), { ...reader, isTemplate: false })
        expect(['event', 'foreign', 'probe', 'malformed']).toContain(kind)
      }),
      { numRuns: 500 },
    )
  })
})
