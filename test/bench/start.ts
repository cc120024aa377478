import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { median, type Row, rounded } from './figures.ts'
import { benchToken, startPlatform } from './platform.ts'

const STARTS = 5
const root = join(import.meta.dirname, '../..')

/** From the command to a ready answer, and what the process weighs then. */
export async function coldStart(): Promise<Row[]> {
  const platform = await startPlatform(10)
  const starts = []
  for (let turn = 0; turn < STARTS; turn++) starts.push(await startOnce(platform.url))
  platform.close()
  const seconds = median(starts.map((each) => each.seconds))
  const megabytes = median(starts.map((each) => each.megabytes))
  return [
    { what: 'cold start to /readyz, s', figure: rounded(seconds, 2), aim: '≤ 3', met: seconds <= 3 },
    { what: 'memory after the start, MB', figure: rounded(megabytes), aim: '≤ 250', met: megabytes <= 250 },
  ]
}

async function startOnce(apiRoot: string): Promise<{ seconds: number; megabytes: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-bench-'))
  const port = await freePort()
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    TELEGRAM_BOT_TOKEN: benchToken,
    TELEGRAM_API_ROOT: apiRoot,
  }
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: 'ignore',
  })
  while (!(await isReady(port))) await pause(20)
  const seconds = (performance.now() - started) / 1000
  await pause(1500)
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  rmSync(dataDir, { recursive: true, force: true })
  return { seconds, megabytes }
}

const isReady = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
