import { z } from 'zod'
import type { Outgoing } from '../../domain/message.ts'
import type { Ask } from './ask.ts'
import type { Reply } from './result.ts'

type Media = NonNullable<Outgoing['media']>

const MB = 1024 * 1024
const kinds = {
  image: { path: '/v2.0/oa/upload/image', largest: MB, endings: { 'image/jpeg': 'jpg', 'image/png': 'png' } },
  file: {
    path: '/v2.0/oa/upload/file',
    largest: 5 * MB,
    endings: {
      'application/pdf': 'pdf',
      'application/msword': 'doc',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
    },
  },
} as const

/** `unsupported`: the platform takes no such file, or none so large. */
export type Uploaded =
  | { kind: 'uploaded'; id: string }
  | { kind: 'unsupported' }
  | { kind: 'failed'; reply: Exclude<Reply, { kind: 'ok' }> }

const data = z.union([z.object({ attachment_id: z.string() }), z.object({ token: z.string() })])

export async function upload(ask: Ask, media: Media): Promise<Uploaded> {
  const { path, largest, endings } = kinds[media.kind]
  const ending = Object.hasOwn(endings, media.mime) ? endings[media.mime as keyof typeof endings] : undefined
  if (!ending || media.bytes.length === 0 || media.bytes.length > largest) return { kind: 'unsupported' }
  const body = new FormData()
  body.append('file', new File([media.bytes.slice()], nameOf(media, ending), { type: media.mime }))
  const reply = await ask({ path, body })
  if (reply.kind === 'no' && (reply.code === -201 || reply.code === -210)) return { kind: 'unsupported' }
  if (reply.kind !== 'ok') return { kind: 'failed', reply }
  const got = data.safeParse(reply.data).data
  if (!got) return { kind: 'failed', reply: { kind: 'foreign', status: 200 } }
  return { kind: 'uploaded', id: 'token' in got ? got.token : got.attachment_id }
}

/** People see the name; anything but plain letters comes out garbled. */
function nameOf({ fileName }: Media, ending: string): string {
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
