import type { Attachment, FailureReason, Outgoing, SendResult } from '../../domain/message.ts'
import { type Beside, besideOf, patiently } from '../beside.ts'
import type { Uploads } from '../uploads.ts'
import type { Ask } from './ask.ts'
import { classOf } from './codes.ts'
import { file, type Message, picture } from './message.ts'
import { type Reply, sendResultOf } from './result.ts'
import { isPicture, upload, type Uploaded } from './uploads.ts'

/** What carrying a file takes: `post` sends one message to the letter's person. */
export interface Carrier {
  ask: Ask
  uploads: Uploads
  post: (message: Message) => Promise<Reply>
  now: () => number
}

/** The platform's name for a file; uploaded when it has none, or none but `stale`. */
export async function referred(
  { ask, uploads }: Carrier,
  media: Attachment,
  stale?: string,
): Promise<Uploaded> {
  const mine: { failed?: Uploaded } = {}
  const ref = await uploads(
    media.id,
    async () => {
      const made = await upload(ask, media)
      if (made.kind === 'uploaded') return made.ref
      mine.failed = made
      return null
    },
    stale,
  )
  return ref === null ? mine.failed! : { kind: 'uploaded', ref }
}

/** A picture with the words of a card that has nothing to press, in one message. */
export const postPicture = (carrier: Carrier, letter: Outgoing & { media: Attachment }, ref: string) =>
  renewed(carrier, letter.media, ref, (id) => picture(id, letter.text, letter))

/** The text is there; what follows it is tried again, and not said again for its sake. */
export async function postAfter(carrier: Carrier, media: Attachment, ref: string): Promise<Beside> {
  const { result } = await patiently(async () => {
    const reply = await postAlone(carrier, media, ref)
    return { result: sendResultOf(reply, { throttled: 0, metUnlisted: true, now: carrier.now() }) }
  })
  return besideOf(result)
}

/** The file, and nothing else. */
export const postAlone = (carrier: Carrier, media: Attachment, ref: string) =>
  renewed(carrier, media, ref, (id) => (isPicture(media) ? picture(id, '') : file(id)))

/** What was uploaded dies after some days; it is uploaded once more then. */
async function renewed(
  carrier: Carrier,
  media: Attachment,
  ref: string,
  message: (id: string) => Message,
): Promise<Reply> {
  const reply = await carrier.post(message(ref))
  if (reply.kind !== 'no' || classOf(reply.code).kind !== 'expired-upload') return reply
  const again = await referred(carrier, media, ref)
  if (again.kind === 'uploaded') return carrier.post(message(again.ref))
  return again.kind === 'later' ? again.reply : reply
}

/** Whether it is what the message holds that the platform does not take. */
export const isUnfit = (reply: Reply) =>
  reply.kind === 'no' && ['payload', 'expired-upload'].includes(classOf(reply.code).kind)

export const without = (result: SendResult, mediaFailed: FailureReason): SendResult =>
  result.kind === 'sent' ? { ...result, mediaFailed } : result
