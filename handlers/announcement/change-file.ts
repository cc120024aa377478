import { answerSender, type SentFile } from '../sent-file.ts'
import type { Turn } from '../world.ts'

/** A new version of the file of an announcement that has gone out. */
export async function takeNewFile(turn: Turn, sent: SentFile & { announcement: string }): Promise<void> {
  await answerSender(turn, sent, 'file', ({ fetched }) => fetched.arrived(sent.media.fileName))
}
