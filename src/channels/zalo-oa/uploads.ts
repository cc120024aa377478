import { z } from 'zod'
import type { Attachment, FailureReason } from '../../domain/message.ts'
import { mediaFit } from '../../domain/media-fit.ts'
import { unanswered } from '../http.ts'
import type { Ask } from './ask.ts'
import { classOf } from './codes.ts'
import type { Reply } from './result.ts'

const paths = { image: '/v2.0/oa/upload/image', file: '/v2.0/oa/upload/file' }

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

/** `not`: the platform takes no such file, none so large, or no more this month. `later`: nothing was said yet, so all may be tried again. */
export type Uploaded =
  | { kind: 'uploaded'; ref: string }
  | { kind: 'not'; reason: FailureReason }
  | { kind: 'later'; reply: Exclude<Reply, { kind: 'ok' }> }

const data = z.union([z.object({ attachment_id: z.string() }), z.object({ token: z.string() })])

/** Whether the official account shows it as a picture; otherwise it is a file. */
export const isPicture = (media: Attachment) => {
  const fit = mediaFit('zalo-oa', media, false)
  return fit.kind === 'attached' && fit.as === 'image'
}

export async function upload(ask: Ask, media: Attachment): Promise<Uploaded> {
  const ending = endings[media.mime]
  const isFit = mediaFit('zalo-oa', media, false).kind === 'attached'
  const bytes = isFit ? await media.bytes().catch(() => null) : null
  if (!ending || !bytes) return { kind: 'not', reason: isFit ? 'bad-message' : 'too-large' }
  const body = new FormData()
  body.append('file', new File([bytes.slice()], nameOf(media, ending), { type: media.mime }))
  const reply = await ask({ path: paths[isPicture(media) ? 'image' : 'file'], body })
  if (reply.kind !== 'ok') return notUploaded(reply)
  const got = data.safeParse(reply.data).data
  if (!got) return { kind: 'later', reply: { kind: 'foreign', status: 200 } }
  return { kind: 'uploaded', ref: 'token' in got ? got.token : got.attachment_id }
}

function notUploaded(reply: Exclude<Reply, { kind: 'ok' }>): Uploaded {
  // Cut off or not: nobody was written to.
  if (reply.kind === 'no-answer')
    return { kind: 'later', reply: { kind: 'unasked', result: unanswered(false) } }
  if (reply.kind !== 'no') return { kind: 'later', reply }
  const { kind } = classOf(reply.code)
  if (kind === 'payload') return { kind: 'not', reason: 'too-large' }
  return kind === 'quota' ? { kind: 'not', reason: 'quota' } : { kind: 'later', reply }
}

/** People see the name; anything but plain letters comes out garbled. */
function nameOf({ fileName }: Attachment, ending: string): string {
  const stem = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${stem.slice(0, 80) || 'tep'}.${ending}`
}
