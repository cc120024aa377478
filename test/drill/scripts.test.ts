import { expect, test } from 'vitest'
import type { Language } from '../../src/domain/person.ts'
import { understand } from '../../src/domain/reply.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { HOUR, MINUTE } from '../../src/domain/time.ts'
import { type Duty, dutyIn, offersIn } from '../../src/simulator/offers.ts'
import type { PhoneMessage } from '../../src/simulator/phone.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { type Move, script, type Temper } from '../../src/simulator/scripts.ts'

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed)

function played(temper: Temper, kind: Duty['kind'], seed: number, language: Language = 'vi'): Move[] {
  const texts = textsIn(language)
  const label = { acknowledge: texts.assignment.acknowledgeLabel, readiness: texts.readiness.readyLabel }
  const duty: Duty = { kind, label: kind === 'acknowledge' || kind === 'readiness' ? label[kind] : '' }
  return script(temper, { duty, texts, language, promised: false, random: seededRandom(seed) })
}

const started = (moves: Move[]) => moves[0]!.after
const whole = (moves: Move[]) => moves.reduce((sum, move) => sum + move.after, 0)

const shown = (text: string, buttons: string[] = []): PhoneMessage => ({
  id: 1,
  from: 'bot',
  text,
  buttons: buttons.map((label, place) => [{ label, data: `letter.${place + 1}` }]),
  at: 0,
  edits: 0,
  bot: '7',
})

test('the prompt answer within minutes, the late after the reminder, those who never answer never', () => {
  for (const seed of SEEDS) {
    expect(started(played('prompt', 'acknowledge', seed))).toBeLessThanOrEqual(4 * MINUTE)
    expect(whole(played('prompt', 'readiness', seed))).toBeLessThan(6 * MINUTE)
    expect(started(played('late', 'acknowledge', seed))).toBeGreaterThan(4 * HOUR)
    expect(played('never', 'readiness', seed)).toEqual([])
    expect(played('hand', 'acknowledge', seed)).toEqual([])
  }
})

test('the late either say when they will be ready, or answer after the reminder and before the round closes', () => {
  const { preparingLabel } = textsIn('vi').readiness
  const all = SEEDS.map((seed) => played('late', 'readiness', seed))
  const promises = all.filter(
    ([first]) => first && 'choose' in first.act && first.act.choose === preparingLabel,
  )
  const others = all.filter((moves) => !promises.includes(moves))
  expect(promises.length).toBeGreaterThan(20)
  expect(others.length).toBeGreaterThan(20)
  for (const moves of others) {
    expect(started(moves)).toBeGreaterThan(75 * MINUTE)
    expect(whole(moves)).toBeLessThan(120 * MINUTE)
  }
})

test.each(['vi', 'en'] as const)(
  'what people type (%s) is understood as what they would have pressed',
  (language) => {
    const { assignment, readiness } = textsIn(language)
    const meant = {
      [assignment.acknowledgeLabel]: 'yes',
      [readiness.readyLabel]: 'yes',
      [readiness.allGoodLabel]: 'all-good',
    }
    for (const seed of SEEDS)
      for (const kind of ['acknowledge', 'readiness'] as const)
        for (const { act } of played('prompt', kind, seed, language))
          if ('choose' in act && act.words)
            expect([act.words, understand(act.words).kind]).toEqual([act.words, meant[act.choose]])
  },
)

test.each(['vi', 'en'] as const)(
  'nothing that is said by mistake (%s) is taken for a yes, and the right answer comes last',
  (language) => {
    const { readiness } = textsIn(language)
    for (const seed of SEEDS) {
      const moves = played('wrong', 'readiness', seed, language)
      for (const { act } of moves)
        if ('say' in act) expect(['yes', 'all-good']).not.toContain(understand(act.say).kind)
      const last = moves.at(-1)!.act
      expect('choose' in last && last.choose).toBe(readiness.readyLabel)
      expect(moves.length).toBeGreaterThan(2)
    }
  },
)

test('a card is read the same way in both apps: buttons here, numbered lines there', () => {
  const texts = textsIn('vi')
  const inTelegram = offersIn(shown('Đề nghị xác nhận đã nhận.', ['Đã nhận', 'Có vướng mắc']))
  const inZalo = offersIn(shown('Đề nghị xác nhận đã nhận.\n1. việc này\n\n4. Đã nhận\n5. Có vướng mắc'))
  expect(inTelegram.map(({ label, pick }) => [label, pick])).toEqual([
    ['Đã nhận', { kind: 'press', data: 'letter.1' }],
    ['Có vướng mắc', { kind: 'press', data: 'letter.2' }],
  ])
  expect(inZalo.map(({ label, pick }) => [label, pick])).toEqual([
    ['Đã nhận', { kind: 'number', number: '4' }],
    ['Có vướng mắc', { kind: 'number', number: '5' }],
  ])
  expect(dutyIn(inTelegram, texts)).toEqual({ kind: 'acknowledge', label: 'Đã nhận' })
  expect(dutyIn(inZalo, texts)).toEqual({ kind: 'acknowledge', label: 'Đã nhận' })
})

test('the bot asking back what was meant, or plain words, are no new duty', () => {
  const texts = textsIn('vi')
  const asksBack = shown('Hệ thống chưa hiểu ý Ông.', ['Đã nhận', texts.question.forwardLabel])
  expect(dutyIn(offersIn(asksBack), texts)).toBeNull()
  expect(
    dutyIn(offersIn(shown('Đã ghi: nhiệm vụ 5, Đã nhận, 10:32.', ['Sửa câu trả lời'])), texts),
  ).toBeNull()
  expect(dutyIn(offersIn(shown('Kính gửi Ông Huy,')), texts)).toBeNull()
})
