import { open, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { saveMedia } from '../../db/media.ts'
import type { Turn } from '../../handlers/world.ts'
import { LARGEST_FILE } from '../domain/fetch.ts'
import type { MediaRef } from '../domain/message.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** A file as it is to go out, and its content. */
export interface Attachment extends MediaRef {
  bytes: Buffer
}

/** Reads a file that is to go out; refused when it cannot be read, is empty or larger than anything that is sent. */
export async function attachment({ texts }: Terminal, path: string, id: string): Promise<Attachment> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Refusal(texts.cli.noFile(path))
  if (found.size === 0) throw new Refusal(texts.announcing.emptyFile(path))
  if (found.size > LARGEST_FILE)
    throw new Refusal(texts.announcing.fileTooLarge(path, sizeSaid(LARGEST_FILE)))
  const bytes = await contentOf(path, found.size).catch(() => {
    throw new Refusal(texts.cli.noFile(path))
  })
  const fileName = basename(path).normalize('NFC')
  const kind = kindOf(bytes, fileName)
  if (!kind) throw new Refusal(texts.announcing.fileRefused(path))
  return { id, ...kind, fileName, size: bytes.length, bytes }
}

/** No more than was looked at: a file that grows meanwhile is cut off where it would be too large. */
async function contentOf(path: string, size: number): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Nobody sent it: it is the office's own. */
export async function keep({ tx, now }: Turn, files: Attachment[]): Promise<void> {
  for (const file of files) await saveMedia(tx, { ...file, at: now })
}

export const named = ({ id, kind, mime, fileName, size }: Attachment): MediaRef => ({
  id,
  kind,
  mime,
  fileName,
  size,
})

const MB = 1024 * 1024

/** '12 KB', '1.5 MB'. */
export const sizeSaid = (bytes: number) =>
  bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round((bytes / MB) * 10) / 10} MB`

/** By their first bytes, in Latin-1. */
const pictures: [head: string, mime: string][] = [
  ['\xFF\xD8\xFF', 'image/jpeg'],
  ['\x89PNG\r\n\x1A\n', 'image/png'],
  ['GIF8', 'image/gif'],
]

const office = 'application/vnd.openxmlformats-officedocument'
const documents: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': `${office}.wordprocessingml.document`,
  '.xlsx': `${office}.spreadsheetml.sheet`,
  '.pptx': `${office}.presentationml.presentation`,
  '.doc': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
}

/** Windows, Linux and shells begin their programs with these. */
const programs = ['MZ', '\x7FELF', '#!']

/** Null for what nobody should be sent: programs. */
function kindOf(bytes: Uint8Array, fileName: string): Pick<MediaRef, 'kind' | 'mime'> | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (programs.some((start) => head.startsWith(start))) return null
  const picture = pictures.find(([start]) => head.startsWith(start))?.[1]
  const webp = head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null
  const shown = picture ?? webp
  if (shown) return { kind: 'image', mime: shown }
  return { kind: 'file', mime: documents[extname(fileName).toLowerCase()] ?? 'application/octet-stream' }
}
