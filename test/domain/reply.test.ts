import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, matchLabel, readCode, readMoment, readPerson, understand } from '../../src/domain/reply.ts'
import { fineWords, phrases, yesses } from './reply-phrases.ts'

const isYes = (text: string) => ['yes', 'all-good'].includes(understand(text).kind)
const spelled = (text: string) => fold(text).replace(/(?<!\p{L})(?:ko|k)(?!\p{L})/gu, 'khong')

const excepted = (text: string) => fineWords.some((fine) => spelled(text).includes(spelled(fine.text)))

const everything = (text: string) => {
  understand(text)
  readMoment(text, 1_796_600_000_000, () => 420)
  readPerson(text)
  readCode(text)
  matchLabel(text, ['Đã nhận', text, ''])
}

const answers = phrases.filter(({ meaning }) => !['command', 'unclear'].includes(meaning.kind))

describe('what people write', () => {
  test.each(phrases.map(({ text, meaning }) => [text, meaning] as const))('%s', (text, meaning) =>
    expect(understand(text)).toEqual(meaning),
  )
})

describe('the same, however it is typed', () => {
  test.each(
    phrases.filter(({ plainToo }) => plainToo).map(({ text, meaning }) => [fold(text), meaning] as const),
  )('without diacritics: %s', (text, meaning) => expect(understand(text)).toEqual(meaning))

  test.each<[string, (text: string) => string]>([
    ['as an iPhone sends it', (text) => text.normalize('NFD')],
    ['shouted', (text) => text.toUpperCase()],
    ['with spaces around', (text) => `  ${text} \n`],
    ['with spaces between', (text) => text.replaceAll(' ', '   ')],
    ['with hard spaces', (text) => text.replaceAll(' ', '\u00a0')],
    ['with invisible characters', (text) => `\u200b${text}\ufeff`],
    ['with a full stop', (text) => `${text}.`],
    ['with an exclamation mark', (text) => `${text}!`],
    ['trailing off', (text) => `${text}...`],
  ])('%s', (_, form) => {
    for (const { text, meaning } of phrases) expect([text, understand(form(text))]).toEqual([text, meaning])
  })

  test.each<[string, (text: string) => string]>([
    ['dạ', (text) => `dạ ${text}`],
    ['em', (text) => `em ${text}`],
    ['dạ em', (text) => `Dạ em ${text}`],
    ['anh ơi', (text) => `anh ơi ${text}`],
    ['anh ơi,', (text) => `Anh ơi, ${text}`],
    ['ạ', (text) => `${text} ạ`],
    ['a', (text) => `${text} a`],
    ['nhé', (text) => `${text} nhé`],
    ['anh ạ', (text) => `${text} anh ạ`],
    ['ạ 🙏', (text) => `${text} ạ 🙏`],
  ])('with “%s”', (_, form) => {
    for (const { text, meaning } of answers) expect([text, understand(form(text))]).toEqual([text, meaning])
  })
})

describe('a yes is never guessed', () => {
  const anyYes = fc.constantFrom(...yesses.map(({ text }) => text))
  const anyPhrase = fc.constantFrom(...phrases.map(({ text }) => text))
  const negation = fc.constantFrom(
    'chưa',
    'không',
    'chua',
    'khong',
    'ko',
    'chẳng',
    'not',
    'k',
    'hok',
    'không',
    'chả',
    'đừng',
  )

  test('where a negation stands before, after or inside', () => {
    fc.assert(
      fc.property(anyYes, negation, fc.nat(20), (yes, no, place) => {
        const words = yes.split(' ')
        words.splice(place % (words.length + 1), 0, no)
        expect([words, isYes(words.join(' '))]).toEqual([words, false])
      }),
      { numRuns: 3000 },
    )
  })

  test('where two messages are joined and one has a negation', () => {
    const glue = fc.constantFrom(' ', ', ', '. ', ' nhưng ', ' và ', '\n')
    const negated = /(?<!\p{L})(?:chưa|không|chua|khong|ko|chẳng|not|k)(?!\p{L})/iu
    fc.assert(
      fc.property(anyPhrase, glue, anyPhrase, (one, between, other) => {
        const text = one + between + other
        fc.pre(negated.test(text) && !excepted(text))
        expect([text, isYes(text)]).toEqual([text, false])
      }),
      { numRuns: 5000 },
    )
  })

  test('where a question mark is', () => {
    const mark = fc.constantFrom('?', ' ?', '??', '？', ' ❓', '?!')
    fc.assert(
      fc.property(anyPhrase, mark, anyPhrase, (one, sign, other) => {
        expect(isYes(one + sign)).toBe(false)
        expect(isYes(`${one}${sign} ${other}`)).toBe(false)
        expect(isYes(`${sign} ${one}`)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('where a word is not known', () => {
    const stranger = fc.constantFrom(
      'hỏi',
      'mai',
      'tưởng',
      'Tuấn',
      'phải',
      'nên',
      'hôm',
      'lãnh',
      'sếp bảo',
      'nếu',
      'khi',
      'sẽ',
      'để',
      'mong',
      'đề nghị',
      'hạn',
    )
    fc.assert(
      fc.property(anyYes, stranger, fc.boolean(), (yes, word, first) => {
        fc.pre(!/điểm cầu|đơn vị/i.test(yes))
        const text = first ? `${word} ${yes}` : `${yes} ${word}`
        expect([text, isYes(text)]).toEqual([text, false])
      }),
      { numRuns: 3000 },
    )
  })

  test('in a letter, however it begins', () => {
    expect(isYes(`ok ${'tỉnh đã có văn bản '.repeat(100)}`)).toBe(false)
    expect(isYes(`ok${' '.repeat(2000)}`)).toBe(false)
    expect(isYes('ok '.repeat(50))).toBe(false)
  })

  test.each([
    'ok để tôi hỏi lại anh Nam',
    'ok nhưng chưa',
    'đã nhận nhưng chưa xem',
    'đã sẵn sàng nhưng chưa có hình',
    'nếu xong thì ok',
    'khi nào sẵn sàng sẽ báo',
    'anh báo đã nhận đi',
    'cố gắng xong',
    'đã nhận thông tin, sẽ trả lời sau',
    'đã nhận, để em kiểm tra lại',
    'ok 👎',
    'đồng ý một phần',
    'sẵn sàng 50%',
    'gần như xong',
    'xong một nửa',
    'không hẳn là xong',
    'chờ xong đã',
    'có người nhận',
    'ai nhận',
    'nhận nhầm',
    'được cái gì',
    'hứa là xong',
    'ok?',
    'tốt không',
    'rõ khổ',
    'tọt',
    'đã',
    'rồi',
    'em',
    'nhé',
  ])('%s', (text) => expect(isYes(text)).toBe(false))
})

describe('any text at all', () => {
  test('is read without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), everything), { numRuns: 5000 })
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), everything), { numRuns: 2000 })
  })

  test('built of the words people use is read without failing', () => {
    const words = phrases.flatMap(({ text }) => text.split(' '))
    const message = fc.array(fc.constantFrom(...words, '?', ',', '15', 'h', '\n'), { maxLength: 30 })
    fc.assert(
      fc.property(message, (chosen) => everything(chosen.join(' '))),
      { numRuns: 5000 },
    )
  })

  test('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { numRuns: 10_000 },
    )
  })

  test.each([
    ['letters', 'a'.repeat(100_000)],
    ['digits', '1'.repeat(100_000)],
    ['spaces', ' '.repeat(100_000)],
    ['spaced digits', '1 '.repeat(50_000)],
    ['negations', 'không có '.repeat(11_000)],
    ['faults', 'mất tiếng và '.repeat(8_000)],
    ['topics', 'tiếng hình '.repeat(9_000)],
    ['marks', 'ạ\u0323\u0301'.repeat(33_000)],
    ['emoji', '👍🏻'.repeat(25_000)],
    ['dots', '1.'.repeat(50_000)],
    ['dashes', '0-'.repeat(50_000)],
    ['brackets', '('.repeat(100_000)],
    ['hours', '15h '.repeat(25_000)],
    ['numbers in words', 'mười '.repeat(20_000)],
  ])('100 kB of %s is read in an instant', (_, text) => {
    const start = performance.now()
    everything(text)
    fold(text)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
