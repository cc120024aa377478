import { AxiosError, AxiosHeaders } from 'axios'
import { assert, jsonValue, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLog, scrub } from '../src/log.ts'

const TOKEN = '123456789:AAfictional-token_of-a-bot'

function logged(write: (log: ReturnType<typeof openLog>) => void, secrets: string[] = []): string {
  const lines: string[] = []
  write(openLog('debug', secrets, { write: (line) => void lines.push(line) }))
  return lines.join('')
}

describe('an error of a library quotes what it likes; the log does not', () => {
  test.each([
    [
      'a token in the address',
      `connect ECONNREFUSED http://127.0.0.1:9/bot${TOKEN}/sendMessage`,
      'AAfictional',
    ],
    [
      'a short token in the address',
      'GET https://bot-api.zaloplatforms.com/bot77:abc/getMe failed',
      '77:abc',
    ],
    ['a token by itself', `401: Unauthorized for ${TOKEN}`, 'AAfictional'],
    ['a password', 'connect redis://:matkhau@10.0.0.5:6379 failed', 'matkhau'],
    ['an invite', 'cannot open https://t.me/caunoi_bot?start=c1-48205173', '48205173'],
    ['a phone number', 'no contact for 0912 000 111', '000 111'],
    ['a phone number abroad', 'no contact for +81 (90) 1234-5678', '5678'],
    ['a phone number as Telegram writes it', 'no contact for 84912000111', '12000111'],
    ['a phone number behind a word', 'SĐT:0912.000.111', '000.111'],
    ['an e-mail address', 'mailbox lan.nguyen@sotttt.example.vn unavailable', 'lan.nguyen'],
    ['what the database was given', 'Failed query: insert into x\nparams: Nguyễn Thị Lan,đã nhận', 'Lan'],
    ['what could not be parsed', `Unexpected token 'm', "mất tiếng rồi" is not valid JSON`, 'mất tiếng'],
  ])('%s', (_, message, secret) => {
    const line = logged((log) => log.error({ err: new Error(message) }, message))
    expect(line).not.toContain(secret)
    expect(line).toContain('[…]')
  })

  test('an axios error leaves behind the request it carries', () => {
    const config = {
      url: `/bot${TOKEN}/sendMessage`,
      data: '{"text":"Kính gửi bà Lan"}',
      headers: new AxiosHeaders(),
    }
    const line = logged((log) =>
      log.warn({ err: new AxiosError('timeout of 10000ms exceeded', 'ECONNABORTED', config) }, 'not sent'),
    )
    expect(line).not.toMatch(/AAfictional|Kính gửi|sendMessage/)
    expect(line).toContain('ECONNABORTED')
  })

  test('nor does the cause of a cause tell', () => {
    const cause = new Error('inner', { cause: new Error(`at ${TOKEN}`) })
    expect(logged((log) => log.error({ err: new Error('outer', { cause }) }))).not.toContain('AAfictional')
  })
})

describe('what a person wrote may look like a line of the program', () => {
  const words = 'id1,xin chào\n    at nhà tôi, bà Lan bệnh nặng (giường 5:12:7)\n    at bệnh viện (K:1:2)'
  const message = `Failed query: insert into questions\nparams: ${words}`

  test('as an error of the database, as its cause, and as a mere reason', () => {
    const error = new Error(message)
    const line = logged((log) => {
      log.error({ err: error }, 'not stored')
      log.error({ err: new Error('outer', { cause: error }) }, 'not stored')
      log.error({ reason: message }, message)
    })
    expect(line).not.toMatch(/nhà tôi|bà Lan|giường|bệnh viện|xin chào/)
    expect(line).toContain('Failed query: insert into questions')
  })

  test('and where it happened is still told', () => {
    const line = logged((log) => log.error({ err: new Error(message) }, 'not stored'))
    expect(JSON.parse(line).err.stack).toMatch(/^ {4}at .*log\.test\.ts:\d+:\d+/)
  })
})

test('a long text without a space is scrubbed in no time', () => {
  const begun = performance.now()
  for (const text of ['a'.repeat(60_000), 'a.'.repeat(30_000), 'ơ'.repeat(60_000), '1'.repeat(60_000)])
    scrub(text)
  expect(performance.now() - begun).toBeLessThan(1500)
  expect(scrub('lan.nguyen@example.vn')).toBe('[…]')
})

test('what people are and write is withheld by the name of its field', () => {
  const line = logged((log) =>
    log.info(
      { letter: 'l1', to: { name: 'Lan', phones: [84912000111] }, text: 'đã nhận', channel: 'telegram' },
      'sent',
    ),
  )
  expect(JSON.parse(line)).toMatchObject({
    letter: 'l1',
    to: { name: '[…]', phones: '[…]' },
    text: '[…]',
    channel: 'telegram',
  })
})

test('a secret of no known shape is taken out word for word', () => {
  expect(logged((log) => log.info('header khoa.cua-toi refused'), ['khoa.cua-toi'])).not.toContain(
    'khoa.cua-toi',
  )
})

test('what an operator needs stays readable', () => {
  const plain = [
    'letter 019aa1b2-0123-7456-8901-012345678901 sent in 1234 ms',
    'round opens 2026-12-05T07:00:00.000Z on 05/12/2026 14:00',
    'listening on http://127.0.0.1:8080/webhooks/telegram',
    'SQLITE_BUSY: database is locked (retry 3 of 10)',
    'HTTP 429, retry after 35 s, account 123456789',
  ]
  for (const text of plain) expect(scrub(text)).toBe(text)
})

test('every line stays JSON, whatever is in it', () => {
  assert(
    property(string({ unit: 'binary' }), jsonValue(), (text, value) => {
      const line = logged((log) => log.info({ value, error: new Error(text) }, text))
      expect(line.endsWith('}\n')).toBe(true)
      JSON.parse(line)
    }),
    { numRuns: 300 },
  )
})
