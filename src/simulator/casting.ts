import type { Temper } from './scripts.ts'

/** The apps that people in a drill may have. */
export type DrillApp = 'telegram' | 'zalo-oa' | 'zalo-bot'

/** Who of the sample conference plays how; whoever is not named answers promptly. */
const tempersOf: Partial<Record<string, Temper>> = {
  btc1: 'hand',
  btc2: 'hand',
  c04: 'hand',
  c07: 'hand',
  c05: 'late',
  c09: 'late',
  c14: 'late',
  c20: 'late',
  c25: 'late',
  t01: 'late',
  c06: 'wrong',
  c12: 'wrong',
  c13: 'wrong',
  c21: 'wrong',
  c24: 'wrong',
  c10: 'never',
  c18: 'never',
  c19: 'never',
  d18: 'never',
}

/** Never take up their invite by themselves: one with a backup who answers, the others to be phoned. */
const withoutApp = new Set(['c15', 'c22', 'c29', 'd04', 'd08'])

/** Which app people have, by their code alone: about half Telegram, the others one of the two that Zalo has. */
/** Whoever has no app has Zalo on their phone all the same, where a form may reach their number. */
function appOf(code: string): DrillApp {
  if (withoutApp.has(code)) return 'zalo-oa'
  const number = Number(/\d+$/.exec(code)?.[0] ?? 0)
  if (number % 2 === 1) return 'telegram'
  return number % 4 === 0 ? 'zalo-oa' : 'zalo-bot'
}

export const castingOf = (code: string) => ({
  app: appOf(code),
  temper: tempersOf[code] ?? ('prompt' as const),
  joins: !withoutApp.has(code),
})

/** The phones that are on the table when the page opens: a coordinator's first. */
export const firstPhones = ['btc1', 'c04', 'c07', 'c06', 'c05']
