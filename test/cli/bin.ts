import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const BIN = join(import.meta.dirname, '../../src/cli/caunoi.mjs')

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** An officer's machine: an empty folder, an empty environment, and the real command. */
export interface Desk {
  dir: string
  file: (name: string) => string
  /** Writes a file there and returns its name. */
  keep: (name: string, content: unknown) => string
  run: (...args: string[]) => Promise<Ran>
  /** The same, with `--json`; standard output must hold nothing but JSON. */
  json: (...args: string[]) => Promise<{ code: number | null; value: unknown }>
}

export function desk(env: Record<string, string> = {}): Desk {
  const dir = mkdtempSync(join(tmpdir(), 'caunoi-cli-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string) => join(dir, name)
  const run = (...args: string[]) =>
    ran(process.execPath, [BIN, ...args], { cwd: dir, env: { DATA_DIR: file('data'), ...env } })
  return {
    dir,
    file,
    keep: (name, content) => {
      writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content))
      return name
    },
    run,
    json: async (...args) => {
      const { code, out } = await run(...args, '--json')
      return { code, value: JSON.parse(out) }
    },
  }
}

/** Runs a program without a terminal: whatever asks something waits for ever, and the test fails. */
export function ran(
  program: string,
  args: string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { out: '', err: '' }
    child.stdout.on('data', (part: Buffer) => (texts.out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (texts.err += part.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
}

/** A conference of two bridge points, as an office would write it. */
export const conferenceFile = () => ({
  conference: {
    code: 'vt26',
    title: 'Hội nghị viễn thông 2036',
    start: '2036-12-08T08:00',
    end: '2036-12-08T10:00',
    timezone: 'Asia/Ho_Chi_Minh',
  },
  contacts: [
    { code: 'lan', name: 'Trần Thị Lan', address: 'Bà', phones: ['0912000111'] },
    { code: 'hung', name: 'Phạm Quốc Hùng', timezone: 'Asia/Tokyo' },
    { code: 'van', name: 'Nguyễn Thị Vân', role: 'coordinator', phones: ['0912000999'] },
  ],
  bridgePoints: [
    { code: 'b1', name: 'Hà Giang', contact: 'lan', backup: 'hung', main: true },
    { code: 'b2', name: 'Tokyo', country: 'JP', contact: 'hung' },
  ],
  checklist: ['Đường truyền', 'Âm thanh'],
  rounds: [
    {
      code: 'r1',
      name: 'Kiểm tra kỹ thuật lần 1',
      opensAt: '2036-12-05T14:00',
      closesAt: '2036-12-05T17:00',
    },
  ],
  assignments: [
    { code: '1', text: 'Chuẩn bị đường truyền', bridgePoint: 'b1', contact: 'lan', lead: 'VNPT Hà Giang' },
  ],
})
