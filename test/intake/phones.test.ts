import { expect, test } from 'vitest'
import { readPhone } from '../../src/intake/phones.ts'

test.each([
  ['0912000111', 'VN', '+84912000111'],
  ['0912.000.111', 'VN', '+84912000111'],
  ['(+84) 912 000 111', 'VN', '+84912000111'],
  ['84912000111', 'VN', '+84912000111'],
  ['0084 912 000 111', 'VN', '+84912000111'],
  ['912000111', 'VN', '+84912000111'], // Excel ate the zero
  ['０９１２０００１１１', 'VN', '+84912000111'],
  ['0841234567', 'VN', '+84841234567'], // 084 is a prefix of its own, not the country
  ['841234567', 'VN', '+84841234567'],
  ['024 3000 0123', 'VN', '+842430000123'],
  ['1900 1234', 'VN', '+8419001234'],
  ['0120 300 0111', 'VN', '+84703000111'], // prefixes of before 2018
  ['0168 300 0111', 'VN', '+84383000111'],
  ['01993000111', 'VN', '+84593000111'],
  ['+84 168 300 0111', 'VN', '+84383000111'],
  ['1683000111', 'VN', '+84383000111'],
  ['+81 90 1000 0123', 'VN', '+819010000123'],
  ['139 0000 0117', 'CN', '+8613900000117'],
  ['0491 570 006', 'AU', '+61491570006'],
  ['6581000126', 'SG', '+6581000126'],
  ['0912000111', 'SG', '+84912000111'], // a Vietnamese SIM kept abroad
])('%s of somebody in %s is %s', (text, country, number) => {
  expect(readPhone(text, country)).toEqual({ number })
})

test.each([
  ['091200011'],
  ['09120001112'],
  ['8.49E+10'],
  ['O912000111'],
  ['không có'],
  ['0130 000 0111'],
  [''],
])('%s cannot be dialled', (text) => {
  expect(readPhone(text, 'VN')).toBeNull()
})

test('a prefix that is not known yet, and an extension, are kept with a doubt', () => {
  expect(readPhone('0540 000 111', 'VN')).toMatchObject({
    number: '+84540000111',
    doubt: { vi: expect.any(String) },
  })
  expect(readPhone('024 3000 0123 - máy lẻ 12', 'VN')).toMatchObject({ number: '+842430000123' })
})
