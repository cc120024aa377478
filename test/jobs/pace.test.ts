import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatPace } from '../../jobs/pace.ts'
import { floodGate, telegramLimits } from '../../src/simulator/limits.ts'

const pace = { burst: 4, everyMs: 1_050 }

test('four messages in a row, then one for each second and a little', () => {
  const chats = chatPace(pace)
  for (let message = 0; message < 4; message++) {
    expect(chats.resting(0)).toEqual([])
    chats.sent('lan', 0)
  }
  expect(chats.resting(0)).toEqual(['lan'])
  expect(chats.wait('lan', 0)).toBe(1_050)
  expect(chats.restsUntil(0)).toBe(1_050)
  expect(chats.resting(1_050)).toEqual([])
  chats.sent('lan', 1_050)
  expect(chats.resting(1_060)).toEqual(['lan'])
  expect(chats.restsUntil(1_060)).toBe(2_100)
})

test('a chat to which others have written is left alone for as long as they say, and not longer', () => {
  const chats = chatPace(pace)
  chats.leave('lan', 700)
  expect(chats.resting(699)).toEqual(['lan'])
  expect(chats.resting(700)).toEqual([])
  expect(chats.wait('minh', 0)).toBe(0)
})

test('as much as Telegram takes is sent, to two in a hundred, and what is sent is taken', () => {
  const gate = floodGate(telegramLimits)
  const chats = chatPace()
  let sent = 0
  for (let now = 0; now < 60_000; now += 3) {
    if (chats.wait('lan', now) > 0) continue
    // It is on its way for up to 90 ms; the next leaves only when this one was answered.
    const arrives = now + 1 + (sent % 90)
    expect(gate.wait('lan', arrives)).toBe(0)
    chats.sent('lan', arrives + 2)
    now = arrives + 2
    sent += 1
  }
  expect(sent).toBeGreaterThan(0.98 * (5 + 60))
})

test('ten thousand people with a message each leave nobody resting', () => {
  const chats = chatPace()
  for (let place = 0; place < 10_000; place++) chats.sent(`chat-${place}`, place / 10)
  expect(chats.resting(1_000)).toEqual([])
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
