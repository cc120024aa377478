import { answerSender, type SentFile } from '../sent-file.ts'
import type { Turn } from '../world.ts'

/** The file that an announcement asked for. */
export async function takeFile(turn: Turn, sent: SentFile & { ask: string }): Promise<void> {
  await answerSender(turn, sent, 'file', ({ fetched }) => fetched.arrived(sent.media.fileName))
}
