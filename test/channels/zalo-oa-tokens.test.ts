import { expect, test } from 'vitest'
import { letterTo, oaChannels } from './oa-channel-kit.ts'
import { DAY, HOUR } from './zalo-oa-kit.ts'

/** Lan follows the account, so that it may write to her. */
async function withLan(options: Parameters<typeof oaChannels>[0] = {}, processes = 1) {
  const story = await oaChannels(options, processes)
  const lan = story.zalo.phone({ name: 'Nguyễn Thị Lan' })
  lan.write('xin chào')
  const refreshes = () => story.zalo.count('oauth/access_token')
  const texts = () => lan.messages().filter(({ from }) => from === 'bot')
  return { ...story, lan, refreshes, texts }
}

test('the seed in the settings is traded once; the pair that came is kept before it is used', async () => {
  const { channel, lan, kept, zalo, refreshes } = await withLan()
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ kind: 'sent' })
  await channel.send(letterTo(lan.userId))
  expect(refreshes()).toBe(1)
  expect(kept.tokens).toMatchObject({
    access: zalo.tokens().access,
    refresh: zalo.tokens().refresh,
    state: 'good',
  })
  const calls = zalo.calls.map(({ method }) => method)
  expect(calls.indexOf('oauth/access_token')).toBeLessThan(calls.indexOf('message/cs'))
})

test('the same seed after a restart is not taken up again; another one is', async () => {
  const { channel, channelOf, lan, refreshes, kept } = await withLan()
  await channel.send(letterTo(lan.userId))
  await channelOf('after a restart').send(letterTo(lan.userId))
  expect(refreshes()).toBe(1)
  kept.tokens = { ...kept.tokens!, seed: 'of another seed' }
  await channelOf('with another seed').send(letterTo(lan.userId))
  expect(refreshes()).toBe(2)
})

test('two processes at once: one refreshes, both write', async () => {
  const { channels, lan, refreshes, texts } = await withLan({}, 2)
  const sent = await Promise.all(channels.map((each) => each.send(letterTo(lan.userId))))
  expect(sent.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
  expect(refreshes()).toBe(1)
  expect(texts()).toHaveLength(2)
})

test('a token that the platform ends in the middle of a wave: one refresh, nothing lost, nothing twice', async () => {
  const { channels, lan, zalo, refreshes, texts } = await withLan({}, 2)
  await channels[0]!.send(letterTo(lan.userId))
  zalo.forgetCalls()
  const wave = Array.from({ length: 30 }, (_, place) => {
    if (place === 10) zalo.expireAccess()
    return channels[place % 2]!.send(letterTo(lan.userId, { text: `Tin ${place}`, numbered: `Tin ${place}` }))
  })
  const sent = await Promise.all(wave)
  expect(sent.filter(({ kind }) => kind !== 'sent')).toEqual([])
  expect(refreshes()).toBe(1)
  const shown = texts().map(({ text }) => text)
  expect(new Set(shown).size).toBe(shown.length)
  expect(shown).toHaveLength(31)
})

test('after twenty hours it is renewed before it ends; while that fails, the old one still serves', async () => {
  const { channel, channelOf, lan, clock, zalo, refreshes } = await withLan()
  await channel.send(letterTo(lan.userId))
  clock.now += 21 * HOUR
  zalo.faults.add({ kind: 'hang', method: 'oauth/access_token', times: 3 })
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ kind: 'sent' })
  const before = refreshes()
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ kind: 'sent' })
  expect(refreshes()).toBe(before)
  await channelOf('a minute later').send(letterTo(lan.userId))
  expect(refreshes()).toBe(before + 1)
})

test('an answer lost after the platform burnt the token: tried again, then consent is asked for, and nothing more is', async () => {
  const { channel, lan, clock, zalo, kept, refreshes } = await withLan()
  await channel.send(letterTo(lan.userId))
  clock.now += 2 * DAY
  zalo.faults.add({ kind: 'lose', method: 'oauth/access_token' })
  const result = await channel.send(letterTo(lan.userId))
  expect(result).toMatchObject({ kind: 'retry', reason: 'consent-needed', scope: 'account' })
  expect(kept.tokens?.state).toBe('consent-needed')
  const before = refreshes()
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ reason: 'consent-needed' })
  expect(refreshes()).toBe(before)
})

test('a request that was cut off before it counted: the same token is shown again and is good', async () => {
  const { channel, lan, clock, zalo, kept } = await withLan()
  await channel.send(letterTo(lan.userId))
  clock.now += 2 * DAY
  lan.write('tôi vẫn ở đây')
  zalo.faults.add({ kind: 'hang', method: 'oauth/access_token' })
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ kind: 'sent' })
  expect(kept.tokens).toMatchObject({ state: 'good', tries: 0 })
})

test('when nobody answers for tokens, letters wait and the old pair is kept', async () => {
  const { channel, lan, clock, zalo, kept } = await withLan()
  await channel.send(letterTo(lan.userId))
  const { refresh } = kept.tokens!
  clock.now += 2 * DAY
  await zalo.unplug()
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({
    kind: 'retry',
    reason: 'unreachable',
    scope: 'account',
  })
  expect(kept.tokens?.refresh).toBe(refresh)
})

test('without any seed somebody has to consent', async () => {
  const { channel, lan, refreshes } = await withLan({ seed: '' })
  expect(await channel.send(letterTo(lan.userId))).toMatchObject({ reason: 'consent-needed' })
  expect(refreshes()).toBe(0)
})
