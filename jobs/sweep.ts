import { forgetWhatIsOld } from '../handlers/retention.ts'
import { turn, type World } from '../handlers/world.ts'
import { tellOfFullBots } from '../handlers/zalo-seats.ts'

/** What time alone brings about: what was kept long enough is forgotten, and a bot that runs full is told of. */
export async function sweep(world: World): Promise<void> {
  await forgetWhatIsOld(world)
  await turn(world, tellOfFullBots)
}
