import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { telegramLimits } from '../../src/simulator/telegram.ts'
import { runningClock } from '../kit/clock.ts'
import { office, vietnam } from '../kit/office.ts'

const PEOPLE = 15
const FLOODERS = 3

test(
  'three people who write without end do not keep the cards from the others',
  { timeout: 60_000 },
  async () => {
    const start = '2026-12-05T13:00'
    const story = await office({
      bridgePoints: PEOPLE,
      clock: runningClock(vietnam(start)),
      limits: telegramLimits,
      needs: { rates: { telegram: 25 } },
    })
    const { people, telegram } = story
    await pause(3_000)
    const flooders = people.slice(0, FLOODERS)
    for (let message = 0; message < 25; message += 1)
      for (const person of flooders) person.phone.write('trợ giúp')
    await pause(500)
    const began = performance.now()
    // The flooders' answers go on for a while after the story has ended.
    story.opensRound('r1').catch(() => {})
    const others = people.slice(FLOODERS, PEOPLE)
    const hasCard = () =>
      others.every((person) =>
        person.unread().some((message) => message.text.includes('kiểm tra và xác nhận')),
      )
    while (!hasCard() && performance.now() - began < 20_000) await pause(50)
    expect(performance.now() - began).toBeLessThan(6_000)
    expect(telegram.calls.filter((call) => call.status === 429)).toEqual([])
    for (const person of people) person.readsAll()
  },
)
