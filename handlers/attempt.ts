import { type Turn, turn, type World } from './world.ts'

/** Stops a transaction that is to be undone; what came of the work is kept aside. */
class Undone extends Error {}

/** Does `work` in a transaction and keeps it only when `keeps` says so of what came of it; the answer comes back either way. */
export async function attempt<Result>(
  world: World,
  work: (turn: Turn) => Promise<Result>,
  keeps: (result: Result) => boolean,
): Promise<Result> {
  const outcome: { result?: Result } = {}
  try {
    return await turn(world, async (inner) => {
      const result = await work(inner)
      outcome.result = result
      if (!keeps(result)) throw new Undone()
      return result
    })
  } catch (thrown) {
    if (thrown instanceof Undone && outcome.result !== undefined) return outcome.result
    throw thrown
  }
}
