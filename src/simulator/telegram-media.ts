import { randomBytes } from 'node:crypto'
import { isUpload, text } from './fields.ts'
import type { Fields, Upload } from './fields.ts'
import type { MediaKind, PhoneFile } from './phone.ts'
import { Refusal } from './refusal.ts'
import { bad } from './telegram-checks.ts'
import type { Bot } from './telegram-state.ts'
import type { Message } from './telegram-wire.ts'

/** The smallest picture there is, as the content of what fictional people photograph. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

const MEGABYTE = 1024 * 1024

export const personalPhoto = (bot: Bot, bytes?: Uint8Array): Partial<Message> => ({
  photo: photoSizes(bot, bytes ? Buffer.from(bytes) : pixel),
})

/** The platform passes on the name, and takes what the name says for what it is. */
export function personalFile(bot: Bot, { bytes, name }: PhoneFile): Partial<Message> {
  const mime_type = name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream'
  return {
    document: { ...kept(bot, Buffer.from(bytes)), file_name: name, mime_type, file_size: bytes.length },
  }
}

/** What a person sends from their phone, with a file the bot can fetch. */
export function personalMedia(bot: Bot, what: MediaKind): Partial<Message> {
  const file = () => ({ ...kept(bot, pixel), file_size: pixel.length })
  switch (what) {
    case 'photo':
      return personalPhoto(bot)
    case 'file':
      return { document: { ...file(), file_name: 'bien-ban.pdf', mime_type: 'application/pdf' } }
    case 'voice':
      return { voice: { ...file(), duration: 4, mime_type: 'audio/ogg' } }
    case 'video':
      return { video: { ...file(), duration: 4, width: 640, height: 360 } }
    case 'sticker':
      return {
        sticker: { ...file(), type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
      }
    case 'location':
      return { location: { latitude: 21.0285, longitude: 105.8542 } }
    case 'other':
      return { dice: { emoji: '🎲', value: 4 } }
    default:
      return what satisfies never
  }
}

/** A photo or a document as a bot sends it: an upload, a file id, or a link. */
export function sentMedia(bot: Bot, fields: Fields, kind: 'photo' | 'document'): Partial<Message> {
  const bytes = mediaBytes(bot, fields, kind)
  if (kind === 'photo' && bytes.length > 10 * MEGABYTE) throw bad('file is too big')
  if (bytes.length > 50 * MEGABYTE) throw new Refusal(413, 'Request Entity Too Large')
  if (kind === 'photo') return { photo: photoSizes(bot, bytes) }
  const upload = uploaded(fields, kind)
  return { document: { ...kept(bot, bytes), file_name: upload?.fileName ?? 'file', file_size: bytes.length } }
}

function mediaBytes(bot: Bot, fields: Fields, kind: string): Buffer {
  const upload = uploaded(fields, kind)
  if (upload) {
    if (upload.bytes.length === 0) throw bad('file must be non-empty')
    return upload.bytes
  }
  const named = text(fields, kind)
  if (!named) throw bad(`there is no ${kind} in the request`)
  const stored = bot.files.get(named)
  if (stored) return stored
  if (/^https?:\/\/[^/]+\.[^/]+/.test(named)) return pixel
  throw bad('wrong file identifier/HTTP URL specified')
}

function uploaded(fields: Fields, kind: string): Upload | undefined {
  const value = fields[kind]
  if (isUpload(value)) return value
  const attached =
    typeof value === 'string' && value.startsWith('attach://') ? fields[value.slice(9)] : undefined
  return isUpload(attached) ? attached : undefined
}

function photoSizes(bot: Bot, bytes: Buffer) {
  const file = kept(bot, bytes)
  const size = (id: string, width: number, height: number) => ({
    file_id: id,
    file_unique_id: `u${id.slice(0, 12)}`,
    width,
    height,
    file_size: bytes.length,
  })
  return [size(file.file_id, 90, 60), size(kept(bot, bytes).file_id, 1280, 853)]
}

function kept(bot: Bot, bytes: Buffer): { file_id: string; file_unique_id: string } {
  const id = `AgAC${randomBytes(18).toString('base64url')}`
  bot.files.set(id, bytes)
  return { file_id: id, file_unique_id: `u${id.slice(4, 16)}` }
}
