import { z } from 'zod'
import type { Outgoing } from '../../domain/message.ts'
import type { Ask, Asked } from './ask.ts'
import { type CsBody, fileBody, imageBody } from './body.ts'

const MB = 1024 * 1024

/** What the platform takes; anything else goes as a link in the text. */
const IMAGES = { types: ['image/jpeg', 'image/png'], most: MB }
const FILES = {
  types: [
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  most: 5 * MB,
}

type Media = NonNullable<Outgoing['media']>

export const carries = ({ kind, mime, size }: Media): boolean => {
  const { types, most } = kind === 'image' ? IMAGES : FILES
  return types.includes(mime) && size <= most
}

const uploaded = z.object({
  attachment_id: z.coerce.string().optional(),
  token: z.coerce.string().optional(),
})

/** Uploads and gives the message that shows it; or what the platform said instead. */
export async function mediaBody(ask: Ask, chat: string, media: Media): Promise<CsBody | Asked> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(media.bytes)], { type: media.mime }), asciiName(media.fileName))
  const reply = await ask({ path: `/v2.0/oa/upload/${media.kind}`, body: form })
  if (reply.kind !== 'ok') return reply
  const { attachment_id: attachmentId, token } = uploaded.safeParse(reply.data).data ?? {}
  if (media.kind === 'image' && attachmentId) return imageBody(chat, attachmentId)
  return token ? fileBody(chat, token) : { kind: 'foreign', status: 200 }
}

/** The recipient sees the name; the platform wants it plain. */
const asciiName = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w.-]+/g, '-')
