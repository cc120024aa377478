import { DAY } from '../domain/time.ts'
import { BrokenBody, isUpload, readFields } from './fields.ts'
import { invalid, OaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { countOne } from './zalo-oa-state.ts'
import type { OaWorld, Upload } from './zalo-oa-state.ts'
import { hexId, vietnamDay } from './zalo-state.ts'

const LIFE_MS = 7 * DAY
const UPLOADS_A_MONTH = 5_000
const MB = 1024 * 1024

interface Kind {
  largest: number
  names: RegExp
  /** The first bytes, in hex; documents are taken by their name alone. */
  begins?: RegExp
}

const kinds: Record<Upload['kind'], Kind> = {
  image: { largest: MB, names: /\.(jpe?g|png)$/i, begins: /^(ffd8ff|89504e47)/ },
  gif: { largest: 5 * MB, names: /\.gif$/i, begins: /^47494638/ },
  file: { largest: 5 * MB, names: /\.(pdf|docx?|csv)$/i },
}

/** `POST /v2.0/oa/upload/image|gif|file`: multipart, the field is `file`. */
export function upload(world: OaWorld, request: OaRequest, kind: Upload['kind']): unknown {
  const { fileName, bytes } = uploaded(request)
  const { largest, names, begins } = kinds[kind]
  if (bytes.length > largest) throw new OaRefusal(-210, 'file is over the limit')
  const head = bytes.subarray(0, 8).toString('hex')
  if (bytes.length === 0 || !names.test(fileName) || (begins && !begins.test(head))) throw invalid('file')
  const at = world.settings.now()
  if (!countOne(world, 'uploads', vietnamDay(at).slice(0, 7), UPLOADS_A_MONTH))
    throw new OaRefusal(-211, 'Out of quota')
  const id = `${kind}-${hexId(`${world.settings.oaId}/upload/${world.order()}`)}`
  world.uploads.set(id, { kind, name: fileName, at })
  return kind === 'file' ? { token: id } : { attachment_id: id }
}

function uploaded(request: OaRequest) {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) throw invalid('file')
  try {
    const { file } = readFields(type, '', request.body)
    if (isUpload(file)) return file
  } catch (error) {
    if (!(error instanceof BrokenBody)) throw error
  }
  throw invalid('file')
}

/** What was uploaded under this id; ids die after seven days. */
export function usableUpload(world: OaWorld, id: string, kind: Upload['kind'], name: string): Upload {
  const known = world.uploads.get(id)
  if (known?.kind !== kind) throw invalid(name)
  if (world.settings.now() - known.at >= LIFE_MS) throw new OaRefusal(-100, `${name} is expired`)
  return known
}
