import { describe, expect, test } from 'vitest'
import { linkIn } from '../../src/simulator/zalo-oa.ts'
import { app, HOUR, template } from './zalo-oa-kit.ts'
import { assignmentTo, params, PHONE, templates } from './zalo-template-kit.ts'

const SEND = 'template/phone'
const notReachable = { kind: 'refused', what: 'address', reason: 'not-reachable' }
const badMessage = { kind: 'refused', what: 'message', reason: 'bad-message' }

const sends = ({ calls }: { calls: readonly { method: string }[] }) =>
  calls.filter(({ method }) => /^template\/(phone|uid)$/.test(method)).length

describe('by phone', () => {
  test('Lan, who never met the account, reads what is asked and finds her own link on the button', async () => {
    const { channel, lan } = await templates()
    const result = await channel.send(assignmentTo(PHONE))
    expect(result).toEqual({ kind: 'sent', platformId: lan.last()!.id })
    expect(lan.last()!.text).toBe(
      'Kính gửi Nguyễn Thị Lan, nhiệm vụ 1. Trực kỹ thuật cần xác nhận trước 17:00 30/11/2026.',
    )
    expect(linkIn(lan.last())).toBe('https://hop.example.vn/c/tk.81')
  })

  test('a long assignment is cut at a word; a link that does not fit is not sent at all', async () => {
    const { channel, lan, zalo } = await templates()
    const subject = `1. ${'chuẩn bị đường truyền dự phòng '.repeat(12)}`.trim()
    const given = assignmentTo(PHONE)
    const long = { ...given, particulars: { ...given.particulars!, subject } }
    expect(await channel.send(long)).toMatchObject({ kind: 'sent' })
    expect(lan.last()!.text).toMatch(/nhiệm vụ 1\. chuẩn bị .*(chuẩn|bị|đường|truyền|dự|phòng)… cần xác nhận/)
    const before = sends(zalo)
    const link = { ...given.link!, token: 'x'.repeat(201) }
    expect(await channel.send(assignmentTo(PHONE, { link }))).toEqual(badMessage)
    expect(await channel.send(assignmentTo(PHONE, { link: undefined }))).toEqual(badMessage)
    expect(sends(zalo)).toBe(before)
  })

  test('what the template declares is asked once in three hours', async () => {
    const { channel, zalo } = await templates()
    await channel.send(assignmentTo(PHONE))
    await channel.send(assignmentTo(PHONE))
    expect(zalo.calls.filter(({ method }) => method === INFO)).toHaveLength(1)
  })

  test('a platform that does not tell what a template declares is written to all the same', async () => {
    const { channel, lan, zalo } = await templates()
    zalo.faults.add({ method: INFO, kind: 'status', code: -100 })
    const { particulars, ...rest } = assignmentTo(PHONE)
    const filled = { ...rest, particulars: { ...particulars!, conference: 'Hội nghị' } }
    expect(await channel.send(filled)).toMatchObject({ kind: 'sent' })
    expect(lan.last()!.text).toContain('Trực kỹ thuật')
  })

  test('nobody is written to at night, and the letter waits for the morning', async () => {
    const { channel, clock, zalo } = await templates()
    clock.now = Date.parse('2026-11-30T16:00:00Z') // 23:00 in Vietnam
    const result = await channel.send(assignmentTo(PHONE))
    expect(result).toMatchObject({ kind: 'retry', reason: 'night', scope: 'letter' })
    const morning = 7 * HOUR + 5 * 60_000
    const { afterMs = 0 } = result as { afterMs?: number }
    expect(afterMs).toBeGreaterThanOrEqual(morning)
    expect(afterMs).toBeLessThan(morning + 10 * 60_000)
    expect(zalo.calls).toEqual([])
    clock.now += afterMs
    expect(await channel.send(assignmentTo(PHONE))).not.toMatchObject({ reason: 'night' })
  })

  test('a number without Zalo, and a person who refuses such messages, cannot be reached', async () => {
    const { channel, lan } = await templates()
    expect(await channel.send(assignmentTo('phone:84987654321'))).toEqual(notReachable)
    lan.restrict()
    expect(await channel.send(assignmentTo(PHONE))).toEqual(notReachable)
    for (const chat of ['84912345678', 'phone:', 'uid:', 'phone:+84', 'mail:a'])
      expect(await channel.send(assignmentTo(chat))).toEqual(notReachable)
  })

  test('a template that is not approved needs a person, and the doctor names it', async () => {
    const { channel, zalo } = await templates()
    expect(await channel.profile()).toEqual({ userName: app.oaId })
    zalo.setTemplateStatus(template.id, 'DISABLE')
    await expect(channel.profile()).rejects.toThrow('template 123456: DISABLE')
    expect(await channel.send(assignmentTo(PHONE))).toMatchObject({
      kind: 'retry',
      reason: 'needs-attention',
      scope: 'account',
      afterMs: 15 * 60_000,
    })
  })

  test('development mode reaches administrators only', async () => {
    const mine = await templates({ admins: ['0912345678'] }, { devMode: true })
    expect(await mine.channel.send(assignmentTo(PHONE))).toMatchObject({ kind: 'sent' })
    const other = await templates({}, { devMode: true })
    expect(await other.channel.send(assignmentTo(PHONE))).toMatchObject({ reason: 'needs-attention' })
  })

  test('the day’s allowance used up, the account rests until Vietnam’s midnight', async () => {
    const { channel } = await templates({ dailyQuota: 1 })
    await channel.send(assignmentTo(PHONE))
    expect(await channel.send(assignmentTo(PHONE))).toEqual({
      kind: 'retry',
      reason: 'quota',
      scope: 'account',
      afterMs: 14 * HOUR,
    })
  })
})

describe('by user id', () => {
  test('Lan is reached by the id she has at the account, at night as well', async () => {
    const { channel, lan, clock } = await templates()
    lan.write('Chào')
    clock.now += 13 * HOUR
    const result = await channel.send(assignmentTo(`uid:${lan.userId}`))
    expect(result).toEqual({ kind: 'sent', platformId: lan.last()!.id })
  })

  test('a template for phones only is not tried by id again', async () => {
    const { channel, lan, zalo } = await templates({ templates: [{ ...template, uid: false }] })
    lan.write('Chào')
    expect(await channel.send(assignmentTo(`uid:${lan.userId}`))).toEqual(notReachable)
    const asked = sends(zalo)
    expect(asked).toBe(1)
    expect(await channel.send(assignmentTo(`uid:${lan.userId}`))).toEqual(notReachable)
    expect(sends(zalo)).toBe(asked)
    expect(await channel.send(assignmentTo(PHONE))).toMatchObject({ kind: 'sent' })
  })

  test('an office that does not want that way does not use it', async () => {
    const { channel, lan, zalo } = await templates({}, { templateWays: ['phone'] })
    lan.write('Chào')
    expect(await channel.send(assignmentTo(`uid:${lan.userId}`))).toEqual(notReachable)
    expect(zalo.calls).toEqual([])
  })
})

describe('the token', () => {
  test('one that is refused is renewed once, and the letter leaves', async () => {
    const { channel, access, lan } = await templates()
    access.next = access.value
    access.value = 'cu'
    expect(await channel.send(assignmentTo(PHONE))).toMatchObject({ kind: 'sent' })
    expect(access.refused).toEqual(['cu'])
    expect(lan.last()!.text).toContain('Trực kỹ thuật')
  })

  test('refused again after that, the account rests a minute', async () => {
    const { channel, access } = await templates()
    access.value = 'cu'
    access.next = 'cung-cu'
    expect(await channel.send(assignmentTo(PHONE))).toEqual({
      kind: 'retry',
      reason: 'token-refused',
      scope: 'account',
      afterMs: 60_000,
    })
  })

  test('without one nothing is asked, and the letter comes to what the account says', async () => {
    const { channel, access, zalo } = await templates()
    access.none = { kind: 'retry', reason: 'consent-needed', scope: 'account', afterMs: 1 }
    expect(await channel.send(assignmentTo(PHONE))).toEqual(access.none)
    expect(zalo.calls).toEqual([])
  })
})

test('a letter about something that no template is for is not sent as something else', async () => {
  const { channel, zalo } = await templates()
  expect(await channel.send(assignmentTo(PHONE, { topic: 'readiness' }))).toEqual(badMessage)
  expect(await channel.send(assignmentTo(PHONE, { topic: undefined }))).toEqual(badMessage)
  expect(zalo.calls).toEqual([])
})

test.each([
  ['cut off after it was accepted', { kind: 'lose' }, { kind: 'unknown' }],
  ['a portal’s page in place of an answer', { kind: 'garbage' }, { kind: 'unknown' }],
  ['a proxy that fails', { kind: 'status', code: 502, body: '<html>' }, { kind: 'unknown' }],
  [
    'a proxy that refuses',
    { kind: 'status', code: 403, body: '<html>' },
    { kind: 'retry', reason: 'unreachable' },
  ],
  [
    'too many a minute',
    { kind: 'status', code: -32 },
    { kind: 'retry', reason: 'throttled', scope: 'account' },
  ],
] as const)('%s', async (_what, fault, expected) => {
  const { channel, zalo } = await templates()
  zalo.faults.add({ method: SEND, ...fault })
  expect(await channel.send(assignmentTo(PHONE))).toMatchObject(expected)
})

test('nobody there: it has not left', async () => {
  const { channel } = await templates({}, { roots: { openapi: DEAD, business: DEAD } })
  expect(await channel.send(assignmentTo(PHONE))).toMatchObject({ kind: 'retry', reason: 'unreachable' })
})

const DEAD = 'http://127.0.0.1:1'
const INFO = 'template/info'

test('what the template does not declare is not sent, and what we do not know of is not invented', async () => {
  const strange = { ...params, la: 'office' as const }
  const extra = await templates({}, { templates: { assignment: { id: template.id, params: strange } } })
  expect(await extra.channel.send(assignmentTo(PHONE))).toMatchObject({ kind: 'sent' })
  const { ten: _ten, ...lacking } = params
  const less = await templates({}, { templates: { assignment: { id: template.id, params: lacking } } })
  expect(await less.channel.send(assignmentTo(PHONE))).toEqual(badMessage)
})
