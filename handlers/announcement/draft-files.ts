import { answerSender, type SentFile } from '../sent-file.ts'
import type { Turn } from '../world.ts'

/** A picture or file that goes with an announcement that is being written; `version` as it was when it was sent. */
export async function addDraftFile(
  turn: Turn,
  sent: SentFile & { draft: string; version: number },
): Promise<void> {
  await answerSender(turn, sent, 'file', ({ fetched }) => fetched.arrived(sent.media.fileName))
}
