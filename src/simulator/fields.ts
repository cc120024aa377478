/** A file that came with a multipart request. */
export interface Upload {
  fileName: string
  bytes: Buffer
}

/** The parameters of a call, from whichever of the four encodings the platforms accept. */
export type Fields = Record<string, unknown>

/** The body is not what its content type says. */
export class BrokenBody extends Error {
  override name = 'BrokenBody'
}

/** Reads the query and the body together; the body wins, as with the real servers. Throws `BrokenBody`. */
export function readFields(contentType: string | undefined, query: string, body: Buffer): Fields {
  const fields = query ? Object.fromEntries(new URLSearchParams(query)) : {}
  if (body.length === 0) return fields
  const type = contentType ?? ''
  if (type.startsWith('application/json')) return query ? { ...fields, ...json(body) } : json(body)
  if (type.startsWith('multipart/form-data')) return { ...fields, ...multipart(type, body) }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) }
  return fields
}

/** A field as text; platforms take numbers for texts and texts for numbers. */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}

/** A field as a whole number; `undefined` when absent or not one. */
export function whole(fields: Fields, name: string): number | undefined {
  const value = text(fields, name)
  if (value === undefined || !/^-?\d+$/.test(value.trim())) return undefined
  return Number(value)
}

export function flag(fields: Fields, name: string): boolean {
  const value = text(fields, name)
  return value === 'true' || value === 'True' || value === '1' || value === 'yes'
}

/** A field that is an object or a list: as itself in a JSON body, as JSON text elsewhere. Throws `BrokenBody`. */
export function structure(fields: Fields, name: string): unknown {
  const value = fields[name]
  if (typeof value !== 'string' || value === '') return value === '' ? undefined : value
  try {
    return JSON.parse(value)
  } catch {
    throw new BrokenBody(`field "${name}" holds no JSON`)
  }
}

export function isUpload(value: unknown): value is Upload {
  return isRecord(value) && Buffer.isBuffer(value.bytes)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function json(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (isRecord(value)) return value
  } catch {
    // falls through to the one refusal
  }
  throw new BrokenBody("can't parse JSON object")
}

function multipart(type: string, body: Buffer): Fields {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (!boundary) throw new BrokenBody('boundary is missing')
  const fields: Fields = {}
  const mark = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(mark); at >= 0;) {
    const next = body.indexOf(mark, at + mark.length)
    if (next < 0) break
    // between the marks: CRLF, headers, an empty line, content, CRLF
    addPart(fields, body.subarray(at + mark.length + 2, next - 2))
    at = next
  }
  return fields
}

function addPart(fields: Fields, part: Buffer): void {
  const gap = part.indexOf('\r\n\r\n')
  if (gap < 0) return
  const head = part.subarray(0, gap).toString('utf8')
  const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1]
  if (name === undefined) return
  const fileName = /;\s*filename=(?:"([^"]*)"|([^;\r\n]*))/i
    .exec(head)
    ?.slice(1)
    .find((one) => one !== undefined)
  const content = part.subarray(gap + 4)
  fields[name] = fileName === undefined ? content.toString('utf8') : { fileName, bytes: Buffer.from(content) }
}
