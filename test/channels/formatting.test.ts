import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { compose } from '../../src/channels/choices.ts'
import { openChannels } from '../../src/channels/index.ts'
import { parseUpdates } from '../../src/channels/telegram/parse.ts'
import type { Card, Span } from '../../src/domain/message.ts'
import { type Particular, render } from '../../src/domain/template.ts'
import type { Phone, PhoneMessage } from '../../src/simulator/phone.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import { startZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'

const token = '424242:AAF-not-a-real-token'

const lan: Particular = {
  ten: '<b>Lan</b> *Phạm*_',
  xung_ho: 'Bà',
  don_vi: 'Sở TT&TT',
  diem_cau: null,
  gio_dia_phuong: null,
}

function cardOf(source: string): Card {
  const result = render(source, lan)
  if (result.kind === 'missing') throw new Error(result.variables.join())
  return {
    text: result.text,
    spans: result.spans,
    choices: [{ label: 'Đã nhận', command: { kind: 'help' }, number: 4 }],
  }
}

/** What looks different on the screen: 'bold:Kính gửi'. */
const looks = ({ text, entities = [] }: PhoneMessage) =>
  entities.map(({ type, offset, length, url }) =>
    [type, text.slice(offset, offset + length), url].filter(Boolean).join(':'),
  )

const source =
  '👍 *Kính gửi {xung_ho} {ten}*: họp _7 giờ_ ~8 giờ~, __phòng 2__, xem [kế hoạch 🎉](https://tinh.gov.vn/a_b).'

async function telegram() {
  const simulator = await startTelegramSimulator({
    bots: [{ token, username: 'cau_noi_bot', name: 'Cầu Nối' }],
    limits: null,
  })
  onTestFinished(() => simulator.close())
  const person = simulator.phone({ name: 'Lan Phạm' })
  person.start()
  const channel = openChannels({ telegram: { token, apiRoot: simulator.url } })[0]!
  const at = { id: 'la-thu-1', channel: channel.name, account: channel.account, chat: person.id }
  return { simulator, channel, person, at }
}

async function zaloBot() {
  const simulator = await startZaloBotSimulator({
    bots: [{ token, accountName: 'bot.CauNoi', name: 'Bot Cầu Nối' }],
    limits: null,
  })
  onTestFinished(() => simulator.close())
  const person = simulator.phone({ name: 'Minh' })
  person.write('xin chào')
  const channel = openChannels({ zaloBot: { tokens: [token], apiRoot: simulator.url } })[0]!
  const chat = (person as Phone & { chatId: () => string }).chatId()
  const at = { id: 'la-thu-1', channel: channel.name, account: channel.account, chat }
  return { simulator, channel, person, at }
}

describe('on Telegram', () => {
  test('a formatted card looks as it was written, stamp and buttons with it; a name full of tags is a name', async () => {
    const { channel, person, at, simulator } = await telegram()
    const letter = compose(at, cardOf(source), channel.abilities, 'DIỄN TẬP')
    expect(await channel.send(letter)).toMatchObject({ kind: 'sent' })
    const shown = person.last()!
    expect(shown.text).toBe(
      '— DIỄN TẬP —\n👍 Kính gửi Bà <b>Lan</b> *Phạm*_: họp 7 giờ 8 giờ, phòng 2, xem kế hoạch 🎉.',
    )
    expect(looks(shown)).toEqual([
      'bold:Kính gửi Bà <b>Lan</b> *Phạm*_',
      'italic:7 giờ',
      'strikethrough:8 giờ',
      'underline:phòng 2',
      'text_link:kế hoạch 🎉:https://tinh.gov.vn/a_b',
    ])
    expect(shown.buttons.flat().map(({ label }) => label)).toEqual(['Đã nhận'])
    expect(JSON.stringify(simulator.calls)).not.toContain('parse_mode')
  })

  test('an edit looks as it is written now, and is none where only the same was meant', async () => {
    const { channel, person, at } = await telegram()
    const sent = await channel.send(compose(at, cardOf('*Họp 7 giờ*'), channel.abilities))
    const id = sent.kind === 'sent' ? sent.platformId : ''
    const changed = compose(at, cardOf('Họp *8* giờ'), channel.abilities)
    expect(await channel.edit!(changed, id)).toMatchObject({ kind: 'sent' })
    expect(looks(person.last()!)).toEqual(['bold:8'])
    expect(await channel.edit!(changed, id)).toMatchObject({ kind: 'sent' })
    expect(person.last()!.edits).toBe(1)
    expect(await channel.edit!(compose(at, cardOf('Họp 8 giờ'), channel.abilities), id)).toMatchObject({
      kind: 'sent',
    })
    expect(looks(person.last()!)).toEqual([])
  })

  test('of two looks across each other, which the platform refuses, the first is kept', async () => {
    const { channel, person, at } = await telegram()
    const spans: Span[] = [
      { from: 0, length: 8, style: 'bold' },
      { from: 5, length: 8, style: 'italic' },
    ]
    const raw = { ...compose(at, cardOf('Kính gửi các đầu mối'), channel.abilities), spans }
    expect(await channel.send(raw)).toMatchObject({ kind: 'refused', reason: 'bad-message' })
    const card = { ...cardOf('Kính gửi các đầu mối'), spans }
    expect(await channel.send(compose(at, card, channel.abilities))).toMatchObject({ kind: 'sent' })
    expect(looks(person.last()!)).toEqual(['bold:Kính gửi'])
  })

  test('whatever is written as a template, with whatever spans a card had, is taken by the platform', async () => {
    const { channel, at } = await telegram()
    const scraps = fc.constantFrom(
      '*',
      '_',
      '__',
      '~',
      '[a](https://b.vn)',
      '[x](https://b.vn/_y_)',
      '👍',
      'ế',
      ' ',
      '\n',
      'Lan',
      '\ud83d',
      '<i>',
      '&amp;',
    )
    const spans = fc.array(
      fc.record({
        from: fc.integer({ min: -1, max: 30 }),
        length: fc.integer({ min: -1, max: 30 }),
        style: fc.constantFrom<Span['style']>('bold', 'italic', 'underline', 'strike', 'link'),
        url: fc.constantFrom(undefined, 'https://a.vn', 'https://x', 'tg://user?id=1', 'javascript:alert(1)'),
      }),
      { maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(scraps, { maxLength: 20 }), spans, async (some, more) => {
        const card = cardOf(`Kính gửi ${some.join('')}`)
        const letter = compose(at, { ...card, spans: [...card.spans!, ...more] }, channel.abilities)
        // Half a character cannot be sent by anybody: JSON puts a sign of the same length in its place.
        expect(await channel.send(letter)).toMatchObject({ kind: 'sent' })
      }),
      { numRuns: 150 },
    )
  })

  test('what Lan makes bold in her app comes in as marks, beside the text as she wrote it', async () => {
    const { channel, person } = await telegram()
    const inbound: unknown[] = []
    const stop = new AbortController()
    const ended = channel.poll(
      async (some) => void inbound.push(...some.map(({ content }) => content)),
      stop.signal,
      () => {},
    )
    const text = '👍 Kính gửi {ten}, *khẩn*: xem kế hoạch (2*3)'
    const on = (words: string, type: string, url?: string) => ({
      type,
      offset: text.indexOf(words),
      length: words.length,
      ...(url && { url }),
    })
    person.write(text, {
      entities: [
        on('Kính gửi', 'bold'),
        on('kế hoạch', 'text_link', 'https://a.vn/'),
        on('👍', 'custom_emoji'),
      ],
    })
    person.write('Không có gì', { entities: [{ type: 'spoiler', offset: 0, length: 5 }] })
    // An iPhone's letters stand apart from their marks; the places count both.
    const apart = 'Đề nghị khẩn trương'.normalize('NFD')
    const khan = 'khẩn'.normalize('NFD')
    person.write(apart, { entities: [{ type: 'bold', offset: apart.indexOf(khan), length: khan.length }] })
    person.sendPhoto('Sơ đồ phòng họp', { entities: [{ type: 'italic', offset: 0, length: 5 }] })
    await expect.poll(() => inbound.length).toBe(5)
    stop.abort()
    await ended
    expect(inbound.slice(1)).toMatchObject([
      { kind: 'text', text, marked: '👍 *Kính gửi* {ten}, *khẩn*: xem [kế hoạch](https://a.vn/) (2*3)' },
      { kind: 'text', text: 'Không có gì' },
      { kind: 'text', text: 'Đề nghị khẩn trương', marked: 'Đề nghị *khẩn* trương' },
      { kind: 'media', caption: 'Sơ đồ phòng họp', marked: '_Sơ đồ_ phòng họp' },
    ])
    expect(inbound[2]).not.toHaveProperty('marked')
  })

  test('entities that are none change nothing; those that are never change the words', () => {
    const anything = fc.anything({ maxDepth: 2 })
    const entity = fc.record({
      type: fc.constantFrom('bold', 'italic', 'underline', 'strikethrough', 'text_link', 'pre', 7),
      offset: fc.oneof(fc.integer({ min: -2, max: 30 }), anything),
      length: fc.oneof(fc.integer({ min: -2, max: 30 }), anything),
      url: fc.oneof(fc.constant('https://a.vn/(x)'), anything),
    })
    const texts = fc.string({
      unit: fc.constantFrom(
        'K',
        'e\u0302',
        '*',
        '_',
        '{ten}',
        '{tên}',
        ' ',
        '\n',
        '👍',
        '\\',
        '[',
        'https://x.vn/_a_',
      ),
      maxLength: 20,
    })
    fc.assert(
      fc.property(texts, fc.oneof(fc.array(fc.oneof(entity, anything)), anything), (text, entities) => {
        const message = {
          message_id: 1,
          date: 1,
          chat: { id: 5, type: 'private' },
          text: `a${text}`,
          entities,
        }
        const { content } = parseUpdates([{ update_id: 1, message }], { account: '1', now: 1 }).inbound[0]!
        if (content.kind !== 'text') throw new Error(content.kind)
        expect(content.text).toBe(`a${text}`.normalize('NFC'))
        const of = { ...lan, ten: 'Lan' }
        const read = (some: string) => (render(some, of) as { text: string }).text.normalize('NFC')
        if (content.marked !== undefined) expect(read(content.marked)).toBe(read(message.text))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('on Zalo Bot', () => {
  test('bold is bold, a link stands behind its words, and nothing in a name is a mark', async () => {
    const { channel, person, at, simulator } = await zaloBot()
    await channel.send(compose(at, cardOf(source), channel.abilities))
    const shown = person.last()!
    expect(shown.text).toBe(
      '👍 Kính gửi Bà <b>Lan</b> *Phạm*_: họp 7 giờ 8 giờ, phòng 2, xem kế hoạch 🎉 (https://tinh.gov.vn/a_b).\n\n4. Đã nhận',
    )
    expect(looks(shown)).toEqual(['b:Kính gửi Bà <b>Lan</b> *Phạm*_', 'i:7 giờ', 's:8 giờ', 'u:phòng 2'])
    expect(JSON.stringify(simulator.calls)).not.toContain('parse_mode')
  })

  test('where the platform takes no styles the text goes alone, once, and no style is tried again', async () => {
    const { channel, person, at, simulator } = await zaloBot()
    simulator.faults.add({
      kind: 'status',
      code: 400,
      description: 'text_styles is invalid',
      method: 'sendMessage',
    })
    const letter = compose(at, cardOf('*Họp* 7 giờ'), channel.abilities)
    expect(await channel.send(letter)).toMatchObject({ kind: 'sent' })
    expect(person.messages().filter(({ from }) => from === 'bot')).toHaveLength(1)
    expect(looks(person.last()!)).toEqual([])
    const before = simulator.count('sendMessage')
    await channel.send(letter)
    expect(simulator.count('sendMessage')).toBe(before + 1)
    expect(looks(person.last()!)).toEqual([])
  })

  test('a text that is refused for itself, or a chat that is not there, is not tried for ever', async () => {
    const { channel, at, simulator } = await zaloBot()
    const letter = compose({ ...at, chat: '999' }, cardOf('*Họp* 7 giờ'), channel.abilities)
    expect(await channel.send(letter)).toMatchObject({ kind: 'refused', reason: 'no-such-chat' })
    expect(simulator.count('sendMessage')).toBe(1)
    const tooLong = { ...compose(at, cardOf('*Họp*'), channel.abilities), text: 'x'.repeat(2001) }
    expect(await channel.send(tooLong)).toMatchObject({ kind: 'refused', reason: 'bad-message' })
  })
})
