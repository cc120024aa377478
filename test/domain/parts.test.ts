import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/domain/message.ts'
import { parts, wordedParts } from '../../src/domain/parts.ts'

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

describe('a text with looks', () => {
  test('keeps them on the same words in every part, across the cuts', () => {
    const text = lines(40)
    const found = wordedParts({ text, spans: [{ from: 2, length: text.length - 4, style: 'bold' }] }, 500)
    for (const [place, part] of found.entries()) {
      const head = `(${place + 1}/${found.length}) `.length
      const [{ from, length }] = part.spans as [Span]
      expect(part.spans).toHaveLength(1)
      expect(from).toBe(place === 0 ? head + 2 : head)
      expect(from + length).toBe(part.text.length - (place === found.length - 1 ? 2 : 0))
    }
  })

  test('whatever it is: the same letters look the same, in parts or whole', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'ế', ' ', '\n', '👍', 'đ '), maxLength: 1500 })
    const spans = fc.array(
      fc.record({
        from: fc.nat(1500),
        length: fc.integer({ min: 1, max: 700 }),
        style: fc.constantFrom<Span['style']>('bold', 'italic'),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(texts, spans, fc.integer({ min: 60, max: 400 }), (text, given, limit) => {
        const inside = given.filter(({ from, length }) => from + length <= text.length)
        const found = wordedParts({ text, spans: inside }, limit)
        const letters = found.map((part, place) => {
          const head = found.length > 1 ? `(${place + 1}/${found.length}) `.length : 0
          for (const { from } of part.spans) expect(from).toBeGreaterThanOrEqual(head)
          return dressed(part.text, part.spans).slice(head)
        })
        const isLetter = ([letter]: string[]) => /\S/.test(letter!)
        expect(letters.flat().filter(isLetter)).toEqual(dressed(text, inside).filter(isLetter))
      }),
    )
  })
})

/** Every UTF-16 unit with how it looks. */
const dressed = (text: string, spans: Span[]) =>
  text.split('').map((letter, at) => [
    letter,
    ...new Set(
      spans
        .filter(({ from, length }) => from <= at && at < from + length)
        .map(({ style }) => style)
        .toSorted(),
    ),
  ])

const withoutHead = (part: string) => part.replace(/^\(\d+\/\d+\) /, '')
