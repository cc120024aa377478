import { readPlanFile } from '../../src/intake/plan-file.ts'
import type { PlanFile, Read } from '../../src/intake/plan-file.ts'

export const defaults = { timezone: 'Asia/Ho_Chi_Minh' }

export const bytesOf = (json: unknown) =>
  new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json))

export const readJson = (json: unknown): Promise<Read> =>
  readPlanFile(bytesOf(json), 'hoi-nghi.json', defaults)

export function planOf(read: Read): PlanFile {
  if (read.kind === 'faults') throw new Error(`no plan: ${JSON.stringify(read.faults, null, 1)}`)
  return read.plan
}

/** Everything noticed, as 'place: found'. */
export function placesOf(read: Read): string[] {
  const noticed = read.kind === 'faults' ? read.faults : read.warnings
  return noticed.map((one) => {
    const cell = [one.sheet, one.row, one.column].filter((part) => part !== undefined).join('/')
    return `${one.path ?? cell}: ${one.found}`
  })
}

/** The smallest file that is whole. */
export const small = () => ({
  conference: {
    code: 'vt26',
    title: 'Hội nghị vải thiều',
    start: '2026-12-08T08:00',
    end: '2026-12-08T10:00',
  },
  contacts: [{ code: 'c1', name: 'Nguyễn Văn An' } as Record<string, unknown>],
  bridgePoints: [{ code: 'b1', name: 'Hà Giang', contact: 'c1' } as Record<string, unknown>],
  rounds: [] as Record<string, unknown>[],
  assignments: [] as Record<string, unknown>[],
})
