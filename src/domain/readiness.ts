import { fold } from './reply/fold.ts'

export type ItemState = 'ok' | 'problem' | 'unknown'
export type ReadinessStatus = 'pending' | 'preparing' | 'ready' | 'issue'

/** What a bridge point has said in one round: a whole snapshot, the latest counts. */
export interface Readiness {
  status: ReadinessStatus
  items: Record<string, ItemState>
  /** When 'preparing' is expected to end. */
  expectedAt: number | null
  duty: { name: string; phone: string } | null
}

export const nothingYet = (items: string[]): Readiness => ({
  status: 'pending',
  items: Object.fromEntries(items.map((item) => [item, 'unknown'])),
  expectedAt: null,
  duty: null,
})

/** Items go round: unknown, ok, problem, unknown. */
export function tick(readiness: Readiness, item: string): Readiness {
  const next = { unknown: 'ok', ok: 'problem', problem: 'unknown' } as const
  const now = readiness.items[item]
  return now ? { ...readiness, items: { ...readiness.items, [item]: next[now] } } : readiness
}

export const allGood = (readiness: Readiness): Readiness => ({
  ...readiness,
  items: Object.fromEntries(Object.keys(readiness.items).map((item) => [item, 'ok'])),
})

export const itemsThatAre = (readiness: Readiness, state: ItemState) =>
  Object.keys(readiness.items).filter((item) => readiness.items[item] === state)

/** Whether 'Sẵn sàng' can simply be recorded, or what has to be asked first. */
export function canBeReady(readiness: Readiness): 'yes' | 'problems' | 'unknowns' {
  if (itemsThatAre(readiness, 'problem').length > 0) return 'problems'
  return itemsThatAre(readiness, 'unknown').length > 0 ? 'unknowns' : 'yes'
}

export const ready = (readiness: Readiness): Readiness => ({
  ...readiness,
  status: 'ready',
  expectedAt: null,
})
export const issue = (readiness: Readiness): Readiness => ({
  ...readiness,
  status: 'issue',
  expectedAt: null,
})
export const preparing = (readiness: Readiness, expectedAt: number): Readiness => ({
  ...readiness,
  status: 'preparing',
  expectedAt,
})

/** The same answer about the same items; who is on duty is no part of it. */
export const isSameReadiness = (one: Readiness, other: Readiness) =>
  one.status === other.status &&
  one.expectedAt === other.expectedAt &&
  Object.keys({ ...one.items, ...other.items }).every((item) => one.items[item] === other.items[item])

/** The item that asks for somebody to be there: ticking it asks who that is, and naming them ticks it. */
export const isDutyItem = (item: string) =>
  /^(?:nguoi|can bo) truc|^(?:staff|person) on duty/.test(fold(item))

/** Somebody is on duty, so the item that asks for it is good. */
export const onDuty = (readiness: Readiness, duty: { name: string; phone: string }): Readiness => ({
  ...readiness,
  duty,
  items: Object.fromEntries(
    Object.entries(readiness.items).map(([item, state]) => [item, isDutyItem(item) ? 'ok' : state]),
  ),
})
