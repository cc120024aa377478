import { type Api, GrammyError, InputFile } from 'grammy'
import type { Attachment, Outgoing, SendResult } from '../../domain/message.ts'
import { mediaFit } from '../../domain/media-fit.ts'
import { type Beside, besideOf, patiently } from '../beside.ts'
import type { Uploads } from '../uploads.ts'
import { resultOf } from './result.ts'

export interface Carrier {
  api: Api
  /** Waits longer for its answers: files take their time. */
  uploadApi: Api
  uploads: Uploads
}

type How = 'photo' | 'document'

/** One try; `ref` is Telegram's name for the file, and how it was sent. */
interface Tried {
  result: SendResult
  ref?: string
  isStale?: boolean
}

type Call = (api: Api, how: How, file: InputFile | string) => Promise<Tried>

/**
 * What a letter carries follows its text as an answer to it, by the name Telegram has for it, or uploaded where it has
 * none yet. A name that it no longer takes is given up for a new upload, once.
 */
export async function sendAfter(
  { api, uploadApi, uploads }: Carrier,
  { chat, media }: Pick<Outgoing, 'chat'> & { media: Attachment },
  platformId: string,
  next: () => Promise<void> = async () => {},
): Promise<Beside> {
  const call = calling(chat, platformId, next)
  const mine: { tried?: Tried } = {}
  const upload = async () => (mine.tried = await uploaded(call, uploadApi, media)).ref ?? null
  const triedWith = (ref: string | null) => mine.tried ?? byRef(call, api, ref!)
  const ref = await uploads(media.id, upload)
  const tried = await triedWith(ref)
  if (!tried.isStale || ref === null) return besideOf(tried.result)
  return besideOf((await triedWith(await uploads(media.id, upload, ref))).result)
}

/** A picture that Telegram cannot show after all goes as a file. */
async function uploaded(call: Call, api: Api, media: Attachment): Promise<Tried> {
  const bytes = await media.bytes().catch(() => null)
  if (!bytes) return { result: badMessage }
  const file = () => new InputFile(bytes, media.fileName)
  const fit = mediaFit('telegram', media, false)
  if (fit.kind === 'attached' && fit.as === 'image') {
    const tried = await call(api, 'photo', file())
    if (tried.result.kind !== 'refused' || tried.result.what !== 'message') return tried
  }
  return call(api, 'document', file())
}

const byRef = (call: Call, api: Api, ref: string) =>
  ref.startsWith('photo:') ? call(api, 'photo', ref.slice(6)) : call(api, 'document', ref.slice(9))

const calling =
  (chat: string, platformId: string, next: () => Promise<void>): Call =>
  (api, how, file) =>
    patiently(async () => {
      await next()
      return put(api, how, file, { chat, platformId })
    })

async function put(
  api: Api,
  how: How,
  file: InputFile | string,
  { chat, platformId }: { chat: string; platformId: string },
): Promise<Tried> {
  const more = { reply_parameters: replyTo(platformId) }
  try {
    if (how === 'photo') {
      const { message_id, photo } = await api.sendPhoto(chatId(chat), file, more)
      return sentAs(message_id, how, photo?.at(-1)?.file_id)
    }
    // What a file is called says what it is; a look at its bytes would make songs and films of some.
    const asIs = { ...more, disable_content_type_detection: true }
    const { message_id, document } = await api.sendDocument(chatId(chat), file, asIs)
    return sentAs(message_id, how, document?.file_id)
  } catch (error) {
    return refusedFile(error)
  }
}

const sentAs = (message: number, how: How, file: string | undefined): Tried => ({
  result: { kind: 'sent', platformId: String(message) },
  ...(file && { ref: `${how}:${file}` }),
})

const badMessage: SendResult = { kind: 'refused', what: 'message', reason: 'bad-message' }
const tooLarge: SendResult = { kind: 'refused', what: 'message', reason: 'too-large' }

const STALE = /wrong (?:remote )?file|file_reference|invalid file_?id/i

function refusedFile(error: unknown): Tried {
  if (!(error instanceof GrammyError)) return { result: resultOf(error) }
  const { error_code: code, description } = error
  if (code === 413 || /too (?:big|large)/i.test(description)) return { result: tooLarge }
  return { result: resultOf(error), ...(code === 400 && STALE.test(description) && { isStale: true }) }
}

export function replyTo(platformId: string) {
  return { message_id: Number(platformId), allow_sending_without_reply: true }
}

export function chatId(chat: string): number | string {
  return /^-?\d{1,15}$/.test(chat) ? Number(chat) : chat
}
