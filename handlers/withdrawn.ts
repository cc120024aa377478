import { identityAt } from '../db/identities.ts'
import type { Address } from '../src/domain/message.ts'
import { unlink } from './unlink.ts'
import type { Turn } from './world.ts'

/** The person took back, at the platform, that we may keep what it told us about them: the chat is nobody's any more. */
export async function forgetChatOf(turn: Turn, at: Address): Promise<void> {
  const identity = await identityAt(turn.tx, at)
  if (identity) await unlink(turn, identity.contactId, at.channel, 'platform')
}
