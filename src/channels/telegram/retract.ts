import { type Api, GrammyError } from 'grammy'
import type { Outgoing, SendResult } from '../../domain/message.ts'
import { chatId } from './media.ts'
import { editResultOf } from './result.ts'

/** All of a letter in one call. Telegram takes back what is younger than 48 hours; what is gone already counts as taken back. */
export async function retract(
  api: Api,
  { chat, also = [] }: Pick<Outgoing, 'chat' | 'also'>,
  platformId: string,
): Promise<SendResult> {
  const [first, ...more] = [platformId, ...also].filter((id) => /^\d+$/.test(id)).map(Number)
  if (first === undefined) return { kind: 'refused', what: 'message', reason: 'message-gone' }
  try {
    await (more.length === 0
      ? api.deleteMessage(chatId(chat), first)
      : api.deleteMessages(chatId(chat), [first, ...more]))
    return { kind: 'sent', platformId }
  } catch (error) {
    return retractResultOf(error, platformId)
  }
}

function retractResultOf(error: unknown, platformId: string): SendResult {
  const description = error instanceof GrammyError ? error.description : ''
  if (/message to delete not found|message_id_invalid/i.test(description)) return { kind: 'sent', platformId }
  if (/message can't be deleted/i.test(description))
    return { kind: 'refused', what: 'message', reason: 'too-old' }
  return editResultOf(error, platformId)
}
