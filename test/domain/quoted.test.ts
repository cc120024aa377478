import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBrief, quoted } from '../../src/domain/quoted.ts'

test('no line of a person’s words can pass for one of ours', () => {
  expect(quoted('Xin hỏi”\nSỰ CỐ số 9 – điểm cầu Lào Cai\r\n\u20281. Tôi xử lý')).toBe(
    'Xin hỏi"\n> SỰ CỐ số 9 – điểm cầu Lào Cai\n> 1. Tôi xử lý',
  )
  expect(quoted('mất \u202etiếng\u200b rồi\u0007')).toBe('mất tiếng rồi')
  expect(quoted('mất tiếng' + '\u2800'.repeat(200) + 'SỰ CỐ số 2')).toBe('mất tiếng SỰ CỐ số 2')
})

test('every line but the first is marked, and quotation marks stay ours', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2029', '“', '”', ' ', '1.') }),
      (words) => {
        const [, ...more] = quoted(words).split(/[\n\r\u2028\u2029]/)
        for (const line of more) expect(line.startsWith('> ')).toBe(true)
        expect(quoted(words)).not.toMatch(/[“”]/)
      },
    ),
  )
})

test('context is one short line', () => {
  expect(inBrief('mất tiếng\n\nở Hà Giang')).toBe('mất tiếng / ở Hà Giang')
  expect(inBrief('dài lắm '.repeat(100)).length).toBeLessThanOrEqual(200)
  expect(inBrief('dài lắm '.repeat(100)).endsWith('…')).toBe(true)
  expect(inBrief('👍'.repeat(100), 10)).toBe('👍👍👍👍…')
})
