import { setTimeout as pause } from 'node:timers/promises'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { turn } from '../../handlers/world.ts'
import type { Phone } from '../../src/simulator/phone.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import { takeUpdates } from '../kit/updates.ts'
import { enrol, startApp } from './app.ts'
import { quantile, type Row, rounded } from './figures.ts'
import { benchToken } from './platform.ts'
import { untilEdited } from './press.ts'

const PEOPLE = 10_000
/** Who press while it goes on, each so often. */
const PRESSING = 29
const PRESSES_EACH = 5
const RATE = 30

/** From a press to the card saying so, while an announcement to ten thousand is on its way at the platform's own rate. */
export async function latency(): Promise<Row[]> {
  const bots = [{ token: benchToken, username: 'bench_bot', name: 'Bench' }]
  const limits = { perSecond: RATE, chatBurst: 5, chatPerSecond: 1 }
  const simulator = await startTelegramSimulator({ bots, limits })
  const phones = Array.from({ length: PEOPLE }, (_, place) => simulator.phone({ name: `Người ${place}` }))
  for (const phone of phones) phone.start()
  await takeUpdates(simulator.url, benchToken)
  const { app, close } = await startApp(simulator.url, { rates: { telegram: RATE } })
  const ids = await enrol(
    app,
    phones.map(({ id }) => id),
  )
  await turn(app.world, async (at) => {
    const asking = {
      text: 'Đề nghị {ten} chọn.',
      wanted: { kind: 'choice' as const, options: ['Dự', 'Không dự'] },
    }
    return sendDraft(at, await newDraft(at, null, { ...empty, ...asking }), ids, null)
  })
  const first = phones.slice(0, PRESSING)
  while (first.some((phone) => !cardOf(phone))) await pause(50)
  const waits = (await Promise.all(first.map((phone) => presses(phone)))).flat()
  const refused = simulator.calls.filter(({ status }) => status === 429).length
  await close()
  await simulator.close()
  const p95 = quantile(waits, 0.95)
  return [
    {
      what: `press to updated card while ${PEOPLE} are written to, p95 ms`,
      figure: rounded(p95),
      aim: '≤ 300',
      met: p95 <= 300,
    },
    { what: 'refused for the pace meanwhile', figure: String(refused), aim: '0', met: refused === 0 },
  ]
}

const cardOf = (phone: Phone) => phone.messages().find((message) => message.buttons.flat().length > 0)

async function presses(phone: Phone): Promise<number[]> {
  const waits: number[] = []
  for (let turn = 0; turn < PRESSES_EACH; turn++) {
    await pause(1_000 + Math.random() * 9_000)
    waits.push(await untilEdited(phone, cardOf, turn % 2 === 0 ? 'Dự' : 'Không dự'))
  }
  return waits
}
