import { expect, test } from 'vitest'
import { withoutPerson } from '../../src/domain/erasure.ts'

const lan = {
  name: 'Trần Thị Lan',
  phones: ['+84912000111'],
  words: ['Loa rè từ sáng\nđến giờ', 'mất tiếng'],
}
const as = { name: 'Đầu mối x1', phone: '[số]', words: '[lời]' }

test.each([
  ['Gọi: Bà Trần Thị Lan, 0912 000 111', 'Gọi: Bà Đầu mối x1, [số]'],
  ['Trần Thị Lan. +84912000111', 'Đầu mối x1. [số]'],
  ['Gọi Trần Thị Lan Anh, 0912 000 112', 'Gọi Trần Thị Lan Anh, 0912 000 112'],
  ['Trần Thị Lanh', 'Trần Thị Lanh'],
  ['số hồ sơ 10912000111', 'số hồ sơ 10912000111'],
  ['“Loa rè từ sáng\n> đến giờ”', '“[lời]”'],
  ['Loa rè từ sáng / đến giờ', '[lời]'],
  ['Sơn La báo mất tiếng', 'Sơn La báo mất tiếng'],
])('%s', (text, left) => {
  expect(withoutPerson(text, lan, as)).toBe(left)
})
