/** Small files of each kind, as people send them. */
export const jpegBytes = (size = 400) => withHead([0xff, 0xd8, 0xff, 0xe0], size)
export const pdfBytes = (size = 400) => withHead(codes('%PDF-1.7\n'), size)
export const programBytes = () => withHead(codes('MZ\x90\x00'), 400)

const codes = (text: string) => [...Buffer.from(text, 'latin1')]

function withHead(head: number[], size: number): Uint8Array {
  const bytes = new Uint8Array(size).fill(0x20)
  bytes.set(head)
  return bytes
}

export const docxBytes = (...more: string[]) =>
  zipBytes(['[Content_Types].xml', '_rels/.rels', 'word/document.xml', ...more])

/** A zip of empty parts, stored. */
export function zipBytes(names: string[]): Uint8Array {
  const locals = names.map((name) => part([0x50, 0x4b, 3, 4], 30, 26, name))
  const sizes = locals.map(({ length }) => length)
  const entries = names.map((name, place) => {
    const entry = part([0x50, 0x4b, 1, 2], 46, 28, name)
    entry.writeUInt32LE(sum(sizes.slice(0, place)), 42)
    return entry
  })
  const end = Buffer.alloc(22)
  end.set([0x50, 0x4b, 5, 6])
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(sum(entries.map(({ length }) => length)), 12)
  end.writeUInt32LE(sum(sizes), 16)
  return new Uint8Array(Buffer.concat([...locals, ...entries, end]))
}

function part(head: number[], fixed: number, lengthAt: number, name: string): Buffer {
  const written = Buffer.from(name)
  const bytes = Buffer.concat([Buffer.alloc(fixed), written])
  bytes.set(head)
  bytes.writeUInt16LE(written.length, lengthAt)
  return bytes
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0)

/** An old office file: as much of its file system as names its streams. */
export function compoundBytes(...streams: string[]): Uint8Array {
  const names = streams.map((name) => Buffer.concat([Buffer.from(`${name}\0`, 'utf16le'), Buffer.alloc(64)]))
  const head = Buffer.from('D0CF11E0A1B11AE1', 'hex')
  return new Uint8Array(Buffer.concat([head, Buffer.alloc(504), ...names]))
}
