import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LARGEST_AMOUNT, readAmount } from '../../src/domain/reply.ts'

test.each([
  ['12', 12],
  ['0', 0],
  ['05 đồng chí', 5],
  ['12 người', 12],
  ['12nguoi', 12],
  ['Dạ 12 ạ', 12],
  ['１２', 12],
  ['1.200', 1200],
  ['1,000,000', 1_000_000],
  ['1 200 người ạ', 1200],
  ['Bên em cử 3 đại biểu ạ.', 3],
  ['mười hai', 12],
  ['hai mươi mốt người', 21],
  ['một trăm linh năm', 105],
  ['hai trăm ba mươi', 230],
  ['muoi lam', 15],
])('“%s” is a number', (text, number) => {
  expect(readAmount(text)).toMatchObject({ kind: 'number', number })
})

test.each([
  ['-3', 'negative'],
  ['− 3', 'negative'],
  ['âm 3 người', 'negative'],
  ['1,5', 'fraction'],
  ['0.500', 'fraction'],
  ['1,000.5', 'fraction'],
  ['1000001', 'too-large'],
  ['0912010000', 'too-large'],
  ['100000000000000000000000', 'too-large'],
  ['10-12', 'several'],
  ['12 (8 nam, 4 nữ)', 'several'],
  ['phòng 3 120 người dự', 'several'],
  ['1 200 300 4', 'several'],
])('“%s” is no count, and why', (text, why) => {
  expect(readAmount(text)).toEqual({ kind: 'refused', why })
})

test.each([
  '',
  'không',
  '1e9',
  '12h',
  'c1',
  '12%',
  '12 người?',
  '2 nghìn',
  'hơn 12 người',
  '12 người không dự',
  'thêm 2 người',
  'vắng 2',
  'bớt 1',
  'ít nhất 12',
  'tối thiểu 12',
  'tối đa 12',
  'gần 20 người',
  'khoảng 12 người',
  'chừng 12',
  'hai ba người',
  'chưa có số',
  'ông Sơn',
])('“%s” is taken for no number', (text) => {
  const read = readAmount(text)
  expect(read.kind === 'number' ? read : null).toBeNull()
})

test('only a number that stands alone, or with what is counted, is one though nobody asked', () => {
  expect(readAmount('12 ạ')).toMatchObject({ how: 'alone' })
  expect(readAmount('12 đại biểu')).toMatchObject({ how: 'counted' })
  expect(readAmount('đoàn em có 12')).toMatchObject({ how: 'among' })
  expect(readAmount('ba')).toMatchObject({ how: 'among' })
})

const counts = fc.integer({ min: 0, max: LARGEST_AMOUNT })

test('every count is read as it is written: plain, with zeros before it, with thousands set apart, with people', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom('.', ','), (number, sign) => {
      const grouped = String(number).replace(/\B(?=(?:\d{3})+$)/g, sign)
      for (const text of [
        `${number}`,
        `0${number}`,
        ` ${number} `,
        grouped,
        `${number} người`,
        `Có ${grouped} đại biểu ạ`,
      ])
        expect(readAmount(text), text).toMatchObject({ kind: 'number', number })
    }),
  )
})

test('what is below nothing, between two numbers or above the bound is never taken for another number', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 0, max: 99 }), (number, part) => {
      const written = [
        `-${number}`,
        `${number},${part}`,
        `${number}.${part}`,
        `${LARGEST_AMOUNT + 1 + number}`,
        `${number}e${part}`,
      ]
      for (const text of written) expect(readAmount(text).kind, text).not.toBe('number')
    }),
  )
})

test('whatever is written, what is read is a whole number within the bounds, and its digits stand there', () => {
  const scraps = fc.constantFrom(
    '12',
    '3',
    '.',
    ',',
    '-',
    ' ',
    'mười',
    'hai',
    'người',
    'không',
    'h',
    '/',
    '²',
    '½',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(scraps).map((parts) => parts.join('')),
      ),
      (text) => {
        const read = readAmount(text)
        if (read.kind !== 'number') return
        expect(Number.isInteger(read.number)).toBe(true)
        expect(read.number).toBeGreaterThanOrEqual(0)
        expect(read.number).toBeLessThanOrEqual(LARGEST_AMOUNT)
      },
    ),
  )
})
