import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from './zalo-oa-kit.ts'
import { officialAccount, storeAt } from './zalo-oa-ours.ts'
import { oaTokensOf } from '../../db/oa-tokens.ts'
import { app } from './zalo-oa-kit.ts'

const GRANT = 'oauth/access_token'

describe('tokens of the official account', () => {
  test('two processes at once: one refresh, and both have the same token', async () => {
    const { zalo, oa, open, file } = await officialAccount()
    const other = open(await storeAt(file))
    const tokens = await Promise.all([oa, other, oa, other].map(({ tokens }) => tokens.token()))
    expect(zalo.count(GRANT)).toBe(1)
    expect(new Set(tokens.map((one) => one.kind === 'token' && one.value))).toEqual(
      new Set([zalo.tokens().access]),
    )
  })

  test('at rest they are sealed', async () => {
    const { zalo, oa, store } = await officialAccount()
    await oa.tokens.token()
    const row = JSON.stringify(await oaTokensOf(store.db, app.oaId))
    expect(row).not.toContain(zalo.tokens().access)
    expect(row).not.toContain(zalo.tokens().refresh)
    expect(row).not.toContain(app.refreshToken)
  })

  test('a token that expires in the middle of a wave: one refresh, nothing lost or repeated', async () => {
    const { zalo, channel, lan, letter } = await officialAccount()
    lan.start()
    await channel.send(letter())
    const before = zalo.count(GRANT)
    const wave = Array.from({ length: 30 }, (_, n) =>
      channel.send(letter({ text: `Thư số ${n}.`, choices: [] }, lan.userId, `la-thu-${n}`)),
    )
    zalo.expireAccess()
    const results = await Promise.all(wave)
    expect(results.map(({ kind }) => kind)).toEqual(results.map(() => 'sent'))
    expect(zalo.count(GRANT) - before).toBe(1)
    const texts = lan.messages().map(({ text }) => text)
    for (let n = 0; n < 30; n++) expect(texts.filter((text) => text === `Thư số ${n}.`)).toHaveLength(1)
  })

  test('the answer is lost after the platform burnt the token: nobody sends, a person is told once', async () => {
    const { zalo, channel, lan, letter, troubles } = await officialAccount()
    lan.start()
    zalo.faults.add({ kind: 'lose', method: GRANT })
    const results = await Promise.all([letter(), letter()].map((one) => channel.send(one)))
    for (const result of results)
      expect(result).toMatchObject({ kind: 'retry', reason: 'consent-needed', scope: 'account' })
    expect(troubles).toEqual([{ kind: 'consent-needed', code: '-14014' }])
    const asked = zalo.count(GRANT)
    expect(await channel.send(letter())).toMatchObject({ reason: 'consent-needed' })
    expect(zalo.count(GRANT)).toBe(asked)
  })

  test('the request never arrived: the same refresh token works again', async () => {
    const { zalo, channel, lan, letter, troubles } = await officialAccount()
    lan.start()
    zalo.faults.add({ kind: 'refuse', method: GRANT })
    expect(await channel.send(letter())).toMatchObject({ kind: 'sent' })
    expect(troubles).toEqual([])
  })

  test('a pasted token revives the account; the one that was used does not count again', async () => {
    const { zalo, oa, open, store, clock } = await officialAccount()
    await oa.tokens.token()
    // the environment still holds the first token: it counted once
    expect((await open(store).tokens.token()).kind).toBe('token')
    expect(zalo.count(GRANT)).toBe(1)
    zalo.revoke()
    clock.now += 26 * HOUR
    expect(await oa.tokens.token()).toMatchObject({ kind: 'none', result: { reason: 'consent-needed' } })
    const url = new URL((await oa.consentUrl())!)
    const code = zalo.authorize(url.searchParams.get('code_challenge')!)
    expect(await oa.consented({ code, state: 'another', oaId: app.oaId })).toBe(false)
    expect(await oa.consented({ code, state: url.searchParams.get('state')!, oaId: '1' })).toBe(false)
    expect(await oa.consented({ code, state: url.searchParams.get('state')! })).toBe(true)
    expect(await oa.tokens.token()).toMatchObject({ kind: 'token', value: zalo.tokens().access })
  })

  test('renewed ahead of time at twenty hours, not before', async () => {
    const { zalo, oa, clock } = await officialAccount()
    await oa.tokens.refreshAhead()
    expect(zalo.count(GRANT)).toBe(1)
    clock.now += 19 * HOUR
    await oa.tokens.refreshAhead()
    expect(zalo.count(GRANT)).toBe(1)
    clock.now += 2 * HOUR
    await oa.tokens.refreshAhead()
    expect(zalo.count(GRANT)).toBe(2)
  })

  test('a refresh token that nobody could renew for 75 days is told of, once', async () => {
    const { zalo, oa, clock, troubles } = await officialAccount()
    await oa.tokens.refreshAhead()
    clock.now += 76 * DAY
    await zalo.unplug()
    await oa.tokens.refreshAhead()
    await oa.tokens.refreshAhead()
    expect(troubles).toEqual([{ kind: 'ageing', days: 76 }])
    await zalo.plugIn()
  })
})
