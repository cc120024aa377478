import { chatKey, nextWaiting } from '../db/inbox.ts'
import { handle } from '../handlers/index.ts'
import type { World } from '../handlers/world.ts'

/** Takes the next event whose chat nobody works on: within a chat one after the other, several chats at a time. */
export function inboxWork(world: World): () => Promise<'did' | 'nothing'> {
  const busy = new Set<string>()
  return async () => {
    const row = await nextWaiting(world.store.db, [...busy], world.now())
    if (!row || busy.has(chatKey(row))) return 'nothing'
    busy.add(chatKey(row))
    try {
      await handle(world, row)
      return 'did'
    } finally {
      busy.delete(chatKey(row))
    }
  }
}
