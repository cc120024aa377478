import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose } from '../../src/channels/choices.ts'
import type { Card } from '../../src/domain/message.ts'

const letter = {
  id: '019ac1f0-2c3d-7b1a-9f00-5d1e2a3b4c5d',
  channel: 'telegram',
  account: '42',
  chat: '7',
} as const
const withButtons = { buttons: true, edits: true, textLimit: 4096 }
const withLines = { buttons: false, edits: false, textLimit: 2000 }
const help = { kind: 'help' } as const

const card: Card = {
  text: 'Kính đề nghị Ông/Bà xác nhận nhiệm vụ tại điểm cầu Hà Giang.',
  choices: [
    { label: 'Đã nhận', command: help, row: 1, number: 4 },
    { label: 'Có vướng mắc', command: help, row: 1, number: 5 },
    { label: 'Cần trao đổi', command: help, number: 6 },
  ],
}

describe('a card where there are buttons', () => {
  test('choices of one row stand side by side, and a button names the letter and the number only', () => {
    const { text, buttons } = compose(letter, card, withButtons)
    expect(text).toBe(card.text)
    expect(buttons).toEqual([
      [
        { label: 'Đã nhận', data: `${letter.id}.4` },
        { label: 'Có vướng mắc', data: `${letter.id}.5` },
      ],
      [{ label: 'Cần trao đổi', data: `${letter.id}.6` }],
    ])
  })

  test('choices without numbers are counted from one', () => {
    const choices = card.choices.map(({ label, command }) => ({ label, command }))
    const { buttons } = compose(letter, { text: 'x', choices }, withButtons)
    expect(buttons.flat().map(({ data }) => data.split('.')[1])).toEqual(['1', '2', '3'])
  })
})

describe('a card where there are none', () => {
  test('the choices stand one per line below a blank line, with the numbers a person may type', () => {
    const { text, buttons } = compose(letter, card, withLines)
    expect(buttons).toEqual([])
    expect(text).toBe(`${card.text}\n\n4. Đã nhận\n5. Có vướng mắc\n6. Cần trao đổi`)
  })

  test('a card without choices is its text', () => {
    expect(compose(letter, { text: 'Đã ghi.', choices: [] }, withLines).text).toBe('Đã ghi.')
  })
})

describe('the stamp', () => {
  test('stands alone on the first line', () => {
    expect(compose(letter, card, withButtons, 'DIỄN TẬP').text.split('\n')[0]).toBe('— DIỄN TẬP —')
  })
})

describe('a text that is too long', () => {
  const long = 'Đề nghị các đơn vị khẩn trương triển khai. '.repeat(100)

  test('is cut at a word and keeps every choice and the stamp', () => {
    const { text } = compose(letter, { ...card, text: long }, withLines, 'DIỄN TẬP')
    expect(text.length).toBeLessThanOrEqual(2000)
    expect(text).toMatch(/^— DIỄN TẬP —\n/)
    expect(text).toMatch(/\S…\(còn nữa\)\n\n4\. Đã nhận\n5\. Có vướng mắc\n6\. Cần trao đổi$/)
    const kept = text.split('\n')[1]!.slice(0, -'…(còn nữa)'.length)
    expect(long.startsWith(kept)).toBe(true)
    expect(long[kept.length]).toBe(' ')
  })

  test('a link as long as the text does not take everything with it', () => {
    const link = `Mời xem https://${'a'.repeat(3000)}`
    expect(compose(letter, { text: link, choices: [] }, withLines).text).toHaveLength(2000)
  })

  test('no limit makes it throw, lose a choice, or break a character in two', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 400 })
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 200 }), (body, textLimit) => {
        const { text } = compose(letter, { ...card, text: body }, { ...withLines, textLimit })
        expect(text.endsWith('4. Đã nhận\n5. Có vướng mắc\n6. Cần trao đổi')).toBe(true)
        expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
        if (textLimit > 60) expect(text.length).toBeLessThanOrEqual(textLimit)
      }),
    )
  })
})

describe('the looks of a text', () => {
  const can = { ...withButtons, formats: true, linksUnderWords: true }
  const lines = { ...withLines, formats: true }
  const text = 'Kính gửi 👍: xem kế hoạch.'
  const worded: Card = {
    ...card,
    text,
    spans: [
      { from: 0, length: 11, style: 'bold' },
      { from: text.indexOf('kế hoạch'), length: 8, style: 'link', url: 'https://a.vn/k' },
    ],
  }
  const looks = (shown: { text: string; spans?: { from: number; length: number }[] }) =>
    shown.spans?.map(({ from, length }) => shown.text.slice(from, from + length))

  test('stay on their words behind the stamp and above numbered lines', () => {
    expect(looks(compose(letter, worded, can, 'DIỄN TẬP'))).toEqual(['Kính gửi 👍', 'kế hoạch'])
    const shown = compose(letter, worded, lines, 'DIỄN TẬP')
    expect(shown.text).toContain('xem kế hoạch (https://a.vn/k).\n\n4. Đã nhận')
    expect(looks(shown)).toEqual(['Kính gửi 👍'])
  })

  test('are gone where nothing looks different, and the link is written out, in lines that stand in for buttons as well', () => {
    const shown = compose(letter, worded, { ...withButtons, buttonsMayFail: true })
    expect(shown).not.toHaveProperty('spans')
    expect(shown.text).toBe('Kính gửi 👍: xem kế hoạch (https://a.vn/k).')
    expect(shown.inLines).toMatch(/^Kính gửi 👍: xem kế hoạch \(https:\/\/a\.vn\/k\)\.\n\n4\. Đã nhận/)
  })

  test('that are cut off with the text go with it', () => {
    const long = {
      ...worded,
      text: 'Đề nghị khẩn trương. '.repeat(200),
      spans: [{ from: 8, length: 4000, style: 'bold' as const }],
    }
    const shown = compose(letter, long, lines)
    expect(looks(shown)![0]!.endsWith('…(còn nữa)')).toBe(false)
    expect(shown.text.startsWith(`${shown.text.slice(0, 8)}${looks(shown)![0]}…(còn nữa)\n\n4. `)).toBe(true)
  })
})
