import type { Address, FailureReason } from '../src/domain/message.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { day, VIETNAM } from '../src/domain/time.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** An account of ours is refused until somebody does something about it: every coordinator hears of it, once a day. */
export async function tellAccountDown(
  turn: Turn,
  { channel, account }: Pick<Address, 'channel' | 'account'>,
  reason: FailureReason,
): Promise<void> {
  await tellCoordinators(turn, null, {
    key: `account-down:${channel}:${account}:${reason}:${day(turn.now, VIETNAM)}`,
    kind: 'urgent',
    card: (reader) => {
      const { cli, general, link } = textsIn(reader.language)
      return { text: link.accountDown(cli.channels[channel], general.failures[reason]), choices: [] }
    },
  })
}
