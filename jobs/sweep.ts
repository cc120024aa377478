import { blankPayloads } from '../db/inbox.ts'
import { turn, type World } from '../handlers/world.ts'

/** What time alone brings about: messages that people wrote are forgotten when their retention is over. */
export async function sweep(world: World): Promise<void> {
  await turn(world, ({ tx, now }) => blankPayloads(tx, now - world.settings.inboxRetentionMs))
}
