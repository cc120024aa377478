import { textsIn } from '../src/domain/texts/index.ts'
import { tellAccountDown } from './account-down.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** The official account's authorisation is lost, or has not been renewed for so many days. */
export async function tellOfTokens(
  turn: Turn,
  account: string,
  trouble: { kind: 'consent-needed' } | { kind: 'ageing'; days: number },
): Promise<void> {
  if (trouble.kind === 'consent-needed')
    return tellAccountDown(turn, { channel: 'zalo-oa', account }, 'consent-needed')
  await tellCoordinators(turn, null, {
    key: `token-ageing:${account}:${Math.floor(trouble.days / 5)}`,
    kind: 'urgent',
    card: (reader) => ({ text: textsIn(reader.language).link.tokenAgeing(trouble.days), choices: [] }),
  })
}
