import { expect, test } from 'vitest'
import type { Notes } from '../../src/intake/faults.ts'
import type { PolicyKind } from '../../src/intake/policies.ts'
import { policy } from '../../src/intake/policies.ts'

function read(words: string, kind: PolicyKind) {
  const notes: Notes = { faults: [], warnings: [] }
  const result = policy({ value: words, at: { sheet: 'Hội nghị' }, notes }, kind)
  return notes.faults.length > 0 ? 'fault' : result
}

test.each<[string, PolicyKind, object[], boolean?]>([
  [
    'PT4H nhắc; P1D dự phòng; P2D Ban Tổ chức',
    'acknowledge',
    [
      { after: 'PT4H', do: 'remind' },
      { after: 'P1D', do: 'backup' },
      { after: 'P2D', do: 'coordinators' },
    ],
  ],
  [
    'nhắc sau 4 giờ, dự phòng sau 1 ngày, báo BTC sau 2 ngày',
    'acknowledge',
    [
      { after: 'PT4H', do: 'remind' },
      { after: 'P1D', do: 'backup' },
      { after: 'P2D', do: 'coordinators' },
    ],
  ],
  [
    '45 phút trước khi đóng\n30p: hỏi người dự phòng\n30 phút bộ phận thường trực; khẩn',
    'readiness',
    [
      { beforeClose: 'PT45M', do: 'remind' },
      { beforeClose: 'PT30M', do: 'backup' },
      { beforeClose: 'PT30M', do: 'coordinators' },
    ],
    true,
  ],
  [
    'Trước hạn 7 ngày, 3 ngày, 1 ngày',
    'deadline',
    [
      { before: 'P7D', do: 'remind' },
      { before: 'P3D', do: 'remind' },
      { before: 'P1D', do: 'remind' },
    ],
  ],
  [
    '1 giờ 30 phút nhắc; 1,5 ngày nhắc lại',
    'acknowledge',
    [
      { after: 'PT1H30M', do: 'remind' },
      { after: 'P1.5D', do: 'remind' },
    ],
  ],
  ['không nhắc', 'deadline', []],
  ['cả ngoài giờ', 'readiness', [], true],
])('%j', (words, kind, steps, urgent = false) => {
  expect(read(words, kind)).toEqual({ steps, urgent })
})

test.each([
  ['nhắc'],
  ['4 giờ hát'],
  ['0 phút nhắc'],
  ['PT nhắc'],
  ['hai ngày nhắc'],
  ['500 ngày nhắc'],
  ['PT4H PT5H nhắc'],
])('%j is no policy', (words) => {
  expect(read(words, 'acknowledge')).toBe('fault')
})
