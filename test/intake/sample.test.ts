import { expect, test } from 'vitest'
import { sampleConference } from '../../src/intake/sample.ts'
import { placesOf, planOf, readJson } from './reading.ts'

const now = Date.UTC(2026, 10, 20, 3, 7, 42)

test('the sample is a whole conference of 29 bridge points in five countries, without a warning', async () => {
  const read = await readJson(sampleConference(now))
  expect(placesOf(read)).toEqual([])
  const plan = planOf(read)
  expect(plan.bridgePoints).toHaveLength(29)
  expect(new Set(plan.bridgePoints.map((point) => point.country))).toEqual(
    new Set(['VN', 'CN', 'JP', 'SG', 'AU']),
  )
  expect(plan.bridgePoints.filter((point) => point.main)).toHaveLength(1)
  expect(plan.contacts.filter((contact) => contact.role === 'coordinator')).toHaveLength(2)
  expect(plan.contacts.filter((contact) => contact.language === 'en')).toHaveLength(2)
  expect(plan.assignments).toHaveLength(12)
  expect(new Set(plan.contacts.flatMap((contact) => contact.phones)).size).toBe(plan.contacts.length)
})

test('its first round opens within minutes, at any hour of the day, and before the conference', async () => {
  for (let hour = 0; hour < 24; hour++) {
    const moment = now + hour * 3_600_000
    const { rounds, conference } = planOf(await readJson(sampleConference(moment)))
    const [first] = rounds
    expect((first?.opensAt ?? 0) - moment).toBeGreaterThan(3 * 60_000)
    expect((first?.opensAt ?? 0) - moment).toBeLessThanOrEqual(5 * 60_000)
    expect(first?.closesAt).toBeLessThan(conference.start)
  }
})
