import type { Addressed } from '../db/outbox.ts'
import type { Channel } from '../src/channels/channel.ts'
import type { Outgoing, SendResult } from '../src/domain/message.ts'

/** Deleted where the platform lets us, with what followed it; what is too old for that says that it no longer holds. */
export async function takeBackOrEdit(
  bot: Pick<Channel, 'retract' | 'edit'>,
  { also }: Pick<Addressed, 'also'>,
  outgoing: Outgoing,
  { platformId, next = async () => {} }: { platformId: string; next?: () => Promise<void> },
): Promise<SendResult> {
  const result = await bot.retract!({ ...outgoing, also: also ?? [] }, platformId)
  if (result.kind !== 'refused' || result.reason !== 'too-old' || !bot.edit) return result
  await next()
  return bot.edit(outgoing, platformId)
}
