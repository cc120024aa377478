/** Tab, line feed, form feed, carriage return: what a text has besides what can be seen. */
const LAYOUT = [0x09, 0x0a, 0x0c, 0x0d]

/** UTF-8 that a person can read, and no script of a shell. */
export function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || (bytes[0] === 0x23 && bytes[1] === 0x21)) return false
  if (bytes.some((byte) => (byte < 0x20 && !LAYOUT.includes(byte)) || byte === 0x7f)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
