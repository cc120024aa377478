import { setTimeout as pause } from 'node:timers/promises'
import type { Phone, PhoneMessage } from '../../src/simulator/phone.ts'
import { openConference } from './conference.ts'
import { quantile, type Row, rounded } from './figures.ts'

const CONTACTS = 29
const PRESSES_EACH = 10

/** From a press on a readiness card to the card saying so, with 29 people pressing as they please. */
export async function press(): Promise<Row[]> {
  const { simulator, close } = await openConference(CONTACTS)
  const phones = simulator.phones()
  while (phones.some((phone) => !cardOf(phone))) await pause(20)
  const waits = (await Promise.all(phones.map((phone) => ticks(phone)))).flat()
  await close()
  const p95 = quantile(waits, 0.95)
  return [
    { what: 'press to updated card, p50 ms', figure: rounded(quantile(waits, 0.5)), aim: '—', met: true },
    { what: 'press to updated card, p95 ms', figure: rounded(p95), aim: '≤ 300', met: p95 <= 300 },
  ]
}

const cardOf = (phone: Phone) =>
  phone.messages().find((message) => message.buttons.flat().some((each) => each.label.includes('Âm thanh')))

async function ticks(phone: Phone): Promise<number[]> {
  const waits: number[] = []
  for (let turn = 0; turn < PRESSES_EACH; turn++) {
    await pause(50 + Math.random() * 300)
    const { label } = cardOf(phone)!
      .buttons.flat()
      .find((each) => each.label.includes('Âm thanh'))!
    waits.push(await untilEdited(phone, cardOf, label))
  }
  return waits
}

/** Real ms from a press to the card that says so. */
export async function untilEdited(
  phone: Phone,
  cardOf: (phone: Phone) => PhoneMessage | undefined,
  label: string,
): Promise<number> {
  const { edits } = cardOf(phone)!
  const started = performance.now()
  phone.press(label)
  while (cardOf(phone)!.edits === edits) await pause(1)
  return performance.now() - started
}
