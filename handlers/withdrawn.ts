import { forgetChatRow } from '../db/chats.ts'
import { blankInbound, blankRequestsAt } from '../db/forget.ts'
import { identityAt } from '../db/identities.ts'
import { personById } from '../db/people.ts'
import type { Address, Inbound } from '../src/domain/message.ts'
import { callOn, named, type Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { scopesOf } from './enough.ts'
import { forgetAddress } from './forget.ts'
import { tellCoordinators } from './tell.ts'
import { unlink } from './unlink.ts'
import type { Turn } from './world.ts'

/**
 * The person took back, at the platform, that we may keep what it told us about them: the chat is nobody's any more, and
 * its id, the name it showed and what was written there are forgotten. The contact stays: the roster is the office's own.
 */
export async function forgetChatOf(turn: Turn, event: Address & Pick<Inbound, 'eventId'>): Promise<void> {
  const { channel, account, chat } = event
  const at = { channel, account, chat }
  const identity = await identityAt(turn.tx, at)
  if (identity) await unlink(turn, identity.contactId, at.channel, 'platform')
  await blankInbound(turn.tx, at, true)
  await blankRequestsAt(turn.tx, at)
  if (!identity) return forgetChatRow(turn.tx, at)
  await forgetAddress(turn, at, identity.contactId)
  await tellOfWithdrawal(turn, identity.contactId, event)
}

/** Courteously and without more: it is the person's right, and needs no reason. */
async function tellOfWithdrawal(
  turn: Turn,
  contactId: string,
  { channel, eventId }: Pick<Inbound, 'channel' | 'eventId'>,
): Promise<void> {
  const person = await personById(turn.tx, contactId)
  const call = person.phones.length > 0 ? callOn(person) : null
  const card = (reader: Person) => ({
    text: textsIn(reader.language).personal.withdrawnAlert(named(person, reader), channel, call),
    choices: [],
  })
  const note = { key: `withdrawn:${contactId}:${eventId}`, kind: 'announcement' as const, card }
  for (const scope of await scopesOf(turn, contactId)) await tellCoordinators(turn, scope, note, contactId)
}
