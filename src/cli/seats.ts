import { type BotUse, fullnessOf } from '../domain/seats.ts'
import { seatsOverview } from '../../handlers/zalo-seats.ts'
import type { World } from '../../handlers/world.ts'
import type { Terminal } from './terminal.ts'

/** How full each bot on Zalo is, with what to do about it; nothing where there are none. */
export async function botLines(world: World, { texts }: Terminal): Promise<string[]> {
  const { bots, missing } = await seatsOverview(world)
  const lines = bots.map((bot, place) => botSays(texts, bot, place))
  const last = lines.length - 1
  return lines.map((line, place) =>
    missing > 0 && place === last ? `${line}; ${texts.seats.missing(missing)}` : line,
  )
}

export function botSays({ seats }: Terminal['texts'], bot: BotUse, place: number): string {
  const level = fullnessOf(bot)
  return seats.line(place + 1, bot) + (level === 'fine' ? '' : `; ${seats[level]}`)
}
