import { describe, expect, onTestFinished, test } from 'vitest'
import type { Channel, LinkState } from '../../src/channels/channel.ts'
import { compose } from '../../src/channels/choices.ts'
import { type ChannelsConfig, hasCommandMenu, openChannels } from '../../src/channels/index.ts'
import type { Card, Inbound, Outgoing, SendResult } from '../../src/domain/message.ts'
import type { Fault } from '../../src/simulator/faults.ts'
import type { Phone } from '../../src/simulator/phone.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import { startZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'
import { startHook } from './wire.ts'

const token = '424242:AAF-not-a-real-token'
const webhookSecret = 'bi-mat-cua-nha'
const patience = { answerMs: 1_000, pollSeconds: 5, shortRestMs: 10, longRestMs: 50 }

interface Platform {
  name: Channel['name']
  start(): Promise<Simulator>
  config(apiRoot: string): ChannelsConfig
  /** Opens the chat, as one has to before a bot may write. */
  greets(person: Phone): void
  /** Gives the first choice on the last card, as one does there. */
  choosesFirst(person: Phone, card: Card): void
  chose: object
}

const platforms: Platform[] = [
  {
    name: 'telegram',
    start: () =>
      startTelegramSimulator({ bots: [{ token, username: 'cau_noi_bot', name: 'Cầu Nối' }], limits: null }),
    config: (apiRoot) => ({ telegram: { token, apiRoot, webhookSecret } }),
    greets: (person) => person.start(),
    choosesFirst: (person, card) => person.press(card.choices[0]!.label),
    chose: { kind: 'press', letter: 'la-thu-1', number: 4 },
  },
  {
    name: 'zalo-bot',
    start: () => startZaloBotSimulator({ bots: [{ token, accountName: 'bot.CauNoi', name: 'Bot Cầu Nối' }] }),
    config: (apiRoot) => ({ zaloBot: { tokens: [token], apiRoot, webhookSecret } }),
    greets: (person) => person.write('xin chào'),
    choosesFirst: (person) => person.write('4'),
    chose: { kind: 'text', text: '4' },
  },
]

const card: Card = {
  text: 'Kính đề nghị Bà xác nhận nhiệm vụ tại điểm cầu Hà Giang_2 *chính*.',
  choices: [
    { label: 'Đã nhận', command: { kind: 'help' }, number: 4 },
    { label: 'Có vướng mắc', command: { kind: 'help' }, number: 5 },
  ],
}

/** A platform, our channel on it, and Lan, whose chat is open and known. */
async function connected(platform: Platform) {
  const simulator = await platform.start()
  onTestFinished(() => simulator.close())
  const channel = openChannels({ ...platform.config(simulator.url), patience })[0]!
  const lan = simulator.phone({ name: 'Lan Phạm', phone: '84912000111' })
  const { inbound, states, end } = listen(channel)
  platform.greets(lan)
  await expect.poll(() => inbound.length).toBe(1)
  const { chat } = inbound.pop()!
  const letter = (): Outgoing =>
    compose(
      { id: 'la-thu-1', channel: channel.name, account: channel.account, chat },
      card,
      channel.abilities,
    )
  return { simulator, channel, lan, inbound, states, letter, chat, end }
}

function listen(channel: Channel) {
  const inbound: Inbound[] = []
  const states: LinkState[] = []
  const stop = new AbortController()
  const ended = channel.poll(
    async (some) => void inbound.push(...some),
    stop.signal,
    (state) => states.push(state),
  )
  const end = async () => {
    stop.abort()
    await ended
  }
  onTestFinished(end)
  return { inbound, states, end }
}

const sent = (result: SendResult) => (result.kind === 'sent' ? result : expect.fail(result.kind))

const textOf = ({ content }: Inbound) => (content.kind === 'text' ? content.text : content.kind)

describe.each(platforms)('$name', (platform) => {
  test('a card arrives as it was written, with its choices, and Lan’s choice comes back', async () => {
    const { channel, lan, letter, inbound } = await connected(platform)
    const result = await channel.send(letter())
    expect(result).toEqual({ kind: 'sent', platformId: String(lan.last()!.id) })
    expect(lan.last()!.text).toContain(card.text)
    const labels = lan
      .last()!
      .buttons.flat()
      .map(({ label }) => label)
    if (channel.abilities.buttons) expect(labels).toEqual(['Đã nhận', 'Có vướng mắc'])
    else expect(lan.last()!.text).toMatch(/\n\n4\. Đã nhận\n5\. Có vướng mắc$/)
    platform.choosesFirst(lan, card)
    await expect.poll(() => inbound[0]?.content).toMatchObject(platform.chose)
  })

  test('words alone take one place in the rate, the one they were sent in', async () => {
    const { channel, letter, lan } = await connected(platform)
    const places: string[] = []
    await channel.send(letter(), async () => void places.push(lan.last()?.text ?? ''))
    expect(places).toEqual([])
  })

  test('the longest text it names is taken by the platform', async () => {
    const { channel, lan, letter } = await connected(platform)
    const long = { ...card, text: 'Đề nghị khẩn trương. '.repeat(400) }
    const { channel: name, account, chat } = letter()
    const full = compose(
      { id: 'la-thu-1', channel: name, account, chat },
      long,
      channel.abilities,
      'DIỄN TẬP',
    )
    expect(await channel.send(full)).toMatchObject({ kind: 'sent' })
    expect(lan.last()!.text).toBe(full.text)
  })

  test('tells who we are', async () => {
    const { channel } = await connected(platform)
    const { userName, displayName } = await channel.profile()
    expect(userName).toMatch(/^(cau_noi_bot|bot\.CauNoi)$/)
    expect(displayName).toMatch(/Cầu Nối$/)
  })

  test('what Lan writes arrives in order, with her name, and once', async () => {
    const { lan, inbound, chat, channel, simulator } = await connected(platform)
    for (const words of ['đã nhận', 'mất tiếng rồi', 'ok']) lan.write(words)
    await expect.poll(() => inbound.map(textOf)).toEqual(['đã nhận', 'mất tiếng rồi', 'ok'])
    for (const one of inbound) {
      expect(one).toMatchObject({ channel: channel.name, account: '424242', chat, senderName: 'Lan Phạm' })
      expect(Math.abs(one.at - Date.now())).toBeLessThan(5_000)
    }
    await expect.poll(() => simulator.idle()).toBe(true)
    const seen = new Set(inbound.map(({ eventId }) => eventId))
    simulator.redeliver(3)
    await expect.poll(() => inbound.length, { timeout: 5_000 }).toBe(6)
    expect(new Set(inbound.map(({ eventId }) => eventId))).toEqual(seen)
  }, 10_000)

  test('a photo arrives as a photo', async () => {
    const { lan, inbound } = await connected(platform)
    lan.sendPhoto('Màn hình')
    await expect
      .poll(() => inbound[0]?.content)
      .toMatchObject({ kind: 'media', what: 'photo', caption: 'Màn hình' })
  })

  test('polling comes through every trouble, and what Lan wrote meanwhile arrives', async () => {
    const { lan, inbound, simulator, states } = await connected(platform)
    const troubles: Fault[] = [
      { kind: 'refuse' },
      { kind: 'status', code: 500 },
      { kind: 'status', code: 502, body: '<html>Bad Gateway</html>' },
      { kind: 'garbage' },
      { kind: 'status', code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
      { kind: 'late', ms: 300 },
    ]
    for (const trouble of troubles) simulator.faults.add({ ...trouble, method: 'getUpdates' })
    lan.write('một')
    lan.write('hai')
    await expect.poll(() => inbound.map(textOf), { timeout: 5_000 }).toEqual(['một', 'hai'])
    await expect.poll(() => simulator.faults.spent(), { timeout: 5_000 }).toBe(true)
    lan.write('ba')
    await expect.poll(() => inbound.map(textOf).at(-1), { timeout: 5_000 }).toBe('ba')
    expect(states.some(({ kind }) => kind === 'down')).toBe(true)
    expect(JSON.stringify(states)).not.toContain('AAF-not-a-real-token')
  }, 15_000)

  test('an answer that is lost leaves it unknown whether Lan has the card, and she has', async () => {
    const { lan, channel, letter, simulator } = await connected(platform)
    simulator.faults.add({ kind: 'lose', method: 'sendMessage' })
    expect(await channel.send(letter())).toEqual({ kind: 'unknown' })
    expect(lan.last()?.text).toContain(card.text)
  })

  test('a late answer is awaited', async () => {
    const { channel, letter, simulator } = await connected(platform)
    simulator.faults.add({ kind: 'late', ms: 400, method: 'sendMessage' })
    expect(await channel.send(letter())).toMatchObject({ kind: 'sent' })
  })

  test('“too many” holds the whole bot', async () => {
    const { lan, channel, letter, simulator } = await connected(platform)
    simulator.faults.add({ kind: 'status', code: 429, retryAfter: 3, method: 'sendMessage' })
    const result = await channel.send(letter())
    expect(result).toMatchObject({ kind: 'retry', reason: 'throttled', scope: 'account' })
    // Zalo does not say for how long
    expect(result).toMatchObject({ afterMs: platform.name === 'telegram' ? 3_000 : 2_000 })
    expect(lan.last()).toBeUndefined()
  })

  test('a stranger’s chat is refused as an address, and a bad text is not', async () => {
    const { channel, letter } = await connected(platform)
    const nowhere = { ...letter(), chat: '999000999' }
    expect(await channel.send(nowhere)).toEqual({ kind: 'refused', what: 'address', reason: 'no-such-chat' })
    const tooLong = { ...letter(), text: 'x'.repeat(channel.abilities.textLimit + 1) }
    expect(await channel.send(tooLong)).toEqual({ kind: 'refused', what: 'message', reason: 'bad-message' })
  })

  test('who shut the bot out gets nothing, and we learn why', async () => {
    const { lan, channel, letter } = await connected(platform)
    lan.block()
    const result = await channel.send(letter())
    expect(result).toMatchObject({ reason: 'blocked' })
    expect(result.kind).toBe(platform.name === 'telegram' ? 'refused' : 'retry')
  })

  test('an unknown token is held against the bot, not against Lan', async () => {
    const { simulator, letter } = await connected(platform)
    const config = platform.config(simulator.url)
    const stranger = openChannels({
      telegram: config.telegram && { ...config.telegram, token: '111:other' },
      zaloBot: config.zaloBot && { ...config.zaloBot, tokens: ['111:other'] },
    })[0]!
    expect(await stranger.send(letter())).toMatchObject({ reason: 'token-refused', scope: 'account' })
    await expect(stranger.profile()).rejects.toThrow('401')
  })

  test('as a webhook: registers once, and what Lan writes comes in under our secret', async () => {
    const { simulator, channel, lan, end } = await connected(platform)
    await end()
    const inbound: Inbound[] = []
    const url = await startHook((request) => {
      const received = channel.receive(request)
      if (received.kind === 'accepted') inbound.push(...received.inbound)
      return received.kind === 'forged' ? 401 : 200
    })
    await channel.registerWebhook(`${url}/webhooks/${channel.name}`)
    await channel.registerWebhook(`${url}/webhooks/${channel.name}`)
    expect(simulator.count('setWebhook')).toBe(1)
    lan.write('đã nhận')
    await expect.poll(() => inbound.map(textOf)).toEqual(['đã nhận'])
  })

  test('back from a webhook to polling nothing stands in the way', async () => {
    const { channel, lan, end, simulator } = await connected(platform)
    await end()
    const url = await startHook(() => 200)
    await channel.registerWebhook(`${url}/webhooks/${channel.name}`)
    const { inbound } = listen(channel)
    await expect.poll(() => simulator.count('deleteWebhook')).toBe(1)
    lan.write('còn đó không?')
    await expect.poll(() => inbound.map(textOf)).toEqual(['còn đó không?'])
  })
})

describe('only on Telegram', () => {
  const telegram = platforms[0]!

  test('a card is changed in place; the same again is no fault; a card that is gone is told', async () => {
    const { channel, lan, letter } = await connected(telegram)
    const result = await channel.send(letter())
    const id = result.kind === 'sent' ? result.platformId : ''
    const done = { ...letter(), text: 'Đã ghi: Đã nhận, 07:05.', buttons: [] }
    expect(await channel.edit!(done, id)).toEqual({ kind: 'sent', platformId: id })
    expect(await channel.edit!(done, id)).toEqual({ kind: 'sent', platformId: id })
    expect(lan.last()).toMatchObject({ text: 'Đã ghi: Đã nhận, 07:05.', buttons: [] })
    expect(await channel.edit!(done, '99999')).toMatchObject({ what: 'message', reason: 'message-gone' })
    expect(await channel.edit!(done, 'x')).toMatchObject({ what: 'message', reason: 'message-gone' })
  })

  test('a card is taken back with its file, and is gone for who asks again', async () => {
    const { channel, lan, letter } = await connected(telegram)
    const bytes = new TextEncoder().encode('%PDF-1.7')
    const file = { id: 'm1', kind: 'file', mime: 'application/pdf', fileName: 'a.pdf', size: 8 } as const
    const media = { ...file, bytes: () => Promise.resolve(bytes) }
    const result = sent(await channel.send({ ...letter(), media }))
    const taken = { ...letter(), also: result.also }
    const done = { kind: 'sent', platformId: result.platformId }
    expect(await channel.retract!(taken, result.platformId)).toEqual(done)
    expect(lan.messages().filter(({ from }) => from === 'bot')).toEqual([])
    expect(await channel.retract!(taken, result.platformId)).toEqual(done)
  })

  test('a press stops spinning as soon as it is noticed', async () => {
    const { channel, lan, letter, inbound } = await connected(telegram)
    await channel.send(letter())
    lan.press('Đã nhận')
    await expect.poll(() => inbound.length).toBe(1)
    expect(lan.waiting()).toBe(1)
    const { content } = inbound[0]!
    await channel.noticePress!(content.kind === 'press' ? content.pressId : '')
    expect(lan.waiting()).toBe(0)
  })

  test('an answer stands under the message that it answers', async () => {
    const { channel, lan, letter } = await connected(telegram)
    lan.write('Phòng họp ở đâu?')
    const asked = lan.messages().at(-1)!.id
    await channel.send({ ...letter(), replyTo: String(asked) })
    expect(lan.last()!.replyTo).toBe(asked)
  })

  test('a deep link, a phone number, and the door shut and opened', async () => {
    const { lan, inbound } = await connected(telegram)
    lan.start('k3Jx_9-Z')
    lan.sendContact(true)
    lan.sendContact(true, undefined, { forwarded: true })
    lan.block()
    lan.unblock()
    await expect.poll(() => inbound.length).toBeGreaterThanOrEqual(5)
    expect(inbound.map(({ content }) => content)).toMatchObject([
      { kind: 'start', payload: 'k3Jx_9-Z' },
      { kind: 'phone', own: true },
      { kind: 'phone', own: false },
      { kind: 'closed' },
      { kind: 'opened' },
    ])
  })

  test('the menu of commands stands in both languages', async () => {
    const { channel, simulator } = await connected(telegram)
    if (!hasCommandMenu(channel)) throw new Error('Telegram has a menu')
    const vi = [{ command: 'nhiemvu', description: 'Nhiệm vụ của tôi' }]
    await channel.announceCommands({ vi, en: [{ command: 'nhiemvu', description: 'My assignments' }] })
    expect(simulator.count('setMyCommands')).toBe(2)
  })
})

describe('several Zalo bots behind one webhook', () => {
  test('a request is forged to every bot but the one it is for', async () => {
    const second = '535353:BBG-not-real-either'
    const bots = [
      { token, accountName: 'bot.Mot', name: 'Bot Một' },
      { token: second, accountName: 'bot.Hai', name: 'Bot Hai' },
    ]
    const simulator = await startZaloBotSimulator({ bots })
    onTestFinished(() => simulator.close())
    const channels = openChannels({
      zaloBot: { tokens: [token, second], apiRoot: `${simulator.url}/`, webhookSecret },
    })
    const taken: Inbound[] = []
    const url = await startHook((request) => {
      const accepted = channels
        .map((channel) => channel.receive(request))
        .filter(({ kind }) => kind === 'accepted')
      expect(accepted).toHaveLength(1)
      for (const one of accepted) if (one.kind === 'accepted') taken.push(...one.inbound)
      return 200
    })
    for (const channel of channels) await channel.registerWebhook(url)
    simulator.phone({ name: 'Minh' }).write('chào', { bot: '535353' })
    simulator.phone({ name: 'Lan' }).write('chào', { bot: '424242' })
    await expect.poll(() => taken.map(({ account }) => account).toSorted()).toEqual(['424242', '535353'])
  })
})
