import { record } from '../db/facts.ts'
import { revokeLinks } from '../db/links.ts'
import { changeLetter } from '../db/outbox.ts'
import { forgetChat, waitingAt } from '../db/paths.ts'
import { type Identity, unlinkContact } from '../db/identities.ts'
import type { ChannelName } from '../src/domain/message.ts'
import { takeBack } from './path.ts'
import type { Turn } from './world.ts'

/**
 * Frees a contact's chat on one channel, or all of them, so that another chat can be linked. What had not left goes to
 * their next path or waits; the freed chat hears nothing any more, and links given out for the page open nothing. Invites not yet used stay good. Returns what was freed.
 */
export async function unlink(
  turn: Turn,
  contactId: string,
  channel?: ChannelName,
  by = 'console',
): Promise<Identity[]> {
  if (channel === undefined || channel === 'web') await revokeLinks(turn.tx, contactId, turn.now)
  const freed = await unlinkContact(turn.tx, contactId, turn.now, channel)
  for (const identity of freed) {
    await takeBack(turn, identity)
    await silence(turn, identity)
    await record(turn.tx, turn.now, by, 'unlinked', contactId, { channel: identity.channel })
  }
  return freed
}

/** Answers that were still on their way to that chat stay unsaid: it may be somebody else's from now on. */
async function silence(turn: Turn, identity: Identity): Promise<void> {
  for (const letter of await waitingAt(turn.tx, identity))
    await changeLetter(turn.tx, letter.id, { state: 'void' })
  await forgetChat(turn.tx, identity)
}
