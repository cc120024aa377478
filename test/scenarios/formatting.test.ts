import { expect, test } from 'vitest'
import type { Letter } from '../../db/outbox.ts'
import { personByCode } from '../../db/people.ts'
import { linkForLetter } from '../../handlers/link.ts'
import { turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import type { Card, Span } from '../../src/domain/message.ts'
import { render } from '../../src/domain/template.ts'
import type { PhoneMessage } from '../../src/simulator/phone.ts'
import { announces } from '../kit/announcing.ts'
import { type Office, office } from '../kit/office.ts'
import { webVisitor } from '../kit/web-visitor.ts'

const nobody = { ten: null, xung_ho: null, don_vi: null, diem_cau: null, gio_dia_phuong: null }

function cardOf(source: string, more: Span[] = []): Card {
  const rendered = render(source, nobody)
  if (rendered.kind === 'missing') throw new Error(rendered.kind)
  return { text: rendered.text, spans: [...rendered.spans, ...more], choices: [] }
}

/** Writes the same to everybody, as an announcement would; gives Lan's letter. */
async function writesToAll(at: Office, key: string, card: Card): Promise<Letter> {
  const lan = await turn(at.app.world, async (now) => {
    const letters = []
    for (const code of ['c1', 'c2', 'c3']) {
      const { id } = (await personByCode(now.tx, code))!
      letters.push(await writeTo(now, id, { key: `${key}:${id}`, kind: 'announcement', card: () => card }))
    }
    return letters[0]!
  })
  await at.settle()
  return lan
}

/** The page behind the link to one letter. */
async function pageOf(at: Office, { id, contactId }: Letter): Promise<string> {
  const token = await turn(at.app.world, (now) => linkForLetter(now, { id, contactId: contactId! }))
  const visitor = webVisitor(at.app.url, token, at.settle)
  await visitor.opens()
  return visitor.html()
}

const looks = ({ text, entities = [] }: PhoneMessage) =>
  entities.map(({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`)

test('What is written with bold and a link looks so on every channel, as far as each can', async () => {
  const at = await office({
    bridgePoints: 3,
    rounds: false,
    apps: ['telegram', 'zalo-bot', 'zalo-oa'],
    oa: {},
    settings: { publicUrl: 'https://caunoi.example.vn', stamp: 'DIỄN TẬP' },
  })
  const [lan, minh, hung] = at.people
  at.people.forEach((person) => person.readsAll())

  const short = await writesToAll(
    at,
    'ngan',
    cardOf('👍 *Kính gửi* các đầu mối: [kế hoạch](https://tinh.gov.vn/kh_1).'),
  )
  expect(looks(lan!.sees('👍 Kính gửi các đầu mối: kế hoạch.'))).toEqual([
    'bold:Kính gửi',
    'text_link:kế hoạch',
  ])
  expect(looks(minh!.sees('đầu mối: kế hoạch (https://tinh.gov.vn/kh_1).'))).toEqual(['b:Kính gửi'])
  expect(looks(hung!.sees('đầu mối: kế hoạch (https://tinh.gov.vn/kh_1).'))).toEqual([])

  // As an announcement, filled in for each reader: a name is nobody's mark.
  await announces(at, { text: '_Gửi_ *{xung_ho} {ten}*: \\*không đậm\\*' })
  expect(looks(lan!.sees('Gửi Bà Nguyễn Thị Lan: *không đậm*'))).toEqual([
    'italic:Gửi',
    'bold:Bà Nguyễn Thị Lan',
  ])
  expect(looks(minh!.unread().at(-1)!)).toEqual([
    'i:Gửi',
    `b:${
      minh!
        .unread()
        .at(-1)!
        .text.match(/Gửi (.+):/)![1]
    }`,
  ])
  at.people.forEach((person) => person.readsAll())

  // In parts, each with its own looks.
  const lines = Array.from(
    { length: 90 },
    (_, place) => `– *Việc ${place + 1}*: đề nghị các điểm cầu khẩn trương rà soát 👍`,
  )
  await writesToAll(at, 'dai', cardOf(lines.join('\n')))
  for (const [person, type] of [
    [lan!, 'bold'],
    [minh!, 'b'],
  ] as const) {
    const parts = person.unread()
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.flatMap(looks)).toEqual(lines.map((_, place) => `${type}:Việc ${place + 1}`))
    person.readsAll()
  }
  expect(
    hung!
      .unread()
      .map(({ text }) => text)
      .join('\n')
      .match(/– Việc \d+:/g),
  ).toHaveLength(90)
  hung!.readsAll()

  // Sent again after its answer was lost.
  at.telegram.faults.add({ kind: 'lose', method: 'sendMessage' })
  await writesToAll(at, 'mat', cardOf('Họp *7 giờ*'))
  await at.clock.forward('PT10S')
  const [first, second] = lan!.unread()
  expect(second!.text).toBe('— DIỄN TẬP —\n(gửi lại)\nHọp 7 giờ')
  expect([first!, second!].map(looks)).toEqual([['bold:7 giờ'], ['bold:7 giờ']])
  at.people.forEach((person) => person.readsAll())

  // On the page, where nothing that anybody writes becomes more than a look.
  const text = '<script>alert(1)</script> & "x"'
  const hostile = (words: string, url: string): Span => ({
    from: text.indexOf(words),
    length: words.length,
    style: 'link',
    url,
  })
  const attack = {
    ...cardOf(''),
    text,
    spans: [
      hostile('<script>', 'javascript:alert(1)'),
      hostile('alert(1)', 'https://a.vn/"onmouseover="alert(1)'),
      { ...hostile('&', ''), style: 'bold' as const },
      { from: 900, length: 5, style: 'italic' as const },
    ],
  }
  expect(await pageOf(at, short)).toContain(
    '<p class="words">👍 <strong>Kính gửi</strong> các đầu mối: <a href="https://tinh.gov.vn/kh_1" rel="noopener nofollow">kế hoạch</a>.</p>',
  )
  const html = await pageOf(at, await writesToAll(at, 'xau', attack))
  at.people.forEach((person) => person.readsAll())
  expect(html).toContain(
    '<p class="words">&lt;script&gt;<a href="https://a.vn/&quot;onmouseover=&quot;alert(1)" rel="noopener nofollow">alert(1)</a>' +
      '&lt;/script&gt; <strong>&amp;</strong> &quot;x&quot;</p>',
  )
  expect(html).not.toMatch(/<script|javascript:/i)
})
