import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { app, DAY, form, HOUR, media, openPlatform, template, verdict } from './zalo-oa-kit.ts'
import type { Platform } from './zalo-oa-kit.ts'
import type { OaPhone, ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'

let platform: Platform
let lan: OaPhone

async function open(options: Partial<ZaloOaOptions> = {}) {
  await platform?.zalo.close()
  platform = await openPlatform({ templates: [template], ...options })
  lan = platform.zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
}
beforeEach(() => open())
afterEach(() => platform.zalo.close())

const refresh = (refresh_token: string, secret?: string) =>
  platform.grant({ grant_type: 'refresh_token', refresh_token }, secret)
const account = async (headers?: Record<string, string>) =>
  verdict(await platform.call('/v3.0/oa/quota/message', { user_id: lan.userId }, headers))

describe('tokens', () => {
  beforeEach(() => lan.start())

  test('a refresh token is good once, and ends the access token before', async () => {
    const before = platform.zalo.tokens()
    const answer = await refresh(app.refreshToken)
    const now = platform.zalo.tokens()
    expect(answer).toMatchObject({
      access_token: now.access,
      refresh_token: now.refresh,
      expires_in: '90000',
    })
    expect(now.access).not.toBe(before.access)
    expect(await account({ access_token: before.access! })).toMatch(/^-216/)
    expect(await account()).toBe('accepted')
    const again = await refresh(app.refreshToken)
    expect(again).toMatchObject({ status: 200, error: -14014 })
    expect(again).not.toHaveProperty('access_token')
    expect((await refresh(now.refresh!)).error).toBeUndefined()
  })

  test('what is wrong with the form spends nothing', async () => {
    expect((await refresh(app.refreshToken, 'sai')).error).toBe(-14004)
    expect((await platform.grant({ grant_type: 'password' })).error).toBe(-14001)
    expect((await platform.call('/v4/oa/access_token', { app_id: app.appId })).error).toBe(-14001)
    const wrongApp = { app_id: '1', grant_type: 'refresh_token', refresh_token: app.refreshToken }
    expect((await platform.grant(wrongApp)).error).toBe(-14002)
    expect((await refresh(app.refreshToken)).error).toBeUndefined()
  })

  test('an access token lives 25 hours, a refresh token 90 days', async () => {
    platform.clock.now += 25 * HOUR - 1
    expect(await account()).toBe('accepted')
    platform.clock.now += 1
    expect(await account()).toMatch(/^-220/)
    expect(verdict(await platform.get('/message/quota'))).toMatch(/^-124/)
    platform.clock.now += 90 * DAY
    expect((await refresh(app.refreshToken)).error).toBe(-14012)
  })

  test('the header is `access_token`, nothing else', async () => {
    expect(await account({ access_token: 'la' })).toMatch(/^-216/)
    const bearer = { access_token: '', authorization: `Bearer ${platform.zalo.tokens().access}` }
    expect(await account(bearer)).toMatch(/^-216/)
    platform.zalo.expireAccess()
    expect(await account()).toMatch(/^-220/)
  })

  test('consent can be withdrawn, and given again with a proof key', async () => {
    const { access } = platform.zalo.tokens()
    platform.zalo.revoke()
    expect(await account({ access_token: access! })).toMatch(/^-220/)
    expect((await refresh(app.refreshToken)).error).toBe(-14014)
    const code_verifier = 'mot-chuoi-bi-mat-dai-43-ky-tu'
    const challenge = createHash('sha256').update(code_verifier).digest('base64url')
    const exchange = (code: string, verifier = code_verifier) =>
      platform.grant({ grant_type: 'authorization_code', code, code_verifier: verifier })
    expect((await exchange(platform.zalo.authorize(challenge), 'sai')).error).toBe(-14006)
    const late = platform.zalo.authorize(challenge)
    platform.clock.now += 600_000
    expect((await exchange(late)).error).toBe(-14005)
    const code = platform.zalo.authorize(challenge)
    expect(await exchange(code)).toMatchObject({ access_token: platform.zalo.tokens().access })
    expect((await exchange(code)).error).toBe(-14005)
    expect(await account()).toBe('accepted')
  })

  test('the answer may be lost after the token was burnt', async () => {
    platform.zalo.faults.add({ method: 'oauth/access_token', kind: 'lose' })
    await expect(refresh(app.refreshToken)).rejects.toThrow()
    expect((await refresh(app.refreshToken)).error).toBe(-14014)
  })

  test('an app may demand a proof of its secret', async () => {
    await open({ proof: true })
    lan.start()
    expect(await account()).toMatch(/^-242/)
    expect(verdict(await platform.get('/message/quota'))).toMatch(/^-1241/)
    const key = createHmac('sha256', app.appSecret).update(platform.zalo.tokens().access!).digest('hex')
    expect(await account({ appsecret_proof: key })).toBe('accepted')
  })
})

describe('the rate', () => {
  test('is told in headers, and one too many is refused until the minute is over', async () => {
    let real = 0
    await open({ rpm: 2, wallClock: () => real })
    const getoa = () => platform.get('/v2.0/oa/getoa')
    const first = await getoa()
    expect(first.headers.get('x-ratelimit-limit')).toBe('2')
    expect(first.headers.get('x-ratelimit-remain')).toBe('1')
    await getoa()
    expect(verdict(await getoa())).toMatch(/^-32 /)
    expect(verdict(await platform.get('/message/quota'))).toBe('accepted')
    real = 60_000
    expect(verdict(await getoa())).toBe('accepted')
  })
})

describe('faults and the log', () => {
  test('aim at a method and a person; a negative code is the platform’s own', async () => {
    lan.start()
    const minh = platform.zalo.phone({ id: 'minh', name: 'Trần Văn Minh' })
    minh.start()
    platform.zalo.faults.add({ method: 'message/cs', chat: lan.userId, kind: 'status', code: -248 })
    expect(await platform.send(minh.userId, { text: 'a' })).toBe('accepted')
    expect(await platform.send(lan.userId, { text: 'a' })).toBe('-248 Error')
    platform.zalo.faults.add({ kind: 'status', code: 502 })
    await expect(platform.send(lan.userId, { text: 'a' })).rejects.toThrow('JSON')
    expect(platform.zalo.count('message/cs')).toBe(3)
    expect(platform.zalo.calls.map(({ status, account }) => [status, account])).toEqual([
      [200, app.oaId],
      [200, app.oaId],
      [502, app.oaId],
    ])
  })
})

describe('uploads', () => {
  const bytes = { png: '89504e470d0a1a0a', gif: '474946383961', pdf: '255044462d' }
  const file = (name: string, hex: string, size = 0) =>
    new File([Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(size)])], name)

  async function upload(kind: string, what: File, field = 'file') {
    const body = new FormData()
    body.set(field, what)
    const response = await fetch(`${platform.zalo.url}/v2.0/oa/upload/${kind}`, {
      method: 'POST',
      body,
      headers: { access_token: platform.zalo.tokens().access! },
    })
    return (await response.json()) as { error: number; message: string; data?: Record<string, string> }
  }

  test.each([
    ['image', file('a.png', bytes.png), 0],
    ['image', file('a.png', bytes.gif), -201],
    ['image', file('a.gif', bytes.gif), -201],
    ['image', file('a.png', bytes.png, 1024 * 1024), -210],
    ['gif', file('a.gif', bytes.gif), 0],
    ['file', file('a.pdf', bytes.pdf), 0],
    ['file', file('a.xlsx', '504b'), -201],
    ['file', file('a.pdf', bytes.pdf, 5 * 1024 * 1024), -210],
  ])('%s %#', async (kind, what, error) => expect((await upload(kind, what)).error).toBe(error))

  test('the field is `file`', async () => {
    expect((await upload('image', file('a.png', bytes.png), 'image')).error).toBe(-201)
  })

  test('what was uploaded can be sent for seven days, and as what it is', async () => {
    lan.start()
    const { attachment_id } = (await upload('image', file('a.png', bytes.png))).data!
    const { token } = (await upload('file', file('ke-hoach.pdf', bytes.pdf))).data!
    const picture = media({ media_type: 'image', attachment_id })
    const document = { attachment: { type: 'file', payload: { token } } }
    expect(await platform.send(lan.userId, picture)).toBe('accepted')
    expect(lan.last()).toMatchObject({ media: 'photo', text: 'Sơ đồ' })
    expect(await platform.send(lan.userId, document)).toBe('accepted')
    expect(lan.last()).toMatchObject({ media: 'file', text: 'ke-hoach.pdf' })
    const gif = media({ media_type: 'gif', attachment_id, width: 1, height: 1 })
    expect(await platform.send(lan.userId, gif)).toMatch(/^-201/)
    await platform.later(7 * DAY)
    lan.write('Tôi đây')
    expect(await platform.send(lan.userId, picture)).toBe('-100 attachment_id is expired')
  })
})

describe('what can be asked', () => {
  const data = (value: object) => ({ data: JSON.stringify(value) })

  test('the account itself', async () => {
    lan.start()
    expect(await platform.get('/v2.0/oa/getoa')).toMatchObject({
      data: { oa_id: app.oaId, name: app.name, is_verified: true, num_follower: 1 },
    })
  })

  test('a person, with what the form told', async () => {
    expect(verdict(await platform.get('/v3.0/oa/user/detail', data({ user_id: '1' })))).toMatch(/^-213/)
    expect(verdict(await platform.get('/v3.0/oa/user/detail', { data: '{' }))).toBe('-201 data is not JSON')
    lan.start()
    await platform.send(lan.userId, form)
    lan.sendContact(true)
    expect(await platform.get('/v3.0/oa/user/detail', data({ user_id: lan.userId }))).toMatchObject({
      data: {
        display_name: 'Nguyễn Thị Lan',
        user_is_follower: true,
        user_last_interaction_date: '30/11/2026',
        shared_info: { phone: '84912345678', name: 'Nguyễn Thị Lan' },
      },
    })
    expect(() => lan.sendContact(true)).toThrow('no form')
    expect(await platform.get('/v3.0/oa/user/getlist', data({ offset: 0, count: 50 }))).toMatchObject({
      data: { total: 1, users: [{ user_id: lan.userId }] },
    })
  })

  test('the window of a person, and the allowance', async () => {
    lan.start()
    expect(await platform.call('/v3.0/oa/quota/message', { user_id: lan.userId })).toMatchObject({
      data: { last_interaction: String(platform.clock.now) },
    })
    await platform.later(3 * DAY)
    await platform.send(lan.userId, { text: 'a' })
    const owner = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' }
    expect(await platform.call('/v3.0/oa/quota/message', owner)).toMatchObject({
      data: [{ total: 500, remain: 499 }],
    })
  })

  test('what was said, newest first, ten at a time', async () => {
    lan.write('một')
    await platform.send(lan.userId, { text: 'hai' })
    const page = { offset: 0, count: 10 }
    const talk = [
      { src: 0, message: 'hai', from_id: app.oaId, to_id: lan.userId },
      { src: 1, message: 'một', from_id: lan.userId, time: platform.clock.now },
    ]
    expect(await platform.get('/v2.0/oa/conversation', data({ ...page, user_id: lan.userId }))).toMatchObject(
      { data: talk },
    )
    expect(await platform.get('/v2.0/oa/listrecentchat', data(page))).toMatchObject({ data: talk })
    expect(verdict(await platform.get('/v2.0/oa/listrecentchat', data({ ...page, count: 11 })))).toMatch(
      /^-210/,
    )
  })
})
