import { type Api, InputFile } from 'grammy'
import type { Outgoing } from '../../domain/message.ts'

/** Telegram takes no larger picture as one to look at; as a file it does (core.telegram.org/bots/api#sendphoto). */
const PHOTO_LIMIT = 10 * 1024 * 1024

/**
 * What a letter carries follows its text as an answer to it. The text has arrived: that the file does not is no reason to
 * send it all once more, so a failure is not told. A picture that Telegram cannot show goes as a file.
 */
export async function sendAfter(
  api: Api,
  platformId: string,
  { chat }: Pick<Outgoing, 'chat'>,
  media: NonNullable<Outgoing['media']>,
): Promise<void> {
  const more = { reply_parameters: replyTo(platformId) }
  const file = () => new InputFile(media.bytes, media.fileName)
  const asFile = () => api.sendDocument(chatId(chat), file(), more)
  const isPhoto = media.kind === 'image' && media.mime !== 'image/webp' && media.size <= PHOTO_LIMIT
  try {
    await (isPhoto ? api.sendPhoto(chatId(chat), file(), more).catch(asFile) : asFile())
  } catch {
    // The text says what it is about.
  }
}

export function replyTo(platformId: string) {
  return { message_id: Number(platformId), allow_sending_without_reply: true }
}

export function chatId(chat: string): number | string {
  return /^-?\d{1,15}$/.test(chat) ? Number(chat) : chat
}
