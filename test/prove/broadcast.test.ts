import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { announcementsOn, broadcasting, phonesAgree, show, through } from '../kit/broadcasting.ts'

/** Twice as fast as the platform: 60 a second for 10,000 people are not quite three minutes. */
const PACE = { people: 10_000, scale: 2 }
const TEXT = 'Đề nghị {xung_ho} {ten} xác nhận điểm cầu đã sẵn sàng.'
/** At whatever hour it is tried. */
const ANNOUNCE = ['announce', '--text', TEXT, '--to', 'all', '--yes', '--reason', 'Đo tốc độ', '--json']
const KILL_EVERY_MS = 10_000

const isOurs = ({ method }: { method: string }) => method === 'sendMessage'

test('ten thousand take at most 1.05 of the time that the limit takes, without one 429', () =>
  broadcasting(PACE, async (at) => {
    const { id } = (await at.says(...ANNOUNCE)) as {
      id: string
    }
    while (at.telegram.count('sendMessage') === 0) await pause(5)
    const started = performance.now()
    const refused = new Set<object>()
    while (at.telegram.count('sendMessage') < PACE.people) {
      for (const call of at.telegram.calls) if (call.status === 429) refused.add(call)
      await pause(20)
    }
    const took = (performance.now() - started) / 1000
    process.stdout.write(`10,000 in ${took.toFixed(1)} s; the limit takes ${PACE.people / at.limit} s\n`)
    expect([...refused].map((call) => (call as { at: number }).at)).toEqual([])
    expect(took).toBeLessThanOrEqual((1.05 * PACE.people) / at.limit)
    phonesAgree(at, await through(at, id, 60_000), 0)
  }))

test('killed every ten seconds it loses nobody and repeats only what nobody could know of', () =>
  broadcasting(PACE, async (at) => {
    const { id } = (await at.says(...ANNOUNCE)) as {
      id: string
    }
    let inHand = 0
    let kills = 0
    while (at.telegram.count('sendMessage') < PACE.people * 0.9) {
      await pause(KILL_EVERY_MS)
      await at.server.kill()
      inHand += await at.inHand()
      kills += 1
      await at.server.start()
    }
    const shown = await through(at, id, 120_000)
    process.stdout.write(`${kills} kills, ${inHand} in hand at them\n`)
    phonesAgree(at, shown, inHand)
  }))

test('stopped at forty per cent, nothing leaves later than a second after', () =>
  broadcasting(PACE, async (at) => {
    const { id } = (await at.says(...ANNOUNCE)) as {
      id: string
    }
    while (at.telegram.count('sendMessage') < PACE.people * 0.4) await pause(5)
    await at.says('announcements', 'stop', id, '--json')
    const stoppedAt = Date.now()
    await pause(3_000)
    const late = at.telegram.calls.filter((call) => isOurs(call) && call.at > stoppedAt + 1_000)
    expect(late).toEqual([])
    const shown = await show(at, id)
    const have = at.phones.filter((phone) => announcementsOn(phone).length > 0).length
    expect(shown).toMatchObject({ sent: have, queued: 0 })
    expect(have).toBeLessThan(PACE.people)
  }))
