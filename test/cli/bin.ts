import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { openTerminal, type Terminal } from '../../src/cli/terminal.ts'

const BIN = join(import.meta.dirname, '../../src/cli/caunoi.mjs')

export interface Ran {
  code: number | null
  out: string
  err: string
}

/** An officer's machine: an empty folder and an empty environment. */
export interface Desk {
  dir: string
  file: (name: string) => string
  /** Writes a file there, what is neither text nor bytes as JSON, and returns its name. */
  keep: (name: string, content: unknown) => string
  run: (...args: string[]) => Promise<Ran>
  /** The same, with `--json`; standard output must hold nothing but JSON. */
  json: (...args: string[]) => Promise<{ code: number | null; value: unknown }>
}

/** With the real command, started anew for every word. */
export const desk = (env: Record<string, string> = {}): Desk =>
  furnished(env, (args, place) => ran(process.execPath, [BIN, ...args], place))

/** The same in this process, one command after the other: for what would take too many starts. */
export const deskAtHand = (env: Record<string, string> = {}): Desk => furnished(env, ranHere)

function furnished(
  env: Record<string, string>,
  command: (args: string[], place: Place) => Promise<Ran>,
): Desk {
  const dir = mkdtempSync(join(tmpdir(), 'caunoi-cli-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = (name: string) => join(dir, name)
  const types = (...args: string[]) => command(args, { cwd: dir, env: { DATA_DIR: file('data'), ...env } })
  return {
    dir,
    file,
    keep: (name, content) => {
      const isPlain = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(file(name), isPlain ? content : JSON.stringify(content))
      return name
    },
    run: types,
    json: async (...args) => {
      const { code, out } = await types(...args, '--json')
      return { code, value: JSON.parse(out) }
    },
  }
}

interface Place {
  cwd: string
  env: Record<string, string>
}

async function ranHere(args: string[], { cwd, env }: Place): Promise<Ran> {
  const before = { cwd: process.cwd(), env: process.env, mask: process.umask(0o077) }
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    ...openTerminal(args, env),
    say: (line) => (said.out += `${line}\n`),
    warn: (line) => (said.err += `${line}\n`),
    json: (value) => (said.out += JSON.stringify(value)),
  }
  process.env = { ...env }
  process.chdir(cwd)
  try {
    return { code: await run(args, terminal), ...said }
  } finally {
    process.chdir(before.cwd)
    process.env = before.env
    process.umask(before.mask)
  }
}

/** Runs a program without a terminal: whatever asks something waits for ever, and the test fails. */
export function ran(program: string, args: string[], options: Place): Promise<Ran> {
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
