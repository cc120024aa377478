import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  entriesIn,
  gapsIn,
  isExpression,
  LONGEST_OPTION,
  readCount,
  readOptions,
} from '../../src/domain/draft.ts'
import { languages } from '../../src/domain/person.ts'
import { fold, matchLabel } from '../../src/domain/reply.ts'
import { textsIn } from '../../src/domain/texts/index.ts'

const now = Date.parse('2026-12-01T08:00:00+07:00')

const draft = {
  text: 'Họp lúc 8 giờ.',
  media: [] as unknown[],
  audience: 'all' as string | null,
  wanted: { kind: 'none' as const },
  openUntil: null as number | null,
  leaves: { kind: 'now' as const },
  urgent: false,
  reason: null as string | null,
}

describe('what is missing of a draft', () => {
  test('nothing, when it has a text and an audience', () => {
    expect(gapsIn(draft, now)).toEqual([])
  })

  test('a picture without words is enough; blanks are not', () => {
    expect(gapsIn({ ...draft, text: ' \n ' }, now)).toEqual([{ kind: 'text' }])
    expect(gapsIn({ ...draft, text: '', media: ['a picture'] }, now)).toEqual([])
  })

  test('a word in braces that is no variable', () => {
    const [gap] = gapsIn({ ...draft, text: 'Kính gửi {tenn}' }, now)
    expect(gap).toMatchObject({ kind: 'variable', check: { word: 'tenn', at: 10 } })
  })

  test('why it is urgent', () => {
    expect(gapsIn({ ...draft, urgent: true }, now)).toEqual([{ kind: 'reason' }])
    expect(gapsIn({ ...draft, urgent: true, reason: 'bão số 9' }, now)).toEqual([])
  })

  test('answers are taken for some time after it leaves', () => {
    const asking = { ...draft, wanted: { kind: 'received' as const }, openUntil: now + 1 }
    expect(gapsIn(asking, now)).toEqual([])
    expect(gapsIn(asking, now + 1)).toEqual([{ kind: 'until' }])
    expect(gapsIn({ ...asking, leaves: { kind: 'at', at: now + 1 } }, now)).toEqual([{ kind: 'until' }])
    expect(gapsIn({ ...asking, wanted: { kind: 'none' } }, now + 1)).toEqual([])
  })
})

describe('choices as people write them', () => {
  test.each([
    ['Dự\nKhông dự', ['Dự', 'Không dự']],
    ['1. Dự\n2) Không dự\n\n- Cử người khác', ['Dự', 'Không dự', 'Cử người khác']],
    ['Dự | Không dự|Cử  người khác', ['Dự', 'Không dự', 'Cử người khác']],
    ['8h | 9h', ['8h', '9h']],
    ['2 xe|3 xe', ['2 xe', '3 xe']],
  ])('%j', (text, options) => {
    expect(readOptions(text)).toEqual({ kind: 'options', options })
  })

  test.each([
    ['Dự', 'few'],
    ['', 'few'],
    ['a|b|c|d|e|f', 'many'],
    ['Dự|dự', 'alike'],
    ['Có|Co', 'alike'],
    ['2|3|4', 'number'],
    ['1. 2\n2. 3', 'number'],
    ['Số 3|Không', 'number'],
    [`${'x'.repeat(LONGEST_OPTION + 1)}|b`, 'long'],
  ])('%j is not taken: %s', (text, why) => {
    expect(readOptions(text)).toEqual({ kind: 'wrong', why })
  })

  test('whatever is taken are two to five short, different lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = readOptions(text)
        if (read.kind === 'wrong') return
        expect(read.options.length).toBeGreaterThanOrEqual(2)
        expect(read.options.length).toBeLessThanOrEqual(5)
        expect(new Set(read.options).size).toBe(read.options.length)
        for (const option of read.options) {
          expect(option).toBe(option.trim())
          expect(option).not.toBe('')
          expect(option).not.toMatch(/[\n|]{2}/)
          expect(option.length).toBeLessThanOrEqual(LONGEST_OPTION)
        }
      }),
    )
  })
})

test('the number of recipients is read as people write it, and nothing else is', () => {
  for (const [text, count] of [
    ['1250', 1250],
    ['1.250', 1250],
    [' 1 250 người', 1250],
    ['12 đầu mối', 12],
    ['0', 0],
  ] as const)
    expect(readCount(text), text).toBe(count)
  for (const text of ['', 'ok', 'gửi', '12 hay 13', '-5', '12a', '1e3', '9'.repeat(12)])
    expect(readCount(text), text).toBeNull()
  fc.assert(fc.property(fc.nat(999_999_999), (count) => readCount(count.toLocaleString('vi-VN')) === count))
})

test('a list has one entry a line, or several parted by commas', () => {
  expect(entriesIn('c1, c2;c3\n\n- 0912 000 111\r\n\tc4 ')).toEqual(['c1', 'c2', 'c3', '0912 000 111', 'c4'])
})

test('an expression has a colon or says everybody', () => {
  for (const text of ['conference:vt26', 'all', 'Tất cả', 'mọi người'])
    expect(isExpression(text), text).toBe(true)
  for (const text of ['c1', 'c1, c2', '0912 000 111', 'tất cả các anh'])
    expect(isExpression(text), text).toBe(false)
})

describe.each(languages)('labels of a draft in %s', (language) => {
  const { labels } = textsIn(language).composing
  const card = [
    labels.text,
    labels.audience,
    labels.files,
    labels.dropFiles,
    labels.answer,
    labels.when,
    labels.preview,
    labels.test,
    labels.send,
    labels.discard,
  ]
  const cards = Object.entries({
    'a draft': card,
    'whom it is for': [
      labels.everyone,
      labels.conference('Hội nghị trực tuyến triển khai nhiệm vụ năm 2027 của toàn ngành và các địa phương'),
      labels.pending('Kiểm tra kỹ thuật lần 1'),
      labels.unacknowledged(12),
      labels.organisers,
      labels.back,
    ],
    'what is answered': [...Object.values(labels.answers), labels.until, labels.back],
    'until when': [labels.untilToday('17:00'), labels.untilTomorrow('08:00'), labels.untilNone, labels.back],
    'when it leaves': [labels.now, labels.hours, labels.urgent, labels.back],
    'when something urgent leaves': [labels.now, labels.hours, labels.notUrgent, labels.back],
    'at night': [labels.sendHours, labels.sendUrgent, labels.back],
    'at a moment of the night': [labels.when, labels.sendAtNight, labels.back],
    'the same again': [labels.sendAgain, labels.back],
    'something missing': [labels.dropMissing(3), labels.text, labels.back],
  })

  test.each(cards)('%s: each can be told from the others, typed, and is short', (_, shown) => {
    expect(new Set(shown.map(fold)).size).toBe(shown.length)
    expect(shown.map((label) => matchLabel(fold(label), shown))).toEqual(shown.map((_label, place) => place))
    for (const label of shown) expect(label.length, label).toBeLessThanOrEqual(64)
  })
})
