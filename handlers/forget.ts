import { isOthers, renameChat } from '../db/forget.ts'
import type { Address } from '../src/domain/message.ts'
import { placeOf } from './parting.ts'
import type { Turn } from './world.ts'

/**
 * Nothing of ours names the platform's id of this chat any more: a mark stands for it, the same wherever it stood, from which
 * nobody finds it again. Where somebody else is linked there by now, the id stays in what is theirs.
 */
export async function forgetAddress(turn: Turn, at: Address, contactId: string): Promise<void> {
  if (await isOthers(turn.tx, at, contactId)) return
  const mark = `gone:${turn.world.mac(`chat ${placeOf(at)}`).slice(0, 24)}`
  await renameChat(turn.tx, at, contactId, placeOf(at), mark)
}
