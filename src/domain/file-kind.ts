import { entriesOf } from './file-kind/zip.ts'
import { isPlainText } from './file-kind/text.ts'

/** What a file is, whatever it says of itself. The first of its endings is the usual one. */
export interface FileKind {
  kind: 'image' | 'file'
  mime: string
  endings: readonly [string, ...string[]]
}

const image = (mime: string, ...endings: FileKind['endings']): FileKind => ({ kind: 'image', mime, endings })
const file = (mime: string, ...endings: FileKind['endings']): FileKind => ({ kind: 'file', mime, endings })

const office = 'application/vnd.openxmlformats-officedocument'

/** By their first bytes, in Latin-1. */
const heads: [head: string, kind: FileKind][] = [
  ['\xFF\xD8\xFF', image('image/jpeg', 'jpg', 'jpeg')],
  ['\x89PNG\r\n\x1A\n', image('image/png', 'png')],
  ['GIF87a', image('image/gif', 'gif')],
  ['GIF89a', image('image/gif', 'gif')],
  ['%PDF-', file('application/pdf', 'pdf')],
]

const webp = image('image/webp', 'webp')

/** A zip that is one of these holds such a part. */
const packed: [part: string, kind: FileKind][] = [
  ['word/document.xml', file(`${office}.wordprocessingml.document`, 'docx')],
  ['xl/workbook.xml', file(`${office}.spreadsheetml.sheet`, 'xlsx')],
  ['ppt/presentation.xml', file(`${office}.presentationml.presentation`, 'pptx')],
]

/** The formats before those: a small file system with a stream of that name. */
const compound: [stream: string, kind: FileKind][] = [
  ['WordDocument', file('application/msword', 'doc')],
  ['Workbook', file('application/vnd.ms-excel', 'xls')],
  ['PowerPoint Document', file('application/vnd.ms-powerpoint', 'ppt')],
]

const plain = file('text/plain', 'txt', 'csv')

/** Null for what is none of the kinds that are taken: programs, archives, films, documents with programs in them. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  const head = latin1(bytes.subarray(0, 16))
  const known = heads.find(([start]) => head.startsWith(start))
  if (known) return known[1]
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return webp
  if (head.startsWith('PK\x03\x04')) return packedKind(bytes)
  if (head.startsWith('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')) return compoundKind(bytes)
  return isPlainText(bytes) ? plain : null
}

function packedKind(bytes: Uint8Array): FileKind | null {
  const parts = entriesOf(bytes)
  if (!parts?.includes('[Content_Types].xml') || parts.some(holdsProgram)) return null
  return packed.find(([part]) => parts.includes(part))?.[1] ?? null
}

const holdsProgram = (part: string) => /(?:^|\/)vbaProject\.bin$/i.test(part)

function compoundKind(bytes: Uint8Array): FileKind | null {
  if (holdsName(bytes, '_VBA_PROJECT')) return null
  return compound.find(([stream]) => holdsName(bytes, stream))?.[1] ?? null
}

/** The names of streams stand in the file as UTF-16; a name ends with a zero. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const sought = Array.from(`${name}\0`).flatMap((letter) => [letter.charCodeAt(0), 0])
  for (let at = bytes.indexOf(sought[0]!); at >= 0; at = bytes.indexOf(sought[0]!, at + 1))
    if (sought.every((byte, place) => bytes[at + place] === byte)) return true
  return false
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes)

const NAME_LIMIT = 120

/** Paths, control characters, and what turns the reading direction, so that one ending looks like another. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]+/gu

/** Any of these is taken off where it does not fit; '415.KH' and '30.11.2026' are no endings. */
const allEndings = [...heads, ...packed, ...compound]
  .flatMap(([, { endings }]) => endings)
  .concat(plain.endings, webp.endings)

/** A name that can be shown and saved: at most 120 UTF-16 units, with an ending that fits what the file is. */
export function fileNameFor(given: string | null | undefined, { kind, endings }: FileKind): string {
  const bare = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1)!.replace(unfit, ' ').trim()
  const said = /\.([A-Za-z]{3,4})$/.exec(bare)?.[1]?.toLowerCase() ?? ''
  const stem = allEndings.includes(said) ? bare.slice(0, -said.length - 1) : bare
  const ending = endings.find((each) => each === said) ?? endings[0]
  const name = trimmed(cut(trimmed(stem), NAME_LIMIT - ending.length - 1))
  return `${name || (kind === 'image' ? 'anh' : 'tep')}.${ending}`
}

const trimmed = (stem: string) => stem.replace(/\s+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '')

/** Never through the middle of a character of two units. */
const cut = (text: string, room: number) => text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '')
