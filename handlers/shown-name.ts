/** A name people give themselves may be anything: one short line of it. */
export function shown(name: string | null): string | null {
  const line = name?.replace(/[\p{C}\s]+/gu, ' ').trim() ?? ''
  return Array.from(line).slice(0, 60).join('') || null
}
