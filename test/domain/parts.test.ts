import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parts } from '../../src/domain/parts.ts'

const lines = (count: number) =>
  Array.from({ length: count }, (_, place) => `– Điểm cầu ${place + 1}: chưa trả lời`).join('\n')

describe('a text longer than one message', () => {
  test('is cut at line ends, and each part says which it is', () => {
    const found = parts(lines(40), 500)
    expect(found.length).toBeGreaterThan(2)
    for (const [place, part] of found.entries()) {
      expect(part).toMatch(new RegExp(`^\\(${place + 1}/${found.length}\\) – Điểm cầu \\d+: `))
      expect(part.endsWith('chưa trả lời')).toBe(true)
    }
    expect(found.map(withoutHead).join('\n')).toBe(lines(40))
  })

  test('that fits stays as it is', () => {
    expect(parts(' Đã ghi.\n', 500)).toEqual([' Đã ghi.\n'])
  })

  test('whatever it is: nothing is lost, no part is too long, no character is broken', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ế', ' ', '\n', '👍', 'đ '), maxLength: 2000 })
    const limits = fc.tuple(fc.integer({ min: 60, max: 400 }), fc.integer({ min: 0, max: 340 }))
    fc.assert(
      fc.property(text, limits, (whole, [limit, below]) => {
        const lastLimit = Math.max(60, limit - below)
        const found = parts(whole, limit, lastLimit)
        for (const part of found) expect(part.length).toBeLessThanOrEqual(limit)
        expect(found.at(-1)!.length).toBeLessThanOrEqual(lastLimit)
        expect(found.join('')).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
        const kept = found.length > 1 ? found.map(withoutHead) : found
        expect(kept.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
      }),
    )
  })
})

const withoutHead = (part: string) => part.replace(/^\(\d+\/\d+\) /, '')
