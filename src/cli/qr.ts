import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBuffer, toString } from 'qrcode'
import { fold } from '../domain/reply/fold.ts'
import type { Paper } from './invite-papers.ts'

/** Survives a fold in the paper and a bad printer. */
const LEVEL = 'M'

export const qrSvg = (url: string): Promise<string> =>
  toString(url, { type: 'svg', margin: 2, errorCorrectionLevel: LEVEL })

/** One picture for each person and way, `lan-telegram.png`. Returns their names. */
export async function writeQrs(folder: string, papers: Paper[]): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const names: string[] = []
  const taken = new Set<string>()
  for (const { person, passedOn } of papers) {
    const base = freeName(person.code, taken)
    for (const { way, url } of passedOn.ways) {
      const name = `${base}-${way}.png`
      await writeFile(join(folder, name), await toBuffer(url, { scale: 10, errorCorrectionLevel: LEVEL }))
      names.push(name)
    }
  }
  return names
}

/** One picture for each unit, to be printed in the official letter itself. Returns their names. */
export async function writeUnitQrs(
  folder: string,
  links: { unit: string; url: string }[],
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const taken = new Set<string>()
  const names: string[] = []
  for (const { unit, url } of links) {
    const name = `${freeName(unit, taken)}.png`
    await writeFile(join(folder, name), await toBuffer(url, { scale: 10, errorCorrectionLevel: LEVEL }))
    names.push(name)
  }
  return names
}

/** Codes are an office's own: whatever they hold, the file stays in its folder, and no two share one. */
function freeName(code: string, taken: Set<string>): string {
  const base =
    fold(code)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'contact'
  for (let place = 1; ; place++) {
    const name = place === 1 ? base : `${base}-${place}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
