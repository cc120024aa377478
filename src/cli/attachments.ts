import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { saveMedia } from '../../db/media.ts'
import type { Turn } from '../../handlers/world.ts'
import { LARGEST_FILE } from '../domain/fetch.ts'
import { fileKind, fileNameFor } from '../domain/file-kind.ts'
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
  const known = fileKind(bytes)
  if (!known) throw new Refusal(texts.announcing.fileRefused(path))
  const { kind, mime } = known
  return { id, kind, mime, fileName: fileNameFor(basename(path), known), size: bytes.length, bytes }
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
