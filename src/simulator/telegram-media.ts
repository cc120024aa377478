import { randomBytes } from 'node:crypto'
import { isUpload, text } from './fields.ts'
import type { Fields, Upload } from './fields.ts'
import type { MediaKind, PhoneFile } from './phone.ts'
import { Refusal } from './refusal.ts'
import { bad } from './telegram-checks.ts'
import type { Bot, KeptFile } from './telegram-state.ts'
import type { Message } from './telegram-wire.ts'

/** The smallest picture there is, as the content of what fictional people photograph. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

const MEGABYTE = 1024 * 1024

export function personalPhoto(bot: Bot, bytes?: Uint8Array): Partial<Message> {
  const photo: KeptFile = { bytes: bytes ? Buffer.from(bytes) : pixel, name: '', kind: 'photo' }
  return shown(kept(bot, photo), photo)
}

/** The platform passes on the name, and takes what the name says for what it is. */
export function personalFile(bot: Bot, { bytes, name }: PhoneFile): Partial<Message> {
  const file: KeptFile = { bytes: Buffer.from(bytes), name, kind: 'document' }
  const mime_type = name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream'
  const { document } = shown(kept(bot, file), file)
  return { document: { ...document, mime_type } as Message['document'] }
}

/** What a person sends from their phone, with a file the bot can fetch. */
export function personalMedia(bot: Bot, what: MediaKind): Partial<Message> {
  const file = () => {
    const id = kept(bot, { bytes: pixel, name: '', kind: 'document' })
    return { file_id: id, file_unique_id: uniqueId(id), file_size: pixel.length }
  }
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
export function sentMedia(bot: Bot, fields: Fields, kind: KeptFile['kind']): Partial<Message> {
  const upload = uploaded(fields, kind)
  if (!upload) return named(bot, text(fields, kind), kind)
  const { bytes, fileName: name } = upload
  if (bytes.length === 0) throw bad('file must be non-empty')
  if (kind === 'photo' && bytes.length > 10 * MEGABYTE) throw bad('file is too big')
  if (bytes.length > 50 * MEGABYTE) throw new Refusal(413, 'Request Entity Too Large')
  bot.uploads += 1
  return shown(kept(bot, { bytes, name, kind }), { bytes, name, kind })
}

/** A file that the server has keeps its id, and is what it was sent as first. */
function named(bot: Bot, id: string | undefined, kind: KeptFile['kind']): Partial<Message> {
  if (!id) throw bad(`there is no ${kind} in the request`)
  const known = bot.files.get(id)
  if (known && known.kind !== kind)
    throw bad(`can't use file of type ${capital(known.kind)} as ${capital(kind)}`)
  if (known) return shown(id, known)
  if (!/^https?:\/\/[^/]+\.[^/]+/.test(id)) throw bad('wrong file identifier/HTTP URL specified')
  const fetched: KeptFile = { bytes: pixel, name: 'file', kind }
  return shown(kept(bot, fetched), fetched)
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)

function shown(id: string, { kind, bytes, name }: KeptFile): Partial<Message> {
  if (kind === 'photo') return { photo: photoSizes(id, bytes) }
  return { document: { file_id: id, file_unique_id: uniqueId(id), file_name: name, file_size: bytes.length } }
}

function uploaded(fields: Fields, kind: string): Upload | undefined {
  const value = fields[kind]
  if (isUpload(value)) return value
  const attached =
    typeof value === 'string' && value.startsWith('attach://') ? fields[value.slice(9)] : undefined
  return isUpload(attached) ? attached : undefined
}

function photoSizes(id: string, bytes: Buffer) {
  const size = (width: number, height: number) => ({
    file_id: id,
    file_unique_id: uniqueId(id),
    width,
    height,
    file_size: bytes.length,
  })
  return [size(90, 60), size(1280, 853)]
}

const uniqueId = (id: string) => `u${id.slice(4, 16)}`

function kept(bot: Bot, file: KeptFile): string {
  const id = `${file.kind === 'photo' ? 'AgAC' : 'BQAC'}${randomBytes(18).toString('base64url')}`
  bot.files.set(id, file)
  return id
}
