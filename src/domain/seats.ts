import { HOUR } from './time.ts'

/** One bot on Zalo: who has taken its seats, what has left it this month, and what its plan allows. */
export interface BotUse {
  account: string
  /** What opens it; null when the settings name none. */
  link: string | null
  people: number
  seats: number
  sent: number
  monthly: number
}

export type Fullness = 'fine' | 'high' | 'full'

/** From here on an office has to think of another bot. */
const HIGH = 0.8

export const fullness = (used: number, allowed: number): Fullness => {
  if (used >= allowed) return 'full'
  return used >= allowed * HIGH ? 'high' : 'fine'
}

/** How full a bot is, by whatever of the two is worse. */
export function fullnessOf({ people, seats, sent, monthly }: BotUse): Fullness {
  const both = [fullness(people, seats), fullness(sent, monthly)]
  return both.find((each) => each === 'full') ?? both.find((each) => each === 'high') ?? 'fine'
}

/** Vietnam keeps one time the whole year. */
const VIETNAM_OFFSET_MS = 7 * HOUR

/** The calendar month of Vietnam's, 'yyyy-MM', in which plans count messages. */
export const monthOf = (at: number): string => new Date(at + VIETNAM_OFFSET_MS).toISOString().slice(0, 7)

/**
 * The bot that an invite for `contact` names: the one they sit with already; else one with a free seat, as those who
 * wait are dealt out in their order, each to the bot with the fewest. Null when every seat is taken.
 */
export function botFor(
  bots: BotUse[],
  contact: { id: string; account: string | null },
  waiting: string[],
): BotUse | null {
  if (contact.account !== null) return bots.find(({ account }) => account === contact.account) ?? null
  const free = bots.filter(({ people, seats }) => people < seats)
  const place = waiting.indexOf(contact.id)
  const ahead = place < 0 ? 0 : place
  const dealt = new Map(free.map((bot) => [bot, bot.people]))
  for (let dealing = 0; dealing < ahead; dealing++) {
    const next = emptiest(dealt)
    if (next) dealt.set(next, dealt.get(next)! + 1)
  }
  return emptiest(dealt)
}

/** Of several the first; one whose seats are all promised only when all are. */
function emptiest(dealt: Map<BotUse, number>): BotUse | null {
  const ranked = [...dealt].toSorted(
    ([a, takenA], [b, takenB]) => Number(takenA >= a.seats) - Number(takenB >= b.seats) || takenA - takenB,
  )
  return ranked[0]?.[0] ?? null
}

/** How many seats are missing if so many more people come. */
export const seatsMissing = (bots: BotUse[], toCome: number): number =>
  Math.max(0, toCome - bots.reduce((sum, { people, seats }) => sum + Math.max(0, seats - people), 0))
