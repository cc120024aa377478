import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatPace } from '../../jobs/pace.ts'

const pace = { burst: 4, everyMs: 1_050 }

test('four messages in a row, then one for each second and a little', () => {
  const chats = chatPace(pace)
  for (let message = 0; message < 4; message++) {
    expect(chats.resting(0)).toEqual([])
    chats.sent('lan', 0)
  }
  expect(chats.resting(0)).toEqual(['lan'])
  expect(chats.restsUntil(0)).toBe(1_050)
  expect(chats.resting(1_050)).toEqual([])
  chats.sent('lan', 1_050)
  expect(chats.resting(1_060)).toEqual(['lan'])
  expect(chats.restsUntil(1_060)).toBe(2_100)
})

test('one chat that rests keeps no other from being written to', () => {
  const chats = chatPace(pace)
  for (let message = 0; message < 4; message++) chats.sent('lan', 0)
  chats.sent('minh', 0)
  expect(chats.resting(0)).toEqual(['lan'])
})

test('whoever obeys it never sends more than the burst and one a second, however the moments fall', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 80 }), (gaps) => {
      const chats = chatPace(pace)
      const sent: number[] = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        if (chats.resting(now).length > 0) continue
        chats.sent('lan', now)
        sent.push(now)
      }
      for (const [place, from] of sent.entries())
        for (const [later, to] of sent.entries())
          if (later > place) expect(later - place + 1).toBeLessThanOrEqual(pace.burst + (to - from) / 1_000)
    }),
  )
})
